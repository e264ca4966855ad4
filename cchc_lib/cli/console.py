"""What commands print: results to standard output, complaints to standard error."""

import textwrap
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from cchc_lib.texts import command_language, text
from cchc_lib.vietnamese import format_number

UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Signs from a file that could move the cursor, colour what follows or turn a line round."""


def say(key: str, /, **values: object) -> None:
    """Print the text of `key` in the language of commands."""
    typer.echo(text(key, command_language(), **values))


def complain(words: str) -> None:
    """Print one paragraph to standard error."""
    plain = printable(" ".join(words.split()))
    typer.echo(textwrap.fill(plain, 100, break_long_words=False, break_on_hyphens=False), err=True)


def printable(line: str) -> str:
    """One line of words from a file, without signs that a terminal would obey."""
    return "".join("\ufffd" if unicodedata.category(c) in UNPRINTABLE else c for c in line)


def words(key: str, /, **values: object) -> str:
    """The text of `key` in the language of commands."""
    return text(key, command_language(), **values)


def count(number: float) -> str:
    """A whole number as this language writes it."""
    return format_number(number, command_language(), 0)


@contextmanager
def step(key: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    begin = time.perf_counter()
    yield
    seconds = format_number(time.perf_counter() - begin, command_language(), 1)
    say("cli.step", name=words(key), seconds=seconds)
