# Every target sets up what it needs; a machine with Python 3.11+, make and git is enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.locked
PROVING := .venv/.locked-prove
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet
PYTEST = $(BIN)/python -m pytest --numprocesses auto --dist loadgroup

.PHONY: setup run test prove check format transcripts docs pictures reading chaos clients lock clean

setup: $(STAMP)

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.lock
	@touch $(STAMP)

$(PROVING): $(STAMP) requirements-prove.lock
	$(INSTALL) -r requirements-prove.lock
	@touch $(PROVING)

run: setup ## talk to the bot: in this terminal without BOT_TOKEN, in Telegram with one
	@$(BIN)/python -m bot

test: setup check ## everything that must hold before a commit; of what is exhaustive a sample (SEED=2: another)
	$(PYTEST)

prove: $(PROVING) clients ## all that `make test` takes a sample of, and what is too dear for it; browser tests need Chromium
	PROVE=1 $(PYTEST)

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

docs: setup ## redraw the pictures in docs/flow.md from the table
	$(BIN)/python -m flows.dialogue.machine.diagram docs/flow.md

pictures: $(PROVING) ## make the pictures of docs/helpdesk.md anew; needs Chromium
	$(BIN)/python -m tests.page.pictures

reading: setup ## how well typed replies are read, by group, with the confusion table
	$(BIN)/python tests/reading/report.py

chaos: setup ## hundreds of kills in both modes while many operators walk; about twenty minutes
	$(BIN)/python -m tests.chaos.storm

clients: .clients/.installed ## other Telegram libraries, with which tests/clients talks to the simulator

.clients/.installed: tests/clients/requirements.txt tests/clients/package.json
	$(PYTHON) -m venv .clients
	.clients/bin/pip install --quiet --disable-pip-version-check -r tests/clients/requirements.txt
	@if command -v npm >/dev/null; then cp tests/clients/package.json .clients/ && npm install --prefix .clients --silent --no-audit --no-fund; \
	else echo "npm is not installed: the conversation with grammY is left out"; fi
	@touch $@

lock: ## resolve pyproject.toml again into the two locks (needs uv)
	$(LOCK) pyproject.toml --extra dev -o requirements.lock
	$(LOCK) --group prove -c requirements.lock -o requirements-prove.lock

clean:
	rm -rf .venv .clients
