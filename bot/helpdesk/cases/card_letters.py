"""Letters that put a card into a group, say that it may stand there twice, and take it away."""

from hashlib import sha256

from bot.records.desk_case import DeskCase
from bot.records.desk_drawings import Card, CardRows
from bot.records.letters import CardBody, Letter, TopicBody, WipeBody
from bot.records.priority import Priority
from flows.dialogue.case_code import case_code
from flows.texts import write
from flows.view import Line


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
