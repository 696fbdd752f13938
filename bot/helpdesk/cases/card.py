"""The card of a case in a desk's group: what was found out, how it stands, what can be done, and its history folded away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.outgoing.render import Message, plain, render
from bot.privacy.invisible import inert, one_line
from bot.records.desk_case import BOT, REASONS, DeskCase, Entry
from bot.records.desk_drawings import Card, CardRows, DeskSchool
from bot.records.help_desk import Desk
from bot.records.letters import CardBody, Letter, TopicBody, WipeBody
from bot.records.priority import Priority
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import dated, short
from flows.dialogue.desk.card_lines import askable, card_parts, could_be, markable, question_name
from flows.dialogue.desk.outlook import missing_names
from flows.dialogue.desk.ready_answers import SUBJECT as READY
from flows.dialogue.desk.what_if import FACTS, SUBJECT
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.keyboard import Rows
from flows.dialogue.screens.requirements import chained, in_a_row, listed, name
from flows.texts import write
from flows.troubles.registry import REQUIREMENTS
from flows.view import Choice, Line, View

ALIKE, ASK = "alike", "ask"
"""The subject of the buttons that send an answer to cases alike, and the choice of the one on the card."""
_LIMIT = 4096
_TOPIC = 128
_COLLEAGUES = 40
"""So many have a button at most."""


@dataclass(frozen=True, slots=True)
class CardSurroundings:
    """Surroundings of a case's card: the desks that the case can go to from its own, and the colleagues in its own."""

    above: Desk | None = None
    back: Desk | None = None
    """The desk that handed it up."""
    colleagues: tuple[tuple[int, str], ...] = ()


