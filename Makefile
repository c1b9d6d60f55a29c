# make demo   install crosspost into .venv, import a page served on this machine, show the post
# make test   install what the tests need, run them (all of them: apt-get install jekyll chromium)
# make check  lint, types, and an example site built with Jekyll
# make node   install the generators that need Node.js (20.19 or later) in build/node, for the tests
# make docs   build the site of the documentation in build/docs
# make images make the pictures of README and documentation (needs Jekyll and Chromium)
# make package build wheel and source distribution, install and try each of them
# make rules  write the pages and the picture of the validator from its rules
# make bench  the measurements (see benchmarks/README.md; some need data that is not in this repository)

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
# What is installed: crosspost alone, for the tests too, for the documentation too.
RUNTIME = $(VENV)/.runtime
READY   = $(VENV)/.ready
DOCS    = $(VENV)/.docs
# uv is quicker than pip; either will do.
UV     := $(shell command -v uv)
ifdef UV
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
NEW     = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
NEW     = $(PYTHON) -m venv $(VENV)
endif

# What needs Node.js: generators that tests build sites with. Nothing of the packages is run here.
NODE    = build/node/.ready

.PHONY: help demo test check lint types site docs images package rules bench clean node

help:
	@sed -n 's/^# //p' Makefile

$(RUNTIME): pyproject.toml
	$(NEW)
	$(INSTALL) --editable .
	@# Byte code, as pip makes it for every install but an editable one: no start compiles then.
	@$(BIN)/python -m compileall -q src/crosspost
	@touch $@

$(READY): $(RUNTIME)
	$(INSTALL) --editable '.[dev]'
	@touch $@

$(DOCS): $(RUNTIME)
	$(INSTALL) --editable '.[docs]'
	@touch $@

$(NODE): benchmarks/generators/package.json
	mkdir -p build/node
	cp $< build/node/
	cd build/node && npm install --silent --no-fund --no-audit --ignore-scripts
	@touch $@

node: $(NODE)

demo: $(RUNTIME)
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

docs: $(DOCS)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

images: $(RUNTIME)
	$(BIN)/python examples/images.py

package: $(READY)
	$(BIN)/python examples/package.py

rules: $(READY)
	$(BIN)/python tests/validate/test_rules_documentation.py
	$(BIN)/python tests/validate/first_screen.py

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
