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


def outdated_cards(work: Sequence[Listed], group: int, now: datetime) -> list[Letter]:
    """Letters that have those of the open cases `work` drawn again, the urgent ones first; what is left waits for the next look.
    The first card of one that became urgent while it waited goes before the others in the group.
    """
    first = sorted(work, key=lambda one: not is_urgent(one, now))
    return list(islice(_letters(first, group, now), AT_ONCE))


def _letters(work: Sequence[Listed], group: int, now: datetime) -> Iterator[Letter]:
    for one in work:
        card, until = one.card, one.school.cut_off(now)
        if (card is None or card.message is None) and until and is_urgent(one, now):
            key = f"urgent:{case_code(one.desk.case)}:{int(until.timestamp())}"  # a look does not know of the one before
            yield Letter(
                key,
                group,
                CardBody(one.desk.seq),
                one.desk.person,
                one.desk.case,
                Priority.URGENT_CARD,
            )
        elif card and card.message is not None and card.beside != beside(one.desk, one.school, now):
            code, at = case_code(one.desk.case), int(now.timestamp())
            yield Letter(
                f"beside:{code}:{at}",
                card.chat,
                CardBody(card.seq),
                one.desk.person,
                one.desk.case,
                Priority.URGENT_CARD if is_urgent(one, now) else Priority.RENAMING,
            )
