"""Inbox, the one door for updates: kept first, then dealt with.

Telegram is told that an update has arrived (by the next offset, or by the webhook's answer) only after `take` has
returned. So a kill at any instant loses nothing, and what was not finished is replayed at the next start.
"""

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Bot, Update

from bot.incoming.fitting import LARGEST, RawUpdate, fitted, rich_text, unnamed
from bot.incoming.flood_guard import FloodGuard
from bot.incoming.parse import PERSONAL, whose
from bot.incoming.set_aside import set_aside, unreadable
from bot.incoming.waiting_room import WaitingRoom
from bot.lines import PerChatProcessor
from bot.privacy import redact
from bot.privacy.invisible import visible
from bot.records.rows import StoredUpdate
from bot.store.interface import BrokenStoreError, Store

log = logging.getLogger("bot.incoming.inbox")

_HEAD = re.compile(r"/kelola(@\w+)? +(kepala|berhenti) +\w+ +\d+", re.IGNORECASE)
"""An owner's command with somebody's number in Telegram, which may look like a telephone's. It is passed on to nobody."""
_OTHERS = frozenset({"reply_to_message", "pinned_message"})
"""Parts of a message that are messages themselves."""
_UNREAD = frozenset({"quote", "external_reply", "rich_message"})
"""Parts of a message with words in them that nobody reads here."""
_NAMES = frozenset({"file_name", "title", "performer"})
"""What a file is called."""
_BEGINNING = 256
"""More letters than have the bot's own words that are looked for in what somebody replies to."""
_LINKS, _ADDRESSES = 100, 1024
"""So many links of a message are spelled out, and so many letters have their addresses together at most."""
_BROKEN = "broken"
"""The mark in an update that could not be looked through."""
DEATHS = 3
"""So often the process may die while an update is under way, until that one is set aside."""


def number_of(raw: RawUpdate) -> int:
    """The update's id. Raises ValueError for what is no update at all."""
    number = raw.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < LARGEST:
        raise ValueError("no update_id")
    return number


def without_secrets(raw: RawUpdate) -> RawUpdate:
    """The update without what looks personal in what was written, so that it reaches no disk; what was found is noted in it.

    A tap's own message is ours and stays as it is; what that replies to may be somebody's words.
    """
    kinds: set[str] = set()
    raw = unnamed(fitted(raw))
    cleaned = {
        name: _cleaned(part, kinds) if name in {"message", "edited_message", "inline_query"} else part
        for name, part in raw.items()
        if name != PERSONAL
    }
    if isinstance(query := raw.get("callback_query"), dict):
        cleaned["callback_query"] = _tap_cleaned(query)
    if (number := _head(raw.get("message"))) is not None:
        cleaned["message"]["text"] = number
        kinds.clear()
    return {**cleaned, PERSONAL: sorted(kinds)} if kinds else cleaned


def _tap_cleaned(query: RawUpdate) -> RawUpdate:
    """A tap with what its message replies to cleaned like a message that is written: it may be passed on from there."""
    message = query.get("message")
    replied = message.get("reply_to_message") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(replied, dict):
        return query
    own = {name: value for name, value in replied.items() if name not in _OTHERS}
    return {**query, "message": {**message, "reply_to_message": _cleaned(own, set())}}


def _without_secrets(raw: RawUpdate) -> RawUpdate:
    """The update as `without_secrets` gives it; of what fails even there, only the number."""
    try:
        return without_secrets(raw)
    except Exception as error:  # noqa: BLE001  (whatever is wrong with it, it must not stop the others)
        log.warning("update not looked through", extra={"error": type(error).__name__})
        return {"update_id": number_of(raw), "message": None, _BROKEN: True}


def _head(message: Any) -> str | None:
    """A message that is an owner's command with somebody's number, written where only the bot reads it."""
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(chat, dict) or chat.get("type") != "private" or "forward_origin" in message:
        return None
    text = message.get("text")
    return text if isinstance(text, str) and _HEAD.fullmatch(text) else None


