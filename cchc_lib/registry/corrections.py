"""Recorded overrides of reported figures: params/corrections/*.yml.

In: the folder (it may be missing) and the registry. Out: corrections, sorted; each names the value
that it expects in the source, so that it never hides a figure that was sent later.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, model_validator

from cchc_lib.errors import CallError, ParamsError
from cchc_lib.registry import Quarter, Registry
from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import Record, line_of, nearest, read_yaml, shown_path

FOLDER = "corrections"


class Correction(Record):
    """One correction. `expects` None: nothing is reported; `becomes` None: nothing is to count."""

    unit: str
    quarter: str
    indicator: str
    expects: float | None = Field(allow_inf_nan=False)
    becomes: float | None = Field(allow_inf_nan=False)
    reason: str = Field(min_length=1)
    author: str = Field(min_length=1)
    date: datetime.date

    @model_validator(mode="after")
    def _changes_something(self) -> "Correction":
        if self.expects == self.becomes:
            raise ValueError(f"expects = becomes = {self.expects}")
        return self

    @property
    def figure(self) -> tuple[str, str, str]:
        """The figure that it is about: quarter, unit, indicator."""
        return self.quarter, self.unit, self.indicator


class CorrectionsFile(Record):
    """One file of params/corrections."""

    corrections: list[Correction]


def holds_corrections(params: Path) -> bool:
    """Whether any correction is declared; quicker to tell than what they are."""
    return any(True for _ in _listed(params / FOLDER))


def read_corrections(params: Path, registry: Registry) -> tuple[Correction, ...]:
    """The corrections of all files by quarter, unit and indicator; none without the folder.

    Raises ParamsError with file and line for a name that is not registered, a value beyond the
    indicator's limits, and a figure that is corrected twice.
    """
    found: dict[tuple[str, str, str], Correction] = {}
    places: dict[tuple[str, str, str], str] = {}
    for path, index, correction in _listed(params / FOLDER):
        key = correction.figure
        _check(correction, registry, path, index)
        place = f"{shown_path(path)}:{line_of(path, 'corrections', index)}"
        if key in found:
            raise _error(
                "error.correction-twice",
                path,
                index,
                "unit",
                earlier=places[key],
                found=" · ".join(key),
            )
        found[key], places[key] = correction, place
    return tuple(found[key] for key in sorted(found))


def _listed(folder: Path) -> Iterator[tuple[Path, int, Correction]]:
    for path in sorted(folder.glob("*.yml")):
        for index, correction in enumerate(read_yaml(path, CorrectionsFile).corrections):
            yield path, index, correction


def _check(correction: Correction, registry: Registry, path: Path, index: int) -> None:
    try:
        quarter = Quarter.parse(correction.quarter)
        day = registry.calendar.end(quarter)
    except CallError as error:
        hint = error.values.get("hint", "–")
        raise _error(
            "error.correction-quarter", path, index, "quarter", found=correction.quarter, hint=hint
        ) from None
    slugs = [unit.slug for unit in registry.units.in_force(day)]
    if correction.unit not in slugs:
        hint = nearest(correction.unit, slugs, 0) or "–"
        raise _error(
            "error.correction-unit", path, index, "unit",
            found=correction.unit, quarter=correction.quarter, hint=hint,
        )  # fmt: skip
    indicator = registry.indicators.get(correction.indicator)
    if indicator is None:
        hint = nearest(correction.indicator, registry.indicators, 0) or "–"
        raise _error(
            "error.correction-indicator",
            path,
            index,
            "indicator",
            found=correction.indicator,
            hint=hint,
        )
    if correction.becomes is not None and not indicator.allows(correction.becomes):
        raise _error(
            "error.correction-limits", path, index, "becomes",
            found=f"{correction.becomes:g}", indicator=indicator.id, limits=_limits(indicator),
        )  # fmt: skip


def _limits(indicator: Indicator) -> str:
    if indicator.kind == "flag":
        return "0, 1"
    bounds = (("≥", indicator.minimum), ("≤", indicator.maximum))
    parts = [f"{sign} {value:g}" for sign, value in bounds if value is not None]
    return "; ".join([*parts, "0, 1, 2 …"] if indicator.kind == "count" else parts)


def _error(error: str, path: Path, index: int, key: str, **values: object) -> ParamsError:
    line = line_of(path, "corrections", index, key)
    return ParamsError(error, file=shown_path(path), line=line, **values)
