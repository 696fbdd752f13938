"""An operator's turn with all that the desk's side knows of its case, and what it makes there so far."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.desks.desk_directory import DeskDirectory
from bot.incoming.events import PrivateEvent
from bot.records.desk_case import DeskCase, Entry
from bot.records.desk_drawings import Card
from bot.records.letters import Letter
from bot.records.messages import Held, Relay
from bot.records.priority import Priority
from flows.dialogue.machine.session import Session
from flows.dialogue.turn.case import Turn


@dataclass(frozen=True, slots=True)
class TurnEffects:
    """Rows to keep of a turn for the desk's side."""

    desk: DeskCase | None = None
    log: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    relays: tuple[Relay, ...] = ()
    held: tuple[Held, ...] = ()
    released: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OperatorTurn:
    """A turn, and everything that the desk's side knows of its case."""

    turn: Turn
    was: Session
    present: int
    """The person's present case after it: another one where the turn begins or opens that."""
    before: DeskCase | None
    card: Card | None
    heard: PrivateEvent | None
    kept: tuple[Held, ...]
    """What the person wrote before it was known to which case it belongs."""
    desks: DeskDirectory
    now: datetime
    waiting: int = 0
    """Letters of the person's that wait in the group of the desk that has the case."""
    so_far: TurnEffects = field(default_factory=TurnEffects)

    def with_(
        self, desk: DeskCase, *letters: Letter, log: tuple[Entry, ...] = (), relays: tuple[Relay, ...] = ()
    ) -> "OperatorTurn":
        """The turn with `desk` as the case is at its desk now, and with these rows more."""
        found = self.so_far
        return replace(
            self,
            before=desk,
            so_far=replace(
                found,
                desk=desk,
                log=(*found.log, *log),
                letters=(*found.letters, *letters),
                relays=(*found.relays, *relays),
            ),
        )

    def entry(self, action: str, detail: str = "") -> Entry:
        """Entry of the desk's log: what the operator has done."""
        assert self.before is not None
        return Entry(self.now, self.before.desk, action, self.before.case, None, detail)


def carded(case: OperatorTurn, now: DeskCase) -> list[Letter]:
    """Card of the case as it is `now`, for the group of its desk; none where that has none."""
    desk = case.desks.get(now.desk)
    return [card_letter(now, desk.chat, Priority.RELAYED)] if desk and desk.chat is not None else []
