"""A tap that is read straight from its JSON is what python-telegram-bot would make of it, and what it refuses is never one."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.incoming.not_known import _place
from bot.incoming.parse import order_key, query_of, read, whose
from bot.incoming.private_tap import Arrived, PrivateTap, private_tap
from bot.incoming.redacted_update import without_secrets
from tests.fuzz.test_any_update import MESSAGE, WELL_MADE, spoilt

BOT = Bot("1:a")
BUTTONS = {"inline_keyboard": [[{"text": "Akun operator", "callback_data": "1:x"}]]}


def _tapped(data: str, **more: Any) -> dict[str, Any]:
    return {**WELL_MADE["callback_query"], "data": data, "message": {**MESSAGE, **more}}


TAPS = [
    _tapped("1:0000A8:3:login:operator", reply_markup=BUTTONS),
    _tapped("1:0000A8:3:kelola:daftar.1"),
    _tapped("not ours"),
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


def test_a_tap_is_read_so() -> None:
    """With and without buttons; what else comes is left to python-telegram-bot."""
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
