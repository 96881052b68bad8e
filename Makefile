# What a developer can do here; `make help` lists it. Needs Python 3.11 or newer and, for `make test`, apt (Debian, Ubuntu).

SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV ?= .venv
DEMO ?= demo
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test check engines bench serve docs clean

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Run the whole job on the sample, anew, in demo/
	@rm -rf $(DEMO)
	@$(BIN)/ponam demo $(DEMO)

test: engines check ## Everything that must hold: engines, lint, types, imports, tests
	$(BIN)/pytest -n 2 --dist loadscope $(ARGS)

check: $(VENV)/.tested ## Lint, types, imports
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

engines: ## Install the programs that tests judge our files with (LibreOffice, pandoc, PostgreSQL, …)
	@tools/install-engines

bench: $(VENV)/.tested ## Measure CPU time and memory, beside pandoc where it is installed
	$(BIN)/python benches/bench.py

serve: $(VENV)/.installed ## Run the portal (says so where there is none yet)
	$(BIN)/ponam serve

docs: $(VENV)/.documented ## Write the documentation as web pages in site/
	$(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html"

clean: ## Remove what was made here, the virtual environment excepted
	rm -rf $(DEMO) build dist site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests tools benches -name __pycache__ -prune -exec rm -rf {} +

# ------------------------------------------------------------------ the virtual environment

$(BIN)/python:
	@tools/make-venv $(PYTHON) $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing ponam in $(VENV) …"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.tested: pyproject.toml | $(BIN)/python
	@echo "Installing ponam and what its tests need in $(VENV) …"
	@$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.documented: pyproject.toml | $(BIN)/python
	@$(PIP) install --editable '.[docs]'
	@touch $@ $(VENV)/.installed
