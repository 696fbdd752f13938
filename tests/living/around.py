"""What stands around a kept database: the chats, groups and files of the simulated Telegram, as plain JSON and back."""

import base64
from collections.abc import Iterable
from itertools import count
from typing import Any

from bot.simulator.members import Member
from bot.simulator.telegram import Telegram
from bot.simulator.topic import Topic

Place = tuple[int, int]
"""A chat and the number of a message in it."""


def kept(telegram: Telegram, referred: Iterable[Place]) -> dict[str, Any]:
    """The people, groups and files; of the messages all of the groups', and in private chats those that have buttons or are
    `referred` to.
    """
    wanted = set(referred)
    return {
        "people": [[one.id, one.first_name, one.blocked] for one in telegram.people.values()],
        "started": sorted(telegram.started),
        "groups": [
            {
                "id": group.id,
                "title": group.title,
                "forum": group.is_forum,
                "migrated_to": group.migrated_to,
                "topics": [[topic.thread, topic.name, topic.closed] for topic in group.topics.values()],
                "members": [
                    [one.user, one.status, sorted(one.rights), one.anonymous]
                    for one in group.members.values()
                ],
            }
            for group in telegram.groups.values()
        ],
        "files": [[one.kind, one.name] for one in telegram.files._files.values()],
        "pinned": sorted(telegram.pinned.items()),
        "messages": [
            message
            for chat in sorted(telegram._messages)
            for message in telegram.messages(chat)
            if chat < 0 or "reply_markup" in message or (chat, message["message_id"]) in wanted
        ],
        "last": sorted((counted, next(numbers)) for counted, numbers in telegram._message_ids.items()),
    }


def restore(telegram: Telegram, found: dict[str, Any]) -> None:
    """Make a fresh `telegram` what `kept` has read of another. Nothing of it happens: the bot hears of nothing."""
    for number, name, blocked in found["people"]:
        telegram.person(number, name).blocked = blocked
    telegram.started.update(found["started"])
    for one in found["groups"]:
        group = telegram.group(one["id"], one["title"])
        group.is_forum, group.migrated_to = one["forum"], one["migrated_to"]
        group.topics = {thread: Topic(thread, name, closed=closed) for thread, name, closed in one["topics"]}
        group.members = {
            user["id"]: Member(user, status, frozenset(rights), anonymous)
            for user, status, rights, anonymous in one["members"]
        }
    for kind, name in found["files"]:
        telegram.files.keep(kind, name, base64.b64decode(_DOT) if kind == "photo" else b"isi")
    telegram.pinned.update({chat: list(messages) for chat, messages in found["pinned"]})
    for message in found["messages"]:
        telegram._messages.setdefault(message["chat"]["id"], {})[message["message_id"]] = message
    for counted, number in found["last"]:
        telegram._message_ids[counted] = count(number)


_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A PNG of one point."""
