"""Synthetic reports with the columns of `cchc_lib.findings`, for the tests of what readers see.

Names of units, targets and series are the registered ones; the figures come from a fixed seed.
"""

import datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from cchc_lib.project import find_project
from cchc_lib.registry import Quarter, Registry, Target, Unit, quarter_range, read_registry
from cchc_lib.registry.heads import read_head
from cchc_lib.texts import Language, text
from tests.present.certainty_frames import (
    certainty_line,
    comparison_frame,
    move_frame,
    person_frame,
    share_frame,
)

STATUSES = ("met", "on_track", "behind", "missed", "not_reported")
DOUBT_COLUMNS = [
    "unit", "unit_name", "severity", "severity_name", "file", "sheet", "cell", "indicator", "name",
    "found", "expected", "message", "advice",
]  # fmt: skip
HOSTILE = "<script>alert(1)</script>\"'&"


def registry() -> Registry:
    """The registry that ships with the product."""
    return read_registry(find_project().params)


def seed(words: str) -> np.random.Generator:
    """A generator that depends on `words` only."""
    return np.random.default_rng(list(words.encode()))


def unit_report(
    unit: str = "ba-dinh", quarter: str = "2020-Q1", language: Language = "vi", **changed: Any
) -> SimpleNamespace:
    """A stand-in for `UnitReport`."""
    known, when = registry(), Quarter.parse(quarter)
    this = known.unit(unit, when)
    group = group_frame(known, this, when, language)
    line = group[group["is_this"]].iloc[0]
    ranked = int(group["rank"].notna().sum())
    report = {
        **_common(known, when, language),
        "unit": this,
        "unit_title": this.title(language),
        "group_title": known.units.group(this.group).name[language],
        "received": datetime.date(when.year, 3, 18),
        "receipt_status": "on_time",
        "targets": target_frame(known, this, when, language),
        "score": SimpleNamespace(
            score=float(line["score"]),
            rank=None if np.isnan(line["rank"]) else int(line["rank"]),
            ranked=ranked, group_size=len(group),
            rank_change=2, previous_rank=7, compared_title="IV/2019",
            subgroup_name=_subgroup_name(known, this, language),
            subgroup_rank=3 if this.subgroup else None,
            subgroup_ranked=12 if this.subgroup else 0,
            weight_reported=0.95, reason=None, backcast=True,
            own_places=4, score_change=2.4, adjustment=0.0, band="",

        ),
        "certainty": certainty_line(),
        "fewer_than": 5,
        "confidence": 0.95,
        "moves": move_frame(known, this, when, language),
        "shares": share_frame(known, when, language).query("unit == @unit and share.notna()"),
        "comparisons": comparison_frame(known, language),
        "criteria": criteria_frame(known, this, when, language),
        "group": group,
        "trends": trend_frame(known, this, when, language),
        "doubts": doubt_frame(language),
        "corrections": correction_frame(known, language),
        "missing": missing_frame(known, language),
        "sources": source_frame(known, this, when, language),
    }  # fmt: skip
    return SimpleNamespace(**{**report, **changed})


def city_report(
    quarter: str = "2020-Q1", language: Language = "vi", **changed: Any
) -> SimpleNamespace:
    """A stand-in for `CityReport`."""
    known, when = registry(), Quarter.parse(quarter)
    receipts = receipt_frame(known, when, language)
    report = {
        **_common(known, when, language),
        "targets": city_target_frame(known, when, language),
        "league": league_frame(known, when, language),
        "shares": share_frame(known, when, language),
        "fewer_than": 5,
        "confidence": 0.95,
        "leaders": {unit.group: ["Quận Tây Hồ", "Sở Nội vụ"] for unit in known.units_in(when)},
        "persons": person_frame(known, language),
        "reversals": pd.DataFrame(columns=["series", "name", "direction", "quarter"]),
        "heat": heat_frame(known, when, language),
        "receipts": receipts,
        "quality": receipts[["unit", "name", "group", "group_name"]].assign(
            reported=[40 - at % 5 for at in range(len(receipts))],
            expected=42, refuse=0, doubtful=[at % 3 for at in range(len(receipts))], note=1,
        ),
        "doubts": doubt_frame(language),
    }  # fmt: skip
    return SimpleNamespace(**{**report, **changed})


