"""The characters of a text file: bytes in, words out, with the encoding that they were in."""

from dataclasses import dataclass

from cchc_lib.errors import SubmissionError


@dataclass(frozen=True)
class Decoded:
    """The words of a file and the encoding they were written in."""

    words: str
    encoding: str


def decode_text(content: bytes, file_name: str, *, declared: str | None = None) -> Decoded:  # noqa: ARG001
    """The words in these bytes. Raises SubmissionError for what is no text."""
    try:
        return Decoded(content.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SubmissionError("error.csv-encoding", file=file_name, line=line) from None
