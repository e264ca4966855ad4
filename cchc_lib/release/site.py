"""The pages that lead to the reports: one for each quarter, one for all quarters.

In: the manifests below reports/ and the findings of the quarter that was rendered. Out:
reports/QUARTER/index.html and reports/index.html, in each language that has pages.
"""

import functools
import importlib.resources
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pandas as pd

from cchc_lib.findings import CityReport, Findings
from cchc_lib.registry import Quarter, Registry
from cchc_lib.render import Manifest, read_manifests
from cchc_lib.render.frame import Frame, framed
from cchc_lib.render.jobs import UNIT_REPORT, capital, index_name, period
from cchc_lib.render.page import Link
from cchc_lib.render.publish import publish
from cchc_lib.texts import LANGUAGES, Language, text
from cchc_lib.vietnamese import format_number

FOLDER = importlib.resources.files("cchc_lib") / "release" / "template"
TOLD = ("met", "on_track", "behind", "missed", "not_reported")
OWN = {"city_report": "city", "intake_review": "intake"}


@dataclass(frozen=True)
class UnitLine:
    """One unit on the quarter's page."""

    name: str
    page: str | None
    rank: str
    score: str
    targets: str


def write_site(reports: Path, findings: Findings) -> Path:
    """Write the index pages; the path of the Vietnamese page of all quarters.

    Other quarters' own index pages stay as they were written with their reports.
    """
    manifests = read_manifests(reports)
    quarter = str(findings.quarter)
    for language in LANGUAGES:
        held = [m for m in manifests if _pages(m, language)]
        for manifest in held:
            if manifest.quarter == quarter:
                page = _quarter_page(manifest, findings.city_report(language))
                publish(reports / quarter / index_name(language), page)
        if held or language == "vi":
            page = _all_quarters(held, findings.registry, language)
            publish(reports / index_name(language), page)
    return reports / index_name("vi")


def _quarter_page(manifest: Manifest, city: CityReport) -> bytes:
    language = city.language
    pages = _pages(manifest, language)
    by_unit = {
        manifest.pages[page].inputs.unit: page
        for page in pages
        if manifest.pages[page].inputs.notebook == UNIT_REPORT
    }
    own = {manifest.pages[page].inputs.notebook: page for page in pages}
    title = text("site.quarter", language, period=city.quarter_title)
    body = _template("quarter.html.j2").render(
        plan=city.plan_title,
        doors=[
            (own[notebook], text(f"site.{key}", language), text(f"site.{key}-words", language))
            for notebook, key in OWN.items()
            if notebook in own
        ],
        groups=[
            {
                "id": group,
                "title": _group_title(rows, language),
                "units": [_unit_line(row, by_unit, city) for _, row in rows.iterrows()],
            }
            for group, rows in city.league.groupby("group", sort=False)
        ],
        others=[p for p in pages if manifest.pages[p].inputs.notebook not in {UNIT_REPORT, *OWN}],
        say=functools.partial(_say, language),
    )
    up = (Link(f"../{index_name(language)}", text("site.all-quarters", language)),)
    editions = sorted({manifest.pages[page].inputs.edition for page in pages})
    return framed(body, Frame(title, language, _sample(manifest), "index", up,
                              (_edition_words(city, editions),), _css()))  # fmt: skip


def _unit_line(row: pd.Series, pages: Mapping[str | None, str], city: CityReport) -> UnitLine:
    language = city.language
    ranked = not math.isnan(row["rank"])
    return UnitLine(
        name=row["name"],
        page=pages.get(row["unit"]),
        rank=format_number(row["rank"], language, 0),
        score=format_number(row["score"], language, 1) if ranked else "",
        targets=_status_words(city, row["unit"]),
    )


def _status_words(city: CityReport, unit: str) -> str:
    """`3 đạt · 5 đúng tiến độ`: how many of the unit's targets have which status."""
    heat = city.heat
    counts = Counter(heat.loc[heat["unit"] == unit, "status"])
    told = [f"{counts[one]} {text(f'site.status.{one}', city.language)}"
            for one in TOLD if counts[one]]  # fmt: skip
    return " · ".join(told) or text("site.no-status", city.language)


def _group_title(rows: pd.DataFrame, language: Language) -> str:
    ranked = int(rows["rank"].notna().sum())
    key = "site.group" if ranked else "site.group-unranked"
    return text(key, language, name=rows["group_name"].iloc[0], count=len(rows), ranked=ranked)


def _edition_words(city: CityReport, editions: list[int]) -> str:
    if len(editions) > 1:
        numbers = ", ".join(str(number) for number in editions)
        return text("site.editions", city.language, numbers=numbers)
    return text("site.edition", city.language, number=editions[0], digest=city.digest)


def _all_quarters(manifests: list[Manifest], registry: Registry, language: Language) -> bytes:
    quarters = [
        {
            "address": f"{manifest.quarter}/{index_name(language)}",
            "title": capital(period(Quarter.parse(manifest.quarter), registry, language)),
            "about": text("site.pages", language, units=_unit_pages(manifest, language)),
        }
        for manifest in reversed(manifests)
    ]
    body = _template("site.html.j2").render(
        quarters=quarters, say=functools.partial(_say, language)
    )
    sample = any(_sample(manifest) for manifest in manifests)
    return framed(body, Frame(text("site.title", language), language, sample, "index", css=_css()))


def _pages(manifest: Manifest, language: Language) -> list[str]:
    return sorted(name for name, page in manifest.pages.items() if page.inputs.language == language)


def _unit_pages(manifest: Manifest, language: Language) -> int:
    pages = [manifest.pages[name].inputs for name in _pages(manifest, language)]
    return sum(page.notebook == UNIT_REPORT for page in pages)


def _sample(manifest: Manifest) -> bool:
    return any(page.inputs.sample for page in manifest.pages.values())


def _say(language: Language, key: str) -> str:
    return text(key, language)


@functools.cache
def _css() -> str:
    return (FOLDER / "site.css").read_text(encoding="utf-8")


@functools.cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((FOLDER / name).read_text(encoding="utf-8"))
