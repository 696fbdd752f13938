"""What is kept, and what passes between the bot and a store, is frozen and strict: all of it."""

from dataclasses import FrozenInstanceError, is_dataclass, replace
from datetime import UTC, datetime
from inspect import getmembers, isclass
from types import ModuleType

import pytest
from pydantic import ValidationError

from bot.records import announcement, desk_case, desk_drawings, help_desk, letters, messages, relayed, rows
from bot.records.desk_case import DESK_CASE_JSON, DeskCase, answered, waits
from flows.dialogue.machine import session

NOW = datetime(2026, 8, 25, 2, tzinfo=UTC)
CASE = DeskCase(case=1000, person=11, district="contoh", desk="contoh", level="sd", since=NOW, menu="close")
KEPT = [announcement, desk_case, desk_drawings, help_desk, letters, messages, relayed, rows, session]


@pytest.mark.parametrize("module", KEPT, ids=lambda one: one.__name__)
def test_every_value_is_frozen_and_strict(module: ModuleType) -> None:
    made_here = [kind for _, kind in getmembers(module, isclass) if kind.__module__ == module.__name__]
    assert made_here
    for kind in made_here:
        assert is_dataclass(kind)
        assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # as dataclasses itself reads it
        config = kind.__pydantic_config__  # type: ignore[attr-defined]
        assert (config["strict"], config["extra"]) == (True, "forbid"), kind


def test_a_change_of_a_desks_case_is_checked() -> None:
    """Also the two that were kept without a word: a misspelt name, and a state that is none."""
    with pytest.raises(ValidationError, match="silnt"):
        replace(CASE.on_new_card(), silnt=True)  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="'open', 'taken' or 'closed'"):
        CASE.becomes("nonsense", NOW)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="valid integer"):
        replace(CASE, owner="Rini")  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        CASE.silent = True  # type: ignore[misc]


def test_a_changed_case_is_on_a_new_card() -> None:
    """Its buttons are the usual ones again, so that two who press at once are told apart."""
    assert CASE.on_new_card() == replace(CASE, seq=2, entered=2, menu=None)
    later = NOW.replace(hour=5)
    closed = replace(CASE, asked="leader", waiting_at=NOW, nudge_at=later, silent=True).closes("other", later)
    assert closed == replace(CASE, seq=2, entered=2, menu=None, state="closed", since=later, reason="other")


def test_a_desks_case_is_written_and_read_as_json() -> None:
    """As an older version wrote it, whatever the order of its fields; what it knew more of is passed over."""
    assert DESK_CASE_JSON.read(DESK_CASE_JSON.write(CASE)) == CASE
    older = (
        '{"case":1000,"person":11,"district":"contoh","desk":"contoh","level":"sd","state":"open",'
        '"since":"2026-08-25T02:00:00Z","owner":null,"seq":1,"menu":"close","mood":"good"}'
    )
    assert DESK_CASE_JSON.read(older) == CASE


def test_a_press_counts_while_the_cards_state_stands() -> None:
    """What the operator writes makes another card of the same state; a menu or a colleague's act makes another state."""
    taken = CASE.becomes("taken", NOW)
    wrote = waits(waits(taken, NOW, NOW), NOW, NOW).redrawn()
    assert wrote.seq == taken.seq + 2, "who waits already waits on, on the same card"
    assert [wrote.counts(seq) for seq in range(taken.seq - 1, wrote.seq + 2)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not answered(CASE, NOW, 21).counts(CASE.seq), "whoever answers a case that nobody has, has it"
    assert answered(replace(taken, owner=21), NOW, 21).counts(taken.seq)


def test_of_a_case_of_before_only_the_present_card_counts() -> None:
    older = replace(CASE, seq=5, entered=None)
    assert [older.counts(seq) for seq in (4, 5, 6)] == [False, True, False]
    assert not older.redrawn().counts(5)
