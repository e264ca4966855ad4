"""The table of figures that one submission gives, and the schema that it must keep.

Our own check: pandera's took 6.5 ms a file and 0.3 s to import, as much as reading the file does.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from cchc_lib.errors import IntegrityError
from cchc_lib.intake.draft import Figure
from cchc_lib.registry import Window
from cchc_lib.registry.quarters import QUARTER

COLUMNS = ("unit", "quarter", "indicator", "value", "window", "sheet", "cell")
KEY = ("unit", "quarter", "indicator")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")


@dataclass(frozen=True)
class ObservationsSchema:
    """Columns unit, quarter, indicator, value (float64), window, sheet, cell; one row a figure.

    Not reported is the absence of a row; 0 is a row; value is never NaN; (unit, quarter,
    indicator) is unique.
    """

    columns: tuple[str, ...] = COLUMNS

    def validate(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame itself. Raises IntegrityError naming the column that breaks the schema."""
        if tuple(frame.columns) != self.columns:
            raise IntegrityError("error.observations-schema", column=", ".join(frame.columns))
        if frame["value"].dtype != "float64":
            raise IntegrityError("error.observations-schema", column="value")
        texts = {name: frame[name].tolist() for name in self.columns if name != "value"}
        sound = {
            "unit": all(map(SLUG.fullmatch, texts["unit"])),
            "quarter": all(map(QUARTER.fullmatch, texts["quarter"])),
            "indicator": all(map(SLUG.fullmatch, texts["indicator"])),
            "value": all(map(math.isfinite, frame["value"].tolist())),
            "window": set(texts["window"]) <= set(get_args(Window)),
            "sheet": all(texts["sheet"]),
            "cell": all(map(ADDRESS.fullmatch, texts["cell"])),
            ", ".join(KEY): len(set(zip(*(texts[name] for name in KEY), strict=True)))
            == len(frame),
        }
        for column, holds in sound.items():
            if not holds:
                raise IntegrityError("error.observations-schema", column=column)
        return frame


observations_schema = ObservationsSchema()


def observations_of(figures: Iterable[Figure]) -> pd.DataFrame:
    """The checked table of these figures, in their order."""
    listed = list(figures)
    columns = {name: [getattr(figure, name) for figure in listed] for name in COLUMNS}
    frame = pd.DataFrame(
        {
            name: pd.Series(column, dtype="float64" if name == "value" else "str")
            for name, column in columns.items()
        }
    )
    return observations_schema.validate(frame)
