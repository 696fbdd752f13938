"""Of two buttons that a message may have meant, both are asked for by their words, wherever they stand."""

from dataclasses import replace
from itertools import combinations

import pytest

from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.machine.replay import replay
from flows.dialogue.screens.keyboard import HUMAN, MORE
from flows.dialogue.screens.panels import more, which
from flows.dialogue.screens.screens import screen
from flows.dialogue.turn.engine import show
from flows.texts import say, write
from tests.dialogue.test_typed_places import PLACES, REQUEST
from tests.dialogue.walking import HERE, session_after
from tests.sampling import sample

FAILS = ("symptom", "sync_fails")
TOLD = [
    *PLACES.values(),
    *(REQUEST[:number] for number in range(len(REQUEST))),
    *((FAILS, ("seen", seen)) for seen in QUESTIONS["seen"].options),
    (("nav", "human"),),
    (("nav", "human"), ("level", "sd")),
]


@pytest.mark.sampled
@pytest.mark.parametrize(
    "told", sample(TOLD, 12, name="what was meant"), ids=lambda told: ".".join(told[-1]) if told else "menu"
)
def test_any_two_of_them_have_words(told: tuple[tuple[str, str], ...]) -> None:
    """Those on the screen, those behind its last button, and a person."""
    session = session_after(*told)
    position = replay(session.records)
    rows = [*screen(session, position, HERE).rows, (HUMAN,)]
    if any(MORE in row for row in rows):
        rows += more(position).rows
    offered = {(at.subject, at.choice): at.label for row in rows for at in row if not at.url}
    for first, second in combinations(offered, 2):
        view = show(replace(session, panel=which((first, second))), HERE)
        assert write(offered[first]) in say(view).text
        assert write(offered[second]) in say(view).text
