"""Recorder of what people do in the simulation, kept as lines of a transcript: `python -m bot check` plays it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.simulator.people import Person
from flows.texts import write
from flows.view import Line

if TYPE_CHECKING:
    from bot.offline.simulation import OfflineSimulation


PLAYED = ("photo", "sticker", "voice", "document", "contact", "location")
"""What a transcript can have somebody send."""


class TranscriptRecorder:
    """A transcript of each operator's doings, and of what befell all of them."""

    def __init__(self, simulation: "OfflineSimulation") -> None:
        self._simulation = simulation
        self._begun: dict[int, datetime] = {}
        self._lines: dict[int, list[str]] = {person.id: [] for person in simulation.operators}

    def transcript(self, person: int) -> str:
        """The file: a head, and the person's lines; the bot's half is written by `--update`."""
        name = self._simulation.telegram.people[person].first_name
        begun = self._begun.get(person, self._simulation.clock()).replace(microsecond=0)
        head = [
            f"# {write(Line('bot.transcript.saved', {'name': name}))}",
            f"now: {begun.isoformat()}",
            "desk: yes",
        ]
        return "\n".join(head) + "\n" + "".join(f"\n{line}\n" for line in self._lines.get(person, []))

    def does(self, act: Any, person: Person, *, in_group: bool) -> None:
        """An operator writes, sends, taps or changes something. What a transcript cannot say stands as a note."""
        lines = self._lines.get(person.id)
        if lines is None or in_group:
            return
        self._begun.setdefault(person.id, self._simulation.clock())
        lines.append(self._line(act, person))

    def time_passes(self, span: timedelta) -> None:
        """Time passes, for those who have begun."""
        minutes = round(span.total_seconds() / 60)
        self._all(f"@ {minutes // 60} hours" if minutes % 60 == 0 else f"@ {minutes} minutes")

    def restarts(self) -> None:
        self._all("@ restart")

    def _all(self, line: str) -> None:
        for person in self._begun:
            self._lines[person].append(line)

    def _line(self, act: Any, person: Person) -> str:
        match act.act:
            case "say":
                return "> " + str(act.text).replace("\n", "\n| ")
            case "send":
                return f"> ({act.kind})" if act.kind in PLAYED else f"# ({act.kind})"
            case "open":
                return f"> /start {act.payload}"
            case "tap":
                return f"> [{self._label(person, act.message, act.data)}]"
        return f"# {write(Line(f'bot.transcript.{act.act}'))}"

    def _label(self, person: Person, message: int, data: str) -> str:
        """Raises LookupError where there is no such button."""
        rows = self._simulation.telegram.message(person.id, message)["reply_markup"]["inline_keyboard"]
        found = [str(button["text"]) for row in rows for button in row if button.get("callback_data") == data]
        if not found:
            raise LookupError("there is no such button")
        return found[0]
