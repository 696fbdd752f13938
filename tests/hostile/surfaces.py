"""Everything that the bot does with what somebody wrote, each as a function of the text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bot.helpdesk.cases.relay import edited, relayed, to_desk, to_operator
from bot.incoming.fitting import fitted
from bot.incoming.redacted_update import without_secrets
from bot.operations.log_redaction import Redactor
from bot.outgoing.render import plain, render
from bot.records.desk_case import DeskCase
from bot.records.messages import Content
from bot.store.inbox import _redacted
from flows.dialogue.machine.events import Surroundings, Typed
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance
from flows.reading import CONTEXTS, explain, intent, volunteered
from flows.reading.spelling import forget
from flows.reading.utterance import hear
from flows.view import Line, View
from tests.dialogue.desks import ASKS, BANDUNG, TAKEN
from tests.dialogue.test_places import COUNTRY
from tests.dialogue.test_typed_places import PLACES, REQUEST
from tests.dialogue.walking import NOON, session_after

Surface = Callable[[str], object]

CASE = DeskCase(case=7, person=1, district="a", desk="a", level="sd", since=NOON)
UNSEEN = REQUEST[:1]
LINKS, ADDRESS = 100, 2048
"""So many words of a message can be marked, and so long can the address behind them be."""


def surfaces() -> dict[str, Surface]:
    """By name. Each begins with nothing remembered of earlier texts."""
    named: dict[str, Surface] = {
        "a text taken in": lambda text: _taken({"text": text}),
        "a caption and a file's name taken in": lambda text: _taken(
            {"caption": text[:1024], "document": {"file_id": "x", "file_name": text[:255]}}
        ),
        "links taken in": lambda text: _taken({"text": text, "entities": _links(text)}),
        "an answer to a long text taken in": lambda text: _taken(
            {
                "text": text,
                "quote": {"text": text[:1024]},
                "reply_to_message": {"text": text, "entities": _links(text)},
            }
        ),
        "relayed": _relayed,
        "shown": lambda text: plain(render(View((Line("desk.words", {"text": text}),)), 7, 1).text),
        "logged": Redactor(("rahasia-sekali", "0123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
        "set aside": lambda text: _redacted({"message": {"text": text, "from": {"first_name": text[:64]}}}),
        "the reader, every context": _read,
    }
    for place, session, here in _places():
        named[f"typed at {place}"] = _typing(session, here)
    return named


def _taken(message: dict[str, Any]) -> object:
    return without_secrets(
        {
            "update_id": 1,
            "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, **message},
        }
    )


def _links(text: str) -> list[dict[str, Any]]:
    address = f"https://{text}"[:ADDRESS]
    return [
        {"type": "text_link", "offset": at * len(text) // LINKS, "length": 3, "url": address}
        for at in range(LINKS)
    ]


def _relayed(text: str) -> object:
    text = fitted(text)  # as it is when it comes here
    content = Content("text", text)
    below = Content("document", text, file="x")
    return [
        relayed(CASE, to_desk(CASE, -5), 9, content),
        relayed(CASE, to_operator(CASE, -5, text[:64], 3), 9, content),
        edited(CASE, to_desk(CASE, -5), 9, below, 4),
    ]


def _read(text: str) -> object:
    _forgotten()
    return [*(explain(text, context) for context in sorted(CONTEXTS)), intent(text), volunteered(text)]


def _forgotten() -> None:
    hear.cache_clear()
    forget()


def _typing(session: Session, here: Surroundings) -> Surface:
    def typed(text: str) -> object:
        text = fitted(text)  # as it is when it comes here
        _forgotten()
        turn = advance(session, Typed(text), here)
        return render(turn.view, session.case, session.seq)

    return typed


def _places() -> Iterator[tuple[str, Session, Surroundings]]:
    """The menu, every question, and where the same words mean something of their own; in a country with all its districts."""
    here = Surroundings(NOON, directory=COUNTRY)
    yield "the menu", session_after(), here
    for place, told in PLACES.items():
        yield place, session_after(*told), here
    for number in range(2, len(REQUEST)):
        session = session_after(*REQUEST[:number])
        yield session.state, session, here
    yield "ask_district", session_after(*UNSEEN, ("nav", "human"), ("level", "sd")), here
    yield "the choice of a district", replace(session_after(), panel="district"), here
    handed = replace(session_after(), panel="asked:duty")
    yield "a desk's question", handed, replace(here, desk=replace(ASKS, asked="duty"))
    yield "a handed case", session_after(), replace(here, desk=replace(TAKEN, district=BANDUNG.code))
