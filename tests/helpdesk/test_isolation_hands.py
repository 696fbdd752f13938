"""What anybody can send to the bot, also what no client would: each makes the updates that Telegram would bring."""

from collections.abc import Callable
from copy import deepcopy
from functools import partial
from typing import Any

import pytest

from bot.simulator.members import ANONYMOUS
from bot.simulator.people import without_reply
from tests.helpdesk.test_isolation_stand import Stand, Update, standing
from tests.helpdesk.test_isolation_town import ROLES, SCENES, Role

Does = Callable[[Stand], list[Update]]
KINDS = ("photo", "document", "voice", "video", "animation")
_CHANNEL = {"id": -1_006_000_000_001, "type": "channel", "title": "Kanal"}


def user(stand: Stand, role: Role) -> dict[str, Any]:
    known = stand.world.telegram.people.get(role.person)
    if known:
        return known.user
    return {"id": role.person, "is_bot": not role.is_human, "first_name": role.name}


def chat(stand: Stand, role: Role, place: int | None) -> dict[str, Any]:
    """A group, or somebody's own chat; who acts there has begun it."""
    if place is not None:
        return stand.world.telegram.groups[place].chat
    stand.world.telegram.started.add(role.person)
    return {"id": role.person, "type": "private", "first_name": role.name}


def signed(stand: Stand, role: Role, place: int | None) -> dict[str, Any]:
    """As whom a message of theirs is seen."""
    if place is None or role.speaks in {"openly", "robot"}:
        return {"from": user(stand, role)}
    if role.speaks == "hidden":
        assert role.home
        return {"from": ANONYMOUS, "sender_chat": stand.world.telegram.groups[role.home].chat}
    forwarded = {"is_automatic_forward": True} if role.speaks == "linked" else {}
    by = {**user(stand, role), "is_bot": role.speaks == "channel"}
    return {"from": by, "sender_chat": _CHANNEL, **forwarded}


def taps(role: Role, place: int | None, message: int, data: str) -> Does:
    """A button under a message; under one that is not there, as under one that Telegram has no more."""
    return partial(_taps, role, place, message, data)


def _taps(role: Role, place: int | None, message: int, data: str, stand: Stand) -> list[Update]:
    where = chat(stand, role, place)
    standing = stand.world.telegram._messages.get(where["id"], {}).get(message)
    under = standing or {"message_id": message, "date": 0, "chat": where}
    query = stand.world.telegram.query(user(stand, role), under, data)
    stand.tapped[query["id"]] = role.person
    return [stand.world.telegram.happens("callback_query", query)]


def writes(
    role: Role,
    place: int | None,
    text: str = "",
    reply_to: int | None = None,
    thread: int | None = None,
    kind: str = "text",
) -> Does:
    """A text, one of KINDS with the text below it, `album`, `contact`, or anything else that a message can hold."""
    return partial(_writes, role, place, text, reply_to, thread, kind)


def _writes(
    role: Role,
    place: int | None,
    text: str,
    reply_to: int | None,
    thread: int | None,
    kind: str,
    stand: Stand,
) -> list[Update]:
    telegram, where = stand.world.telegram, chat(stand, role, place)
    content = {**signed(stand, role, place), **_placed(stand, where, reply_to, thread)}
    if kind == "album":
        number = {"media_group_id": str(next(telegram.album_ids))}
        held = [{**_held(stand, each, text), **number} for each in ("photo", "photo")]
    else:
        held = [_held(stand, kind, text)]
    kept = [telegram.keep(where, {**content, **each}) for each in held]
    return [telegram.happens("message", message) for message in kept]


def _placed(stand: Stand, where: dict[str, Any], reply_to: int | None, thread: int | None) -> dict[str, Any]:
    standing = stand.world.telegram._messages.get(where["id"], {})
    root = reply_to if reply_to is not None else thread
    placed: dict[str, Any] = {}
    if root is not None:
        bare = {"message_id": root, "date": stand.world.telegram.now(), "chat": where}
        placed["reply_to_message"] = without_reply(standing.get(root, bare))
    if thread is not None:
        placed |= {"message_thread_id": thread, "is_topic_message": True}
    return placed


def _held(stand: Stand, kind: str, text: str) -> dict[str, Any]:
    if kind == "text":
        return {"text": text}
    if kind == "contact":
        return {"contact": {"phone_number": "+62800000000", "first_name": "Sari"}}
    file = stand.world.telegram.files.keep(kind, f"{kind}.bin", b"isi")
    return {**file.in_message(), **({} if kind == "sticker" else {"caption": text})}


def edits(role: Role, place: int | None, message: int, text: str) -> Does:
    """A message, whosever it was, says something else, and is signed by this one."""
    return partial(_edits, role, place, message, text)


def _edits(role: Role, place: int | None, message: int, text: str, stand: Stand) -> list[Update]:
    where = chat(stand, role, place)
    standing = stand.world.telegram._messages.get(where["id"], {}).get(message)
    bare = {"message_id": message, "date": stand.world.telegram.now(), "chat": where}
    plain = {
        key: value for key, value in (standing or bare).items() if key not in {"reply_markup", "entities"}
    }
    name = "caption" if "caption" in plain else "text"
    now = {
        **deepcopy(plain),
        **signed(stand, role, place),
        name: text,
        "edit_date": stand.world.telegram.now(),
    }
    return [stand.world.telegram.happens("edited_message", now)]


def reacts(role: Role, place: int | None, message: int) -> Does:
    return partial(_reacts, role, place, message)


def _reacts(role: Role, place: int | None, message: int, stand: Stand) -> list[Update]:
    change = {
        "chat": chat(stand, role, place),
        "message_id": message,
        "date": stand.world.telegram.now(),
        "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": "👎"}],
        "user": user(stand, role),
    }
    return [stand.world.telegram.happens("message_reaction", change)]


def searches(role: Role, text: str) -> Does:
    return partial(_searches, role, text)


def _searches(role: Role, text: str, stand: Stand) -> list[Update]:
    telegram = stand.world.telegram
    return [telegram.happens("inline_query", telegram.search(user(stand, role), text))]


@pytest.mark.parametrize("kind", [*KINDS, "text"])
async def test_what_is_forged_looks_like_what_is_not(kind: str) -> None:
    """The same message of a member of the desk, made here and by the simulated client: the bot is told the same."""
    async with standing(SCENES[0]) as stand:
        here, found = stand.here, stand.found
        (staff,) = (role for role in ROLES if role.name == "staff of contoh")
        thread = found.here.thread
        (forged,) = writes(staff, here.contoh.id, "begini", found.here.copy, thread, kind)(stand)
        await stand.returns()
        if kind == "text":
            real = here.joko.person.says("begini", here.contoh, found.here.copy, thread)
        else:
            real = here.joko.person.sends(
                kind,
                here.contoh,
                found.here.copy,
                thread,
                caption="begini",
                content=b"isi",
                name=f"{kind}.bin",
            )
        for message in (forged["message"], real["message"]):
            message.pop("message_id")
            for held in ("photo", "document", "voice", "video", "animation"):
                message.pop(held, None)
        assert forged["message"] == real["message"]
