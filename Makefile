# `make build` makes the site, `make test` tests the tool. Both need make and Python 3.11 or newer, and set up the rest
# in .venv/; `make help` lists the other commands. Another Python: make PYTHON=/path/to/python build

SHELL := /bin/sh
VENV  := .venv
BIN   := $(VENV)/bin
ARGS  ?=
CHECKERS := tests/browser/node_modules

.DEFAULT_GOAL := build
.PHONY: build test check check-large checkers format bench clean help

build: $(VENV)/.installed ## convert the seeds and make the site in public/ (make build ARGS="--url https://…")
	@$(BIN)/digest build $(ARGS)

test: $(VENV)/.installed-dev ## run all tests (make test ARGS="-k folder")
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: $(VENV)/.installed-dev checkers ## everything that CI checks: format, lint, types, tests (one of them holds the import contracts)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

check-large: $(VENV)/.installed-dev checkers ## the checks of the built site for one of 2,000 stories; Lighthouse three times a page; some ten minutes
	@DIGEST_SITE=large $(BIN)/python -m pytest $(addprefix tests/browser/test_,links.py markup.py structured.py weight.py accessibility.py vitals.py) $(ARGS)

checkers: $(CHECKERS)/.installed ## install the checkers of the built site that come from npm; without npm their tests are skipped

format: $(VENV)/.installed-dev ## put the code into the form that `make check` asks for
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev ## time digest beside Hugo and Pelican, and write docs/performance.md (make bench ARGS="--stories 1000")
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## remove all that can be made again: the site, caches, the virtual environment
	rm -rf public .digest $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache benchmarks/.venv $(CHECKERS)

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

# --- the virtual environment: made once, filled again when pyproject.toml or constraints.txt changes ---

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml constraints.txt
	@echo "installing digest and what its tests need into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "installing digest into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(CHECKERS)/.installed: tests/browser/package.json tests/browser/package-lock.json
	@if command -v npm >/dev/null; then \
	  echo "installing the checkers of the built site into $(CHECKERS)/ …"; \
	  PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/browser && touch $@; \
	else \
	  echo "no npm here: tests that need its checkers are skipped"; \
	fi

$(VENV)/.made:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    "$$python" -c 'import venv, ensurepip' 2>/dev/null || { \
	      echo "$$python lacks the venv module; on Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }; \
	    "$$python" -m venv $(VENV) && touch $@; exit; \
	  fi; \
	done; \
	echo "digest needs Python 3.11 or newer, and found none; install it, or name it: make PYTHON=/path/to/python build" >&2; \
	exit 1
