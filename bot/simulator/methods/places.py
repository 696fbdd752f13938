"""Places where a call acts: the chat, the topic, the message; and what the bot may not do there."""

from typing import TYPE_CHECKING, Any

from bot.simulator.errors import MIGRATED, bad_request, forbidden
from bot.simulator.groups import Group
from bot.simulator.params import Params, whole
from bot.simulator.people import Person
from bot.simulator.topic import Topic

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

Place = Person | Group


def seen(telegram: "Telegram", params: Params, name: str = "chat_id") -> Place:
    """The chat that is meant, of which the bot may know. Refuses as the server does where there is none."""
    if params.get(name) in {None, ""}:
        raise bad_request(f"{name} is empty")
    number = whole(params, name)
    if number in telegram.people and number in telegram.started:
        return telegram.people[number]
    group = telegram.groups.get(number)
    if group is None:
        if number in telegram.people:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
    if group.bot.status == "kicked" and group.is_supergroup:
        raise forbidden("bot was kicked from the supergroup chat")
    if group.bot.status == "left" and group.is_supergroup:
        raise forbidden("bot is not a member of the supergroup chat")
    return group


def place(telegram: "Telegram", params: Params, name: str = "chat_id") -> Place:
    """The chat to write to. Refuses as the server does where the bot may not."""
    found = seen(telegram, params, name)
    if isinstance(found, Person):
        if found.blocked:
            raise forbidden("bot was blocked by the user")
        return found
    if found.migrated_to is not None:
        raise bad_request(MIGRATED, migrate_to_chat_id=found.migrated_to)
    if found.bot.status == "kicked":
        raise forbidden("bot was kicked from the group chat")
    if not found.bot.is_in:
        raise forbidden("bot is not a member of the group chat")
    return found


def topic_of(where: Place, params: Params) -> Topic | None:
    """The topic to write to. None outside of all of them."""
    if "message_thread_id" not in params:
        return None
    if isinstance(where, Person):
        raise bad_request("message thread not found")
    topic = where.topics.get(whole(params, "message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not where.bot.may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return topic


def message_of(telegram: "Telegram", where: Place, number: int, what: str) -> dict[str, Any]:
    """The message of this number; `what` names it in the refusal, as in "message to edit"."""
    try:
        return telegram.message(where.id, number)
    except LookupError:
        raise bad_request(f"{what} not found") from None


def own_message(telegram: "Telegram", params: Params) -> dict[str, Any]:
    """The bot's message that is to be edited."""
    if "inline_message_id" in params:
        sent = telegram.inline.messages.get(str(params["inline_message_id"]))
        if sent is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return sent
    where = place(telegram, params)
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    message = message_of(telegram, where, whole(params, "message_id"), "message to edit")
    if message.get("from") != telegram.bot_user or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return message


def needs(where: Place, right: str, refusal: str) -> None:
    """Refuse where the bot has not this right. In a private chat it has all."""
    if isinstance(where, Group) and not where.bot.may(right):
        raise bad_request(refusal)
