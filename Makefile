# Two commands: `make demo` and `make test`. They need CPython 3.11 or newer with pip, and make; uv is used when present.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
JOBS ?= 2
DEFAULT := not slow and not browser and not gold
# Tests start the program some dozens of times: compiled modules are kept, beside the tools and out of the tree.
PYTEST = PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/$(VENV)/bytecode $(BIN)/pytest

.PHONY: help install install-dev demo test floors fuzz test-slow test-browser lint gold bench docs lock clean

help:
	@echo 'make demo      install, run the example watch offline, write the report'
	@echo 'make test      install with the test tools, run the default tests'
	@echo 'make floors    the readers against the floors of the gold'
	@echo 'make lint      ruff, mypy --strict, import walls'
	@echo 'make fuzz, make test-slow, make test-browser, make gold, make bench, make docs, make lock, make clean'

ifneq ($(UV),)
MAKE_VENV = $(UV) venv -q --allow-existing --python $(PYTHON) $(VENV)
PIP = $(UV) pip install -q --python $(BIN)/python
else
MAKE_VENV = $(PYTHON) -m venv $(VENV)
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check --progress-bar off
endif

# A stamp is made when everything named in the lock is in place, so that a second run needs no network.
$(VENV)/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Vetoproof needs CPython 3.11 or newer; none was found. Set PYTHON=/path/to/python.'; exit 1; }
	@echo 'Installing into $(VENV) (hashes checked) ...'
	@$(MAKE_VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/installed

install-dev: $(VENV)/installed-dev

demo: install
	@$(BIN)/vetoproof demo

test: install-dev
	$(PYTEST) -n $(JOBS) --dist loadfile -m '$(DEFAULT)'

# The readers' scores on the gold, which take as long as a quarter of all other tests.
floors: install-dev
	$(PYTEST) -n $(JOBS) -m gold

# The same tests with other examples in each run.
fuzz: install-dev
	$(PYTEST) -n $(JOBS) --hypothesis-profile=fuzz -m '$(DEFAULT)'

test-slow: install-dev
	$(PYTEST) -m slow

test-browser: install-dev
	$(PYTEST) -m browser

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

SPLIT ?= dev

gold: install-dev
	@$(BIN)/python benchmarks/score_claims.py --split $(SPLIT)

bench: install-dev
	@for b in benchmarks/bench_*.py; do echo "== $$b"; $(BIN)/python $$b || { [ $$? -eq 2 ] && echo "not run: it needs data that its first lines name"; } || exit 1; done

docs: install
	@$(PIP) --require-hashes -r requirements-docs.lock
	$(BIN)/mkdocs build --strict

# Needs uv. Lock files name packages and hashes, never hosts.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group docs -o requirements-docs.lock

clean:
	rm -rf $(VENV) demo site build dist .mypy_cache .ruff_cache .hypothesis
