"""What people do becomes updates just as Telegram would send them: python-telegram-bot reads each without a rest."""

from collections.abc import Callable
from typing import Any

import pytest
import telegram
from telegram import Message, Update

from bot.simulator.files import KINDS
from tests.simulator.world import (
    ALL,
    CLOSED,
    FORUM,
    HALL,
    HELLO,
    HOME,
    OWN,
    SAID,
    SARI,
    TOPIC,
    World,
)

EYES = {"type": "emoji", "emoji": "👀"}

DONE: dict[str, Callable[[World], Any]] = {
    "a text": lambda world: world.sari.says("halo"),
    "a command": lambda world: world.sari.says("/bantuan@sinkron_bot ya"),
    "a link": lambda world: world.sari.opens("d_abc"),
    "a reply": lambda world: world.sari.says("ya", reply_to=HELLO),
    "an edit": lambda world: world.sari.edits(1, "/start lagi"),
    "a tap": lambda world: world.sari.taps(HELLO, "ya"),
    "a search": lambda world: world.sari.searches("kasus 1"),
    "a reaction": lambda world: world.sari.reacts(HELLO, "👍"),
    "a reaction taken back": lambda world: world.sari.reacts(HELLO, None),
    "a reaction in a group": lambda world: world.wayan.reacts(SAID, "👍", world.forum),
    **{
        f"a {kind}": lambda world, kind=kind: world.sari.sends(kind)  # type: ignore[misc]
        for kind in (*KINDS, "contact", "location")
    },
    "a photo with words": lambda world: world.sari.sends("photo", caption="layar saya"),
    "an album": lambda world: world.sari.sends_album(["photo", "photo", "video"], caption="tiga"),
    "an album in a topic": lambda world: world.wayan.sends_album(["photo"] * 2, world.forum, TOPIC),
    "an album as a reply": lambda world: world.wayan.sends_album(
        ["photo"] * 2, world.forum, TOPIC, reply_to=OWN
    ),
    "an album in answer to the bot": lambda world: world.sari.sends_album(["document"] * 2, reply_to=HELLO),
    "a document in a topic": lambda world: world.wayan.sends("document", world.forum, SAID, TOPIC),
    "a command in a group": lambda world: world.wayan.says("/start", world.desk),
    "a reply in a topic": lambda world: world.wayan.says("baik", world.forum, OWN, TOPIC),
    "an edit in a topic": lambda world: world.wayan.edits(SAID, "sudah", world.forum),
    "a tap in a topic": lambda world: world.wayan.taps(OWN, "ambil", world.forum),
    "blocking": lambda world: world.sari.blocks_bot(),
    "unblocking": lambda world: world.wayan.unblocks_bot(),
    "letting the bot in": lambda world: world.telegram.group(-81, "Baru").adds_bot(world.sari),
    "the bot as administrator": lambda world: world.hall.promotes_bot(world.wayan, "can_manage_topics"),
    "the bot as member again": lambda world: world.forum.demotes_bot(world.wayan),
    "the bot thrown out": lambda world: world.desk.removes_bot(world.wayan),
    "the bot thrown out of a supergroup": lambda world: world.forum.removes_bot(world.wayan),
    "somebody comes": lambda world: world.forum.admits(world.sari, world.wayan),
    "somebody is promoted": lambda world: world.forum.promotes(world.sari, "can_pin_messages"),
    "somebody goes": lambda world: world.forum.expels(world.wayan),
    "a new title": lambda world: world.forum.is_called("Kasus 2026", world.wayan),
    "a topic is closed": lambda world: world.forum.closes_topic(TOPIC, world.wayan),
    "a topic is open again": lambda world: world.forum.reopens_topic(CLOSED, world.wayan),
    "a new topic": lambda world: world.forum.opens_topic("Baru", world.wayan),
    "a pin": lambda world: world.forum.pins(SAID, world.wayan),
    "a supergroup": lambda world: world.desk.becomes_supergroup(-1009),
}


@pytest.mark.parametrize("name", DONE)
def test_read_without_a_rest(world: World, name: str) -> None:
    """No field is unknown, none is missing, and something came of it."""
    world.telegram.updates.allow(ALL)
    DONE[name](world)
    updates = world.telegram.pending
    assert updates
    for raw in updates:
        update = Update.de_json(raw, None)
        assert update.effective_user or update.effective_chat
        assert _unknown(update) == []


