"""Deleting messages."""

from typing import TYPE_CHECKING, Any

from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.methods.model import models
from bot.simulator.methods.places import Place, message_of, place
from bot.simulator.params import Params, whole

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

DELETABLE = 48 * 3600
"""Seconds after which a message cannot be deleted any more."""
_STAY = frozenset({"forum_topic_created", "migrate_from_chat_id", "migrate_to_chat_id"})
"""What tells how a topic or a supergroup came to be is never deleted."""
MOST = 100
"""Messages in one call."""


def numbers_of(params: Params, most: int) -> list[int]:
    """The messages that are meant, 1 to `most` of them."""
    numbers = params.get("message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > most:
        raise bad_request("too many message identifiers specified")
    return [int(number) for number in numbers]


def _check(telegram: "Telegram", where: Place, message: dict[str, Any]) -> None:
    """Refuse what the bot may not delete: others' messages in a group without the right, and old ones."""
    if _STAY & set(message):
        raise bad_request("message can't be deleted")
    own = message.get("from") == telegram.bot_user
    if isinstance(where, Group) and not own and not where.bot.may("can_delete_messages"):
        raise bad_request("message can't be deleted")
    if telegram.now() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")


@models("deleteMessage", "chat_id", "message_id")
def _delete(telegram: "Telegram", params: Params) -> Any:
    where = place(telegram, params)
    message = message_of(telegram, where, whole(params, "message_id"), "message to delete")
    _check(telegram, where, message)
    telegram.removes(where.id, message["message_id"])
    return True


@models("deleteMessages", "chat_id", "message_ids")
def _delete_many(telegram: "Telegram", params: Params) -> Any:
    numbers = set(numbers_of(params, MOST))
    where = place(telegram, params)
    found = [message for message in telegram.messages(where.id) if message["message_id"] in numbers]
    for message in found:
        _check(telegram, where, message)
    for message in found:
        telegram.removes(where.id, message["message_id"])
    return True
