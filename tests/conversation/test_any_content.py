"""Whatever comes, the process goes on, and whoever sent it gets a word."""

from typing import Any

import pytest

from bot.incoming.fitting import fitted, rich_text, unnamed
from bot.incoming.redacted_update import without_secrets
from tests.chat import SARI, Chat, World
from tests.helpdesk.conftest import _here  # noqa: F401  the fixture
from tests.helpdesk.town import Town


def _deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


NO_IDS: list[Any] = [None, True, "5", 1.5, [5], {}]
STRANGE_FIELDS: list[dict[str, Any]] = [
    {"text": "\ud800 halo"},
    {"text": "ha\0lo"},
    {"text": "halo", "unheard_of": _deep(900)},
    {"text": "halo", "unheard_of": 2**70},
    {"text": "halo", "unheard_of": float("nan")},
    {"text": "halo", "message_id": 2**70},
    {"text": ["halo"]},
    {"photo": "x"},
    {"date": 2**62},
    {"document": {"file_name": 5}},
    {"from": None, "text": "halo"},
    {"from": {"id": [], "is_bot": False, "first_name": "x"}, "text": "halo"},
    {"message_id": "5"},
    {"message_thread_id": {}, "text": "halo"},
    {
        "reply_to_message": {"message_id": [5], "date": 1, "chat": {"id": 5, "type": "private"}},
        "text": "halo",
    },
    *(
        {"chat": {"id": number, "type": kind}, "text": "halo"}
        for number in NO_IDS
        for kind in ("private", "supergroup")
    ),
]


@pytest.mark.parametrize("fields", STRANGE_FIELDS, ids=lambda fields: str(fields)[:40])
async def test_whatever_a_field_holds(chat: Chat, world: World, fields: dict[str, Any]) -> None:
    """Others in the same batch are served, and the next message of the same person."""
    world.expected_errors = 10
    said = chat.person.says("/start")
    world.telegram.updates.drop()
    await world.bot.inbox.take([{"update_id": 99, "message": {**said["message"], **fields}}, said])
    await world.settles()
    assert "Apa yang terjadi" in chat.text
    assert await world.rows("SELECT 1 FROM inbox WHERE state = 'waiting'") == []


@pytest.mark.parametrize(
    "strange",
    [5, "x", None, [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**64}],
)
async def test_what_is_no_update_is_passed_over(chat: Chat, world: World, strange: Any) -> None:
    """What stands beside it is served, and the next call asks for what follows."""
    world.expected_errors = 10
    said = chat.person.says("/start")
    world.telegram.updates.drop()
    answers = [[strange, said], []]

    async def post(*_: Any, **__: Any) -> Any:
        return answers.pop(0)

    world._polling._request = type("Answering", (), {"post": staticmethod(post)})()
    assert await world._polling.fetch() == 1
    assert world._polling._offset == said["update_id"] + 1
    await world.bot.settle()
    assert (await world.session(SARI)).seq == 1


STICKER = {
    "file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular",
}  # fmt: skip
GIFT = {"gift": {"id": "1", "sticker": STICKER, "star_count": 5}}


@pytest.mark.parametrize(
    "content",
    [
        GIFT,
        {"hologram": {"file_id": "x"}},
        {"live_photo": {"width": "x"}},
        {"voice": 5},
        {"date": "gestern"},
        {"text": 5},
    ],
    ids=str,
)
async def test_every_kind_of_content_gets_a_word(here: Town, content: dict[str, Any]) -> None:
    """From an operator and from staff: what the library does not know, what it cannot read, and what we fail at."""
    here.world.expected_errors = 10
    code = await here.hands_over(here.sari)
    for who, chat in ((here.sari.person, None), (here.rini.person, here.contoh)):
        said = who.says("x", chat, thread=here.rini.thread(code)) if chat else who.says("x")
        here.world.telegram.updates.drop()
        del said["message"]["text"]
        said["message"].update(content)
        before = len(who.messages() if chat is None else chat.messages())
        await here.world.bot.inbox.take([said])
        await here.world.settles()
        after = who.messages() if chat is None else chat.messages()
        assert len(after) > before
    assert ("elum diproses" if content == {"text": 5} else "elum diteruskan") in here.contoh.messages()[-1][
        "text"
    ]


