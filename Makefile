# `make report` and `make test` do everything from a fresh clone: they make .venv, if it is not there, from requirements.lock.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PRESET ?= offline
BIN := .venv/bin

.PHONY: setup report test test-slow format lint compare bench gpu-check interop notebooks lab lock clean
# installs a lock: with uv, which takes a fifth of pip's time, told where pip looks for wheels; or else with pip
FIND_LINKS = $$($(BIN)/pip config list | sed -n "s/.*find-links='\(.*\)'/\1/p" | tail -1)
define install
@{ uv=$$(command -v uv || echo $(BIN)/uv); \
	{ test -x $$uv || $(BIN)/pip install -q --disable-pip-version-check uv; } \
	&& UV_FIND_LINKS="$(FIND_LINKS)" $$uv pip install -q --python $(BIN)/python --no-deps -r $(1); } 2> .venv/uv.log \
	|| $(BIN)/pip install -q --no-compile --disable-pip-version-check --no-deps -r $(1) 2> .venv/pip.log \
	|| { grep -i error .venv/pip.log; exit 1; }
endef

setup: .venv/ready

.venv/ready: requirements.lock settings.ini setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "xfeat needs Python 3.11 or later: make PYTHON=…")'
	@echo "Setting up .venv (once; half a minute to two minutes)"
	@$(PYTHON) -m venv .venv
	@sed '/^# tests only/,$$d' requirements.lock > .venv/requirements.lock
	$(call install,.venv/requirements.lock)
	@# where the build of torch is one for GPUs, it needs what the lock has not
	@$(BIN)/python -c "import torch" 2> /dev/null || $(BIN)/pip install -q --disable-pip-version-check $$(grep '^torch==' requirements.lock)
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . 2> .venv/pip.log || { grep -i error .venv/pip.log; exit 1; }
	@touch $@

# what only tests need is left out of the set-up of those who want a report
.venv/tested: .venv/ready
	$(call install,requirements.lock)
	@touch $@

report: setup ## the whole chain, to reports/RUN/index.html
	@$(BIN)/xfeat_run --preset $(PRESET) $(if $(LAYERS),--layers "$(LAYERS)")

test: .venv/tested ## every notebook is a test
	@$(BIN)/python -c "from xfeat.develop import run_tests; raise SystemExit(run_tests())"

test-slow: .venv/tested ## … with the tests at real model sizes
	@$(BIN)/python -c "from xfeat.develop import run_tests; raise SystemExit(run_tests('slow'))"

format: setup ## notebooks formatted, what ruff can mend mended, exported and cleaned
	@$(BIN)/ruff check --quiet --fix || true
	@$(BIN)/ruff format
	@$(BIN)/nbdev_export
	@$(BIN)/nbdev_clean
	@$(BIN)/ruff check

lint: setup ## is everything formatted, and free of what ruff finds?
	@$(BIN)/ruff format --check || { echo "not formatted: run make format"; exit 1; }
	@$(BIN)/ruff check || { echo "ruff found mistakes: what it can mend, make format mends"; exit 1; }
	@# names that nothing defines: in notebooks the tests' `import *` hides them
	@$(BIN)/ruff check --quiet --isolated --select F821 xfeat/*.py

compare: setup ## the same run with another checkout: make compare OLD=folder-or-revision PRESET=tiny
	@test -n "$(OLD)" || { echo "OLD is missing: make compare OLD=main PRESET=tiny"; exit 2; }
	@$(BIN)/python -c "from xfeat.compare import main; raise SystemExit(main())" "$(OLD)" --preset "$(if $(filter command line environment,$(origin PRESET)),$(PRESET),tiny)" $(if $(LAYERS),--layers "$(LAYERS)")

bench: setup ## about an hour, with DEVICE=cuda the training steps on a GPU; reports/bench/10_bench.html
	@$(BIN)/python -c "from xfeat.report import run_bench; run_bench(device='$(or $(DEVICE),cpu)')"

gpu-check: setup ## where there is a GPU, in minutes: the same numbers as on the CPU? how fast? reports/gpu/gpu.html
	@$(BIN)/python -c "from xfeat.gpu import main; raise SystemExit(main())" reports/gpu

interop: setup ## load every kind of autoencoder in SAELens, in a venv of its own
	@$(BIN)/python -c "from xfeat.peers import interop; raise SystemExit(interop())"

notebooks: setup ## after an edit: export, execute, keep the explanations' outputs
	@cd . && $(BIN)/nbdev_export && $(BIN)/python -c "from xfeat.develop import refresh; refresh()"

lab: setup
	@$(BIN)/jupyter lab nbs

lock: ## make requirements.lock anew from settings.ini
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install -q setuptools wheel && .venv-lock/bin/pip install -q --no-build-isolation -e '.[dev,test]'
	@.venv-lock/bin/pip freeze --all --exclude-editable | sed 's/+cpu//' | grep -v '^pip==' > .venv-lock/main
	@.venv-lock/bin/pip install -q --no-build-isolation -e '.[dev,test,s3,s3-server,ray,slurm]'
	@.venv-lock/bin/pip freeze --all --exclude-editable | sed 's/+cpu//' | grep -v '^pip==' > .venv-lock/all
	@{ sed '/==/,$$d' requirements.lock; grep -x -F -f .venv-lock/all .venv-lock/main; sed -n '/^# tests only/p' requirements.lock; grep -v -x -F -f .venv-lock/main .venv-lock/all; } > requirements.new
	@mv requirements.new requirements.lock && rm -rf .venv-lock

clean: ## everything that was made, but not .venv
	@find data reports -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +
