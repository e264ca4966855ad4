"""Whether the files of params/ agree: every name that one file uses is defined in another.

In: what the other modules of this room have read. Out: nothing, or a ParamsError that names the
file, who uses the name, and the nearest that exists. Indicators are checked where they are read.
"""

from collections.abc import Iterable

from cchc_lib.errors import ParamsError
from cchc_lib.registry.indicators import Indicator
from cchc_lib.registry.params import nearest
from cchc_lib.registry.scorings import Scoring
from cchc_lib.registry.targets import TargetPlan
from cchc_lib.registry.units import Group


def check_agreement(
    groups: Iterable[Group],
    indicators: dict[str, Indicator],
    plans: dict[int, TargetPlan],
    methods: dict[int, Scoring],
) -> None:
    """Raises ParamsError for a group or a target that is used and not defined, and for a count of
    persons in a target or a score, which would show it.
    """
    known = {group.id for group in groups}
    for indicator in indicators.values():
        _groups("indicators.yml", indicator.id, indicator.reported_by, known)
    for year, plan in plans.items():
        for target in plan.targets:
            _groups(f"targets/{year}.yml", target.id, target.scope, known)
            _no_persons(f"targets/{year}.yml", target.id, target.indicators, indicators)
    for year, method in methods.items():
        defined = {target.id for target in plans[year].targets} if year in plans else set()
        for adjustment in method.adjustments:
            used = (adjustment.indicator,)
            _no_persons(f"scoring/{year}.yml", adjustment.id, used, indicators)
        for criterion in method.criteria:
            _no_persons(f"scoring/{year}.yml", criterion.id, criterion.indicators, indicators)
            if criterion.target is not None and criterion.target not in defined:
                raise ParamsError(
                    "error.scoring-target",
                    file=f"scoring/{year}.yml", owner=criterion.id, found=criterion.target,
                    year=year, hint=nearest(criterion.target, defined, 0) or "–",
                )  # fmt: skip


def _no_persons(
    file: str, owner: str, used: Iterable[str], indicators: dict[str, Indicator]
) -> None:
    for name in used:
        if indicators[name].persons:
            raise ParamsError("error.persons-shown", file=file, owner=owner, found=name)


def _groups(file: str, owner: str, used: Iterable[str], known: set[str]) -> None:
    for name in used:
        if name not in known:
            raise ParamsError(
                "error.undefined-group",
                file=file, owner=owner, found=name, hint=nearest(name, known, 0) or "–",
            )  # fmt: skip
