"""Notebooks → pages: a batch of reports, each one HTML file, with a manifest for each quarter.

In: jobs (notebook, quarter, unit, language, edition). Out: reports/QUARTER/*.html and
manifest.json. What is heavy is imported by the worker processes alone.
"""

from cchc_lib.render.batch import BatchResult, Finished, render_batch
from cchc_lib.render.jobs import (
    CITY_REPORT,
    INTAKE_REVIEW,
    UNIT_REPORT,
    EditionStamp,
    ReportJob,
    page_name,
    plan,
)
from cchc_lib.render.manifest import Manifest, PageEntry, PageInputs, read_manifest, read_manifests
from cchc_lib.render.progress import progress

__all__ = [
    "CITY_REPORT",
    "INTAKE_REVIEW",
    "UNIT_REPORT",
    "BatchResult",
    "EditionStamp",
    "Finished",
    "Manifest",
    "PageEntry",
    "PageInputs",
    "ReportJob",
    "page_name",
    "plan",
    "progress",
    "read_manifest",
    "read_manifests",
    "render_batch",
]