def _unknown(found: object) -> list[str]:
    """Fields of Telegram's objects, however deep, that the library does not know."""
    if isinstance(found, telegram.TelegramObject):
        inside = [_unknown(getattr(found, name)) for name in _fields(found)]
        return [*found.api_kwargs, *(name for names in inside for name in names)]
    if isinstance(found, tuple | list):
        return [name for part in found for name in _unknown(part)]
    return []


def _fields(found: telegram.TelegramObject) -> list[str]:
    slots = [name for kind in type(found).__mro__ for name in getattr(kind, "__slots__", ())]
    return [name for name in slots if not name.startswith("_") and name != "api_kwargs"]


def test_the_reading_sees_what_is_unknown(world: World) -> None:
    update = world.sari.says("halo")
    update["message"]["from"]["shoe_size"] = 41
    assert _unknown(Update.de_json(update, None)) == ["shoe_size"]


def _last(world: World) -> Update:
    return Update.de_json(world.telegram.pending[-1], None)


def test_marks_of_commands(world: World) -> None:
    """Counted as Telegram counts."""
    update = Update.de_json(world.sari.says("😀 /bantuan, a/b dan /kasus@sinkron_bot"), None)
    assert update.message
    assert list(update.message.parse_entities().values()) == ["/bantuan", "/kasus@sinkron_bot"]


def test_an_album_that_is_a_reply(world: World) -> None:
    """Each of its messages is one; the first has the words."""
    sent = world.wayan.sends_album(["photo"] * 3, world.forum, TOPIC, caption="ini", reply_to=OWN)
    messages = [update["message"] for update in sent]
    assert {message["reply_to_message"]["message_id"] for message in messages} == {OWN}
    assert {message["message_thread_id"] for message in messages} == {TOPIC}
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["ini", None, None]


def _edited(world: World) -> Message:
    message = _last(world).edited_message
    assert message
    assert message.edit_date
    return message


def test_what_stands_under_a_photo_is_edited(world: World) -> None:
    """In the person's own chat and in a group; a caption can come and go."""
    sent = world.sari.sends("photo", caption="layar saya")["message"]["message_id"]
    world.sari.edits(sent, "/kasus dari layar")
    first = _edited(world)
    assert (first.caption, first.text) == ("/kasus dari layar", None)
    assert list(first.parse_caption_entities().values()) == ["/kasus"]
    assert first.photo
    world.sari.edits(sent, "")
    assert _edited(world).caption is None
    document = world.wayan.sends("document", world.forum, thread=TOPIC)["message"]["message_id"]
    world.wayan.edits(document, "surat tugas", world.forum)
    second = _edited(world)
    assert (second.caption, second.message_thread_id) == ("surat tugas", TOPIC)
    assert second.document


def test_another_file_takes_the_place(world: World) -> None:
    """Of a file, or of a text; a voice message takes none, and gives none."""
    text, photo, voice = (
        update["message"]["message_id"]
        for update in (world.sari.says("halo"), world.sari.sends("photo"), world.sari.sends("voice"))
    )
    world.sari.edits(text, "layar", kind="photo")
    became = _edited(world)
    assert (became.text, became.caption, bool(became.photo)) == (None, "layar", True)
    was = became.photo[-1].file_id
    world.sari.edits(text, "layar", kind="photo")
    assert _edited(world).photo[-1].file_id != was
    world.sari.edits(photo, "berkas", kind="document", content=b"lain")
    other = _edited(world)
    assert (other.photo, other.caption, bool(other.document)) == ((), "berkas", True)
    for number, kind in ((voice, "photo"), (photo, "voice")):
        with pytest.raises(PermissionError):
            world.sari.edits(number, "", kind=kind)


def test_only_what_is_one_s_own_is_edited(world: World) -> None:
    sticker = world.sari.sends("sticker")["message"]["message_id"]
    for number, chat in ((HELLO, None), (sticker, None), (SAID, world.forum)):
        with pytest.raises(PermissionError):
            world.sari.edits(number, "lain", chat)
    world.forum.promotes(world.wayan, anonymous=True)
    hidden = world.wayan.says("halo", world.forum)["message"]["message_id"]
    world.wayan.edits(hidden, "halo lagi", world.forum)
    assert _edited(world).text == "halo lagi"


