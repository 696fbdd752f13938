"""Profile of the bot in Telegram: its commands, its descriptions, its menu button."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot.outgoing.render import plain
from flows.dialogue.machine.events import COMMANDS
from flows.texts import write
from flows.view import Line

log = logging.getLogger("bot.outgoing.bot_profile")


_STAFF = (
    *("kasus", "cari", "j", "jawaban", "catatan", "tarik", "bisukan", "statistik", "cek", "libur", "batas"),
    *("pengumuman", "gangguan", "qr", "bantuan"),
)
_OWNER = ("kelola", "statistik", "pengumuman", "batas", "cek", "status")


async def set_profile(bot: Bot, owners: Iterable[int] = ()) -> None:
    """Set it all: what everybody can write, what staff can in their groups, and what each owner can. What fails is logged and
    stops nothing: the bot serves without.
    """
    commands = [BotCommand(name, _words(f"bot.command.{name}")) for name in COMMANDS]
    staff = [BotCommand(name, _words(f"bot.staff_command.{name}")) for name in _STAFF]
    theirs = [*(BotCommand(name, _words(f"bot.owner_command.{name}")) for name in _OWNER), *commands]
    calls: tuple[Callable[[], Awaitable[bool]], ...] = (
        lambda: bot.set_my_commands(commands),
        lambda: bot.set_my_commands(staff, BotCommandScopeAllGroupChats()),
        *(partial(bot.set_my_commands, theirs, BotCommandScopeChat(owner)) for owner in sorted(owners)),
        lambda: bot.set_my_description(_words("bot.profile.description")),
        lambda: bot.set_my_short_description(_words("bot.profile.short_description")),
        lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()),
    )
    for call in calls:
        try:
            await call()
        except TelegramError as error:
            log.warning("profile not set", extra={"error": type(error).__name__})


def _words(key: str) -> str:
    return plain(write(Line(key)))
