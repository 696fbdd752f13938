"""The outcome of a call to Telegram: carried out, or refused and why. What Telegram says is told as a value."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from telegram.error import ChatMigrated

from bot.operations import metrics
from bot.outgoing.telegram_errors import Refusal, refusal, wait_of

log = logging.getLogger("bot.outgoing.call_outcome")

_QUIET = {Refusal.SAME, Refusal.GONE, Refusal.OLD_QUERY, Refusal.BLOCKED}
"""Refusals that are nothing to worry about."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The call was carried out."""

    message: int | None = None
    """Number of the message; None where it has none, or none yet."""
    messages: tuple[int | None, ...] = ()
    """Numbers of an album's messages, in its order."""
    thread: int | None = None
    """Number of a topic that was opened."""
    chat: int | None = None
    """Where, if that was decided only when it was sent."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The call was not carried out, or perhaps."""

    refusal: Refusal
    error: str
    """The error's class, for the row that failed; its text may hold what people wrote."""
    wait: timedelta | None = None
    new_chat: int | None = None


Outcome = Delivered | Failed


def shown(outcome: Outcome, message: int) -> Outcome:
    """Outcome of an edit of `message`: what it shows already is as good as done."""
    same = isinstance(outcome, Failed) and outcome.refusal is Refusal.SAME
    return Delivered(message) if same else outcome


async def outcome_of(what: str, call: Awaitable[object], doubts: Callable[[], None]) -> Outcome:
    """What came of `call`, of the method `what`. Never raises for what Telegram says; `doubts` is told of a refusal of the token."""
    try:
        with metrics.call_seconds(what).time():
            done = await call
    except Exception as error:  # noqa: BLE001  (an answer may be anything, and python-telegram-bot fail over it)
        found = refusal(error)
        if found is Refusal.TOKEN:
            doubts()
        metrics.REFUSALS.labels(what, found.name).inc()
        level = logging.INFO if found in _QUIET else logging.WARNING
        log.log(
            level, "call failed", extra={"call": what, "refusal": found.name, "error": type(error).__name__}
        )
        new_chat = error.new_chat_id if isinstance(error, ChatMigrated) else None
        return Failed(found, type(error).__name__, wait_of(error), new_chat)
    if isinstance(done, Delivered):
        return done
    if isinstance(done, tuple | list):
        album = tuple(message.message_id or None for message in done)
        return Delivered(album[0] if album else None, album)
    # Telegram may put off what it was given, such as a video in a large group: the message has no number, told as 0.
    number = getattr(done, "message_id", None) or None
    return Delivered(number, thread=getattr(done, "message_thread_id", None))
