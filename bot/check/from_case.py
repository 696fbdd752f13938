"""A case as a transcript: the shortest way of taps that tells what its records tell, those of its desk's staff among them. Nothing
of it says whose the case is: the district is that of every story, the times and the code are the story's own, and nobody's
words are kept anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.check.play import CASE, CONTOH
from bot.check.script import NOW
from bot.offline.in_process import Clock
from bot.outgoing.render import plain
from flows.dialogue.desk.card_lines import askable, markable, question_name
from flows.dialogue.districts.directory import Directory
from flows.dialogue.machine.dinas_marks import read_marks
from flows.dialogue.machine.events import AtDesk, Chose, DeskActed, DeskAsks, Event, Surroundings, Typed
from flows.dialogue.machine.questions import BY_DESK, NO_DISTRICT, NOTED, counts
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Record, Session
from flows.dialogue.screens.requirements import name
from flows.dialogue.turn.engine import advance, begin, show
from flows.texts import say, write
from flows.view import Line

_DEEP = 3
"""So many taps at most tell one record: the explanation of a question, and the way out of it."""
_LONG = timedelta(days=1)
"""So long a pause stands in the transcript."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Walk of a person: what they do, as lines of a transcript, and where they stand then."""

    session: Session
    lines: tuple[str, ...]
    desk: AtDesk | None = None
    """The case as the story's desk has it, once it was handed over."""

    def on(self, session: Session, *lines: str, desk: AtDesk | None = None) -> "Walk":
        """The walk after `lines`, which have led to `session`."""
        desk = desk or self.desk
        if desk is None and session.state == "handed_over":
            desk = AtDesk("open", CONTOH.name, session.touched_at, district=CONTOH.code)
        if desk and desk.asked and _is_answer(session, desk.asked):
            desk = replace(desk, asked=None)
        return Walk(session, (*self.lines, *lines), desk)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The transcript's head and what is done in it; and what of the case could not be told by taps."""

    head: tuple[str, ...]
    lines: tuple[str, ...]
    left: tuple[str, ...]
    """Subjects and choices, from the first that could not be told on."""
    state: str
    """Where it ends."""


def rebuilt(session: Session, about: str) -> Rebuilt:
    """The transcript of a case. `about` is what its head says."""
    records = [session.records[place] for place in replay(session.records).taken]
    walk = Walk(begin(CASE, 1, Clock(NOW)()), ("> /start",))
    for place, record in enumerate(records):
        if record.subject == NOTED:
            continue  # what was typed is not kept, only its number: no tap tells that
        if record.subject == "district" and walk.session.state != "ask_district":
            continue  # the story has but one, and asks for none where that does not serve the level
        paused = replace(walk, lines=(*walk.lines, *_pause(records, place)))
        after = _told_by(paused, _in_story(record))
        if after is None:
            return Rebuilt(_head(about), walk.lines, tuple(map(_name, records[place:])), walk.session.state)
        walk = after
    return Rebuilt(_head(about), walk.lines, (), walk.session.state)


def _head(about: str) -> tuple[str, ...]:
    return (f"# {about}", "desk: yes")


def _pause(records: list[Record], place: int) -> Iterator[str]:
    gone = records[place].at - records[place - 1].at if place else timedelta(0)
    if gone >= _LONG:
        yield f"@ {gone.days} day{'s' if gone.days > 1 else ''}"


def _told_by(walk: Walk, record: Record) -> Walk | None:
    """The walk to where this record is told next, by whoever told it; None where that cannot be."""
    if record.subject == "desk":
        return _marked(walk, read_marks(record.choice) or ())
    if record.subject.startswith(BY_DESK):
        asked = _asked(walk, record.subject.removeprefix(BY_DESK))
        return _tells(asked, record) if asked else None
    return _tells(walk, record)


def _asked(walk: Walk, about: str) -> Walk | None:
    """The walk after staff have asked the operator about something."""
    if walk.desk is None or about not in askable(walk.session):
        return None
    if walk.desk.asked == about:
        return walk
    lines = _staff(Line("desk.button.ask"), question_name(about))
    asked = replace(walk.desk, state="taken", asked=about)
    return walk.on(advance(walk.session, DeskAsks(about), _here(walk)).session, *lines, desk=asked)


def _marked(walk: Walk, keys: tuple[str, ...]) -> Walk | None:
    """The walk after staff have marked these requirements as changed by Dinas."""
    possible = markable(walk.session)
    if walk.desk is None or not keys or not {*keys} <= {*possible}:
        return None
    chosen = [name(key) for key in possible if key in keys]
    if len(possible) > 1 and len(keys) == len(possible):
        chosen = [Line("desk.button.mark_all")]
    elif len(possible) > 1:
        chosen.append(Line("desk.button.mark_save", {"count": len(keys)}))
    lines = _staff(Line("desk.button.mark"), *chosen)
    taken = replace(walk.desk, state="taken")
    return walk.on(advance(walk.session, DeskActed(keys), _here(walk)).session, *lines, desk=taken)


def _staff(*labels: Line) -> Iterator[str]:
    return (f"@ desk [{plain(write(label))}]" for label in labels)


def _is_answer(session: Session, asked: str) -> bool:
    return any(subject == BY_DESK + asked for subject, _ in _told(session))


def _in_story(record: Record) -> Record:
    own = record.subject == "district" and record.choice != NO_DISTRICT
    return replace(record, choice=CONTOH.code) if own else record


def _name(record: Record) -> str:
    return f"{record.subject}: {record.choice}"


def _tells(walk: Walk, record: Record) -> Walk | None:
    """The walk to where this record is told next, and nothing else is; None where no tap leads there. Which district is told
    makes no difference.
    """
    told = _told(walk.session)
    wanted = [*told, (record.subject, record.choice)]
    open_walks = [walk]
    for _ in range(_DEEP):
        following = [after for one in open_walks for after in _steps(one, record)]
        for after in following:
            if _told(after.session) == wanted or (
                record.subject == "district" and after.session.state not in {"ask_district", "ask_level"}
            ):
                return after
        open_walks = [after for after in following if _told(after.session) == told]
    return None


def _told(session: Session) -> list[tuple[str, str]]:
    found = (session.records[place] for place in replay(session.records).taken)
    return [(record.subject, record.choice) for record in found if record.subject != "district"]


def _steps(walk: Walk, record: Record) -> Iterator[Walk]:
    """Steps that can be taken next: those that say the record by themselves first."""
    session, here = walk.session, _here(walk)
    screen = say(show(session, here))
    buttons = sorted(
        (button for row in screen.rows for button in row),
        key=lambda button: (button.subject, button.choice) != (record.subject, record.choice),
    )
    if record.choice.isdecimal() and counts(record.subject):
        for words in (record.choice, f"data invalid {record.choice}"):
            yield _step(walk, Typed(words), f"> {words}")
    for button in buttons:
        event = Chose(session.case, session.seq, button.subject, button.choice)
        yield _step(walk, event, f"> [{button.label}]")


def _step(walk: Walk, event: Event, line: str) -> Walk:
    return walk.on(advance(walk.session, event, _here(walk)).session, line)


def _here(walk: Walk) -> Surroundings:
    """The story's own surroundings: its one district, whose desk has the case once it was handed over."""
    return Surroundings(walk.session.touched_at, directory=Directory((CONTOH.district,)), desk=walk.desk)
