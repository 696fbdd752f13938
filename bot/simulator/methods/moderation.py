"""Methods of an administrator: what one does to members and to the group itself."""

from typing import TYPE_CHECKING, Any

from bot.simulator.entities import length
from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.members import RIGHTS, Member, administrator
from bot.simulator.methods.model import models
from bot.simulator.methods.places import needs, place
from bot.simulator.params import Params, whole
from bot.simulator.permissions import PERMISSIONS

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TITLE, DESCRIPTION = 128, 255
_RESTRICTS = "not enough rights to restrict/unrestrict chat member"


def _group(telegram: "Telegram", params: Params, right: str, refusal: str) -> Group:
    where = place(telegram, params)
    if not isinstance(where, Group):
        raise bad_request("method is available only for groups and channels")
    needs(where, right, refusal)
    return where


def _member(telegram: "Telegram", group: Group, params: Params) -> Member:
    """The member that is meant; somebody whom nobody knows is refused."""
    number = whole(params, "user_id")
    if number == telegram.bot_user["id"]:
        raise bad_request("can't restrict self")
    if number not in telegram.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    member = group.members.get(number, Member(telegram.people[number].user, "left"))
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    return member


@models("banChatMember", "chat_id", "user_id", "until_date", "revoke_messages")
def _ban(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_restrict_members", _RESTRICTS)
    member = _member(telegram, group, params)
    if member.is_administrator:
        raise bad_request("user is an administrator of the chat")
    until = whole(params, "until_date")
    group.sets(member.user, Member(member.user, "kicked", until=until), by=telegram.bot_user)
    for message in group.messages() if params.get("revoke_messages") else []:
        if message.get("from") == member.user:
            telegram.removes(group.id, message["message_id"])
    return True


@models("unbanChatMember", "chat_id", "user_id", "only_if_banned")
def _unban(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_restrict_members", _RESTRICTS)
    member = _member(telegram, group, params)
    if member.status == "kicked" or (member.is_in and not params.get("only_if_banned")):
        group.sets(member.user, Member(member.user, "left"), by=telegram.bot_user)
    return True


@models(
    "restrictChatMember",
    "chat_id",
    "user_id",
    "permissions",
    "use_independent_chat_permissions",
    "until_date",
)
def _restrict(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_restrict_members", _RESTRICTS)
    if not group.is_supergroup:
        raise bad_request("method is available only for supergroups")
    member = _member(telegram, group, params)
    if member.is_administrator:
        raise bad_request("user is an administrator of the chat")
    allowed = _permissions(params)
    now = Member(member.user, "restricted", allowed, until=whole(params, "until_date"))
    group.sets(member.user, Member(member.user) if allowed >= PERMISSIONS else now, by=telegram.bot_user)
    return True


@models("promoteChatMember", "chat_id", "user_id", "is_anonymous", *sorted(RIGHTS))
def _promote(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_promote_members", "not enough rights to promote/demote chat member")
    member = _member(telegram, group, params)
    if not member.is_in:
        raise bad_request("USER_NOT_PARTICIPANT")
    rights = {right for right in RIGHTS if params.get(right)}
    if not all(group.bot.may(right) for right in rights):
        raise bad_request("not enough rights")
    anonymous = bool(params.get("is_anonymous"))
    leads = administrator(member.user, rights, anonymous=anonymous)
    group.sets(member.user, leads if rights or anonymous else Member(member.user), by=telegram.bot_user)
    return True


@models("setChatPermissions", "chat_id", "permissions", "use_independent_chat_permissions")
def _set_permissions(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_restrict_members", "not enough rights to change chat permissions")
    group.withheld = PERMISSIONS - _permissions(params)
    return True


def _permissions(params: Params) -> frozenset[str]:
    given = params.get("permissions")
    if not isinstance(given, dict):
        raise bad_request("can't parse permissions JSON object")
    return frozenset(name for name in PERMISSIONS if given.get(name) is True)


@models("setChatTitle", "chat_id", "title")
def _set_title(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_change_info", "not enough rights to change chat title")
    title = str(params.get("title") or "").strip()
    if not title:
        raise bad_request("new chat title must be non-empty")
    if length(title) > TITLE:
        raise bad_request("chat title is too long")
    if title != group.title:
        group.title = title
        group.shows_chat()
        telegram.keep(group.chat, {"from": telegram.bot_user, "new_chat_title": title})
    return True


@models("setChatDescription", "chat_id", "description")
def _set_description(telegram: "Telegram", params: Params) -> Any:
    group = _group(telegram, params, "can_change_info", "not enough rights to set chat description")
    description = str(params.get("description") or "").strip()
    if length(description) > DESCRIPTION:
        raise bad_request("chat description is too long")
    if description == group.description:
        raise bad_request("chat description is not modified")
    group.description = description
    return True


def _answers(method: str, *, lets_in: bool) -> None:
    """A method that answers somebody who has asked to be let into a group."""

    @models(method, "chat_id", "user_id")
    def act(telegram: "Telegram", params: Params) -> Any:
        group = _group(telegram, params, "can_invite_users", "not enough rights to manage join requests")
        number = whole(params, "user_id")
        if number not in group.asking:
            raise bad_request("HIDE_REQUESTER_MISSING")
        group.asking.discard(number)
        if lets_in:
            user = telegram.people[number].user
            group.sets(user, Member(user), by=telegram.bot_user)
        return True


_answers("approveChatJoinRequest", lets_in=True)
_answers("declineChatJoinRequest", lets_in=False)