def _cleaned(part: Any, kinds: set[str]) -> Any:
    if isinstance(part, list):
        return [_cleaned(item, kinds) for item in part]
    if not isinstance(part, dict):
        return part
    found: RawUpdate = {}
    if "rich_message" in part and not isinstance(part.get("text"), str):
        part = {**part, "text": rich_text(part["rich_message"])}
    for name, value in _spelled_out(part).items():
        if name in _OTHERS and isinstance(value, dict):
            found[name] = _cleaned(_short(value), set())  # somebody else's words, of which nobody is told
        elif name in _UNREAD:
            continue
        elif (name in {"text", "caption", "query"} and isinstance(value, str)) or (
            name in _NAMES and isinstance(value, str) and "file_id" in part
        ):
            redacted = redact(visible(value))
            kinds |= redacted.kinds
            found[name] = redacted.text
        elif name in {"phone_number", "vcard"}:
            found[name] = ""
        else:
            found[name] = _cleaned(value, kinds)
    return found


def _short(message: RawUpdate) -> RawUpdate:
    """Another message than the one that was written: of what it says only a beginning is read, and that of bots only."""
    left_out = {"caption", "entities", "caption_entities", *_OTHERS}
    found = {name: value for name, value in message.items() if name not in left_out}
    if isinstance(found.get("text"), str):
        found["text"] = found["text"][:_BEGINNING]
    return found


def _spelled_out(message: RawUpdate) -> RawUpdate:
    """With the addresses behind the words that link to them: only what can be read is passed on, and looked through."""
    found = dict(message)
    for name, marks in (("text", "entities"), ("caption", "caption_entities")):
        links = [mark for mark in _listed(found.get(marks)) if _is_link(mark)]
        if links and isinstance(found.get(name), str):
            found[name] = _with_addresses(found[name], links)
            del found[marks]  # they stand elsewhere now
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_link(mark: Any) -> bool:
    """Whether words link to an address that they do not show. What is no mark at all is for whoever reads the update."""
    wanted = {"type": str, "offset": int, "length": int, "url": str}
    if not isinstance(mark, dict) or not all(isinstance(mark.get(key), kind) for key, kind in wanted.items()):
        return False
    return bool(mark["type"] == "text_link" and mark["url"].startswith(("http://", "https://")))


def _with_addresses(text: str, links: list[dict[str, Any]]) -> str:
    """Telegram counts in UTF-16 units. An address for which no room is left is not spelled out: "(…)" stands for it."""
    units = text.encode("utf-16-le", "surrogatepass")
    pieces, done, room = [], 0, _ADDRESSES
    for link in sorted(links, key=lambda mark: mark["offset"] + mark["length"])[:_LINKS]:
        end = max(done, 2 * (link["offset"] + link["length"]))
        address = link["url"] if len(link["url"]) <= room else "…"
        room -= len(link["url"]) if address != "…" else 0
        pieces += [units[done:end], f" ({address})".encode("utf-16-le", "surrogatepass")]
        done = end
    return b"".join((*pieces, units[done:])).decode("utf-16-le", "surrogatepass")


def _doer(update: Update) -> int | None:
    """With whose data it is erased."""
    return update.inline_query.from_user.id if update.inline_query else whose(update)