async def test_a_shared_chat(world: World) -> None:
    """The button asks for a group and for the bot's rights there; sharing gives both."""
    with pytest.raises(LookupError):
        world.sari.shares_chat(world.hall)
    asked = {
        "request_id": 7,
        "chat_is_channel": False,
        "bot_administrator_rights": {"can_manage_topics": True, "is_anonymous": False},
        "request_title": True,
    }
    keys = {"keyboard": [[{"text": "Pilih grup", "request_chat": asked}]]}
    await world.telegram.call("sendMessage", {"chat_id": SARI, "text": "Grup?", "reply_markup": keys})
    shared = Update.de_json(world.sari.shares_chat(world.hall), None).message
    assert shared
    assert shared.chat_shared
    assert (shared.chat_shared.request_id, shared.chat_shared.chat_id) == (7, HALL)
    assert shared.chat_shared.title == "Balai"
    assert world.hall.bot.may("can_manage_topics")
    await world.telegram.call(
        "sendMessage", {"chat_id": SARI, "text": "Baik", "reply_markup": {"remove_keyboard": True}}
    )
    with pytest.raises(LookupError):
        world.sari.shares_chat(world.hall)


def test_what_people_cannot_do(world: World) -> None:
    with pytest.raises(PermissionError):
        world.sari.says("halo", world.forum, thread=CLOSED)
    with pytest.raises(LookupError):
        world.sari.says("halo", world.forum, thread=99)
    with pytest.raises(LookupError):
        world.sari.taps(99, "ya")
    with pytest.raises(LookupError):
        world.sari.says("halo", reply_to=99)
    with pytest.raises(ValueError, match="no link carries"):
        world.sari.opens("a b")
    with pytest.raises(ValueError, match="no rights in a group: can_fly"):
        world.forum.promotes(world.sari, "can_fly")
    world.forum.expels(world.sari, world.wayan)
    with pytest.raises(PermissionError):
        world.sari.says("halo", world.forum)


def test_an_update_is_as_it_was(world: World) -> None:
    """What is edited later does not change what the bot fetches."""
    update = world.sari.says("halo")
    world.sari.edits(update["message"]["message_id"], "halo lagi")
    assert [next(iter(list(raw.values())[1:]))["text"] for raw in world.telegram.pending] == [
        "halo",
        "halo lagi",
    ]


def test_supergroups_count_for_themselves(world: World) -> None:
    """The same number stands in several chats; those of people and small groups share theirs."""
    assert world.telegram.message(FORUM, SAID)
    assert world.telegram.message(HALL, 1)
    assert world.telegram.groups[HOME].messages()[0]["message_id"] == 1
    first = world.sari.says("a")["message"]["message_id"]
    assert world.wayan.says("b", world.desk)["message"]["message_id"] == first + 1


async def test_watchers_are_told(world: World) -> None:
    """A page lives on this."""
    seen: list[tuple[str, Any]] = []
    world.telegram.watchers.append(lambda kind, content: seen.append((kind, content)))
    call = world.telegram.call
    await call("sendChatAction", {"chat_id": FORUM, "action": "typing", "message_thread_id": TOPIC})
    await call("editForumTopic", {"chat_id": FORUM, "message_thread_id": TOPIC, "name": "Kasus 1 · selesai"})
    await call("deleteForumTopic", {"chat_id": FORUM, "message_thread_id": TOPIC})
    await call("pinChatMessage", {"chat_id": SARI, "message_id": HELLO})
    await call("sendMessage", {"chat_id": SARI, "text": "a", "reply_markup": {"keyboard": [["Ya"]]}})
    await call("setMessageReaction", {"chat_id": SARI, "message_id": 1, "reaction": [EYES]})
    world.forum.is_called("Lain", world.wayan)
    kinds = {kind for kind, _ in seen}
    assert kinds == {
        "typing",
        "topic",
        "pinned",
        "keyboard",
        "chat",
        "message",
        "deleted",
        "call",
        "reaction",
    }
    shown = dict(seen)
    assert shown["typing"] == {"chat": FORUM, "action": "typing", "thread": TOPIC}
    topic = {"chat": FORUM, "thread": TOPIC, "name": "Kasus 1 · selesai", "closed": False, "deleted": True}
    assert shown["topic"] == topic
    assert shown["pinned"] == {"chat": SARI, "message_ids": [HELLO]}
    bot = world.telegram.bot_user["id"]
    reactions = [{"by": bot, "emoji": "👀"}]
    assert shown["reaction"] == {"chat": SARI, "message_id": 1, "reactions": reactions}
    assert shown["keyboard"] == {"chat": SARI, "rows": [[{"text": "Ya"}]]}
    assert shown["chat"]["title"] == "Lain"
    assert {member["status"] for member in shown["chat"]["members"]} >= {"administrator"}