async def test_a_rich_message_s_words_are_passed_on(here: Town) -> None:
    code = await here.hands_over(here.sari)
    said = here.rini.person.says("x", here.contoh, thread=here.rini.thread(code))
    here.world.telegram.updates.drop()
    del said["message"]["text"]
    said["message"]["rich_message"] = RICH
    await here.world.bot.inbox.take([said])
    await here.world.settles()
    here.sari.looks().sees("Cobalah tarik data (https://a.id/x) dahulu.", "Lalu masuk lagi.")


RICH = {
    "blocks": [
        {
            "type": "paragraph",
            "text": [
                "Cobalah ",
                {"type": "bold", "text": {"type": "url", "text": "tarik data", "url": "https://a.id/x"}},
                " dahulu.",
            ],
        },
        {"type": "list", "items": [{"blocks": [{"type": "paragraph", "text": "Lalu masuk lagi."}]}]},
        {"type": "table", "cells": [[{"text": "NIK"}, {"text": "3201234507890001"}]]},
    ]
}


def test_a_rich_message_is_looked_through() -> None:
    raw = {
        "update_id": 1,
        "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, "rich_message": RICH},
    }
    kept = without_secrets(raw)
    assert "3201234507890001" not in str(kept)
    assert kept["personal"] == ["nik"]
    assert len(rich_text({"blocks": [{"text": "x" * 9000}] * 9})) == 4096


def test_what_is_too_deep_or_too_large_is_left_out() -> None:
    assert str(fitted(_deep(900))).count("[") == 60
    assert fitted({"a": 2**63, "b": float("inf"), "c": "\ud800x\0"}) == {"a": None, "b": None, "c": "\ufffdx"}


def test_names_of_operators_reach_no_disk() -> None:
    user = {"id": 5, "is_bot": False, "first_name": "Sari", "last_name": "Dewi", "username": "sari_d"}
    private = {"chat": {**user, "type": "private"}, "from": user, "message_id": 1}
    for raw in (
        {"message": private},
        {"callback_query": {"from": user, "message": private}},
        {"my_chat_member": private},
    ):
        assert not {"Sari", "Dewi", "sari_d"} & set(str(unnamed(raw)).replace("'", " ").split())
    group = {
        "message": {
            **private,
            "chat": {"id": -5, "type": "group"},
            "forward_origin": {"sender_user": {**user, "first_name": "Budi"}},
        }
    }
    kept = str(unnamed(group))
    assert "Sari" in kept
    assert "Dewi" not in kept
    assert "Budi" not in kept


def test_of_a_tapped_message_only_its_place_is_kept() -> None:
    chat = {"id": 5, "type": "private"}
    buttons = {"inline_keyboard": [[{"text": "Akun operator", "callback_data": "1:x"}]]}
    message = {"message_id": 7, "date": 1, "chat": chat, "text": "Anda masuk dengan akun siapa?"}
    for markup, kept in ((buttons, {"reply_markup": {"inline_keyboard": []}}), (None, {})):
        tapped = {"callback_query": {"id": "1", "message": {**message, "reply_markup": markup}}}
        place = without_secrets({"update_id": 1, **tapped})["callback_query"]["message"]
        assert place == {"message_id": 7, "date": 1, "chat": chat, **kept}


def test_only_one_s_own_words_are_told_of() -> None:
    """What one replies to is masked all the same; a file's name is one's own words."""
    other = {"message_id": 5, "text": "NIK 3201234507890001"}
    kept = without_secrets({"update_id": 1, "message": {"text": "ini", "reply_to_message": other}})
    assert "personal" not in kept
    assert "3201234507890001" not in str(kept)
    named = {"document": {"file_id": "x", "file_name": "ktp 3201234507890001.pdf"}}
    kept = without_secrets({"update_id": 1, "message": named})
    assert kept["personal"] == ["nik"]
    assert "3201234507890001" not in str(kept)
