# Every target sets up what it needs; a machine with Python 3.11+, make and git is enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.locked

.PHONY: setup run test check format transcripts docs pictures reading chaos lock prove clean

setup: $(STAMP)

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $(STAMP)

run: setup ## talk to the bot: in this terminal without BOT_TOKEN, in Telegram with one
	@$(BIN)/python -m bot

test: setup check ## everything that must hold before a commit
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: setup
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

transcripts: setup ## rewrite the bot's half of the golden conversations; read the diff
	$(BIN)/python -m bot check tests/transcripts --update

prove: setup ## every path of the dialogue walked, and the taps to the button beside the fewest possible; some minutes
	$(BIN)/python -m pytest -q tests/dialogue/test_every_path.py tests/dialogue/test_journeys.py tests/dialogue/test_figures.py

docs: setup ## redraw the pictures in docs/flow.md from the table
	$(BIN)/python -m flows.dialogue.machine.diagram docs/flow.md

pictures: setup ## make the pictures of docs/helpdesk.md anew; needs Chromium
	$(BIN)/python -m tests.page.pictures

reading: setup ## how well typed replies are read, by group, with the confusion table
	$(BIN)/python tests/reading/report.py

chaos: setup ## hundreds of kills in both modes while many operators walk; about twenty minutes
	$(BIN)/python -m tests.chaos.storm

lock: ## resolve pyproject.toml again into requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements.lock

clean:
	rm -rf .venv
