"""Methods about the bot: what it is, and what it sets about itself."""

import json
import re
from typing import TYPE_CHECKING, Any

from bot.simulator.entities import length
from bot.simulator.errors import ApiError, bad_request, too_many_requests
from bot.simulator.members import RIGHTS
from bot.simulator.methods.model import models
from bot.simulator.params import Params

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

COMMANDS, COMMAND, COMMAND_DESCRIPTION = 100, 32, 256
NAME, DESCRIPTION, SHORT_DESCRIPTION = 64, 512, 120
_COMMAND = re.compile(rf"[a-z0-9_]{{1,{COMMAND}}}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_SCOPED = ("scope", "language_code")


@models("getMe")
def _me(telegram: "Telegram", _: Params) -> Any:
    able = {"can_join_groups": True, "can_read_all_group_messages": not telegram.privacy}
    return {"supports_inline_queries": True, **telegram.bot_user, **able}


@models("logOut")
def _log_out(_: "Telegram", __: Params) -> Any:
    raise ApiError(400, "Bad Request: logOut is refused here: for ten minutes nobody could serve the bot")


@models("close")
def _end(_: "Telegram", __: Params) -> Any:
    raise too_many_requests(600)  # as by the server in the first ten minutes


def setting(method: str, params: Params) -> str:
    """Key that a setting is kept by: the method's name, with the scope and the language where it has them."""
    scope = params.get("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    where = "" if scope == {"type": "default"} else json.dumps(scope, sort_keys=True)
    return " ".join(filter(None, (method, where, params.get("language_code"))))


@models("setMyCommands", "commands", *_SCOPED)
def _set_commands(telegram: "Telegram", params: Params) -> Any:
    commands = params.get("commands") or []
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= length(str(command.get("description", "")).strip()) <= COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.settings[setting("setMyCommands", params)] = commands
    return True


@models("deleteMyCommands", *_SCOPED)
def _delete_commands(telegram: "Telegram", params: Params) -> Any:
    telegram.settings.pop(setting("setMyCommands", params), None)
    return True


@models("getMyCommands", *_SCOPED)
def _commands(telegram: "Telegram", params: Params) -> Any:
    return telegram.settings.get(setting("setMyCommands", params), [])


def _wording(subject: str, name: str, limit: int) -> None:
    """The methods that set and get one text about the bot."""

    @models(f"setMy{subject}", name, "language_code")
    def put(telegram: "Telegram", params: Params) -> Any:
        value = str(params.get(name) or "")
        if length(value) > limit:
            raise bad_request(f"{name} is too long")
        telegram.settings[setting(f"setMy{subject}", params)] = value
        return True

    @models(f"getMy{subject}", "language_code")
    def get(telegram: "Telegram", params: Params) -> Any:
        otherwise = telegram.bot_user["first_name"] if subject == "Name" else ""
        return {name: telegram.settings.get(setting(f"setMy{subject}", params), otherwise)}


_wording("Name", "name", NAME)
_wording("Description", "description", DESCRIPTION)
_wording("ShortDescription", "short_description", SHORT_DESCRIPTION)


@models("setChatMenuButton", "chat_id", "menu_button")
def _menu(telegram: "Telegram", params: Params) -> Any:
    button = params.get("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("unsupported menu button type specified")
    telegram.settings["setChatMenuButton"] = button
    return True


@models("setMyDefaultAdministratorRights", "rights", "for_channels")
def _rights(telegram: "Telegram", params: Params) -> Any:
    rights = params.get("rights") or {}
    if not isinstance(rights, dict) or not set(rights) <= RIGHTS | {
        "is_anonymous",
        "can_post_messages",
        "can_edit_messages",
        "can_manage_direct_messages",
    }:
        raise bad_request("can't parse chat administrator rights")
    telegram.settings["setMyDefaultAdministratorRights"] = rights
    return True


@models("getChatMenuButton", "chat_id")
def _menu_button(telegram: "Telegram", _: Params) -> Any:
    return telegram.settings.get("setChatMenuButton", {"type": "default"})


@models("getMyDefaultAdministratorRights", "for_channels")
def _default_rights(telegram: "Telegram", _: Params) -> Any:
    rights = telegram.settings.get("setMyDefaultAdministratorRights", {})
    return {name: bool(rights.get(name)) for name in (*sorted(RIGHTS), "is_anonymous")}
