"""How a process of the bot ends: its exit status, and one sentence on stderr that says what ended it."""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.incoming.single_mode import OtherModeError
from bot.operations.site import PortError
from bot.settings import Settings
from bot.simulator.bot_process import BotEndedError
from bot.store.interface import StoreError, WrongDatabaseError
from bot.transport.proxies import ProxyError

WRONG_SETTINGS = 2
"""Exit status: nothing but another setting helps."""
FAILED = 1
"""Exit status: whoever runs the bot may start it again."""

NOBODY_READS = 128 + signal.SIGPIPE
"""Exit status: whoever read the output, like `head`, has had enough; as of any other program then."""


class CommandError(Exception):
    """The command cannot be carried out. The message is a sentence for whoever gave it."""


def ended(work: Callable[[], None], settings: Settings) -> int:
    """Do the work; gives the exit status. What ended it otherwise stands as one sentence on stderr."""
    try:
        work()
    except KeyboardInterrupt:
        return 0
    except BotEndedError as error:
        return error.status
    except InvalidToken:
        return end_with("Telegram does not know this BOT_TOKEN (the value is not shown).", WRONG_SETTINGS)
    except (ProxyError, WrongDatabaseError) as error:
        return end_with(str(error), WRONG_SETTINGS)
    except NetworkError as error:
        return end_with(_no_way(error, settings), FAILED)
    except TelegramError as error:
        return end_with(f"Telegram refused what the bot cannot do without: {type(error).__name__}.", FAILED)
    except (StoreError, OtherModeError, PortError, CommandError) as error:
        return end_with(str(error), FAILED)
    return 0


def _no_way(error: NetworkError, settings: Settings) -> str:
    """A BadRequest is a NetworkError to python-telegram-bot, and yet an answer."""
    if isinstance(error, BadRequest):
        return f"Telegram refused what the bot cannot do without: {error.message}."
    return f"Telegram cannot be reached at {settings.bot_api_url}."


def end_with(sentence: str, status: int) -> int:
    with suppress(BrokenPipeError):  # nobody reads it, and it has ended nevertheless
        print(sentence, file=sys.stderr)
    return status
