"""What is just not refused: at the limit of a length, of a right, of a time; and what only repeats what stands."""

from datetime import timedelta

import pytest

from bot.simulator.errors import QUERY_TOO_OLD
from tests.simulator.world import BUTTON, CLOSED, FORUM, HELLO, SARI, Caller, World


async def test_closed_is_open_to_who_manages_topics(call: Caller) -> None:
    status, _ = await call("sendMessage", chat_id=FORUM, message_thread_id=CLOSED, text="halo")
    assert status == 200


async def test_what_an_edit_must_change(call: Caller) -> None:
    """The text, or only the buttons."""
    status, _ = await call("editMessageText", chat_id=SARI, message_id=HELLO, text="Halo")
    assert status == 200
    status, _ = await call("editMessageReplyMarkup", chat_id=SARI, message_id=HELLO, reply_markup=BUTTON)
    assert status == 200


async def test_a_reply_that_can_do_without(call: Caller) -> None:
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    status, body = await call("sendMessage", chat_id=SARI, text="halo", reply_parameters=reply)
    assert status == 200
    assert "reply_to_message" not in body["result"]


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, "<b>" + "a" * 4096 + "</b>", "&lt;" * 4096])
async def test_the_longest_text(call: Caller, text: str) -> None:
    """Measured after the marks are read."""
    status, _ = await call("sendMessage", chat_id=SARI, text=text, parse_mode="HTML")
    assert status == 200


async def test_a_tap_is_answered_once_and_in_time(world: World, call: Caller) -> None:
    tap = world.sari.taps(HELLO, "ya")["callback_query"]["id"]
    assert (await call("answerCallbackQuery", callback_query_id=tap))[0] == 200
    _, body = await call("answerCallbackQuery", callback_query_id=tap)
    assert QUERY_TOO_OLD in body["description"]
    late = world.sari.taps(HELLO, "ya")["callback_query"]["id"]
    world.clock.move(timedelta(seconds=61))
    _, body = await call("answerCallbackQuery", callback_query_id=late)
    assert QUERY_TOO_OLD in body["description"]
