"""What a person sees while a batch runs."""

import io

import pytest
from rich.console import Console

from cchc_lib.errors import RenderError
from cchc_lib.render import Finished, progress
from tests.render.notebooks import job

DONE = Finished(job(), "ba-dinh.html", 1, 2, 2.94)
FAILED = Finished(
    job("tay-ho"), "tay-ho.html", 2, 2, 0.5,
    error=RenderError("error.worker-died", page="tay-ho.html"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch):
    monkeypatch.delenv("CCHC_LANGUAGE", raising=False)


def shown(*, terminal: bool) -> str:
    """What is printed of one report that was made and one that failed."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=terminal, width=200, color_system=None)
    with progress(2, console) as told:
        told(DONE)
        told(FAILED)
    return stream.getvalue()


def test_a_log_gets_a_plain_line_for_each_report():
    """With its time, or with its reason."""
    reason = (
        "Tiến trình xuất báo cáo «tay-ho.html» chết đột ngột hai lần (thường do hết bộ nhớ); các"
        " báo cáo khác vẫn được xuất."
    )
    assert shown(terminal=False) == (
        f"[1/2] 2020-Q1/ba-dinh.html: 2,9 giây\n[2/2] 2020-Q1/tay-ho.html: LỖI. {reason}\n"
    )


def test_a_terminal_gets_a_bar_and_the_failures():
    """Reports that went well only move the bar."""
    words = shown(terminal=True)
    assert ("2/2" in words, "LỖI" in words, "ba-dinh.html:" in words) == (True, True, False)
