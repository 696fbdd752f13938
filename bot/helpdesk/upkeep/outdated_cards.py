"""Cards that show what is not so any more although their cases have not changed: the cut-off, its nearness, other cases of the school."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from bot.helpdesk.cases.card import beside
from bot.helpdesk.staff.headings import is_urgent
from bot.records.letters import CardBody, Letter
from bot.records.priority import Priority
from bot.store.desk_work import Listed
from flows.dialogue.case_code import case_code

AT_ONCE = 20
"""So many cards of a desk are drawn again for this in one look: a minute of its group's pace."""


def outdated_cards(work: Sequence[Listed], now: datetime) -> list[Letter]:
    """Letters that have those of the open cases `work` drawn again, the urgent ones first; what is left waits for the next look."""
    first = sorted(work, key=lambda one: not is_urgent(one, now))
    return list(islice(_letters(first, now), AT_ONCE))


def _letters(work: Sequence[Listed], now: datetime) -> Iterator[Letter]:
    for one in work:
        card = one.card
        if card and card.message is not None and card.beside != beside(one.desk, one.school, now):
            code, at = case_code(one.desk.case), int(now.timestamp())
            yield Letter(
                f"beside:{code}:{at}",
                card.chat,
                CardBody(card.seq),
                one.desk.person,
                one.desk.case,
                Priority.URGENT_CARD if is_urgent(one, now) else Priority.RENAMING,
            )
