# The two commands that matter: `make reports` and `make test`. Both set up what they need.
SHELL := /bin/sh
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
PYTHON ?= python
else
BIN := $(VENV)/bin
PYTHON ?= python3
endif
READY := $(VENV)/.ready

.PHONY: help setup reports test campaign check lab lock system-packages

help:  ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(READY)  ## The virtual environment, from requirements.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

reports: $(READY)  ## The main job on the sample: 52 unit reports, the city's and the intake review
	$(BIN)/cchc sample
	$(BIN)/cchc intake data/sample --accept-problems
	$(BIN)/cchc render --quarter 2020-Q1

test: $(READY)  ## Every test
	$(BIN)/python -m pytest -n 2

campaign: $(READY)  ## The long ones, some hours: each property 10,000 times, fuzzing, mutants, benchmarks
	CCHC_PROFILE=nightly $(BIN)/python -m pytest -n 2 tests/intake tests/measure
	$(BIN)/python -m tests.fuzz --minutes 20 --workers 2
	$(BIN)/python -m benchmarks.intake
	$(BIN)/python -m benchmarks.measure
	CCHC_PROFILE=mutation $(BIN)/python -m mutmut run --max-children 2
	$(BIN)/python -m mutmut results

check: $(READY)  ## Lint, types and the order of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(READY)  ## JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=. notebooks/unit_report.ipynb

lock: $(READY)  ## uv.lock, requirements.lock and environment.yml from pyproject.toml (needs uv)
	$(BIN)/python tools/lock.py

system-packages:  ## Debian packages for the browser tests
	tools/system_packages.sh
