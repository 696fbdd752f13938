"""The live dialogue is run by the library, replay and walks read the rows: both must say the same."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from flows.dialogue.districts.directory import Directory
from flows.dialogue.machine import rows, runner
from flows.dialogue.machine.events import Chose, Surroundings
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.table import ANYWHERE, CROSSINGS, ROWS, STATES
from flows.dialogue.turn import case
from flows.dialogue.turn.engine import advance, begin
from tests.dialogue.walk import Walk

TRIGGERS = sorted({row.trigger for row in (*ROWS, *ANYWHERE)} | {"never_heard_of"})


def came_to(move: Callable[[str, str, Standing], str], state: str, trigger: str, standing: Standing) -> str:
    try:
        return move(state, trigger, standing)
    except rows.NoSuchWay as error:
        return str(error)


@pytest.mark.parametrize("state", sorted({*STATES, *CROSSINGS}))
def test_both_ways_agree_on_every_state_and_trigger(walk: Walk, state: str) -> None:
    """With the standings of cases that are there, and with some that are elsewhere."""
    here = [at.standing for at in walk.beyond if at.state == state][:20]
    asked = [node.position.standing for node in walk.nodes.values() if node.position.state == state][:20]
    others = [node.position.standing for node in list(walk.nodes.values())[:: max(1, len(walk.nodes) // 20)]]
    for standing in (Standing(), *here, *asked, *others):
        for trigger in TRIGGERS:
            ways = (came_to(move, state, trigger, standing) for move in (runner.move, rows.next_state))
            assert len(set(ways)) == 1, (state, trigger, standing)


def test_the_living_dialogue_is_moved_by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that the library refuses is not taken, whatever the rows say."""

    def refuses(state: str, trigger: str, _: Standing) -> str:
        raise rows.NoSuchWay(f"{state} {trigger}")

    monkeypatch.setattr(case, "move", refuses)
    now = datetime(2026, 8, 25, tzinfo=UTC)
    session = begin(1, 11, now)
    with pytest.raises(rows.NoSuchWay):
        advance(session, Chose(1, 0, "symptom", "button_missing"), Surroundings(now, (), Directory(())))
