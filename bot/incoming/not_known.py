"""Updates that rest on what could not be found out: they are taken up again, for a minute, while everybody else goes on.

That something is not known is never taken for a no. What stays unknown is not done, and whoever did it is told so.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import Message

from bot.incoming.parse import whose
from bot.incoming.private_tap import Arrived, PrivateTap
from bot.outgoing.backoff import Backoff
from bot.outgoing.letters import note
from bot.records.letters import Letter
from flows.view import Line

log = logging.getLogger("bot.incoming.not_known")

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 15, 30))
"""Pauses between the looks."""


class NotKnownError(Exception):
    """Telegram did not tell what somebody may do, or what a chat is; nothing was changed so far."""


@dataclass(slots=True)
class _Line:
    """Line of one person in one chat: what they did there since it was not known what they may."""

    wait: Backoff
    updates: list[Arrived] = field(default_factory=list)


class WaitingUpdates:
    """Keeps them in order for each person and chat. The next process finds them in the inbox."""

    def __init__(self, clock: Callable[[], datetime], again: Callable[[Arrived], None]) -> None:
        """`again` takes an update up once more."""
        self._clock = clock
        self._again = again
        self._lines: dict[tuple[int, int], _Line] = {}
        self._looks: dict[int, int] = {}

    def is_behind(self, update: Arrived) -> bool:
        """Whether an update of the same person waits before `update` in the same chat."""
        return _place(update) in self._lines

    def is_known(self, update: Arrived) -> bool:
        """Whether `update` was taken up before."""
        return update.update_id in self._looks

    def keeps(self, update: Arrived, *, looked: bool) -> bool:
        """Take it up again later; False where it was looked at often enough. `looked`: it was found that something is not known."""
        looks = self._looks.get(update.update_id, 0)
        if looks == len(PAUSES):
            return False
        line = self._lines.setdefault(_place(update), _Line(Backoff(self._clock(), PAUSES[looks])))
        line.updates.append(update)
        self._looks[update.update_id] = looks + looked
        if looked:
            log.warning("not known yet", extra={"update": update.update_id, "looks": looks + 1})
        return True

    def done(self, update: Arrived) -> None:
        self._looks.pop(update.update_id, None)

    def begin(self) -> None:
        """Take up what has waited long enough."""
        now = self._clock()
        for place in [place for place, line in self._lines.items() if line.wait.is_over(now)]:
            for update in self._lines.pop(place).updates:
                self._again(update)


def _place(update: Arrived) -> tuple[int, int]:
    if isinstance(update, PrivateTap):
        return (update.person, update.person)
    chat, user = update.effective_chat, update.effective_user
    return (chat.id if chat else 0, user.id if user else 0)


def not_done(update: Arrived) -> tuple[Letter, ...]:
    """Letters that tell whoever made the update that it was not done, where they made it."""
    person = whose(update)
    if person is not None:
        return (note(f"unknown:{update.update_id}", person, Line("bot.not_known"), person),)
    if isinstance(update, PrivateTap) or update.effective_chat is None:
        return ()
    message, chat = update.effective_message, update.effective_chat
    number = message.message_id if message else None
    album = message.media_group_id if isinstance(message, Message) else None
    key = f"unknown:{chat.id}:{album or update.update_id}"
    return (note(key, chat.id, Line("desk.not_known"), reply_to=number),)
