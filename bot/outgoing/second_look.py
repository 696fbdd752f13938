"""Second looks. No strange answer is final: it is, once a look of another kind says the same, and once it has lasted.

| answer                     | second look                       | final means                                  | lasts      |
|----------------------------|-----------------------------------|----------------------------------------------|------------|
| the chat is not known here | getChat: it is not known either   | the person or the group cannot be reached    | 15 minutes |
| one that nobody has met    | getChat: the chat is there        | it is what was sent that Telegram will not do | 2 minutes  |
| none that tells what came  | getMe: Telegram answers otherwise | it may have arrived; it is not sent again     | 3 sendings |

Until then what was refused counts as not sent, and is tried again after growing pauses.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.outgoing.call_outcome import Failed, Outcome
from bot.outgoing.telegram_errors import Refusal, refusal

log = logging.getLogger("bot.outgoing.second_look")

LASTING = timedelta(minutes=15)
"""So long a chat must be out of reach."""
REFUSING = timedelta(minutes=2)
"""So long one message must be refused: what stands behind it in its chat waits."""
LOOKS = 4
"""So often at least, whatever the clock says."""
_LATER = Refusal.NOT_SENT
_MOST = 10_000
"""So many doubts are remembered. What is forgotten begins anew."""


class SecondLook:
    """Remembers since when what is in doubt has been so; a new process begins anew."""

    def __init__(self, bot: Bot, clock: Callable[[], datetime], lasting: timedelta = LASTING) -> None:
        self._bot = bot
        self._clock = clock
        self._lasting = lasting
        self._doubts: dict[object, tuple[datetime, int]] = {}

    async def weighed(self, outcome: Outcome, chat: int, what: object) -> Outcome:
        """The outcome, but that a doubtful refusal is final (`BLOCKED`, `REFUSED`) or none yet (`NOT_SENT`). `what` was refused."""
        if not isinstance(outcome, Failed):
            self._doubts.pop(("chat", chat), None)
            self._doubts.pop(what, None)
            return outcome
        match outcome.refusal:
            case Refusal.AWAY:
                return replace(outcome, refusal=Refusal.BLOCKED if await self.is_gone(chat) else _LATER)
            case Refusal.STRANGE:
                lasted = self._has_lasted(what, min(REFUSING, self._lasting))
                final = lasted and await self._look(chat) is None
                return replace(outcome, refusal=Refusal.REFUSED if final else _LATER)
            case Refusal.TOKEN | Refusal.RIGHTS:
                return replace(outcome, refusal=_LATER)
        return outcome

    async def is_gone(self, chat: int) -> bool:
        """Whether a chat that could not be reached is gone for good."""
        if await self._look(chat) is not Refusal.AWAY:
            self._doubts.pop(("chat", chat), None)
            return False
        return self._has_lasted(("chat", chat), self._lasting)

    async def reaches(self) -> bool:
        """Whether Telegram answers at all."""
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    async def _look(self, chat: int) -> Refusal | None:
        """Refusal of getChat; None where the chat is there."""
        try:
            await self._bot.get_chat(chat)
        except Exception as error:  # noqa: BLE001  (whatever is wrong with the answer, it confirms nothing)
            return refusal(error)
        return None

    def _has_lasted(self, what: object, span: timedelta) -> bool:
        now = self._clock()
        first, times = self._doubts.pop(what, (now, 0))
        if len(self._doubts) >= _MOST:
            self._doubts.clear()
        first = min(first, now)  # a clock that was set back has not made it last
        self._doubts[what] = (first, times + 1)
        log.warning("in doubt", extra={"what": str(what), "times": times + 1})
        return times + 1 >= LOOKS and now - first >= span
