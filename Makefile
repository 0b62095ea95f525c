# The two commands: `make play` and `make test`. Everything lives in .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: play test test-slow bench calibrate model check lint clean

play: .venv/.play
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/simcall; else $(BIN)/simcall demo; fi

test: .venv/.test
	@$(BIN)/python -m pytest -q

test-slow: .venv/.test
	@$(BIN)/python -m pytest -q -m slow

.venv/.play: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "simcall: $(PYTHON) is missing; install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) tools/prepare.py fast
	@touch $@

.venv/.test: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "simcall: $(PYTHON) is missing; install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) tools/prepare.py test
	@touch $@ .venv/.play

.venv/.dev: pyproject.toml
	@$(PYTHON) tools/prepare.py dev bench
	@touch $@ .venv/.test .venv/.play

bench: .venv/.dev
	@$(BIN)/python -m benchmarks

calibrate: .venv/.play
	@$(BIN)/simcall calibrate --write

model: .venv/.dev
	@$(BIN)/python -m pip install --quiet "torch>=2.4,<3"
	@$(BIN)/python -m training.train_lean
	@$(BIN)/python -m training.train_encoder
	@$(BIN)/python -m training.train_heads
	@$(BIN)/python -m training.train_matcher

check: .venv/.play
	@$(BIN)/simcall check

lint: .venv/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

clean:
	rm -rf .venv build dist
