"""Plays a transcript through the whole bot, on a fresh database in a folder of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.check.script import (
    Act,
    Restarts,
    Says,
    Script,
    ScriptFault,
    Sends,
    StaffSays,
    StaffTaps,
    Taps,
    Waits,
    as_answer,
)
from bot.check.transcript_lines import as_transcript
from bot.offline.in_process import Clock, InProcessBot
from bot.records.help_desk import Desk
from bot.settings import Stated
from bot.simulator.members import Member
from bot.simulator.phone import News, Phone
from flows.texts import write
from flows.view import Line

CASE = 424_242
"""The first case of every story, so that its code is the same each time."""
_PERSON, _STAFF, _DESK = 11, 21, -1001
CONTOH = Desk(
    "contoh", write(Line("bot.simulation.district.contoh")), "kabkota", None, "WIB", 480, 930, _DESK
)
"""The one district of a story with a help desk."""


Answer = tuple[str, ...]


async def play(script: Script, where: str | None = None) -> tuple[list[Answer], tuple[ScriptFault, ...]]:
    """Play a script. Gives the bot's answer to each section, as far as it can go on, and the fault where it cannot.

    A fault is a button that is not there, or that the bot itself fails. The store is at `where`, else in a file for the time being.
    """
    answers: list[Answer] = []
    async with _player(script, where) as player:
        for section in script.sections:
            try:
                answers.append(await player.perform(section.act))
            except LookupError as error:
                return answers, (ScriptFault(section.line, str(error)),)
            if troubles := player.stage.troubles():
                return answers, tuple(
                    ScriptFault(section.line, f"the bot failed: {what}") for what in troubles
                )
    return answers, ()


class TranscriptPlayer:
    """Operator, and a help desk with somebody in it if there is one, who act a transcript before the bot."""

    def __init__(self, stage: InProcessBot) -> None:
        self.stage = stage
        self._person = stage.telegram.person(_PERSON, "Operator")
        self._phone = Phone(stage.telegram, _PERSON)
        self._group = stage.telegram.group(_DESK, "Petugas")
        self._staff = stage.telegram.person(_STAFF, write(Line("bot.transcript.staff")))
        self._group.members[_STAFF] = Member(self._staff.user)
        self._desk = Phone(stage.telegram, _DESK)

    async def perform(self, act: Act | None) -> Answer:
        """Let something happen; gives the lines that show what came of it. Raises LookupError: no such button."""
        match act:
            case Says(text):
                self._person.says(text)
            case Sends(kind):
                self._person.sends(kind)
            case Taps(label, old):
                button = self._phone.earlier(label) if old else self._phone.button(label)
                self._person.taps(button.message, button.data)
            case StaffTaps(label):
                button = self._desk.button(label)
                self._staff.taps(button.message, button.data, self._group)
            case StaffSays(text):
                self._staff.says(text, self._group, self._card())
            case Waits(span):
                await self.stage.lives_through(span)
            case Restarts():
                await self.stage.restarts()
        await self.stage.fetches()
        news, to_desk = self._phone.look(), self._desk.look()
        if act is None or (isinstance(act, Waits | Restarts) and (news, to_desk) == (News(), News())):
            return ()
        return as_answer(as_transcript(news, to_desk, await self.stage.stored(_PERSON)))

    def _card(self) -> int:
        """The number of the newest message in the group that has buttons. LookupError where nothing was handed over."""
        armed = self._desk.armed
        if not armed:
            raise LookupError("there is no card in the desk's group")
        return int(armed[-1]["message_id"])


@asynccontextmanager
async def _player(script: Script, where: str | None) -> AsyncIterator[TranscriptPlayer]:
    with TemporaryDirectory(prefix="transcript-") as folder:
        desks = (CONTOH,) if script.desk else ()
        stage = InProcessBot(
            where or str(Path(folder) / "story.db"), Clock(script.now), Stated(), CASE, desks
        )
        try:
            await stage.starts()
            yield TranscriptPlayer(stage)
        finally:
            await stage.ends()