def intake_review(
    quarter: str = "2020-Q1", language: Language = "vi", **changed: Any
) -> SimpleNamespace:
    """A stand-in for `IntakeReview`."""
    known, when = registry(), Quarter.parse(quarter)
    receipts = receipt_frame(known, when, language)
    files = pd.DataFrame(
        {
            "submission": [f"{at:064x}" for at in range(len(receipts))],
            "file": [f"bieu-01-{unit}.xlsx" for unit in receipts["unit"]],
            "form": "bieu-01-2020",
            "received": receipts["received"].fillna(datetime.date(2020, 3, 25)),
            "sample": True, "units": 1, "in_force": True, "figures": 41,
            "refuse": 0, "doubtful": 1, "note": 0,
        }
    )  # fmt: skip
    report = {
        **_common(known, when, language),
        "receipts": receipts,
        "files": files,
        "doubts": doubt_frame(language),
        "corrections": correction_frame(known, language),
        "refusals": refusal_frame(),
    }
    return SimpleNamespace(**{**report, **changed})


def group_frame(known: Registry, this: Unit, when: Quarter, language: Language) -> pd.DataFrame:
    """The unit's group, ranked; one unit in fifteen has no rank."""
    table = league_frame(known, when, language)
    rows = table[table["group"] == this.group].assign(is_this=lambda t: t["unit"] == this.slug)
    columns = ["unit", "name", "subgroup", "score", "rank", "reason", "is_this"]
    return rows[columns].reset_index(drop=True)


def league_frame(known: Registry, when: Quarter, language: Language) -> pd.DataFrame:
    """All units with score and rank."""
    rng = seed(str(when))
    rows = []
    for at, unit in enumerate(known.units_in(when)):
        silent = at % 15 == 9
        rows.append(
            {
                "unit": unit.slug, "name": unit.title(language), "group": unit.group,
                "group_name": known.units.group(unit.group).name[language],
                "subgroup": unit.subgroup,
                "score": np.nan if silent else float(np.clip(rng.normal(82, 8), 40, 99.5)),
                "weight_reported": 0.0 if silent else 0.95,
                "reason": "not_reported" if silent else None,
                "rank_change": float(rng.integers(-6, 7)),
            }
        )  # fmt: skip
    table = pd.DataFrame(rows)
    table["rank"] = table.groupby("group")["score"].rank(ascending=False, method="min")
    table["subgroup_rank"] = table.groupby("subgroup")["score"].rank(ascending=False, method="min")
    table.loc[table["rank"].isna(), "rank_change"] = np.nan
    table["rank_lower"], table["rank_upper"] = table["rank"] - 1, table["rank"] + 2
    return table.sort_values(["group", "rank"], kind="stable").reset_index(drop=True)


def target_frame(known: Registry, this: Unit, when: Quarter, language: Language) -> pd.DataFrame:
    """The targets of one unit, each status at least once where the plan is long enough."""
    rng = seed(this.slug)
    plan = known.plan(when.year)
    assert plan is not None
    return pd.DataFrame(
        [_target_row(known, t, at, this, when, language, rng) for at, t in enumerate(plan.targets)]
    )


