# Everything is set up on first use under .venv and frontend/node_modules; `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONPATH := $(CURDIR)/backend
PORT ?= 8000
SANDBOX_PORT ?= 8001

.DEFAULT_GOAL := help
.PHONY: help run test check lint types bench staff frontend site openapi lock clean

help: ## List the targets.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .make/run frontend site ## Set up and serve the demo on http://127.0.0.1:8000 with the payment sandbox.
	$(BIN)/python -m plandesk_sandbox.demo --port $(PORT) --sandbox-port $(SANDBOX_PORT)

staff: .make/run ## Run a staff command on the demo's data: make staff ARGS='orders list'.
	@$(BIN)/python -m plandesk_sandbox.staff $(ARGS)

test: .make/dev frontend site ## Set up and run every test.
	.ci/browser
	cd frontend && npm test --silent
	$(BIN)/python -m pytest tests -n 2
	$(BIN)/python -m pytest e2e -n 2 --dist worksteal $(SPECS)

check: lint types test ## Lint, types and every test: what must hold before every push.

lint: .make/dev ## Style, and the import law.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: .make/dev frontend ## Types of both halves.
	$(BIN)/mypy
	cd frontend && npm run --silent check

bench: .make/dev frontend site ## Print the performance figures as ratios.
	$(BIN)/python -m bench

frontend: frontend/dist/prerender.mjs ## Build the client and the prerendering script.

site: .make/run frontend/dist/prerender.mjs ## Build the pages from plans.json, unless they are of its version.
	@$(BIN)/python -m plandesk build --if-stale

openapi: .make/dev ## Write backend/openapi.json and the frontend's types from the code.
	$(BIN)/python -m plandesk openapi > backend/openapi.json
	cd frontend && npm run --silent types

lock: .make/dev ## Pin the Python libraries anew; the files carry no addresses.
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
	  --extra build pyproject.toml -o backend/requirements.lock
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
	  --all-extras pyproject.toml -o backend/requirements-dev.lock

clean: ## Remove what was built and the demo's data; the libraries stay.
	rm -rf var build frontend/dist

.make/venv:
	@echo 'Setting up Python libraries under .venv (a minute or two)'
	@$(PYTHON) -m venv .venv
	@mkdir -p .make && touch $@

.make/run: backend/requirements.lock | .make/venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r backend/requirements.lock
	@touch $@

.make/dev: backend/requirements-dev.lock | .make/venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r backend/requirements-dev.lock
	@touch $@ .make/run

frontend/node_modules/.package-lock.json: frontend/package-lock.json | .make/run
	@echo 'Setting up frontend libraries'
	@cd frontend && npm ci --silent
	@touch $@

FRONTEND_SOURCES := $(shell find frontend/src frontend/vite.config.ts frontend/tsconfig.json -type f 2>/dev/null)

frontend/dist/prerender.mjs: frontend/node_modules/.package-lock.json $(FRONTEND_SOURCES) | .make/run
	@echo 'Building the frontend'
	@cd frontend && npm run --silent build
	@touch $@
