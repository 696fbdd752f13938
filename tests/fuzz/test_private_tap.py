"""A tap that is read straight from its JSON is what python-telegram-bot would make of it, and what it refuses is never one."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.incoming.not_known import _place
from bot.incoming.parse import order_key, query_of, read, whose
from bot.incoming.private_tap import Arrived, PrivateTap, private_tap
from bot.incoming.redacted_update import _plain_tap, thoroughly, without_secrets
from flows.dialogue.buttons import write_button
from tests.fuzz.test_any_update import MESSAGE, SENDER, WELL_MADE, spoilt

BOT = Bot("1:a")
BUTTONS = {"inline_keyboard": [[{"text": "Akun operator", "callback_data": "1:x"}]]}


def _tapped(data: str, **more: Any) -> dict[str, Any]:
    return {**WELL_MADE["callback_query"], "data": data, "message": {**MESSAGE, **more}}


TAPS = [
    _tapped("1:0000A8:3:login:operator", reply_markup=BUTTONS),
    _tapped("1:0000A8:3:kelola:daftar.1"),
    _tapped("not ours"),
    _tapped(write_button(8, 3, "login", "operator"), reply_markup=BUTTONS),
]


def _seen(update: Arrived) -> tuple[object, ...]:
    return (
        update.update_id,
        read(update, "sinkron_bot"),
        whose(update),
        order_key(update),
        query_of(update),
        _place(update),
    )


@given(st.sampled_from(TAPS).flatmap(spoilt))
def test_both_ways_read_the_same(query: Any) -> None:
    raw = without_secrets({"update_id": 7, "callback_query": query})
    tap = private_tap(raw)
    if tap is not None:
        assert _seen(tap) == _seen(Update.de_json(raw, BOT))


@given(st.sampled_from(TAPS).flatmap(spoilt))
def test_a_tap_is_kept_as_if_each_of_its_fields_were_looked_at(query: Any) -> None:
    raw = {"update_id": 7, "callback_query": query}
    assert without_secrets(raw) == thoroughly(raw)


@pytest.mark.parametrize(
    "place", ["id", "chat_instance", "data", "from.language_code", "from.first_name", "message.chat.username"]
)
def test_what_is_written_where_a_tap_has_a_word_is_looked_at(place: str) -> None:
    for word in ("0812-3456-7890", "081234567890", "a@b.id", "id", "", "\0", 7, True, None, {"id": 1}):
        query = copy.deepcopy({**TAPS[-1], "from": {**SENDER, "language_code": "id"}})
        *way, name = place.split(".")
        where: Any = query
        for step in way:
            where = where[step]
        where[name] = word
        raw = {"update_id": 7, "callback_query": query}
        assert without_secrets(raw) == thoroughly(raw)


def test_a_tap_is_read_so() -> None:
    """With and without buttons; what else comes is left to python-telegram-bot."""
    assert _plain_tap({"update_id": 7, "callback_query": TAPS[-1]})
    for query in TAPS:
        raw = without_secrets({"update_id": 7, "callback_query": query})
        tap = private_tap(raw)
        assert isinstance(tap, PrivateTap)
        assert _seen(tap) == _seen(Update.de_json(raw, BOT))
    group = _tapped("1:x", chat={"id": -5, "type": "supergroup", "title": "x"})
    forged = _tapped("1:x", chat={"id": 6, "type": "private"})
    gone = _tapped("1:x", date=0)
    for query in (group, forged, gone):
        assert private_tap(without_secrets({"update_id": 7, "callback_query": query})) is None
    assert private_tap(without_secrets({"update_id": 7, "message": MESSAGE})) is None
