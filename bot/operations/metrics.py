"""Metrics for Prometheus. Labels are keys of ours, never anything of a person's."""

from datetime import datetime
from functools import cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from bot.shards.shards import Shards
from bot.store.connection import SHARDS
from bot.store.figures import Figures
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.machine.table import ENDS
from flows.dialogue.turn.case import Turn

REGISTRY = CollectorRegistry()
CONTENT_TYPE = CONTENT_TYPE_LATEST

TURNS = Counter("sinkron_turns", "Turns, by the state that they led to", ["state"], registry=REGISTRY)
TURN_SECONDS = Histogram(
    "sinkron_turn_seconds",
    "From taking an update up to its screen being drawn",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
CALL_SECONDS = Histogram(
    "sinkron_call_seconds",
    "Calls to Telegram, by what they do",
    ["call"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
REFUSALS = Counter(
    "sinkron_refusals", "Calls that failed, by what that means", ["call", "refusal"], registry=REGISTRY
)
VERDICTS = Counter(
    "sinkron_verdicts",
    "Cases that came to a result or a rest, by trouble and verdict",
    ["trouble", "verdict"],
    registry=REGISTRY,
)
FAULTS = Counter(
    "sinkron_faults", "Updates that could not be applied, by error", ["error"], registry=REGISTRY
)

_INBOX = Gauge("sinkron_inbox", "Updates kept, by state", ["state"], registry=REGISTRY)
_OUTBOX = Gauge("sinkron_outbox", "Letters kept, by state", ["state"], registry=REGISTRY)
_AGE = Gauge("sinkron_oldest_seconds", "Age of the oldest that waits", ["box"], registry=REGISTRY)
_LEFT = Gauge(
    "sinkron_cases_left",
    "Cases untouched for a day, by the state they were left in",
    ["state"],
    registry=REGISTRY,
)
_BYTES = Gauge("sinkron_database_bytes", "Size of the database", registry=REGISTRY)
_ARRIVED = Gauge(
    "sinkron_last_success_timestamp_seconds", "The last successful poll or delivery", registry=REGISTRY
)

_HELD = Gauge("sinkron_shards_held", "Shards that this process holds", registry=REGISTRY)
_LEADS = Gauge("sinkron_leads", "1 where this process does what is done once", registry=REGISTRY)
_PROCESSES = Gauge("sinkron_processes", "Processes that serve the bot", registry=REGISTRY)

call_seconds = cache(CALL_SECONDS.labels)
_turns = cache(TURNS.labels)

_JUDGED = frozenset({"result", *ENDS})


def turned(before: Session, turn: Turn) -> None:
    """Count a turn that was saved, and the verdict when the case comes to a result, or to where it may rest."""
    state = turn.session.state
    _turns(state).inc()
    if state in _JUDGED and state != before.state:
        standing = replay(turn.session.records).standing
        VERDICTS.labels(standing.trouble.symptom, standing.found.verdict).inc()


def exposition(figures: Figures, arrived: datetime | None, shards: Shards) -> bytes:
    """All metrics as text, with the figures of the database as they are now, the last poll or delivery, and what this process
    holds.
    """
    _HELD.set(SHARDS if shards.held is None else len(shards.held))
    _LEADS.set(shards.leads)
    _PROCESSES.set(max(1, len(figures.shares)))
    for gauge, counts in ((_INBOX, figures.inbox), (_OUTBOX, figures.outbox), (_LEFT, figures.left)):
        gauge.clear()
        for state, count in counts.items():
            gauge.labels(state).set(count)
    _AGE.labels("inbox").set(figures.inbox_age)
    _AGE.labels("outbox").set(figures.outbox_age)
    _BYTES.set(figures.size)
    if arrived is not None:
        _ARRIVED.set(arrived.timestamp())
    return generate_latest(REGISTRY)
