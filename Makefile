# make demo   make the environment, import a page served on this machine, show the post
# make test   make the environment, run the tests (all of them: apt-get install jekyll chromium)
# make check  lint, types, and an example site built with Jekyll
# make rules  write the pages and the picture of the validator from its rules
# make bench  the measurements (see benchmarks/README.md; some need data that is not in this repository)

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
READY   = $(VENV)/.ready

.PHONY: help demo test check lint types site rules bench clean

help:
	@sed -n 's/^# //p' Makefile

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# Byte code, as pip makes it for every install but an editable one: no start compiles then.
	$(BIN)/python -m compileall -q src/crosspost
	@touch $@

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal

check: lint types site

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

site: $(READY)
	$(BIN)/python examples/demo.py --build

rules: $(READY)
	$(BIN)/python tests/validate/test_rules_documentation.py
	$(BIN)/python tests/validate/first_screen.py

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
