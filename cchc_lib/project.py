"""Where a project keeps its things: params, data, notebooks and reports below one folder."""

import os
from dataclasses import dataclass
from pathlib import Path

from cchc_lib.errors import ParamsError

MARK = Path("params") / "calendar.yml"


@dataclass(frozen=True)
class Project:
    """The folders of one project; nothing is created here."""

    root: Path

    @property
    def params(self) -> Path:
        """What the city has defined."""
        return self.root / "params"

    @property
    def data(self) -> Path:
        """Inbox, submissions as received and the ledger."""
        return self.root / "data"

    @property
    def inbox(self) -> Path:
        """Where received files are dropped."""
        return self.data / "inbox"

    @property
    def submissions(self) -> Path:
        """Received files, kept as they came, by hash."""
        return self.data / "submissions"

    @property
    def ledger(self) -> Path:
        """The database of what is known, and since when."""
        return self.data / "ledger.sqlite"

    @property
    def sample(self) -> Path:
        """Synthetic submissions."""
        return self.data / "sample"

    @property
    def returns(self) -> Path:
        """Marked copies and pages that go back to the senders, one folder a quarter."""
        return self.data / "returns"

    @property
    def forms(self) -> Path:
        """Forms for the units to fill in."""
        return self.data / "forms"

    @property
    def notebooks(self) -> Path:
        """The notebooks that analysts edit."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """Rendered pages."""
        return self.root / "reports"

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the project's folder on, if it lies there."""
        inside = path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside else path.as_posix()


def find_project(start: Path | None = None) -> Project:
    """The project around `start` (default: the working folder), or around this library.

    CCHC_HOME names it outright. Raises ParamsError where no folder holds params/calendar.yml.
    """
    named = os.environ.get("CCHC_HOME")
    if named:
        if not (Path(named) / MARK).is_file():
            raise ParamsError("error.no-project", where=named)
        return Project(Path(named).resolve())
    begin = (start or Path.cwd()).resolve()
    for folder in (begin, *begin.parents, Path(__file__).resolve().parents[1]):
        if (folder / MARK).is_file():
            return Project(folder)
    raise ParamsError("error.no-project", where=str(begin))
