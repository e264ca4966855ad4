"""Which finished pages an index links to, in the language of the index where there is one.

In: a quarter's manifest. Out: for each report the page in the wished language, else the one in
the other language, marked as such.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_lib.render.jobs import CITY_REPORT, INTAKE_REVIEW, UNIT_REPORT
from cchc_lib.render.manifest import Manifest, PageInputs
from cchc_lib.texts import LANGUAGES, Language

SHORT = 12


@dataclass(frozen=True)
class PageLink:
    """A page that an index links to; `language` is set where it is not the index's own."""

    address: str
    inputs: PageInputs
    language: str | None = None


@dataclass(frozen=True)
class QuarterPages:
    """The pages of one quarter, as an index in one language sees them."""

    quarter: str
    language: Language
    links: tuple[PageLink, ...]

    @classmethod
    def of(cls, manifest: Manifest, language: Language) -> "QuarterPages":
        """The links of an index in `language`, in the order of the file names."""
        best: dict[tuple[str, str | None], PageLink] = {}
        for name, entry in sorted(manifest.pages.items()):
            inputs = entry.inputs
            other = None if inputs.language == language else inputs.language
            report = (inputs.notebook, inputs.unit)
            if report not in best or other is None:
                best[report] = PageLink(name, inputs, other)
        return cls(manifest.quarter, language, tuple(best.values()))

    @property
    def units(self) -> dict[str, PageLink]:
        """The unit reports by unit."""
        return {
            link.inputs.unit: link
            for link in self.links
            if link.inputs.notebook == UNIT_REPORT and link.inputs.unit is not None
        }

    @property
    def city(self) -> PageLink | None:
        """The city report."""
        return self._only(CITY_REPORT)

    @property
    def intake(self) -> PageLink | None:
        """The review of received figures."""
        return self._only(INTAKE_REVIEW)

    @property
    def others(self) -> tuple[PageLink, ...]:
        """The reports of other notebooks."""
        own = (UNIT_REPORT, CITY_REPORT, INTAKE_REVIEW)
        return tuple(link for link in self.links if link.inputs.notebook not in own)

    @property
    def sample(self) -> bool:
        """Whether any page shows sample data."""
        return any(link.inputs.sample for link in self.links)

    @property
    def editions(self) -> list[tuple[int, str]]:
        """The (number, short digest) of all editions that the pages show, oldest first."""
        return sorted({(link.inputs.edition, link.inputs.digest[:SHORT]) for link in self.links})

    def _only(self, notebook: str) -> PageLink | None:
        return next((link for link in self.links if link.inputs.notebook == notebook), None)


def languages(manifests: list[Manifest]) -> Iterator[Language]:
    """The languages that indexes are made in: Vietnamese, and each other that a page is in."""
    found = {entry.inputs.language for one in manifests for entry in one.pages.values()}
    return (language for language in LANGUAGES if language == "vi" or language in found)
