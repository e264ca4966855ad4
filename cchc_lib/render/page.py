"""What is known of a page before it is made, and the page when it is. Light to import."""

from dataclasses import dataclass

from cchc_lib.texts import Language


@dataclass(frozen=True)
class Link:
    """Where a reader may go from a page: an address relative to the page."""

    address: str
    words: str
    language: str | None = None


@dataclass(frozen=True)
class PageMeta:
    """What a page says about itself beyond its cells.

    `sample` puts the notice of sample data on a page whose cells do not show it; `show_code` adds
    each cell's code, folded. `edition` and `digest` name the data, `versions` are (name, version)
    pairs of what the page was made with; both stand in the foot. `up` are links to the indexes.
    """

    title: str
    language: Language = "vi"
    sample: bool = False
    show_code: bool = False
    edition: int | None = None
    digest: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    up: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Page:
    """A finished page, and what its notebook wrote to standard error."""

    content: bytes
    log: str = ""
