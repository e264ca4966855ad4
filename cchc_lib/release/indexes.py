"""The two kinds of index: reports/QUARTER/index.html and reports/index.html.

In: the manifests below reports/, and the findings of the quarter that was rendered. Out: the
files, in each language that has pages. A page without a manifest entry is not linked.
"""

import functools
from importlib.resources import files
from pathlib import Path

import pandas as pd

from cchc_lib.findings import CityReport, Findings
from cchc_lib.registry import Quarter, Registry
from cchc_lib.release.pages import PageLink, QuarterPages, languages
from cchc_lib.release.units import grouped, registered_units, with_statuses
from cchc_lib.render.frame import Frame, framed, page_template
from cchc_lib.render.jobs import capital, index_name, period
from cchc_lib.render.lock import reports_lock
from cchc_lib.render.manifest import Manifest, read_manifest, read_manifests
from cchc_lib.render.page import Link
from cchc_lib.render.publish import publish
from cchc_lib.texts import Language, text

TEMPLATES = files("cchc_lib") / "release" / "template"


def write_site(reports: Path, findings: Findings) -> Path:
    """Write the indexes of the findings' quarter and of all quarters; the path of the latter.

    Other quarters' own indexes stay as they were written with their reports. Raises BusyError
    while a batch runs.
    """
    quarter, registry = str(findings.quarter), findings.registry
    with reports_lock(reports):
        manifest = read_manifest(reports, quarter)
        for language in languages([manifest]):
            units = units_of(findings.city_report(language))
            content = quarter_page(manifest, registry, language, units)
            publish(reports / quarter / index_name(language), content)
        manifests = read_manifests(reports)
        for language in languages(manifests):
            content = front_page(manifests, registry, language)
            publish(reports / index_name(language), content)
    return reports / index_name("vi")


def units_of(city: CityReport) -> pd.DataFrame:
    """The units of a city report as an index lists them (see units.py)."""
    return with_statuses(city.league, city.heat)


def quarter_page(
    manifest: Manifest,
    registry: Registry,
    language: Language,
    units: pd.DataFrame | None = None,
) -> bytes:
    """The index of one quarter: the city, the review, and the units by group.

    Without `units` (see units.py for its columns) they are listed by name.
    """
    quarter = Quarter.parse(manifest.quarter)
    pages = QuarterPages.of(manifest, language)
    if units is None:
        units = registered_units(quarter, registry, language)
    plan = registry.plans.get(quarter.year)
    title = text("site.quarter", language, period=period(quarter, registry, language))
    body = page_template("release", "quarter_index.html.j2").render(
        title=title,
        plan="" if plan is None else plan.title[language],
        pages=pages,
        groups=list(grouped(units, language)),
        others=[(link, _other_name(link, quarter, registry, language)) for link in pages.others],
        say=functools.partial(_say, language),
    )
    up = (
        Link(f"../{index_name(language)}", text("site.all-quarters", language)),
        *_translations([manifest], language),
    )
    return framed(body, _frame(title, language, [pages], up))


def front_page(manifests: list[Manifest], registry: Registry, language: Language) -> bytes:
    """The index of all quarters, the newest first."""
    newest_first = sorted(manifests, key=lambda one: Quarter.parse(one.quarter), reverse=True)
    every = [QuarterPages.of(manifest, language) for manifest in newest_first]
    title = text("site.title", language)
    body = page_template("release", "all_quarters.html.j2").render(
        title=title,
        every=every,
        names={
            pages.quarter: capital(period(Quarter.parse(pages.quarter), registry, language))
            for pages in every
        },
        indexes={
            one.quarter: index_name(language if language in set(languages([one])) else "vi")
            for one in newest_first
        },
        say=functools.partial(_say, language),
    )
    return framed(body, _frame(title, language, every, _translations(manifests, language)))


def _frame(
    title: str, language: Language, every: list[QuarterPages], up: tuple[Link, ...]
) -> Frame:
    sample = any(pages.sample for pages in every)
    foot = _editions(every[0], language) if len(every) == 1 else ()
    css = (TEMPLATES / "indexes.css").read_text(encoding="utf-8")
    return Frame(title, language, sample, kind="index", up=up, foot=foot, css=css)


def _editions(pages: QuarterPages, language: Language) -> tuple[str, ...]:
    editions = pages.editions
    if len(editions) > 1:
        numbers = ", ".join(str(number) for number, _ in editions)
        return (text("site.editions", language, numbers=numbers),)
    return tuple(
        text("site.edition", language, number=number, digest=digest) for number, digest in editions
    )


def _translations(manifests: list[Manifest], language: Language) -> tuple[Link, ...]:
    """Links to the same index in the other languages."""
    return tuple(
        Link(index_name(other), text("site.other-language", language), other)
        for other in languages(manifests)
        if other != language
    )


def _other_name(link: PageLink, quarter: Quarter, registry: Registry, language: Language) -> str:
    inputs = link.inputs
    if inputs.unit is None:
        return inputs.notebook
    return f"{inputs.notebook}: {registry.unit(inputs.unit, quarter).title(language)}"


def _say(language: Language, key: str, /, **values: object) -> str:
    return text(key, language, **values)
