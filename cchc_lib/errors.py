"""The exceptions of this library, named by what the caller can do about them.

CchcError                  anything this library refuses; carries the exit status of a command
├── CallError              a wrong call: quarter, unit, language, option        (ValueError)    2
├── ParamsError            a file below params/ is missing or wrong             (ValueError)    3
├── SubmissionError        one received file cannot be read as a whole          (ValueError)    1
├── ProblemsFound          figures in received files are wrong                  (ValueError)    1
├── NotReported            nothing has been received for what was asked         (LookupError)   1
├── RenderError            a notebook failed; quotes the failing cell           (RuntimeError)  1
├── IntegrityError         something kept is not what it was                    (RuntimeError)  3
└── BusyError              somebody else is writing here                        (RuntimeError)  3

Each text comes from `cchc_lib.texts`, so it exists in Vietnamese and English.
"""

from cchc_lib.texts import Language, command_language, text


class CchcError(Exception):
    """Base of all errors of this library: a key of `texts` and the values to fill in."""

    exit_status = 1

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def message(self, language: Language) -> str:
        """The paragraph that a reader sees, in one language."""
        return text(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.message(command_language())

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.key, self.values)


def _rebuild(kind: type[CchcError], key: str, values: dict[str, object]) -> CchcError:
    """Unpickle an error: pool workers hand theirs to the parent."""
    return kind(key, **values)


class CallError(CchcError, ValueError):
    """A wrong call: an unknown quarter, unit, language or option."""

    exit_status = 2


class ParamsError(CchcError, ValueError):
    """A file below params/ is missing or breaks its schema."""

    exit_status = 3


class SubmissionError(CchcError, ValueError):
    """One received file cannot be read as a whole."""


class ProblemsFound(CchcError, ValueError):
    """Figures in received files are wrong."""


class NotReported(CchcError, LookupError):
    """Nothing has been received for what was asked."""


class RenderError(CchcError, RuntimeError):
    """A notebook failed; the text quotes the failing cell."""


class IntegrityError(CchcError, RuntimeError):
    """Something kept on disk is not what it was."""

    exit_status = 3


class BusyError(CchcError, RuntimeError):
    """Another process holds the lock."""

    exit_status = 3
