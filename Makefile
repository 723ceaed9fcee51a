# `make report` and `make test` do everything from a fresh clone: they make .venv, if it is not there, from requirements.lock.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PRESET ?= offline
BIN := .venv/bin

.PHONY: setup report test test-slow bench interop notebooks lab lock clean
setup: .venv/ready

.venv/ready: requirements.lock settings.ini setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "xfeat needs Python 3.11 or later: make PYTHON=…")'
	@echo "Setting up .venv (once; about a minute and a half)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --no-compile --disable-pip-version-check --no-deps -r requirements.lock 2> .venv/pip.log || { grep -i error .venv/pip.log; exit 1; }
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . 2> .venv/pip.log || { grep -i error .venv/pip.log; exit 1; }
	@touch $@

report: setup ## the whole chain, to reports/RUN/index.html
	@$(BIN)/xfeat_run --preset $(PRESET) $(if $(LAYERS),--layers "$(LAYERS)")

test: setup ## every notebook is a test
	@$(BIN)/python -c "from xfeat.report import run_tests; raise SystemExit(run_tests())"

test-slow: setup ## … with the tests at real model sizes
	@$(BIN)/python -c "from xfeat.report import run_tests; raise SystemExit(run_tests('slow'))"

bench: setup ## about an hour, with DEVICE=cuda the training steps on a GPU; reports/bench/10_bench.html
	@$(BIN)/python -c "from xfeat.report import run_bench; run_bench(device='$(or $(DEVICE),cpu)')"

interop: setup ## load every kind of autoencoder in SAELens, in a venv of its own
	@$(BIN)/python -c "from xfeat.bench import interop; raise SystemExit(interop())"

notebooks: setup ## after an edit: export, execute, keep the explanations' outputs
	@cd . && $(BIN)/nbdev_export && $(BIN)/python -c "from xfeat.report import refresh; refresh()"

lab: setup
	@$(BIN)/jupyter lab nbs

lock: ## make requirements.lock anew from settings.ini
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install -q setuptools wheel && .venv-lock/bin/pip install -q --no-build-isolation -e '.[dev,test]'
	@{ grep '^#' requirements.lock; .venv-lock/bin/pip freeze --all --exclude-editable | grep -v -e '^pip==' -e '^-e ' | sed 's/+cpu//'; } > requirements.new && mv requirements.new requirements.lock && rm -rf .venv-lock

clean: ## everything that was made, but not .venv
	@find data reports -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +
