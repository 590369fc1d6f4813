# `make demo` and `make test` need only: apt install python3 python3-venv make
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test check bench proof accuracy crash samples snapshots pictures reference locale lock clean

$(BIN)/.run: constraints.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(BIN)/.dev: $(BIN)/.run constraints-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints-dev.txt
	touch $@

demo: $(BIN)/.run
	$(BIN)/gouji demo $(REPORTS)

test: $(BIN)/.dev check
	$(BIN)/python -m pytest $(PYTEST)

check: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

accuracy: $(BIN)/.dev
	$(BIN)/python tests/accuracy/plant.py

proof: $(BIN)/.dev
	$(BIN)/python tests/proof/run.py

bench: $(BIN)/.dev
	$(BIN)/python bench/run.py

crash: $(BIN)/.dev
	PYTHONPATH=.:tests $(BIN)/python -m crash.full

samples: $(BIN)/.dev
	$(BIN)/python tests/make_samples.py

snapshots: $(BIN)/.dev
	$(BIN)/python -m pytest tests/tui --snapshot-update

pictures: $(BIN)/.dev
	$(BIN)/python docs/make_pictures.py

reference: $(BIN)/.dev
	$(BIN)/python docs/make_reference.py

locale: $(BIN)/.dev
	$(BIN)/python -m tui.locale

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml requirements-build.in --output-file constraints.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --all-extras requirements-build.in --output-file constraints-dev.txt

clean:
	rm -rf $(VENV)
