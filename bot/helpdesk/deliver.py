"""Sends the help desks' letters: cards, what is passed on, and receipts.

Where a case's letter goes is decided when it is sent: it may have gone to another desk since it was written.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Literal

from bot.helpdesk.calls import Calls
from bot.helpdesk.drawing import DONE, NOWHERE, Cards
from bot.helpdesk.joining import Joining
from bot.helpdesk.office import Office
from bot.helpdesk.picture import poster
from bot.helpdesk.relay import further
from bot.pacing import Priority
from bot.refusals import Refusal
from bot.render import Message, plain
from bot.send import Arrived, Failed, Outcome, Place
from bot.store.rows import Due, Letter, Relay
from flows.dialogue.view import Line
from flows.texts import write

log = logging.getLogger("bot.helpdesk.deliver")

KINDS = frozenset({"card", "relay", "edit", "unsend", "react", "remark", "wipe", "poster", "desk_export"})
_BY_NUMBER = frozenset({"wipe", "react"})
"""These name a message of one group: in another they would meet somebody else's."""


class Deliveries:
    """Each kind of letter has its way; every one gives its outcome, and what is to be kept of it."""

    def __init__(self, office: Office, joining: Joining) -> None:
        self._store = office.store
        self._calls = Calls(office.sender)
        self._cards = Cards(office, self._calls)
        self._desks = office.desks
        self._clock = office.clock
        self._joining = joining

    async def deliver(self, due: Due) -> Outcome | None:
        """Send one. None where it is seen to; else what is left to be done by whoever sends letters."""
        way: dict[str, Callable[[Due], Awaitable[Outcome]]] = {
            "card": self._card,
            "relay": self._relay,
            "edit": self._edit,
            "unsend": self._unsend,
            "react": self._react,
            "remark": self._remark,
            "wipe": self._wipe,
            "poster": self._poster,
            "desk_export": self._export,
        }
        outcome = await way[due.letter.kind](due)
        if isinstance(outcome, Failed):
            return await self._failed(due, outcome)
        await self._arrived(due, outcome)
        return None

    async def moved(self, old: int, new: int) -> None:
        """A call was refused because a group has become a supergroup."""
        log.warning("chat has moved", extra={"old": old, "new": new})
        await self._store.moved(old, new)
        await self._desks.refresh()

    async def _card(self, due: Due) -> Outcome:
        found = await self._cards.group_of(due.letter)
        if found is None:
            return DONE
        case, desk, group = found
        return await self._cards.draw(case, desk, group)

    async def _remark(self, due: Due) -> Outcome:
        message = Message(due.letter.body["text"])
        outcome = await self._cards.placed(
            due.letter, lambda group, place: self._calls.sender.send(group, message, Priority.ANSWER, place)
        )
        return DONE if outcome == NOWHERE else outcome

    async def _relay(self, due: Due) -> Outcome:
        body = due.letter.body
        if body["way"] == "out":
            return await self._pass_on(due, due.letter.chat, Place())
        return await self._cards.placed(due.letter, lambda group, place: self._pass_on(due, group, place))

    async def _pass_on(self, due: Due, chat: int, place: Place) -> Outcome:
        body = due.letter.body
        again = f"{write(Line('desk.repeated'))}\n" if due.uncertain else ""
        if body["what"] == "text":
            return await self._calls.sender.send(chat, Message(again + body["text"]), Priority.ANSWER, place)
        if body["what"] == "album" and len(body["items"]) > 1:
            first, *rest = body["items"]
            return await self._calls.album(
                chat, [{**first, "caption": again + first["caption"]}, *rest], place
            )
        item = body["items"][0] if body["what"] == "album" else body
        caption = again + (item["caption"] if body["what"] == "album" else item["text"])
        return await self._calls.copy(chat, body["from"], item["message"], caption, place)

    # What changes or receipts something that stands.

    async def _edit(self, due: Due) -> Outcome:
        body, letter = due.letter.body, due.letter
        standing = await self._store.origins(body["from"], body["message"])
        texts = [part["text"] for part in body["parts"]]
        for copy, text in zip(standing, texts, strict=False):
            if copy.to_message is None:
                continue
            if body["caption"] and copy.part == 0:
                outcome = await self._calls.caption(copy.to_chat, copy.to_message, text)
            else:
                outcome = await self._calls.sender.edit(copy.to_chat, copy.to_message, Message(text))
            if isinstance(_tolerant(outcome), Failed):
                return outcome
        if standing:  # it may say more than before, or less
            more = [further(letter, part) for part in range(len(standing), len(texts))]
            await self._store.add_letters(more, self._clock())
        return await self._withdrawn(standing[len(texts) :])

    async def _unsend(self, due: Due) -> Outcome:
        body = due.letter.body
        return await self._withdrawn(await self._store.origins(body["from"], body["message"]))

    async def _withdrawn(self, copies: Sequence[Relay]) -> Outcome:
        for copy in copies:
            if copy.to_message is None:
                continue
            outcome = await self._take_away(copy.to_chat, copy.to_message, write(Line("desk.withdrawn")))
            if isinstance(outcome, Failed):
                return outcome
            await self._store.forget_copy(copy.to_chat, copy.to_message)
        return DONE

    async def _wipe(self, due: Due) -> Outcome:
        body, chat = due.letter.body, due.letter.chat
        if "text" in body:
            return _tolerant(
                await self._calls.sender.edit(chat, body["message"], Message(body["text"]), Priority.CARD)
            )
        return await self._take_away(chat, body["message"], write(Line("desk.wiped")))

    async def _take_away(self, chat: int, message: int, instead: str) -> Outcome:
        """A message of ours goes; one that is too old to be deleted says only that it is gone."""
        outcome = await self._calls.delete(chat, message)
        if isinstance(outcome, Failed) and outcome.refusal is Refusal.GONE:
            outcome = await self._calls.sender.edit(chat, message, Message(instead), Priority.CARD)
            if isinstance(outcome, Failed) and outcome.refusal is Refusal.GONE:
                outcome = await self._calls.caption(chat, message, instead)
        return _tolerant(outcome)

    async def _react(self, due: Due) -> Outcome:
        """The thumb; where a group allows none, a word."""
        body, chat = due.letter.body, due.letter.chat
        outcome = await self._calls.thumb(chat, body["message"])
        if isinstance(outcome, Failed) and outcome.refusal is Refusal.REFUSED:
            arrived = Message(write(Line("desk.arrived")))
            outcome = await self._calls.sender.send(
                chat, arrived, Priority.CARD, Place(body.get("thread"), body["message"])
            )
        return _tolerant(outcome)

    async def _poster(self, due: Due) -> Outcome:
        body = due.letter.body
        picture = await asyncio.to_thread(poster, body["link"], body["name"], body["hint"])
        return await self._calls.photo(due.letter.chat, picture, body["caption"], Place(body.get("thread")))

    async def _export(self, due: Due) -> Outcome:
        body = due.letter.body
        content = await self._store.export_desk(body["desk"])
        name = plain(write(Line("desk.export_file", {"code": body["desk"]})))
        return await self._calls.sender.document(due.letter.chat, name, content, body["caption"])

    # What became of it.

    async def _arrived(self, due: Due, outcome: Arrived) -> None:
        letter, now = due.letter, self._clock()
        relays: list[Relay] = []
        receipts: list[Letter] = []
        found = await self._cards.group_of(letter) if letter.kind in {"relay", "remark"} else None
        group = found[2] if found else letter.chat
        if letter.kind == "relay":
            relays, receipts = _landed(letter, outcome, group)
        if letter.kind == "remark" and outcome.message is not None and letter.case is not None:
            kind: Literal["prompt", "remark"] = "prompt" if letter.body.get("prompt") else "remark"
            relays = [Relay(letter.case, kind, group, to_message=outcome.message)]
        await self._store.delivered(due.id, outcome.message, now, relays=relays, letters=receipts)
        places = [(relay.to_chat, relay.to_message) for relay in relays]
        if letter.kind == "card":
            places.append((letter.chat, outcome.message))
        if places and letter.case is not None and await self._store.desk_case(letter.case) is None:
            for chat, message in places:  # erased while this was under way
                if message is not None:
                    await self._take_away(chat, message, write(Line("desk.wiped")))

    async def _failed(self, due: Due, outcome: Failed) -> Outcome | None:
        letter, now = due.letter, self._clock()
        if outcome.refusal is Refusal.MOVED:
            if await self._followed(letter, outcome.new_chat):
                if letter.kind in _BY_NUMBER:
                    await self._store.sent(due.id, None)
                else:
                    await self._store.put_off(due.id, now, outcome.error)
                return None
            outcome = replace(outcome, refusal=Refusal.REFUSED)
        out = letter.body.get("way") == "out"
        if outcome.refusal is Refusal.BLOCKED and not out and letter.chat < 0:
            found = await self._cards.group_of(letter)
            group = found[2] if found else letter.chat
            await self._store.put_off(due.id, now, outcome.error)  # to whoever has the case afterwards
            if self._desks.at(group) is None:
                return outcome
            await self._joining.lost(group)
            return None
        if outcome.refusal is Refusal.RIGHTS and letter.chat < 0:
            await self._joining.lacking(letter.chat)
            return replace(outcome, refusal=Refusal.NOT_SENT)
        if letter.kind == "relay" and outcome.refusal in {Refusal.BLOCKED, Refusal.REFUSED}:
            log.warning("message not passed on", extra={"key": letter.key, "refusal": outcome.refusal.name})
            if outcome.refusal is Refusal.BLOCKED and out:
                await self._store.set_blocked(letter.chat, blocked=True)
            await self._store.undelivered(due.id, outcome.error, bounced(letter, outcome.refusal), now)
            return None
        return outcome

    async def _followed(self, letter: Letter, new: int | None) -> bool:
        """Whether the case's group has become a supergroup only now. What stood in one before cannot be copied any more."""
        found = await self._cards.group_of(letter)
        old = found[2] if found else letter.chat
        if new is None or old > 0 or old == new:
            return False
        await self.moved(old, new)
        return True


