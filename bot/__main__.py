"""Start: on Telegram with BOT_TOKEN, in a simulation without; or one of the commands of `bot.commands`."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.check.command import check
from bot.commands import CommandError, parser, run
from bot.health import PortError
from bot.live import live
from bot.log import set_up
from bot.modes import OtherModeError
from bot.settings import Settings, SettingsError, read_settings
from bot.simulation import simulate
from bot.simulator.bot_process import BotEndedError
from bot.store.interface import StoreError

WRONG_SETTINGS = 2
"""Exit status: nothing but another setting helps."""
FAILED = 1
"""Exit status: whoever runs the bot may start it again."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status. What ended the bot stands as one sentence on stderr."""
    asked = parser().parse_args(arguments)
    if asked.command == "check":  # it needs no settings
        with suppress(KeyboardInterrupt):
            return check(asked.paths, update=asked.update)
        return FAILED
    try:
        settings = read_settings()
    except SettingsError as error:
        return _ends(str(error), WRONG_SETTINGS)
    _log(settings)
    if asked.command:
        return ended(
            lambda: print("\n".join(run(asked.command, getattr(asked, "file", None), settings))), settings
        )
    return ended(lambda: asyncio.run(live(settings) if settings.bot_token else simulate(settings)), settings)


def ended(work: Callable[[], None], settings: Settings) -> int:
    """Do the work; gives the exit status. What ended it otherwise stands as one sentence on stderr."""
    try:
        work()
    except KeyboardInterrupt:
        return 0
    except BotEndedError as error:
        return error.status
    except InvalidToken:
        return _ends("Telegram does not know this BOT_TOKEN (the value is not shown).", WRONG_SETTINGS)
    except NetworkError as error:
        return _ends(_no_way(error, settings), FAILED)
    except TelegramError as error:
        return _ends(f"Telegram refused what the bot cannot do without: {type(error).__name__}.", FAILED)
    except (StoreError, OtherModeError, PortError, CommandError) as error:
        return _ends(str(error), FAILED)
    return 0


def _no_way(error: NetworkError, settings: Settings) -> str:
    """A BadRequest is a NetworkError to python-telegram-bot, and yet an answer."""
    if isinstance(error, BadRequest):
        return f"Telegram refused what the bot cannot do without: {error.message}."
    return f"Telegram cannot be reached at {settings.bot_api_url}."


def _ends(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _log(settings: Settings) -> None:
    talking = settings.bot_token is None and "log_level" not in settings.model_fields_set
    secrets = [
        secret.get_secret_value() for secret in (settings.bot_token, settings.webhook_secret) if secret
    ]
    set_up("ERROR" if talking else settings.log_level, secrets)


if __name__ == "__main__":
    sys.exit(main())
