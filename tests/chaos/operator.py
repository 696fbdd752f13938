"""Somebody who walks through the whole dialogue, taps once what is on the newest screen, and waits till it changes."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flows.dialogue.buttons import read_button
from flows.dialogue.districts import Directory, District
from flows.dialogue.engine import advance, begin
from flows.dialogue.events import Chose, Commanded, Event, Here
from flows.dialogue.replay import replay
from flows.dialogue.session import Session
from flows.dialogue.view import HandOver, View
from tests.served import Served, until

DIRECTORY = Directory((District("contoh", "Kabupaten Contoh", "kabkota", None, "WIB", linked=True),))
ENDS = {"finished", "handed_over"}
PATIENCE = 60.0
_TAPS = 10
"""After so many taps the operator looks for an end."""


@dataclass
class Operator:
    """Keeps what must have become of the case, by the dialogue alone, beside what the bot makes of it."""

    served: Served
    number: int
    dice: random.Random
    taps: int = 0
    cards: int = 0
    """Cards that the help desk must have got."""
    expected: Session | None = None
    late: str = ""
    """What the operator waited for in vain."""
    waits: list[float] = field(default_factory=list)
    _view: View = field(default_factory=lambda: View(()))

    async def walks(self) -> None:
        """From /start to an end. Whoever waits too long gives up, with `late` set."""
        self.served.telegram.person(self.number, "Sari").says("/start")
        try:
            await self._sees(1)
            data = self._newest()[1][0]["callback_data"]
            first = read_button(data)
            assert first
            self.expected = begin(first.case, self.number, datetime.now(UTC))
            self._tells(Commanded("start"))
            while self.expected.state not in ENDS:
                await self._taps()
        except AssertionError as error:
            self.late = str(error)

    def _tells(self, event: Event) -> None:
        assert self.expected
        turn = advance(self.expected, event, Here(datetime.now(UTC), (), DIRECTORY))
        assert not turn.stale, "the operator tapped what is not there"
        self.expected, self._view = turn.session, turn.view
        standing = replay(turn.session.records).standing
        served = DIRECTORY.desk_of(standing.district or "", standing.level) is not None
        self.cards += served and any(isinstance(effect, HandOver) for effect in turn.effects)

    async def _taps(self) -> None:
        assert self.expected
        await self._sees(self.expected.seq)
        message, buttons = self._newest()
        tapped = self._choose([(data, read_button(data)) for data in (b["callback_data"] for b in buttons)])
        self.taps += 1
        self.served.telegram.person(self.number, "Sari").taps(message["message_id"], tapped[0])
        self._tells(tapped[1])
        began = asyncio.get_running_loop().time()
        await self._sees(self.expected.seq)
        self.waits.append(asyncio.get_running_loop().time() - began)

    def _choose(self, found: list[tuple[str, Chose | None]]) -> tuple[str, Chose]:
        choices = {(at.subject, at.choice): (data, at) for data, at in found if at}
        if self.taps >= _TAPS:
            ends = [("button_now", "appeared"), ("nav", "human")]
            for end in ends if self.number % 2 else reversed(ends):
                if end in choices:
                    return choices[end]
        onward = [
            choice
            for key, choice in choices.items()
            if (key[0] != "nav" and key != ("button_now", "appeared")) or key == ("nav", "next")
        ]
        return self.dice.choice(
            onward or [choices.get(("nav", "human")) or choices["button_now", "appeared"]]
        )

    async def _sees(self, seq: int) -> None:
        """The newest screen is number `seq` of the case."""
        await until(
            lambda: self._shown() == seq,
            PATIENCE,
            lambda: f"operator {self.number} sees screen {self._shown()} and not {seq}",
        )

    def _shown(self) -> int:
        newest = self._newest()
        at = read_button(newest[1][0]["callback_data"]) if newest[1] else None
        return at.seq if at else -1

    def _newest(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The screen with buttons that came or changed last."""
        best: tuple[int, dict[str, Any], list[dict[str, Any]]] = (-1, {}, [])
        for message in self.served.telegram.messages(self.number):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = [button for row in rows for button in row]
            at = read_button(buttons[0]["callback_data"]) if buttons else None
            if at and at.seq >= best[0]:
                best = (at.seq, message, buttons)
        return best[1], best[2]
