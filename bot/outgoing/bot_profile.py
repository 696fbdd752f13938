"""How the bot presents itself in Telegram: its commands, its descriptions, its menu button."""

import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand, MenuButtonCommands
from telegram.error import TelegramError

from bot.outgoing.render import plain
from flows.dialogue.machine.events import COMMANDS
from flows.texts import write
from flows.view import Line

log = logging.getLogger("bot.outgoing.bot_profile")


async def set_profile(bot: Bot) -> None:
    """Set it all. What fails is logged and stops nothing: the bot serves without."""
    commands = [BotCommand(name, _words(f"bot.command.{name}")) for name in COMMANDS]
    calls: tuple[Callable[[], Awaitable[bool]], ...] = (
        lambda: bot.set_my_commands(commands),
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
