"""What a notebook cell calls: `show(thing)` puts a chart, a table or a text into the report."""

import pandas as pd
from IPython.display import HTML, display
from markupsafe import Markup

from cchc_lib.present.chart import Chart
from cchc_lib.present.table import Table, plain_table
from cchc_lib.texts import Language

Shown = Chart | Table | pd.DataFrame | Markup


def show(thing: Shown, language: Language = "vi") -> None:
    """Show a chart, a table, a DataFrame or HTML of this library in the notebook's output.

    `language` is needed for a DataFrame only: it sets how numbers are written.
    """
    display(HTML(html_of(thing, language)))  # type: ignore[no-untyped-call]


def html_of(thing: Shown, language: Language = "vi") -> str:
    """The HTML that `show` displays. Raises TypeError for plain text, which is not escaped."""
    if isinstance(thing, pd.DataFrame):
        return str(plain_table(thing, language).html())
    if isinstance(thing, Chart | Table):
        return str(thing.html())
    if isinstance(thing, Markup):
        return str(thing)
    raise TypeError(f"show: a Chart, a Table, a DataFrame or Markup, not {type(thing).__name__}")
