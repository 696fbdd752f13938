"""Watch over whether Telegram still knows the token: one answer that says no proves nothing."""

import asyncio
import logging

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

log = logging.getLogger("bot.outgoing.token_watch")

LASTING = 900.0
"""So many seconds Telegram must have said that it does not know the token, at each look."""
_LONGEST_PAUSE = 30.0


class TokenWatch:
    """Looks again, by a call of another kind, whenever a call was refused for its token."""

    def __init__(self, bot: Bot, lasting: float = LASTING) -> None:
        self._bot = bot
        self._lasting = lasting
        self._doubted = asyncio.Event()

    def doubts(self) -> None:
        """A call was refused for its token."""
        self._doubted.set()

    async def run(self) -> None:
        """Watch for ever. Raises InvalidToken once it has lasted."""
        while True:
            await self._doubted.wait()
            log.error("Telegram refuses the token; looking again")
            await self._looks()
            log.warning("Telegram knows the token")
            self._doubted.clear()

    async def _looks(self) -> None:
        """Ask until Telegram knows the token. Raises InvalidToken."""
        loop = asyncio.get_running_loop()
        begun, pause = loop.time(), min(1.0, self._lasting / 4)
        while True:
            try:
                await self._bot.get_me()
            except InvalidToken:
                if loop.time() - begun >= self._lasting:
                    raise
            except TelegramError:
                pass  # nothing is known
            else:
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE, max(self._lasting / 4, 0.01))