def _tolerant(outcome: Outcome) -> Outcome:
    """What stands no longer needs no change, and a receipt that cannot be given is not worth a second try."""
    if isinstance(outcome, Failed) and outcome.refusal in {Refusal.GONE, Refusal.REFUSED, Refusal.BLOCKED}:
        return DONE
    return outcome


def _landed(letter: Letter, outcome: Arrived, group: int) -> tuple[list[Relay], list[Letter]]:
    """Where the copies stand, and the receipts for whoever wrote."""
    body = letter.body
    assert letter.case is not None
    sources = [item["message"] for item in body["items"]] if "items" in body else [body["message"]]
    copies = outcome.messages or (outcome.message,)
    out = body["way"] == "out"
    relays = [
        Relay(
            letter.case,
            "out" if out else "in",
            letter.chat if out else group,
            body["from"],
            source,
            copy,
            part=body["part"],
        )
        for source, copy in zip(sources, copies, strict=False)
    ]
    receipt = Letter(
        f"react:{body['from']}:{body['message']}",
        body["from"],
        "react",
        letter.person,
        letter.case,
        {"message": body["message"]},
    )
    return relays, [receipt]


def bounced(letter: Letter, refusal: Refusal) -> list[Letter]:
    """Whoever wrote it is told, where they wrote it, that it has not arrived, or perhaps."""
    if letter.kind != "relay":
        return []
    body, unsure = letter.body, refusal is Refusal.UNCERTAIN
    why = "uncertain" if unsure else "blocked" if refusal is Refusal.BLOCKED else "refused"
    if body["way"] == "in":
        why = "to_desk_uncertain" if unsure else "to_desk"
    words = {**Message(write(Line(f"desk.bounced.{why}"))).stored(), "reply_to": body["message"]}
    name = f"bounced:{body['from']}:{body['message']}"
    return [Letter(name, body["from"], "note", letter.person, letter.case, words)]
