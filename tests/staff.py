"""The testing language for people in a group: they answer, tap and change what they wrote there. The operators' is `tests/chat.py`.

A case is meant by its code, as people mean it: 7K3QX-M. It has a card, a message of the bot's with this code; what is
said about it stands in the card's topic, or in a group without topics below the card, as replies.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from bot.simulator.groups import Group
from bot.simulator.members import Member
from bot.simulator.phone import Button, Message, buttons_of
from bot.simulator.telegram import Telegram
from flows.dialogue.case_code import DIGITS

_OVERVIEW = "Ringkasan "
_CODE = re.compile(rf"\b[{DIGITS}]{{5}}-[{DIGITS}]\b")


class World(Protocol):
    """What they live in: that of `tests/chat.py`, or less."""

    telegram: Telegram

    async def settles(self) -> None: ...


class Staff:
    """One person in one group. Others in it are a Staff each."""

    def __init__(self, world: World, number: int, name: str, group: Group) -> None:
        self.world = world
        self.group = group
        self.person = world.telegram.person(number, name)
        self.toasts: list[str] = []
        """The words over the button that this person has tapped, since their last verb."""
        self._own: list[int] = []
        self._query: str | None = None
        self._tapped: Button | None = None
        self._ever: list[tuple[str, Button]] = []
        """Every button that was seen, the newest last, each with the words it stood under."""
        group.members.setdefault(number, Member(self.person.user))
        for message in group.messages():
            self._sees(message)
        world.telegram.watchers.append(self._hears)

    # What the person does.

    async def says(self, text: str, thread: int | None = None) -> None:
        """Write something that is no reply."""
        await self._does(lambda: [self.person.says(text, self.group, thread=thread)])

    async def replies(self, to: Message, text: str) -> None:
        """Reply to a message of this group, where it stands."""
        assert to["chat"]["id"] == self.group.id, f"message {to['message_id']} stands in another chat"
        thread = to["message_thread_id"] if to.get("is_topic_message") else None
        await self._does(lambda: [self.person.says(text, self.group, to["message_id"], thread)])

    async def answers(self, code: str, text: str) -> None:
        """Write in the case's topic; in a group without topics reply to its card."""
        reply, thread = self._place(code)
        await self._does(lambda: [self.person.says(text, self.group, reply, thread)])

    async def sends(self, kind: str, code: str, caption: str = "") -> None:
        """Answer with a `photo`, `document`, `voice` and so on."""
        reply, thread = self._place(code)
        await self._does(lambda: [self.person.sends(kind, self.group, reply, thread, caption=caption)])

    async def sends_album(
        self, kinds: Iterable[str], code: str, caption: str = "", captioned: int = 0
    ) -> None:
        """Answer with several at once; the `captioned`th, from 0, has the caption."""
        reply, thread = self._place(code)
        several = list(kinds)
        await self._does(
            lambda: self.person.sends_album(
                several, self.group, thread, caption=caption, reply_to=reply, captioned=captioned
            )
        )

    async def edits(self, text: str, kind: str = "") -> None:
        """Change one's own last message: its text, or the caption of what it is, with a `kind` the file itself. Of an album
        that is the first.
        """
        number = self.own["message_id"]
        await self._does(lambda: [self.person.edits(number, text, self.group, kind=kind)])

    async def taps(self, label: str, code: str) -> None:
        """Tap a button under the newest message that has any and speaks of the case."""
        here = buttons_of(self._armed(code) or {})
        await self._taps(_found(label, here, f"no button [{label}] for {code}; there are"))

    async def taps_under(self, message: Message, label: str) -> None:
        """Tap a button under this message."""
        await self._taps(_found(label, buttons_of(message), f"no button [{label}]; there are"))

    async def taps_again(self) -> None:
        """The same tap once more, as by an impatient finger."""
        assert self._tapped, "nothing was tapped yet"
        await self._taps(self._tapped)

    async def taps_old(self, label: str, code: str) -> None:
        """Tap a button that spoke of the case, and is gone from its message."""
        now = {
            (button.message, button.data)
            for message in self.group.messages()
            for button in buttons_of(message)
        }
        gone = [
            button
            for words, button in reversed(self._ever)
            if code in words and (button.message, button.data) not in now
        ]
        await self._taps(_found(label, gone, f"no earlier button [{label}] for {code}; there were"))

    # What the person sees.

    @property
    def own(self) -> Message:
        """Their last message. LookupError before the first."""
        if not self._own:
            raise LookupError(f"{self.person.first_name} has written nothing yet")
        return self.world.telegram.message(self.group.id, self._own[-1])

    def card(self, code: str) -> Message:
        """The newest message of the bot that has this code, in its head where one does, and has buttons or is pinned. In a
        forum it stands in a topic where any does. LookupError, naming the codes that are there.
        """
        pinned = self.world.telegram.pinned.get(self.group.id, [])
        cards = [
            message
            for message in self._from_bot()
            if code in words_of(message) and ("reply_markup" in message or message["message_id"] in pinned)
        ]
        if not cards:
            codes = dict.fromkeys(found for one in self._from_bot() for found in _CODE.findall(words_of(one)))
            raise LookupError(f"no card of {code}; there are {' '.join(codes) or 'none'}")
        cards = [card for card in cards if card.get("is_topic_message")] or cards
        return ([card for card in cards if f"Kasus {code}" in words_of(card)] or cards)[-1]

    @property
    def overview(self) -> Message:
        """The desk's overview. LookupError where there is none."""
        found = [one for one in self.group.messages() if words_of(one).startswith(_OVERVIEW)]
        if not found:
            raise LookupError("no overview")
        return found[-1]

    async def opens(self, label: str) -> None:
        """Tap a button below the overview that begins with `label`."""
        here = buttons_of(self.overview)
        await self._taps(next(button for button in here if button.label.startswith(label)))

    def thread(self, code: str) -> int | None:
        """The topic that the case's card stands in; None outside of all of them."""
        card = self.card(code)
        return int(card["message_thread_id"]) if card.get("is_topic_message") else None

    def said(self, code: str) -> list[str]:
        """What the bot has said about a case, oldest first: in its topic, or as replies below its card."""
        thread = self.thread(code)
        about = [
            message
            for message in self._from_bot()
            if (self._is_below(message, code) if thread is None else _is_in(message, thread))
        ]
        return [words for words in map(words_of, about) if words]

    def buttons(self, code: str) -> list[str]:
        """What can be tapped by `taps`."""
        return [button.label for button in buttons_of(self._armed(code) or {})]

    def reactions(self, message: Message) -> list[str]:
        """The emoji that the bot has put to a message."""
        telegram = self.world.telegram
        put = telegram.reactions.get((message["chat"]["id"], message["message_id"]), {})
        return [str(reaction["emoji"]) for reaction in put.get(telegram.bot_user["id"], [])]

    # How it is done.

    def _place(self, code: str) -> tuple[int | None, int | None]:
        """What is replied to, and the topic."""
        card = self.card(code)
        thread = self.thread(code)
        return (card["message_id"], None) if thread is None else (None, thread)

    def _from_bot(self) -> list[Message]:
        """Without the desk's overview, which speaks of a case and is none."""
        bot = self.world.telegram.bot_user
        sent = [message for message in self.group.messages() if message.get("from") == bot]
        return [one for one in sent if not words_of(one).startswith(_OVERVIEW)]

    def _armed(self, code: str) -> Message | None:
        armed = [one for one in self._from_bot() if "reply_markup" in one and code in words_of(one)]
        return armed[-1] if armed else None

    def _is_below(self, message: Message, code: str) -> bool:
        """Whether a message is a reply to one of the bot's with this code, or a reply to such a reply."""
        replied = message.get("reply_to_message")
        if replied is None:
            return False
        of_bot = replied.get("from") == self.world.telegram.bot_user
        if of_bot and code in words_of(replied):
            return True
        standing = {one["message_id"]: one for one in self.group.messages()}
        return self._is_below(standing.get(replied["message_id"], {}), code)

    async def _taps(self, button: Button) -> None:
        self._tapped = button
        await self._does(lambda: [self.person.taps(button.message, button.data, self.group)])

    async def _does(self, act: Callable[[], list[dict[str, Any]]]) -> None:
        self.toasts, self._query = [], None
        updates = act()
        first = updates[0]
        if "callback_query" in first:
            self._query = first["callback_query"]["id"]
        if "message" in first:
            self._own.append(first["message"]["message_id"])
        await self.world.settles()

    def _hears(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "message":
            self._sees(content)
        elif kind == "call" and content["method"] == "answerCallbackQuery":
            params = content["params"]
            if params.get("text") and params.get("callback_query_id") == self._query:
                self.toasts.append(str(params["text"]))

    def _sees(self, message: Message) -> None:
        if message["chat"]["id"] == self.group.id and message.get("from") == self.world.telegram.bot_user:
            self._ever.extend((words_of(message), button) for button in buttons_of(message))


def words_of(message: Message) -> str:
    """A message's text or caption; empty where it has none."""
    return str(message.get("text") or message.get("caption") or "")


def _is_in(message: Message, thread: int) -> bool:
    return bool(message.get("is_topic_message")) and message.get("message_thread_id") == thread


def _found(label: str, buttons: Iterable[Button], sentence: str) -> Button:
    several = list(buttons)
    for button in several:
        if button.label == label:
            return button
    labels = dict.fromkeys(f"[{button.label}]" for button in several)
    raise LookupError(f"{sentence} {' '.join(labels) or 'none'}")
