"""The card of a case in a desk's group: what was found out, how it stands, what can be done, and its history folded away."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from bot.helpdesk.cases.card_buttons import CardSurroundings, card_buttons
from bot.outgoing.render import Message, plain, render
from bot.privacy.invisible import inert, one_line
from bot.records.desk_case import BOT, DeskCase, Entry
from bot.records.desk_drawings import CardRows, DeskSchool
from bot.records.help_desk import Desk
from flows.dialogue.case_code import case_code
from flows.dialogue.dates import dated, short
from flows.dialogue.desk.card_lines import card_parts, question_name
from flows.dialogue.desk.outlook import missing_names
from flows.dialogue.screens.requirements import chained, in_a_row, listed, name
from flows.texts import write
from flows.troubles.registry import REQUIREMENTS
from flows.view import Line, View

_LIMIT = 4096
_TOPIC = 128


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
        message = render(
            View((lines, folded), card_buttons(case, card_rows.session, around)), case.case, case.seq
        )
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
