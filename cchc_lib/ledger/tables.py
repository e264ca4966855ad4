"""The tables of the ledger, and how their rows come back as a frame.

Rows are only ever added: an entry is a submission, a refusal, another day of receipt, a correction
or a withdrawal of one.
"""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = 2
metadata = sa.MetaData()

entries = sa.Table(
    "entries", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)  # fmt: skip
submissions = sa.Table(
    "submissions", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("container", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("received", sa.Date, nullable=False),
    sa.Column("sample", sa.Boolean, nullable=False),
)  # fmt: skip
covers = sa.Table(
    "covers", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("quarter", sa.Text, primary_key=True),
)  # fmt: skip
observations = sa.Table(
    "observations", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("quarter", sa.Text, primary_key=True),
    sa.Column("indicator", sa.Text, primary_key=True),
    sa.Column("value", sa.Float, nullable=False),
    sa.Column("window", sa.Text, nullable=False),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("cell", sa.Text, nullable=False),
)  # fmt: skip
problems = sa.Table(
    "problems", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("cell", sa.Text, nullable=False),
    sa.Column("unit", sa.Text),
    sa.Column("quarter", sa.Text),
    sa.Column("indicator", sa.Text),
    sa.Column("found", sa.Text, nullable=False),
    sa.Column("expected", sa.Text, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
)  # fmt: skip
refusals = sa.Table(
    "refusals", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("received", sa.Date, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
)  # fmt: skip
receipts = sa.Table(
    "receipts", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("received", sa.Date, nullable=False),
)  # fmt: skip
corrections = sa.Table(
    "corrections", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("quarter", sa.Text, nullable=False),
    sa.Column("indicator", sa.Text, nullable=False),
    sa.Column("expects", sa.Float),
    sa.Column("becomes", sa.Float),
    sa.Column("window", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("date", sa.Date, nullable=False),
)  # fmt: skip
withdrawals = sa.Table(
    "withdrawals", metadata,
    sa.Column("entry", sa.ForeignKey("entries.number"), primary_key=True),
    sa.Column("correction", sa.ForeignKey("corrections.entry"), nullable=False, unique=True),
)  # fmt: skip


def read_frame(connection: sa.Connection, query: sa.Select[Any]) -> "pd.DataFrame":
    """The rows of a query as a table."""
    import pandas as pd  # noqa: PLC0415  who only takes files in does not wait for it

    result = connection.execute(query)
    # Plain tuples: pandas would ask each of SQLAlchemy's rows whether it is a dataclass.
    return pd.DataFrame([tuple(row) for row in result.all()], columns=list(result.keys()))
