"""Links by which people come into a group."""

from typing import TYPE_CHECKING, Any

from bot.simulator.entities import length
from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.methods.model import models
from bot.simulator.methods.places import needs, place
from bot.simulator.params import Params, whole

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

NAME, MOST_MEMBERS = 32, 99_999


def _group(telegram: "Telegram", params: Params) -> Group:
    where = place(telegram, params)
    if not isinstance(where, Group):
        raise bad_request("chat invite links are available only in groups and channels")
    needs(where, "can_invite_users", "not enough rights to manage chat invite link")
    return where


def _details(params: Params) -> dict[str, Any]:
    name = str(params.get("name") or "")
    if length(name) > NAME:
        raise bad_request("invite link name is too long")
    limit = whole(params, "member_limit")
    if not 0 <= limit <= MOST_MEMBERS:
        raise bad_request("USAGE_LIMIT_INVALID")
    asks = bool(params.get("creates_join_request"))
    if asks and limit:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    given = {"name": name, "expire_date": whole(params, "expire_date"), "member_limit": limit}
    return {"creates_join_request": asks, **{key: value for key, value in given.items() if value}}


def _new(telegram: "Telegram", group: Group, **details: Any) -> dict[str, Any]:
    made = {
        "invite_link": f"https://t.me/+simulated{telegram.new_id()}",
        "creator": telegram.bot_user,
        "creates_join_request": False,
        "is_primary": False,
        "is_revoked": False,
        **details,
    }
    group.links.known[made["invite_link"]] = made
    return made


def _known(group: Group, params: Params) -> dict[str, Any]:
    found = group.links.known.get(str(params.get("invite_link") or ""))
    if found is None:
        raise bad_request("INVITE_HASH_INVALID")
    return found


@models("createChatInviteLink", "chat_id", "name", "expire_date", "member_limit", "creates_join_request")
def _create(telegram: "Telegram", params: Params) -> Any:
    return _new(telegram, _group(telegram, params), **_details(params))


@models(
    "editChatInviteLink",
    "chat_id",
    "invite_link",
    "name",
    "expire_date",
    "member_limit",
    "creates_join_request",
)
def _edit(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params)
    link = _known(group, params)
    if link["is_primary"] or link["is_revoked"]:
        raise bad_request("INVITE_HASH_EXPIRED" if link["is_revoked"] else "CHAT_LINK_PRIMARY")
    for name in ("name", "expire_date", "member_limit"):
        link.pop(name, None)
    link |= _details(params)
    return link


@models("revokeChatInviteLink", "chat_id", "invite_link")
def _revoke(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params)
    link = _known(group, params)
    link["is_revoked"] = True
    if link["is_primary"]:
        _new(telegram, group, is_primary=True)
    return link


@models("exportChatInviteLink", "chat_id")
def _export(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params)
    for link in group.links.known.values():
        if link["is_primary"]:
            link["is_revoked"] = True
    return _new(telegram, group, is_primary=True)["invite_link"]