class Inbox:
    """Takes updates in, and hands them to the application's queue."""

    def __init__(  # noqa: PLR0917  (one each)
        self,
        store: Store,
        queue: "asyncio.Queue[object]",
        bot: Bot,
        clock: Callable[[], datetime],
        order: PerChatProcessor,
        guard: FloodGuard | None = None,
        room: WaitingRoom | None = None,
        *,
        is_desk: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """`is_desk` tells the groups in which it is said that something cannot be read."""
        self._is_desk = is_desk
        self._store = store
        self._queue = queue
        self._bot = bot
        self._clock = clock
        self._order = order
        self._guard = guard
        self._room = room
        self._late: asyncio.Task[None] | None = None

    async def take(self, updates: Sequence[RawUpdate]) -> None:
        """Keep new updates in one transaction and queue them; what was seen before is left out.

        An update that python-telegram-bot cannot read is set aside at once.

        Raises BrokenStoreError, and ValueError where something is no update at all: then nothing is kept.
        """
        now = self._clock()
        clean: list[RawUpdate] = []
        for raw in updates:
            if clean:
                await asyncio.sleep(0)  # a hundred long messages hold nobody up
            clean.append(_without_secrets(raw))
        found = [(number_of(raw), self._read(raw), raw) for raw in clean]
        new = await self._store.take_in(
            [
                StoredUpdate(number, _doer(read) if read else None, json.dumps(raw), now)
                for number, read, raw in found
            ]
        )
        for number, read, raw in found:
            if number in new:
                new -= {number}
                await self._queue_up(number, read, raw, now)

    async def steps_over(self, number: int, kind: str) -> None:
        """Set an update aside of which nothing but its number could be read; `kind` is the error's. Raises BrokenStoreError."""
        now = self._clock()
        await self._store.take_in([StoredUpdate(number, None, "{}", now)])
        await self._store.set_aside(number, kind, (), now)

    async def replay(self) -> int:
        """Queue what the last process did not finish, in order; gives how many.

        What was under way when a process died may be why it died: that is taken up after all others, one at a time,
        so that the next death tells it from those that only stood beside it.
        """
        waiting = await self._store.unfinished()
        ends = [end for row in waiting if not row.begun if (end := await self._again(row))]
        suspected = [row for row in waiting if row.begun]
        if suspected:
            self._late = asyncio.create_task(self._at_last(suspected, ends))
        return len(waiting)

    async def _at_last(
        self, suspected: Sequence[StoredUpdate], ends: "Sequence[asyncio.Future[None]]"
    ) -> None:
        """Take up again what was under way before, the least suspected first. A broken store is found by what comes next as well."""
        await asyncio.gather(*ends)
        with contextlib.suppress(BrokenStoreError):
            for row in suspected:
                end = await self._again(row)
                if end:
                    await end

    async def _again(self, row: StoredUpdate) -> "asyncio.Future[None] | None":
        """The end of an update that is queued once more; None for one that is not."""
        raw = json.loads(row.body)
        update = self._read(raw)
        if update is not None and row.begun >= DEATHS:
            await set_aside(self._store, update, "Died", self._clock())
            return None
        queued = await self._queue_up(row.update_id, update, raw, row.received_at)
        return self._order.end_of(row.update_id) if queued else None

    async def caught_up(self) -> None:
        """Wait until all that the last process left is queued, and done with but for the last of it."""
        if self._late:
            await self._late

    async def stop(self) -> None:
        """Stop queuing: what is not queued yet stays for the next process."""
        if self._late:
            self._late.cancel()
            await asyncio.gather(self._late, return_exceptions=True)

    async def _queue_up(self, number: int, update: Update | None, raw: RawUpdate, arrived: datetime) -> bool:
        """Put an update into the queue, unless it cannot be read, is not heard or has to wait; whether it was put there."""
        if update is None:
            letters = unreadable(number, raw, self._is_desk)
            await self._store.set_aside(number, "Unreadable", letters, self._clock())
            return False
        if self._guard and not await self._heard(self._guard, update, arrived):
            return False
        person = whose(update)
        if self._room and person is not None and not await self._room.admits(person, update):
            return False
        self._queue.put_nowait(update)
        return True

    def lets_in(self) -> None:
        """Queue what those have written who waited, as far as they may begin now."""
        for update in self._room.lets_in() if self._room else ():
            self._queue.put_nowait(update)

    @staticmethod
    async def _heard(guard: FloodGuard, update: Update, arrived: datetime) -> bool:
        """Whether whoever made the update is heard, in their own chat or in a group. What nobody did is.

        Whoever speaks as a group or a channel has a number that is the same everywhere: they count as the group they write in.
        """
        chat, user = update.effective_chat, update.effective_user
        said = update.message or update.edited_message
        who = chat.id if chat and said and said.sender_chat else user.id if user else None
        person = whose(update) or (who if chat and chat.id < 0 else None)
        if person is None or update.my_chat_member or update.chat_member:
            return True
        return await guard.hears(person, chat.id if chat and chat.id < 0 else person, update, arrived)

    def _read(self, raw: RawUpdate) -> Update | None:
        try:
            if raw.get(_BROKEN):
                raise ValueError("not looked through")  # noqa: TRY301  (unreadable like any other)
            update = Update.de_json(raw, self._bot)
            if abs(whose(update) or 0) >= LARGEST:
                raise ValueError("no person has such a number")  # noqa: TRY301  (unreadable like any other)
        except Exception as error:  # noqa: BLE001  (whatever is wrong with it, it must not stop the others)
            log.warning(
                "unreadable update", extra={"update": raw.get("update_id"), "error": type(error).__name__}
            )
            return None
        return update
