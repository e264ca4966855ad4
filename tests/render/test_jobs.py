"""Jobs are checked as a whole before anything runs."""

import pytest

from cchc_lib.errors import CallError
from cchc_lib.render import page_name, plan
from tests.render.notebooks import PARAMETERS, STAMP, job, project

WHOLE = 'quarter = "2020-Q1"\nlanguage = "vi"\nedition = None'


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project with notebooks for units, for the city, and one that knows neither edition."""
    return project(
        tmp_path_factory.mktemp("home"),
        unit_report=[PARAMETERS],
        city_report=[WHOLE],
        intake_review=[WHOLE],
        trial=['quarter = "2020-Q1"'],
        unit_trial=[PARAMETERS],
        index=[WHOLE],
        city=[WHOLE],
    )


def only(home, registry, *jobs):
    """The plan of the first of these jobs."""
    return plan(jobs, home, registry)[0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "ba-dinh.html"),
        ({"language": "en"}, "ba-dinh.en.html"),
        ({"unit": "so-noi-vu"}, "so-noi-vu.html"),
        ({"notebook": "city_report", "unit": None}, "city.html"),
        ({"notebook": "intake_review", "unit": None, "language": "en"}, "intake.en.html"),
        ({"notebook": "trial", "unit": None}, "trial.html"),
        ({"notebook": "my_trial", "unit": "ba-dinh"}, "my_trial-ba-dinh.html"),
        ({"notebook": "Bản thử số 2", "unit": None}, "ban-thu-so-2.html"),
    ],
)
def test_a_page_is_named_by_what_it_reports_on(registry, values, expected):
    """A name can be written into a letter and typed from paper."""
    assert page_name(job(**values), registry) == expected


@pytest.mark.parametrize("notebook", ["index", "City", "intake", "ba-dinh", "***"])
def test_a_notebook_cannot_take_the_name_of_a_page_of_ours(registry, notebook):
    """Its page would replace a unit's report or the index."""
    with pytest.raises(CallError):
        page_name(job(notebook=notebook, unit=None), registry)


def test_a_notebook_gets_the_parameters_that_it_takes(home, registry):
    """The edition is handed on by its number, so that all pages of a batch show the same data."""
    assert only(home, registry, job()).run.parameters == {
        "quarter": "2020-Q1", "unit": "ba-dinh", "language": "vi", "edition": 58,
    }  # fmt: skip
    trial = only(home, registry, job(notebook="trial", unit=None))
    assert trial.run.parameters == {"quarter": "2020-Q1"}


def test_a_page_is_titled_by_its_unit_and_the_reports_own_period(home, registry):
    """The second report of a year is that of six months."""
    title = only(home, registry, job(quarter="2020-Q2")).meta.title
    assert title == "Quận Ba Đình: báo cáo cải cách hành chính 6 tháng đầu năm 2020"


def test_a_page_shows_whether_its_data_are_a_sample(home, registry):
    """The notice does not depend on the notebook."""
    meta = only(home, registry, job()).meta
    assert (meta.sample, meta.edition, meta.digest) == (True, 58, "1a2b3c4d5e6f")


def test_the_inputs_name_everything_that_a_page_depends_on(home, registry):
    """Code, params, environment, data, notebook, parameters and language."""
    inputs = only(home, registry, job()).inputs
    told = inputs.model_dump()
    assert (told["notebook"], told["unit"], told["digest"]) == (
        "unit_report", "ba-dinh", STAMP.digest,
    )  # fmt: skip
    assert all(told[name] for name in ("notebook_sha256", "code", "environment"))


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"unit": "ba-dihn"}, "ba-dinh"),
        ({"quarter": "Q1/2020"}, "2020-Q1"),
        ({"notebook": "unit_raport"}, "unit_report"),
        ({"notebook": "../secret"}, None),
        ({"unit": "phuong-ba-dinh"}, None),
        ({"notebook": "city_report"}, None),
        ({"unit": None}, None),
    ],
)
def test_one_wrong_job_stops_the_batch_before_it_begins(home, registry, values, hint):
    """The error names the nearest right word where there is one."""
    with pytest.raises(CallError) as caught:
        plan([job("tay-ho"), job(**values)], home, registry)
    assert hint is None or caught.value.values["hint"] == hint


@pytest.mark.parametrize(
    ("values", "field"),
    [({"language": "fr"}, "language"), ({"edition": 3}, "edition"), ({"colour": "red"}, "colour")],
)
def test_a_job_of_another_shape_is_refused(values, field):
    """The error names the wrong value."""
    with pytest.raises(CallError) as caught:
        job(**values)
    assert caught.value.values["field"] == field


def test_two_jobs_for_one_page_are_refused(home, registry):
    """The second would silently win."""
    with pytest.raises(CallError, match=r"2020-Q1/ba-dinh\.html"):
        plan([job(), job()], home, registry)
