"""Rows of a table one by one, by column name."""

from collections.abc import Mapping
from typing import Any, cast

import pandas as pd

Row = Mapping[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of `frame` in order."""
    return cast("list[Row]", frame.to_dict("records"))


def only_value(column: pd.Series) -> object:
    """The value that all of `column` holds, or None where they differ or there is none."""
    values = list(dict.fromkeys(column))
    return values[0] if len(values) == 1 else None
