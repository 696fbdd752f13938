# Every target sets up what it needs; a machine with Python 3.11+, make and git is enough.
NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(firstword $(shell for it in python3 python3.14 python3.13 python3.12 python3.11; do $$it $(NEW_ENOUGH) && echo $$it; done) python3)
BIN := .venv/bin
# What was installed last: to serve, to test, to prove. Each adds to `.venv/`, and none takes anything out of it.
SERVING := .venv/.serving
TESTING := .venv/.testing
PROVING := .venv/.proving
TEACHING := .venv/.teaching
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet
# What the tests start over and over is compiled once, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE
PYTEST = $(BIN)/python -m pytest --numprocesses auto --dist loadgroup

.PHONY: setup run run-many test prove check format transcripts docs pictures reading chaos clients bench lock clean

setup: $(SERVING) ## what the bot needs to serve, and nothing else

$(SERVING): requirements.txt
	@$(PYTHON) $(NEW_ENOUGH) || { echo "Python 3.11 or newer is needed; set PYTHON=python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.txt
	@touch $(SERVING)

$(TESTING): $(SERVING) requirements.lock
	$(INSTALL) -r requirements.lock
	@touch $(TESTING)

$(PROVING): $(TESTING) requirements-prove.lock
	$(INSTALL) -r requirements-prove.lock
	@touch $(PROVING)

$(TEACHING): $(TESTING) requirements-teach.lock
	$(INSTALL) -r requirements-teach.lock
	@touch $(TEACHING)

run: $(SERVING) ## talk to the bot: in this terminal without BOT_TOKEN, in Telegram with one
	@$(BIN)/python -m bot

run-many: $(SERVING) ## the same with three processes of the bot on a throw-away PostgreSQL; the page kills each
	@$(BIN)/python -m bot.offline.many

test: check ## everything that must hold before a commit; of what is exhaustive a sample (SEED=2: another)
	$(PYTEST)

prove: $(PROVING) clients ## all that `make test` takes a sample of, and what is too dear for it; browser tests need Chromium
	PROVE=1 $(PYTEST)

check: $(TESTING)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(TESTING)
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

transcripts: $(TESTING) ## rewrite the bot's half of the golden conversations; read the diff
	$(BIN)/python -m bot check tests/transcripts --update

docs: $(TESTING) ## redraw the pictures in docs/flow.md from the table
	$(BIN)/python -m flows.dialogue.machine.diagram docs/flow.md

pictures: $(PROVING) ## make the pictures of docs/helpdesk.md and README.md anew; needs Chromium
	$(BIN)/python -m tests.page.pictures

reading: $(TEACHING) ## teach the second reader from the corpus, then tell how well lines that it was not taught are read
	$(BIN)/python -m tests.reading.teach
	$(BIN)/python -m tests.reading.report

chaos: $(TESTING) ## hundreds of kills in both modes while many operators walk; about twenty minutes
	$(BIN)/python -m tests.chaos.storm

clients: .clients/.installed ## other Telegram libraries, with which tests/clients talks to the simulator

.clients/.installed: tests/clients/requirements.txt tests/clients/package.json
	$(PYTHON) -m venv .clients
	.clients/bin/pip install --quiet --disable-pip-version-check -r tests/clients/requirements.txt
	@if command -v npm >/dev/null; then cp tests/clients/package.json .clients/ && npm install --prefix .clients --silent --no-audit --no-fund; \
	else echo "npm is not installed: the conversation with grammY is left out"; fi
	@touch $@

bench: $(SERVING) .peers/.installed ## what a tap costs, beside other libraries in the same run; some minutes, by hand
	$(BIN)/python -m tests.benchmarks.taps

.peers/.installed: requirements-bench.lock
	$(PYTHON) -m venv .peers
	.peers/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

lock: ## resolve pyproject.toml again into the five locks (needs uv)
	$(LOCK) pyproject.toml --group dev -o requirements.lock
	$(LOCK) pyproject.toml -c requirements.lock -o requirements.txt
	$(LOCK) --group prove -c requirements.lock -o requirements-prove.lock
	$(LOCK) --group teach -c requirements.lock -o requirements-teach.lock
	$(LOCK) --group bench -o requirements-bench.lock

clean:
	rm -rf .venv .clients .peers
