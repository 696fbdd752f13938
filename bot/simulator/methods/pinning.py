"""Pinning, and reactions."""

from typing import TYPE_CHECKING, Any

from telegram.constants import ReactionEmoji

from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.methods.model import models
from bot.simulator.methods.places import Place, message_of, needs, place
from bot.simulator.methods.topics import existing_topic
from bot.simulator.params import Params, whole
from bot.simulator.people import without_reply

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_REFUSAL = "not enough rights to manage pinned messages in the chat"
_EMOJI = frozenset(str(emoji) for emoji in ReactionEmoji)


@models("pinChatMessage", "chat_id", "message_id", "disable_notification")
def _pin(telegram: "Telegram", params: Params) -> Any:
    where = place(telegram, params)
    message = message_of(telegram, where, whole(params, "message_id"), "message to pin")
    needs(where, "can_pin_messages", _REFUSAL)
    telegram.pin(where.id, message["message_id"])
    service = {"from": telegram.bot_user, "pinned_message": without_reply(message)}
    if isinstance(where, Group):
        service = where.in_topic(service, message.get("message_thread_id"))
    telegram.keep(where.chat, service)
    return True


@models("unpinChatMessage", "chat_id", "message_id")
def _unpin(telegram: "Telegram", params: Params) -> Any:
    where = place(telegram, params)
    needs(where, "can_pin_messages", _REFUSAL)
    pinned = telegram.pinned.get(where.id, [])
    number = whole(params, "message_id") or (pinned[-1] if pinned else 0)
    message_of(telegram, where, number, "message to unpin")
    telegram.unpin(where.id, number)
    return True


@models("unpinAllChatMessages", "chat_id")
def _unpin_all(telegram: "Telegram", params: Params) -> Any:
    where = place(telegram, params)
    needs(where, "can_pin_messages", _REFUSAL)
    telegram.unpin(where.id, *telegram.pinned.get(where.id, []))
    return True


@models("unpinAllForumTopicMessages", "chat_id", "message_thread_id")
def _unpin_topic(telegram: "Telegram", params: Params) -> Any:
    group, topic = existing_topic(telegram, params)
    needs(group, "can_pin_messages", _REFUSAL)
    inside = _in_topic(telegram, group, topic.thread)
    telegram.unpin(group.id, *inside)
    return True


def _in_topic(telegram: "Telegram", where: Place, thread: int) -> list[int]:
    return [
        message["message_id"]
        for message in telegram.messages(where.id)
        if message.get("message_thread_id") == thread
    ]


@models("setMessageReaction", "chat_id", "message_id", "reaction", "is_big")
def _react(telegram: "Telegram", params: Params) -> Any:
    where = place(telegram, params)
    message = message_of(telegram, where, whole(params, "message_id"), "message to react")
    given = params.get("reaction") or []
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction.get("type") != "emoji" or reaction.get("emoji") not in _EMOJI for reaction in given):
        raise bad_request("REACTION_INVALID")
    telegram.reacts(telegram.bot_user["id"], where.id, message["message_id"], given)
    return True
