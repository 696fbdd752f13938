"""Inline mode: a search, its results, the one that is chosen, and the message that came of it."""

from typing import Any

import pytest

from tests.simulator.world import BUTTON, FORUM, Caller, World

WORDS = {"message_text": "*Kabupaten Contoh*", "parse_mode": "Markdown"}
ARTICLE: dict[str, Any] = {"type": "article", "id": "a", "title": "Contoh", "input_message_content": WORDS}


async def _asked(
    world: World, call: Caller, *results: dict[str, Any], **more: Any
) -> tuple[str, dict[str, Any]]:
    """A search of Sari's for "cont" and what the bot's answer is answered with."""
    query = world.sari.searches("cont")["inline_query"]
    assert query["query"] == "cont"
    _, body = await call("answerInlineQuery", inline_query_id=query["id"], results=list(results), **more)
    return query["id"], body


async def test_what_is_chosen_is_sent(world: World, call: Caller) -> None:
    """By the person, through the bot; the bot is told what was chosen, and sees the message where it is."""
    number, _ = await _asked(world, call, ARTICLE)
    before = len(world.telegram.pending)
    chosen = world.sari.chooses(number, "a")["chosen_inline_result"]
    assert chosen == {"result_id": "a", "from": world.sari.user, "query": "cont"}
    message = world.telegram.pending[before]["message"]
    assert (message["from"], message["via_bot"]) == (world.sari.user, world.telegram.bot_user)
    assert message["text"] == "Kabupaten Contoh"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 16}]


async def test_what_was_sent_inline_can_be_changed(world: World, call: Caller) -> None:
    """Where it has buttons. A tap there names it, and the bot answers as ever."""
    number, _ = await _asked(world, call, {**ARTICLE, "reply_markup": BUTTON})
    chosen = world.wayan.chooses(number, "a", world.forum)["chosen_inline_result"]
    name = chosen["inline_message_id"]
    tap = world.budi.taps_inline(name, "ya")["callback_query"]
    assert tap["inline_message_id"] == name
    assert "message" not in tap
    assert (await call("answerCallbackQuery", callback_query_id=tap["id"]))[0] == 200
    status, body = await call("editMessageText", inline_message_id=name, text="sudah")
    assert (status, body["result"]) == (200, True)
    assert world.telegram.messages(FORUM)[-1]["text"] == "sudah"
    with pytest.raises(LookupError):
        world.budi.taps_inline(name, "ya")
    status, body = await call("editMessageText", inline_message_id="nothing", text="a")
    assert "MESSAGE_ID_INVALID" in body["description"]


CONTENTS: list[tuple[dict[str, Any], str]] = [
    (
        {
            "type": "photo",
            "id": "a",
            "photo_url": "https://a.id/a.jpg",
            "thumbnail_url": "https://a.id/b.jpg",
        },
        "photo",
    ),
    ({"type": "photo", "id": "a", "photo_file_id": "photo-1", "caption": "c"}, "photo"),
    ({"type": "location", "id": "a", "latitude": 1, "longitude": 2, "title": "t"}, "location"),
    ({"type": "venue", "id": "a", "latitude": 1, "longitude": 2, "title": "t", "address": "j"}, "venue"),
    ({"type": "contact", "id": "a", "phone_number": "+62", "first_name": "S"}, "contact"),
    (
        {"type": "gif", "id": "a", "gif_url": "https://a.id/a.gif", "thumbnail_url": "https://a.id/b"},
        "animation",
    ),
    ({**ARTICLE, "input_message_content": {"latitude": 1, "longitude": 2}}, "location"),
]


@pytest.mark.parametrize(("result", "kind"), CONTENTS)
async def test_kinds_of_results(world: World, call: Caller, result: dict[str, Any], kind: str) -> None:
    number, body = await _asked(world, call, result)
    assert body["ok"], body
    world.sari.chooses(number, "a")
    assert kind in world.sari.messages()[-1]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"type": "article", "id": "a", "title": "t"}, 'Can\'t find field "input_message_content"'),
    ({**ARTICLE, "title": ""}, 'Can\'t find field "title"'),
    ({**ARTICLE, "type": "nonsense"}, "unallowed inline query result type"),
    ({**ARTICLE, "input_message_content": {"message_text": ""}}, "message text is empty"),
    ({**ARTICLE, "input_message_content": {**WORDS, "message_text": "*a"}}, "can't parse entities"),
    ({**ARTICLE, "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "Text buttons are unallowed"),
    ({"type": "photo", "id": "a", "photo_file_id": "nothing"}, "wrong file identifier"),
]


@pytest.mark.parametrize(("result", "words"), REFUSED)
async def test_results_that_are_refused(
    world: World, call: Caller, result: dict[str, Any], words: str
) -> None:
    """The query can still be answered."""
    number, body = await _asked(world, call, result)
    assert words in body["description"]
    assert (await call("answerInlineQuery", inline_query_id=number, results=[]))[0] == 200


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "", "start_parameter": "a"}, "Can't find field"),
        ({"text": "a", "start_parameter": ""}, "START_PARAM_EMPTY"),
        ({"text": "a", "start_parameter": "a b"}, "START_PARAM_INVALID"),
        ({"text": "a"}, "exactly one"),
    ],
)
async def test_a_button_above_the_results(
    world: World, call: Caller, button: dict[str, Any], words: str
) -> None:
    _, body = await _asked(world, call, ARTICLE, button=button)
    assert words in body["description"]
    _, body = await _asked(world, call, ARTICLE, button={"text": "a", "start_parameter": "b"})
    assert body["ok"]
