"""Methods about a chat: what the bot can know of it and of who is in it, and leaving it."""

from typing import TYPE_CHECKING, Any

from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.members import Member
from bot.simulator.methods.model import models
from bot.simulator.methods.places import place, seen
from bot.simulator.params import Params, whole
from bot.simulator.permissions import PERMISSIONS

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


@models("getChat", "chat_id")
def _chat(telegram: "Telegram", params: Params) -> Any:
    where = seen(telegram, params)
    full: dict[str, Any] = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    if isinstance(where, Group):
        if where.description:
            full["description"] = where.description
        full["permissions"] = {name: name not in where.withheld for name in PERMISSIONS}
    pinned = telegram.pinned.get(where.id)
    if pinned:
        full["pinned_message"] = telegram.message(where.id, pinned[-1])
    return {**where.chat, **full}


@models("getChatMember", "chat_id", "user_id")
def _member(telegram: "Telegram", params: Params) -> Any:
    where = seen(telegram, params)
    number = whole(params, "user_id")
    known = {telegram.bot_user["id"]: telegram.bot_user}
    known |= {person.id: person.user for person in telegram.people.values()}
    if number not in known:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if isinstance(where, Group):
        return where.members.get(number, Member(known[number], "left")).content()
    inside = number in {where.id, telegram.bot_user["id"]}
    return Member(known[number], "member" if inside else "left").content()


@models("getChatAdministrators", "chat_id")
def _administrators(telegram: "Telegram", params: Params) -> Any:
    group = seen(telegram, params)
    if not isinstance(group, Group):
        raise bad_request("there are no administrators in the private chat")
    # As by Telegram, without other bots; this bot counts as itself.
    return [member.content() for member in group.members.values() if member.is_administrator]


@models("getChatMemberCount", "chat_id")
def _count(telegram: "Telegram", params: Params) -> Any:
    where = seen(telegram, params)
    return sum(member.is_in for member in where.members.values()) if isinstance(where, Group) else 2


@models("leaveChat", "chat_id")
def _leave(telegram: "Telegram", params: Params) -> Any:
    group = place(telegram, params)
    if not isinstance(group, Group):
        raise bad_request("chat member status can't be changed in private chats")
    group.sets(telegram.bot_user, Member(telegram.bot_user, "left"), by=telegram.bot_user)
    return True


@models("getUserProfilePhotos", "user_id", "offset", "limit")
def _photos(telegram: "Telegram", params: Params) -> Any:
    """Profile photos of somebody: nobody has any here."""
    number = whole(params, "user_id")
    if number not in telegram.people and number != telegram.bot_user["id"]:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
