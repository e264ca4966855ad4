"""What all tests share: the product's own registry, and the rule that CI skips nothing."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cchc_lib.registry import Calendar, Registry, read_registry

# Time limits of single examples say more about the machine than about the code.
settings.register_profile("plain", deadline=None)
# Every night, and before a release: CCHC_PROFILE=nightly or --hypothesis-profile=nightly.
settings.register_profile(
    "nightly", deadline=None, max_examples=10_000, suppress_health_check=[HealthCheck.too_slow]
)
# While single lines of code are changed (make campaign): few examples, always the same.
settings.register_profile("mutation", deadline=None, max_examples=25, derandomize=True)
settings.load_profile(os.environ.get("CCHC_PROFILE", "plain"))
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that ships with the product."""
    return read_registry(ROOT / "params")


@pytest.fixture(scope="session")
def calendar(registry: Registry) -> Calendar:
    """The calendar that ships with the product."""
    return registry.calendar


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """In CI a skipped test is a failure: a check that did not run proves nothing."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
