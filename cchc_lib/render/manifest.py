"""Which pages of a quarter are finished, and what each was made of.

reports/QUARTER/manifest.json. An entry is written after its page is safe on the disk, and is what
makes the page a report: a file without an entry, or with other bytes than its entry says, is none.
The same pages give the same bytes of the manifest.
"""

import hashlib
import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cchc_lib.errors import IntegrityError
from cchc_lib.render.publish import publish

NAME = "manifest.json"
SCHEMA = 1


class Entry(BaseModel):
    """Base of what stands in a manifest: frozen, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageInputs(Entry):
    """All that a page's bytes depend on.

    `code` is the digest of cchc_lib and params/, `environment` that of requirements.lock, `digest`
    that of the data edition.
    """

    notebook: str
    notebook_sha256: str
    quarter: str
    unit: str | None
    language: str
    edition: int
    digest: str
    sample: bool
    show_code: bool
    code: str
    environment: str


class PageEntry(Entry):
    """One finished page."""

    inputs: PageInputs
    sha256: str
    size: int

    @classmethod
    def of(cls, inputs: PageInputs, content: bytes) -> "PageEntry":
        """The entry of a page with these bytes."""
        digest = hashlib.sha256(content).hexdigest()
        return cls(inputs=inputs, sha256=digest, size=len(content))


class Manifest(Entry):
    """The finished pages of one quarter, by file name."""

    schema_version: Literal[1] = Field(default=1, alias="schema")
    quarter: str
    pages: dict[str, PageEntry] = Field(default_factory=dict)

    def with_page(self, name: str, entry: PageEntry) -> "Manifest":
        """This manifest with one page added or replaced."""
        return Manifest(quarter=self.quarter, pages={**self.pages, name: entry})

    def to_json(self) -> bytes:
        """The file's bytes: sorted keys, one line a value."""
        words = json.dumps(self.model_dump(by_alias=True), sort_keys=True, indent=1)
        return f"{words}\n".encode()


def read_manifest(reports: Path, quarter: str) -> Manifest:
    """The manifest of one quarter, empty where there is none. Raises IntegrityError if broken."""
    path = reports / quarter / NAME
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Manifest(quarter=quarter)
    except (OSError, ValueError) as error:
        raise IntegrityError("error.manifest-broken", file=path.as_posix(), reason=error) from None
    version = found.get("schema") if isinstance(found, dict) else None
    if version != SCHEMA:
        raise IntegrityError(
            "error.manifest-version", file=path.as_posix(), found=version, expected=SCHEMA
        )
    try:
        return Manifest.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        reason = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
        raise IntegrityError("error.manifest-broken", file=path.as_posix(), reason=reason) from None


def read_manifests(reports: Path) -> list[Manifest]:
    """The manifests of all quarters that have finished pages, oldest first."""
    names = sorted(path.parent.name for path in reports.glob(f"*/{NAME}"))
    manifests = [read_manifest(reports, name) for name in names]
    return [manifest for manifest in manifests if manifest.pages]


def commit(
    reports: Path, manifest: Manifest, name: str, content: bytes, inputs: PageInputs
) -> Manifest:
    """Write the page, then its entry; the manifest as it stands now."""
    folder = reports / manifest.quarter
    publish(folder / name, content)
    longer = manifest.with_page(name, PageEntry.of(inputs, content))
    publish(folder / NAME, longer.to_json())
    return longer


def intact(reports: Path, manifest: Manifest, name: str) -> bool:
    """Whether a page is there with the very bytes that its entry names."""
    try:
        content = (reports / manifest.quarter / name).read_bytes()
    except OSError:
        return False
    entry = manifest.pages.get(name)
    return entry is not None and hashlib.sha256(content).hexdigest() == entry.sha256
