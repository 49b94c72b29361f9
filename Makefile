# Two commands set everything up on a fresh machine with Python 3.11 or newer: `make run` and `make test`.
# No root, no Docker, no Redis: the embedded one comes with the packages.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check fix talk bench soak fuzz clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(READY): pyproject.toml deploy/constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found. Install it, or say: make PYTHON=/path/to/python3.12"; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON): about a minute, once."
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@PIP_CONSTRAINT=deploy/constraints.txt $(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

run: $(READY) ## the assistant, with an embedded Redis and a stand-in lender, on http://localhost:8080
	@$(PY) -m bot run

talk: $(READY) ## the conversation in this terminal
	@$(PY) -m bot talk

test: $(READY) ## the whole suite, shared out (tests/sharing_out.py), against real Redis servers it starts itself
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: $(READY) ## format, lint, types, import contracts, secrets, known holes in dependencies
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) -m tests.safety

fix: $(READY) ## put format and simple lint right
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: $(READY) ## turns a second against the floor, in the same run
	@$(PY) -m tests.bench $(ARGS)

soak: $(READY) ## ten minutes of kills, cuts and a lying lender: nothing lost, doubled or stuck
	@$(PY) -m tests.soak $(ARGS)

fuzz: $(READY) ## a million odd things at every door, from a seed (SEED=, CASES=, DOOR=): each is answered
	@$(PY) -m tests.fuzz $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(if $(DOOR),--door $(DOOR)) $(ARGS)

clean: ## forget the virtual environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .safety_cache *.egg-info
