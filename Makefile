# Everything happens inside the checkout: the virtual environment, caches, and what `make run` writes.
PYTHON ?= python3
export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export TMPDIR := $(CURDIR)/.cache/tmp
export HYPOTHESIS_STORAGE_DIRECTORY := $(CURDIR)/.cache/hypothesis
BIN := .venv/bin
OWN := XDG_DATA_HOME='$(CURDIR)/.run/data' XDG_STATE_HOME='$(CURDIR)/.run/state' \
       XDG_CACHE_HOME='$(CURDIR)/.run/cache' XDG_CONFIG_HOME='$(CURDIR)/.run/config'

.PHONY: run test test-foreign test-doccano bench bench-entities docs clean

run: .venv/run.stamp | .cache/tmp ## open the sample library
	@$(OWN) $(BIN)/postil --sample

test: .venv/dev.stamp | .cache/tmp ## all checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(OWN) $(BIN)/python -m pytest

test-foreign: .venv/foreign/stamp | .cache/tmp ## our exports in programs of others that are too large for every run
	$(OWN) .venv/foreign/bin/python -m pytest -o filterwarnings=default -rs tests/annotations/exchange/foreign

test-doccano: .venv/foreign/stamp .venv/doccano/stamp | .cache/tmp ## an export in doccano itself, which is hundreds of megabytes
	$(OWN) .venv/foreign/bin/python -m pytest -o filterwarnings=default -rs tests/annotations/exchange/foreign/test_doccano.py

bench: .venv/dev.stamp | .cache/tmp ## ratios against peers
	$(OWN) $(BIN)/python -m benchmarks.run

bench-entities: .venv/dev.stamp | .cache/tmp ## entities: quality, speed and learning, from the corpora in ../shared
	$(OWN) $(BIN)/python -m benchmarks.entities ../shared

docs: .venv/dev.stamp | .cache/tmp ## keys, manual page, completions and screens, from the program itself
	$(BIN)/python -m tui.handbook.keys_table
	$(BIN)/python -m tui.handbook.manual
	$(BIN)/python -m benchmarks.tour

clean:
	rm -rf .venv .cache .run dist build

.cache/tmp:
	@mkdir -p .cache/tmp

.venv/bin/python: | .cache/tmp
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "postil needs Python 3.11 or later; say which: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv .venv && $(BIN)/python -c 'import pip' \
	  || { rm -rf .venv; echo "this Python cannot make a virtual environment with pip in it: install its venv and" \
	       "ensurepip (on Debian and Ubuntu the package python3-venv), or say another: make PYTHON=python3.12 …"; exit 1; }

.venv/run.stamp: pyproject.toml | .venv/bin/python .cache/tmp
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python .cache/tmp
	$(BIN)/python -m pip install --quiet --editable '.[dev,gazetteer]'
	@touch $@ .venv/run.stamp

.venv/foreign/stamp: pyproject.toml | .venv/bin/python .cache/tmp
	$(BIN)/python -m venv .venv/foreign
	.venv/foreign/bin/python -m pip install --quiet --editable '.[foreign]'
	@touch $@

# doccano 1.8 wants packages that are older than ours, and for which there are no wheels after Python 3.11.
.venv/doccano/stamp: | .venv/bin/python .cache/tmp
	@if $(BIN)/python -c 'import sys; sys.exit(sys.version_info >= (3, 12))'; then \
	  $(BIN)/python -m venv .venv/doccano && .venv/doccano/bin/python -m pip install --quiet \
	    'doccano>=1.8.4,<1.9' 'boto3>=1.40' 'marshmallow<4' 'numpy<2' 'setuptools<81'; \
	else mkdir -p .venv/doccano; echo "doccano needs Python 3.11: its test is passed by"; fi
	@touch $@
