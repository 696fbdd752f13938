"""Of two buttons that a message may have meant, both are asked for by their words, wherever they stand."""

from dataclasses import replace
from itertools import combinations

import pytest

from flows.dialogue.machine.events import Typed
from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.machine.replay import replay
from flows.dialogue.screens.keyboard import HUMAN, MORE
from flows.dialogue.screens.panels import more, which
from flows.dialogue.screens.screens import screen
from flows.dialogue.turn.engine import advance, show
from flows.texts import say, write
from tests.dialogue.test_typed_places import PLACES, REQUEST
from tests.dialogue.walking import HERE, session_after
from tests.hostile.search import pieces
from tests.sampling import amount, dice, sample

FAILS = ("symptom", "sync_fails")
TOLD = [
    *PLACES.values(),
    *(REQUEST[:number] for number in range(len(REQUEST))),
    *((FAILS, ("seen", seen)) for seen in QUESTIONS["seen"].options),
    (("nav", "human"),),
    (("nav", "human"), ("level", "sd")),
]


def _named(told: tuple[tuple[str, str], ...]) -> str:
    return ".".join(told[-1]) if told else "menu"


@pytest.mark.sampled
@pytest.mark.parametrize("told", sample(TOLD, 12, name="what was meant"), ids=_named)
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


@pytest.mark.parametrize("text", ["admin sekolah " * 20, "admin sekolah"])
def test_what_is_meant_and_stands_nowhere_is_not_asked_for(text: str) -> None:
    """The reader may hear an outcome that this step has not; any message has an answer."""
    for told in TOLD:
        session = session_after(*told)
        assert say(advance(session, Typed(text), HERE).view).text


@pytest.mark.sampled
@pytest.mark.parametrize("told", sample(TOLD, 4, name="any message"), ids=_named)
def test_any_message_has_an_answer(told: tuple[tuple[str, str], ...]) -> None:
    """Be it of all the words that are known, in any order."""
    chance, stock = dice("any message"), [piece for piece in pieces() if piece.isprintable()]
    session = session_after(*told)
    for _ in range(amount(60, 600)):
        text = chance.choice((" ", "", ", ")).join(chance.choices(stock, k=chance.choice((1, 2, 3, 6))))
        assert say(advance(session, Typed(text[:300]), HERE).view).text, text
