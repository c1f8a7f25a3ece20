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
CASE := $(OUT)/case/crates.headstamp
WHO := --who "A. Example"

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

demo: $(STAMP) ## trace a fictional recovery, look up a broker, screen a day, open a case and draw its chain; write demo-out/
	@mkdir -p $(OUT)
	$(HEADSTAMP) trace $(EXAMPLES)/recovery.yaml --report $(OUT)/report.html --output $(OUT)/findings.json
	$(HEADSTAMP) link $(EXAMPLES)/recovery.yaml $(EXAMPLES)/other-finds.csv --output $(OUT)/links.json
	$(HEADSTAMP) profile $(EXAMPLES)/recovery.yaml $(EXAMPLES)/other-finds.csv --output $(OUT)/profile.csv --html $(OUT)/profile.html
	$(HEADSTAMP) match "Ашот Мкртычев" --output $(OUT)/match.json
	$(HEADSTAMP) screen $(EXAMPLES)/day.csv.gz --output $(OUT)/open.csv --html $(OUT)/open.html
	$(HEADSTAMP) read $(EXAMPLES)/reports --report $(OUT)/reports.html
	$(HEADSTAMP) read $(EXAMPLES)/reports --from ER --to SO
	$(HEADSTAMP) network who KOMID --on 2016-12-31 --output $(OUT)/komid.html
	$(HEADSTAMP) network path "Mkrtychev, Ashot" Versor --on 2023-09-01
	@rm -rf $(OUT)/case && mkdir -p $(OUT)/case
	$(HEADSTAMP) case new $(CASE) --title "Crates at Port Ibelle (fictional)" $(WHO)
	$(HEADSTAMP) case add $(CASE) $(EXAMPLES)/case/recovery.yaml $(EXAMPLES)/case/declarations.csv $(EXAMPLES)/case/crate-7.jpg $(WHO)
	$(HEADSTAMP) case add $(CASE) --list $(EXAMPLES)/case/watch.csv --listed "Velmar Marine Engineering Trading Co" $(WHO)
	$(HEADSTAMP) case claim $(CASE) "Hollin Shore Holdings" owns "Velmar Marine Engineering Trading Co" --since 2021-05-04 \
	  --source register-20417 --reliability B --because "an extract of a register" $(WHO)
	$(HEADSTAMP) case decide $(CASE) "Velmar Marine Engineering" watch/V1 --party --not-same --why "another register number" $(WHO)
	$(HEADSTAMP) case chain $(CASE) --output $(OUT)/case/chain.html
	$(HEADSTAMP) case chain $(CASE)
	$(HEADSTAMP) request draft record/heads-7 --case $(CASE) --to state --reference TR-1 --from "Customs of Karsova (fictional)" \
	  --output $(OUT)/case/request.html $(WHO)
	$(HEADSTAMP) case verify $(CASE)
	@echo "One byte of a copy is altered:"
	@cp $(CASE) $(OUT)/case/altered.headstamp && cp -R $(CASE).vault $(OUT)/case/altered.headstamp.vault
	@$(BIN)/python -c "f = open('$(OUT)/case/altered.headstamp', 'r+b'); f.seek(f.read().index(b'TFFH 2600417') + 11); f.write(b'8')"
	@$(HEADSTAMP) case verify $(OUT)/case/altered.headstamp; test $$? -eq 3
	@echo
	@echo "What to open: $(CURDIR)/$(OUT)/open.html; one of them in full: $(HEADSTAMP) screen show $(OUT)/open.csv XHLU0700004"
	@echo "From the crate to the owner, as far as evidence leads: $(CURDIR)/$(OUT)/case/chain.html"
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
