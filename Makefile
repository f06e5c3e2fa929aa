# Two commands: `make demo` shows the sample, `make test` checks everything.
# Both need Python 3.11+ and the network; each makes its own environment.
PYTHON ?= python3
DEMO := .venv-demo
TEST := .venv

.PHONY: demo test lint check frontend measure picture clean

demo: $(DEMO)/installed
	$(DEMO)/bin/parley demo

test: $(TEST)/installed
	-$(TEST)/bin/python server/frontend/assets.py
	$(TEST)/bin/python -m tests.tools
	$(TEST)/bin/python -m pytest -n auto

# The query editor and the manual, which a wheel brings along and a checkout can do without.
frontend: $(TEST)/installed
	$(TEST)/bin/python server/frontend/assets.py

lint: $(TEST)/installed
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy

check: lint test

# After a change of rules: what each rule and each field reaches, and the answers that the tests pin.
measure: $(TEST)/installed
	$(TEST)/bin/python -m tests.quality.rules
	$(TEST)/bin/python -m tests.quality.floors $(FLOORS)
	$(TEST)/bin/python -m tests.quality.report
	$(TEST)/bin/python -m tests.golden_update
	$(TEST)/bin/python -m tests.filled

picture: $(TEST)/installed
	$(TEST)/bin/python -m tests.browser.picture docs/talk.png

$(DEMO)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Parley needs Python 3.11 or newer; try: make demo PYTHON=python3.12')"
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[parquet]'
	touch $@

$(TEST)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Parley needs Python 3.11 or newer; try: make test PYTHON=python3.12')"
	$(PYTHON) -m venv $(TEST)
	$(TEST)/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

clean:
	rm -rf $(DEMO) $(TEST) build dist server/static/editor server/handbook .mypy_cache .ruff_cache .pytest_cache