def card(card_rows: CardRows, desk: Desk, around: CardSurroundings, now: datetime) -> Message:
    """The whole card: what counts first, the rest in one fold, the newest of it on top. The oldest of a long history is left out,
    so that it fits one message.
    """
    case = card_rows.desk
    parts = card_parts(card_rows.session)
    head, *rest = parts.shown
    lines = chained([head, *_standing(card_rows, desk, now), *rest], "list.more")
    details = listed(list(parts.folded))
    entries = list(card_rows.log)
    while True:
        history = [_entry(entry, card_rows.names, desk) for entry in reversed(entries)]
        dropped = len(card_rows.log) - len(entries)
        older = [Line("desk.card.older", {"count": dropped})] if dropped else []
        folded = Line("desk.card.details", {"items": details})
        if history:
            folded = Line("desk.card.history", {"items": listed([*history, *older]), "details": details})
        message = render(View((lines, folded), _rows(case, card_rows.session, around)), case.case, case.seq)
        if not entries or len(plain(message.text).encode("utf-16-le")) // 2 <= _LIMIT:
            return message
        entries = entries[max(1, len(entries) // 8) :]


def beside(case: DeskCase, school: DeskSchool, now: datetime) -> str:
    """Digest of what a case's card shows that changes without the case: the cut-off where Dinas has to act, whether it is near,
    and the other cases of the school. Empty where it shows none of that.
    """
    until = school.cut_off(now) if case.dinas else None
    if not case.is_open or not (until or school.twins):
        return ""
    shown = (until and int(until.timestamp()), until and school.is_urgent(now), school.twins)
    return sha256(repr(shown).encode()).hexdigest()[:12]


def card_letter(case: DeskCase, group: int, rank: Priority = Priority.CARD) -> Letter:
    """Have the card drawn as it is by then; a later one makes this one needless. `rank` says for whom it is."""
    return Letter(
        f"card:{case_code(case.case)}:{case.seq}",
        group,
        CardBody(case.seq),
        case.person,
        case.case,
        rank=rank,
    )


def twin_letters(card_rows: CardRows, group: int) -> list[Letter]:
    """Letters that have the cards of the school's other cases in this group drawn, where they do not show yet that this one is open."""
    about = sha256(f"{card_rows.desk.case}:{card_rows.desk.seq}".encode()).hexdigest()[
        :12
    ]  # names no case of another's
    return [
        Letter(f"twin:{case_code(other)}:{about}", group, CardBody(0), None, other, rank=Priority.RENAMING)
        for other in card_rows.school.twins
    ]


def gone_letters(case: DeskCase, old: Card | None, to: str | None) -> list[Letter]:
    """The card of a case that has gone to the desk `to`, or only away: a line remains of it. What it knew is not theirs
    any more.
    """
    if old is None or old.message is None:
        return []
    code = case_code(case.case)
    text = write(
        Line("desk.card.left", {"code": code, "name": to}) if to else Line("desk.card.gone", {"code": code})
    )
    key = f"left:{case_code(case.case)}:{case.seq}"
    letters = [Letter(key, old.chat, WipeBody(old.message, text), case.person, rank=Priority.CARD)]
    if old.thread is not None:
        letters.append(
            Letter(f"un{key}", old.chat, TopicBody(old.thread, code), case.person, rank=Priority.RENAMING)
        )
    return letters


def topic_name(case: DeskCase, school: DeskSchool, now: datetime) -> str:
    """The state by a sign, the school or else the code, and what is missing; at most 128 UTF-16 units."""
    code = case_code(case.case)
    about = {
        "sign": Line(f"desk.topic.{_sign(case, school, now)}"),
        "title": Line("desk.topic.school", {"school": school.name, "code": code}) if school.name else code,
        "missing": missing_names(case.missing or ()),
    }
    name = plain(write(Line("desk.topic.name", about)))
    return name.encode("utf-16-le")[: 2 * _TOPIC].decode("utf-16-le", "ignore").strip()


def _sign(case: DeskCase, school: DeskSchool, now: datetime) -> str:
    if case.state == "closed":
        return "closed"
    if case.dinas and school.is_urgent(now):
        return "urgent"
    if case.waiting_at is None and (case.asked or case.answered):
        return "operator"
    return case.state


def _standing(card_rows: CardRows, desk: Desk, now: datetime) -> list[Line]:
    case = card_rows.desk
    since = short(case.since, desk.zone)
    owner = card_rows.names.get(case.owner, "-") if case.owner else "-"
    lines = [Line(f"desk.card.{case.state}", {"since": since, "owner": owner, "desk": desk.name})]
    if case.state == "closed":
        lines.append(Line("desk.card.reason", {"reason": Line(f"desk.reason.{case.reason}")}))
        if case.cause:
            lines.append(Line("desk.card.cause", {"cause": cause_name(case.cause)}))
        return [*lines, Line("desk.card.which_cause")] if case.menu == "cause" else lines
    if case.dinas and (until := card_rows.school.cut_off(now)):
        urgent = "urgent" if card_rows.school.is_urgent(now) else "cut_off"
        lines.append(Line(f"desk.card.{urgent}", {"until": dated(until, desk.zone)}))
    if card_rows.school.twins:
        codes = ", ".join(case_code(other) for other in card_rows.school.twins)
        lines.append(Line("desk.card.twins", {"codes": codes}))
    if case.waiting_at:
        lines.append(Line("desk.card.waiting", {"since": short(case.waiting_at, desk.zone)}))
    if case.asked:
        lines.append(Line("desk.card.asked", {"what": question_name(case.asked)}))
    if not case.line:
        lines.append(Line("desk.card.line_ended"))
    return lines


def _entry(entry: Entry, names: dict[int, str], desk: Desk) -> Line:
    values = {"when": short(entry.at, desk.zone), "who": doer(entry, names), "detail": detail(entry, names)}
    return Line("desk.log.line", {**values, "what": Line(f"desk.log.{entry.action}", values)})


def doer(entry: Entry, names: Mapping[int, str]) -> Line | str:
    """Doer of an entry: the operator, the bot or one of the staff, by name where it is known."""
    match entry.who:
        case None:
            return Line("desk.log.operator")
        case who if who == BOT:
            return Line("desk.log.bot")
        case who:
            return names.get(who, Line("desk.log.staff"))


def detail(entry: Entry, names: Mapping[int, str]) -> Line | str:
    """Detail of an entry, in words where it is a key; "-" for none, as where the case was erased."""
    if not entry.detail:
        return "-"
    match entry.action:
        case "asked" | "told" | "untold":
            return question_name(entry.detail)
        case "marked":
            return in_a_row([name(key) for key in entry.detail.split("+")])
        case "closed":
            return Line(f"desk.reason.{entry.detail}")
        case "caused":
            return cause_name(entry.detail)
        case "assigned":
            return names.get(int(entry.detail), Line("desk.log.staff"))
    return inert(one_line(entry.detail))


def cause_name(cause: str) -> Line:
    """Name of what it was: `cause` is a requirement's key, or `other`."""
    return name(cause) if cause in REQUIREMENTS else Line("desk.cause.other")


def at(choice: str, **values: str | int | Line) -> Choice:
    """A button of the desk's."""
    return Choice("desk", choice, Line(f"desk.button.{choice.split('.', maxsplit=1)[0]}", values))


def offered(case: DeskCase, session: Session, around: CardSurroundings) -> frozenset[str]:
    """Actions that can be pressed on the card as it is now."""
    rows = _rows(case, session, around)
    return frozenset(button.choice for row in rows for button in row if button.subject == "desk")


def _rows(case: DeskCase, session: Session, around: CardSurroundings) -> Rows:
    if case.state == "closed":
        return (*(_causes(session) if case.menu == "cause" else ()), (at("reopen"),))
    if case.menu:
        return _menu_rows(case, session, around)
    first = (at("take"),) if case.state == "open" else (at("over"), at("release"))
    asking = (at("ask"),) if askable(session) else ()
    marking = (at("mark"),) if markable(session) else ()
    assigning = (at("assign"),) if assignable(case, around) else ()
    up = (at("up", name=around.above.name),) if around.above else ()
    back = (at("back", name=around.back.name),) if around.back else ()
    what_if = Choice(SUBJECT, FACTS, Line("desk.button.facts"))
    ready = Choice(READY, "list", Line("desk.button.ready"))
    copying = Choice(ALIKE, ASK, Line("desk.button.alike"))
    rows = (
        first,
        (*asking, *marking),
        (ready, what_if),
        (copying,) if case.answered and case.missing else (),
        up,
        back,
        (at("note"), *assigning, at("close")),
    )
    return tuple(row for row in rows if row)


def _menu_rows(case: DeskCase, session: Session, around: CardSurroundings) -> Rows:
    match case.menu:
        case "ask":
            return _in_twos([Choice("desk", f"ask_{what}", question_name(what)) for what in askable(session)])
        case "mark":
            return _marking(case, markable(session))
        case "close":
            return _in_twos([Choice("desk", f"close_{why}", Line(f"desk.reason.{why}")) for why in REASONS])
        case "assign":
            return _in_twos(
                [
                    Choice("desk", f"assign_{person}", Line("desk.person", {"name": called}))
                    for person, called in assignable(case, around)
                ]
            )
        case "up" if around.above:
            return _in_twos([at("up_yes", name=around.above.name)])
        case "back" if around.back:
            return _in_twos([at("back_yes", name=around.back.name)])
    return _in_twos([])


def _causes(session: Session) -> Rows:
    """Buttons that name what can have been the cause, another cause, or none."""
    buttons = [Choice("desk", f"cause_{key}", name(key)) for key in could_be(session)]
    other = Choice("desk", "cause_other", Line("desk.cause.other"))
    return (*_pairs([*buttons, other]), (Choice("desk", "cause_skip", Line("desk.cause.skip")),))


def _marking(case: DeskCase, keys: tuple[str, ...]) -> Rows:
    """Buttons for what Dinas can have changed, to be chosen one by one; the chosen ones are told together."""
    chosen = [key for key in keys if key in case.marks]
    buttons = [
        Choice(
            "desk",
            f"mark_{key}",
            Line("desk.button.marked", {"name": name(key)}) if key in chosen else name(key),
        )
        for key in keys
    ]
    rows = _in_twos([*buttons, *([at("mark_all")] if len(keys) > 1 else [])])
    return ((at("mark_save", count=len(chosen)),), *rows) if chosen else rows


def assignable(case: DeskCase, around: CardSurroundings) -> tuple[tuple[int, str], ...]:
    """Colleagues whom the case can be given to, by id and name; _COLLEAGUES at most."""
    return tuple(one for one in around.colleagues if one[0] != case.owner)[:_COLLEAGUES]


def _in_twos(buttons: list[Choice]) -> Rows:
    return (*_pairs(buttons), (at("menu"),))


def _pairs(buttons: list[Choice]) -> Rows:
    return tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))
