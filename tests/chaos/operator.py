"""Somebody who walks through the whole dialogue, taps once what is on the newest screen, and waits till it changes."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.records.help_desk import Desk
from flows.dialogue.buttons import read_button
from flows.dialogue.districts.directory import Directory
from flows.dialogue.machine.effects import HandOver
from flows.dialogue.machine.events import Chose, Commanded, Event, Surroundings, Typed
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.engine import advance, begin
from flows.view import View
from tests.served import Served, until

DESKS = tuple(
    Desk(
        f"contoh_{number}", f"Kabupaten Contoh {number}", "kabkota", None, "WIB", 480, 930, -100_700 - number
    )
    for number in range(1, 13)
)
"""Several, as Telegram takes only so much for one group."""
DIRECTORY = Directory(tuple(desk.district for desk in DESKS))
ENDS = {"finished", "handed_over"}
PATIENCE = 150.0
"""So many seconds an answer may take: while the process is killed again and again on a busy machine."""
PASSED_ON = 150.0
"""So many seconds a message may take to a group: there everything goes slowly."""
_TAPS = 10
"""After so many taps the operator looks for an end."""
_TO_THE_DESK = {"ask_level", "ask_district"}
"""Here whoever wants a person is asked before."""


@dataclass
class Operator:
    """Keeps what must have become of the case, by the dialogue alone, beside what the bot makes of it."""

    served: Served
    number: int
    dice: random.Random
    taps: int = 0
    group: int | None = None
    """Of the help desk that must have got the case, and what the operator wrote then."""
    expected: Session | None = None
    late: str = ""
    """What the operator waited for longer than anybody has patience."""
    has_come: Callable[[], bool] = bool
    """Whether what the operator waits for, or waited for last, is there."""
    waits: list[float] = field(default_factory=list)
    _view: View = field(default_factory=lambda: View(()))

    async def walks(self) -> None:
        """From /start to an end, and at a desk one message to its people. Whoever waits too long gives up, with `late` set."""
        self.served.telegram.person(self.number, "Sari").says("/start")
        try:
            await self._sees(1)
            data = self._newest()[1][0]["callback_data"]
            first = read_button(data)
            assert first
            self.expected = begin(first.case, self.number, datetime.now(UTC))
            self._tells(Commanded("start"))
            while self.expected.state not in ENDS:
                await (self._asks_for_a_person() if self._gives_up else self._taps())
            if self.group is not None:
                await self._writes()
        except AssertionError as error:
            self.late = str(error)

    def _tells(self, event: Event) -> None:
        assert self.expected
        turn = advance(self.expected, event, Surroundings(datetime.now(UTC), (), DIRECTORY))
        assert not turn.stale, "the operator tapped what is not there"
        self.expected, self._view = turn.session, turn.view
        if any(isinstance(effect, HandOver) for effect in turn.effects):
            standing = replay(turn.session.records).standing
            desk = DIRECTORY.desk_of(standing.district or "none", standing.level)
            self.group = next((one.chat for one in DESKS if desk and one.code == desk.code), None)

    @property
    def message(self) -> str:
        """What they write to the desk."""
        return f"Pesan dari {self.number}"

    async def _writes(self) -> None:
        self.served.telegram.person(self.number, "Sari").says(self.message)
        self.has_come = lambda: bool(self.arrived())
        await until(self.has_come, PASSED_ON, lambda: f"the message of operator {self.number}")

    def arrived(self) -> list[str]:
        """What stands of the message in the desk's group; somebody else's number may begin alike."""
        assert self.group is not None
        texts = (str(message.get("text")) for message in self.served.telegram.messages(self.group))
        return [text for text in texts if text.endswith(self.message)]

    @property
    def _gives_up(self) -> bool:
        """Every second place looks for a person after a while, and takes what leads there."""
        assert self.expected
        offered = any(choice.choice == "human" for row in self._view.rows for choice in row)
        return (
            self.taps >= _TAPS
            and self.number // 1000 % 2 == 0
            and self.expected.state not in _TO_THE_DESK
            and not offered
        )

    async def _asks_for_a_person(self) -> None:
        assert self.expected
        self.served.telegram.person(self.number, "Sari").says("petugas")
        self._tells(Typed("petugas"))
        await self._sees(self.expected.seq)

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

    def _choose(self, seen: list[tuple[str, Chose | None]]) -> tuple[str, Chose]:
        choices = {(at.subject, at.choice): (data, at) for data, at in seen if at}
        end = ("button_now", "appeared") if self.number // 1000 % 2 else ("nav", "human")
        sees_it = end == ("button_now", "appeared")  # the others write that they want a person
        more = choices.get(("nav", "more")) if sees_it else None
        if self.taps >= _TAPS and (found := choices.get(end) or more):
            return found
        onward = [
            choice
            for key, choice in choices.items()
            if (key[0] != "nav" and key != ("button_now", "appeared")) or key == ("nav", "recheck")
        ]
        if onward:
            return self.dice.choice(onward)
        ways = [("nav", "human"), end, *(("nav", way) for way in ("next", "close"))]
        found = next((choices[way] for way in ways if way in choices), more)
        assert found, f"operator {self.number} finds no way on among {sorted(choices)}"
        return found

    async def _sees(self, seq: int) -> None:
        """The newest screen is number `seq` of the case."""
        self.has_come = lambda: self._shown() == seq
        await until(
            self.has_come,
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
            buttons = [button for row in rows for button in row if "callback_data" in button]
            at = read_button(buttons[0]["callback_data"]) if buttons else None
            if at and at.seq >= best[0]:
                best = (at.seq, message, buttons)
        return best[1], best[2]
