# The two commands are `make demo` and `make test`. Needed beforehand: make and Python 3.11 or newer, nothing else.
# Everything is installed into .venv of this folder. Another interpreter: make test PYTHON=/path/to/python3.12

CANDIDATES := python3.13 python3.12 python3.11 python3.14 python3 python
ifndef PYTHON
PYTHON := $(shell for p in $(CANDIDATES); do "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
endif

VENV := .venv
EXTRAS ?= dev
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
HEADSTAMP := $(BIN)/headstamp
EXAMPLES := src/headstamp/examples
OUT := demo-out

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench format clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer was found ($(CANDIDATES))" >&2; \
	  echo "hint: install one, or name it: make test PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: $(PYTHON) is older than 3.11, or does not run" >&2; \
	  echo "hint: name a newer one: make test PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "error: $(PYTHON) has no venv module with ensurepip, so no environment can be made" >&2; \
	  echo "hint: on Debian and Ubuntu: sudo apt install python3-venv; elsewhere install the full Python of your system" >&2; exit 1; }
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $(STAMP)

demo: $(STAMP) ## trace the shipped fictional recovery, link it, profile it, look up a broker, screen a fictional day; write demo-out/
	@mkdir -p $(OUT)
	$(HEADSTAMP) trace $(EXAMPLES)/recovery.yaml --report $(OUT)/report.html --output $(OUT)/findings.json
	$(HEADSTAMP) link $(EXAMPLES)/recovery.yaml $(EXAMPLES)/other-finds.csv --output $(OUT)/links.json
	$(HEADSTAMP) profile $(EXAMPLES)/recovery.yaml $(EXAMPLES)/other-finds.csv --output $(OUT)/profile.csv --html $(OUT)/profile.html
	$(HEADSTAMP) match "Ашот Мкртычев" --output $(OUT)/match.json
	$(HEADSTAMP) screen $(EXAMPLES)/day.csv.gz --output $(OUT)/open.csv --html $(OUT)/open.html
	@echo
	@echo "What to open: $(CURDIR)/$(OUT)/open.html; one of them in full: $(HEADSTAMP) screen show $(OUT)/open.csv XHLU0700004"
	@echo "The report: $(CURDIR)/$(OUT)/report.html (opens in any browser, no network needed)"

test: $(STAMP) ## run every test
	@$(BIN)/python -m pytest -n 2

check: $(STAMP) ## style, types, import contracts, module sizes, packs, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/module_sizes.py src
	$(HEADSTAMP) packs check
	$(BIN)/mkdocs build --strict --quiet

docs: $(STAMP) ## build the documentation into site/
	$(BIN)/mkdocs build --strict

bench: $(STAMP) ## measure speed and accuracy, with facts about this machine
	@for b in $$(grep -l __main__ benchmarks/*.py); do echo "== $$b"; $(BIN)/python "$$b" || exit 1; done

format: $(STAMP) ## put the code into house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what these targets made
	rm -rf $(VENV) site $(OUT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