def city_target_frame(known: Registry, when: Quarter, language: Language) -> pd.DataFrame:
    """The targets of the city: shares in percent."""
    rng = seed(str(when))
    plan = known.plan(when.year)
    assert plan is not None
    rows = []
    for at, target in enumerate(plan.targets):
        part = float(rng.integers(20, 53))
        actual = 100 * part / 52
        pace = target.threshold * [0.25, 0.5, 1, 0][at % 4]
        met = actual >= target.threshold
        status = "met" if met else "on_track" if actual >= pace else "behind"
        rows.append(
            {
                **_words(known, target, when, language),
                "numerator": part, "denominator": 52.0, "actual": actual,
                "threshold": target.threshold, "attainment": actual / target.threshold,
                "pace": pace, "gap": max(0.0, np.ceil(target.threshold * 0.52) - part),
                "lower": np.nan, "upper": np.nan,
                "status": status, "reported": 51, "expected": 52,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def criteria_frame(known: Registry, this: Unit, when: Quarter, language: Language) -> pd.DataFrame:
    """What each criterion brought."""
    rng = seed(this.slug + "criteria")
    scoring = known.scoring(when.year)
    rows = []
    for criterion in scoring.criteria if scoring else ():
        share = float(np.clip(rng.normal(0.85, 0.2), 0, 1))
        rows.append((criterion.id, criterion.name[language], criterion.weight, share,
                     criterion.weight * share, criterion.weight * 0.9))  # fmt: skip
    columns = ["criterion", "name", "weight", "attainment", "points", "group_median_points"]
    return pd.DataFrame(rows, columns=columns)


def trend_frame(known: Registry, this: Unit, when: Quarter, language: Language) -> pd.DataFrame:
    """Eight quarters of each series; one quarter was not reported."""
    rng = seed(this.slug + "trends")
    quarters = quarter_range(when.plus(-7), when)
    roman = ("", "I", "II", "III", "IV")
    rows = []
    for at, series in enumerate(known.trends):
        share = series.indicator is None
        level = 88 if share else 10.0 ** (at % 4)
        for step, quarter in enumerate(quarters):
            value = level * (1 + 0.02 * step) * float(rng.uniform(0.93, 1.02))
            low, high = level * 0.85, level * 1.1
            if share:
                value, high = min(value, 100.0), min(high, 100.0)
            else:
                value = float(round(value))
            rows.append(
                {
                    "indicator": series.id, "name": series.name[language],
                    "unit_of_measure": series.unit_of_measure[language],
                    "quarter": str(quarter),
                    "quarter_label": f"{roman[quarter.number]}/{quarter.year}",
                    "value": np.nan if step == 2 and at == 1 else value,
                    "group_median": level * 0.97, "group_low": low, "group_high": high,
                    "is_share": share,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def heat_frame(known: Registry, when: Quarter, language: Language) -> pd.DataFrame:
    """Unit × target: status and attainment."""
    rng = seed(str(when) + "heat")
    plan = known.plan(when.year)
    assert plan is not None
    rows = []
    for at, unit in enumerate(known.units_in(when)):
        group = known.units.group(unit.group).name[language]
        for target in plan.targets:
            if target.assessed != "unit":
                continue
            status = str(rng.choice(STATUSES, p=[0.55, 0.2, 0.15, 0.05, 0.05]))
            if unit.group not in target.scope:
                status = "not_applicable"
            elif at % 15 == 9:
                status = "not_reported"
            rows.append((unit.slug, unit.title(language), unit.group, group, target.id,
                         target.name[language], float(rng.uniform(0, 1.2)), status))  # fmt: skip
    columns = ["unit", "name", "group", "group_name", "target", "target_name", "attainment",
               "status"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def receipt_frame(known: Registry, when: Quarter, language: Language) -> pd.DataFrame:
    """Who reported when: two late, one missing."""
    rng = seed(str(when) + "receipts")
    due = known.calendar.due(when)
    rows = []
    for at, unit in enumerate(known.units_in(when)):
        days = 4 if at in (7, 33) else -int(rng.integers(0, 6))
        status = "missing" if at == 20 else "late" if days > 0 else "on_time"
        received = None if status == "missing" else due + datetime.timedelta(days=days)
        rows.append((unit.slug, unit.title(language), unit.group,
                     known.units.group(unit.group).name[language], status,
                     text(f"receipt.{status}", language), received,
                     0 if received is None else days, f"{unit.slug}.xlsx"))  # fmt: skip
    columns = ["unit", "name", "group", "group_name", "status", "status_name", "received",
               "days_late", "files"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def doubt_frame(language: Language) -> pd.DataFrame:
    """Three problems, one with hostile words."""
    row = {
        "unit": "ba-dinh", "unit_name": "Quận Ba Đình", "file": "bieu-01-ba-dinh.xlsx",
        "sheet": "Biểu 01", "cell": "D14", "indicator": "dialogues", "name": "Hội nghị đối thoại",
        "found": "12,5", "expected": "số nguyên",
        "message": "Ô D14 có giá trị 12,5, trong khi chỉ tiêu là số nguyên.",
        "advice": "Kiểm tra lại biểu gốc và gửi lại.",
    }  # fmt: skip
    rows = [
        {**row, "severity": s, "severity_name": text(f"severity.{s}", language), "cell": f"D{at}"}
        for at, s in enumerate(("refuse", "doubtful", "note"), start=14)
    ]
    rows[2] |= {"file": HOSTILE, "sheet": HOSTILE, "found": HOSTILE, "message": HOSTILE}
    return pd.DataFrame(rows, columns=DOUBT_COLUMNS)


def correction_frame(known: Registry, language: Language) -> pd.DataFrame:
    """Three corrections: of a figure, of one that is in no file, and one that no longer fits."""
    row = {
        "unit": "ba-dinh", "unit_name": "Quận Ba Đình", "quarter": "2020-Q1",
        "indicator": "dialogues", "name": known.indicators["dialogues"].name[language],
        "reported": 12.0, "corrected": 1.0, "reason": HOSTILE, "author": "Sở Nội vụ",
        "date": datetime.date(2020, 4, 2), "status": "applied", "file": HOSTILE,
        "sheet": "Biểu 01", "cell": "D14", "hidden": False,
    }  # fmt: skip
    nowhere = {"reported": np.nan, "file": "", "sheet": "", "cell": ""}
    rows = [row, {**row, **nowhere}, {**row, "corrected": np.nan, "status": "stale"}]
    return pd.DataFrame(rows)


def refusal_frame() -> pd.DataFrame:
    """One file that could not be read, with hostile words."""
    row = (HOSTILE, "0" * 64, datetime.date(2020, 3, 19), f"Tệp “{HOSTILE}” rỗng.")
    return pd.DataFrame([row], columns=["file", "submission", "received", "message"])


def missing_frame(known: Registry, language: Language) -> pd.DataFrame:
    """Two indicators that were not reported."""
    rows = [
        (name, known.indicators[name].name[language],
         known.fields[known.indicators[name].field].name[language])
        for name in ("sipas-questionnaires", "papers-cut")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["indicator", "name", "field_name"])


def source_frame(known: Registry, this: Unit, when: Quarter, language: Language) -> pd.DataFrame:
    """One figure an indicator, from one workbook."""
    rng = seed(this.slug + "sources")
    rows = []
    for at, (name, indicator) in enumerate(known.indicators.items(), start=1):
        value = float(rng.integers(0, 5000))
        rows.append(
            {
                "key": f"s{at}", "indicator": name, "name": indicator.name[language],
                "quarter": str(when), "value": value, "reported": value,
                "unit_of_measure": indicator.unit_of_measure[language],
                "file": f"bieu-01-{this.slug}.xlsx", "sheet": "Biểu 01", "cell": f"D{at + 6}",
                "received": datetime.date(2020, 3, 18), "submission": "0a1b2c3d4e5f",
                "hidden": indicator.persons,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def _common(known: Registry, when: Quarter, language: Language) -> dict[str, Any]:
    plan = known.plan(when.year)
    period = {1: "quý I năm", 2: "6 tháng đầu năm", 3: "quý III năm", 4: "năm"}[when.number]
    title = f"{period} {when.year}" if language == "vi" else f"quarter {when.number} of {when.year}"
    return {
        "quarter": when, "language": language, "quarter_title": title,
        "cut_off": known.calendar.end(when), "due": known.calendar.due(when),
        "edition": 53, "digest": "4f1c0a9be2d7", "sample": True,
        "plan_title": plan.title[language] if plan else "", "plan_complete": True,
        "findings": SimpleNamespace(registry=known),
        "head": read_head(find_project().params),
    }  # fmt: skip


def _subgroup_name(known: Registry, unit: Unit, language: Language) -> str:
    group = known.units.group(unit.group)
    return group.subgroups[unit.subgroup][language] if unit.subgroup else ""


def _words(known: Registry, target: Target, when: Quarter, language: Language) -> dict[str, Any]:
    measured = known.indicators.get(target.indicator or "")
    kinds = {"share_of_items": "share", "level_reached": "level", "reduction": "share"}
    flag = measured is not None and measured.kind == "flag"
    return {
        "target": target.id, "name": target.name[language], "text": target.text[language],
        "firm": target.firm, "assessed": target.assessed, "operator": target.operator,
        "kind": kinds.get(target.rule, "flag" if flag else "count"),
        "unit_of_measure": measured.unit_of_measure[language] if measured else "%",
        "due": known.calendar.end(Quarter(when.year, target.due_quarter)),
        "pacing": target.pacing, "pacing_source": target.pacing_source, "source": target.source,
    }  # fmt: skip


def _target_row(  # noqa: PLR0917
    known: Registry, target: Target, at: int, this: Unit, when: Quarter, language: Language,
    rng: np.random.Generator,
) -> dict[str, Any]:  # fmt: skip
    words = _words(known, target, when, language)
    counted = target.rule in ("share_of_units", "count_per_unit")
    threshold = target.each if counted else target.threshold
    status = STATUSES[at % 5]
    if this.group not in target.scope or target.assessed == "city":
        status = "not_applicable"
    numerator, denominator = float("nan"), float("nan")
    if words["kind"] in ("flag", "count"):
        actual = threshold if status == "met" else 0.0
        numerator = actual
    else:
        denominator = float(rng.integers(10, 60))
        numerator = denominator if status == "met" else float(np.floor(denominator * 0.7))
        actual = 100 * numerator / denominator
    if status == "not_reported":
        actual = numerator = float("nan")
    pace = threshold * (1.0 if status in ("behind", "missed") else 0.0)
    if words["kind"] in ("share", "level"):
        pace = threshold * 0.25
    gap = max(0.0, threshold - actual) if np.isnan(denominator) else denominator - numerator
    return {
        **words, "numerator": numerator, "denominator": denominator, "actual": actual,
        "threshold": threshold, "attainment": actual / threshold, "pace": pace, "gap": gap,
        "lower": actual - 1.2 if target.outcomes else np.nan,
        "upper": actual + 1.1 if target.outcomes else np.nan,
        "projected": actual * 4 if words["kind"] == "count" else np.nan,
        "status": status, "city_actual": 64.2, "city_threshold": target.threshold,
        "city_status": "on_track", "sources": (f"s{at + 1}", f"s{at + 2}"),
    }  # fmt: skip
