"""The commands. Each is one small file; heavy imports wait until a command runs.

Exit status: 0 done, 1 findings (problems in data, failed reports), 2 a wrong call, 3 a broken
environment. An error is one paragraph; a traceback is for a fault of our own only.
"""

import os
import sys

import typer

from cchc_lib.cli import forms, intake, problems, render, run, sample, status
from cchc_lib.cli.console import complain
from cchc_lib.errors import CchcError
from cchc_lib.texts import command_language, text

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=text("cli.help", command_language()),
)
for module in (sample, forms, intake, render, run, status, problems):
    module.register(app)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may be in a code page without Vietnamese letters.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = app(arguments, standalone_mode=False)
    except CchcError as error:
        complain(str(error))
        return error.exit_status
    except typer.Exit as leave:
        return leave.exit_code
    except typer.Abort:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; what was written is theirs.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")):
            complain(_usage(error))
            return 2
        raise
    return result if isinstance(result, int) else 0


def _usage(error: Exception) -> str:
    """What click says of a wrong call, with the command whose help to read."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "cchc"
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    return text("cli.usage", command_language(), message=message, command=path)
