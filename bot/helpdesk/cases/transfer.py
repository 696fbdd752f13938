"""A case that goes from one desk to another: handed up, called up by the operator, or because a group is gone."""

from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.card_letters import card_letter, gone_letters
from bot.helpdesk.desks.working_hours import patient_until
from bot.records.desk_case import DeskCase
from bot.records.desk_drawings import Card
from bot.records.help_desk import Desk
from bot.records.letters import Letter


def transferred(case: DeskCase, to: Desk, card: Card | None, now: datetime) -> tuple[DeskCase, list[Letter]]:
    """The case at desk `to`, which must have a group, and its letters: the new card, and a line in the old one's place."""
    assert to.chat is not None
    there = replace(
        case.becomes("open", now),
        desk=to.code,
        owner=None,
        noting=(),
        answered=False,
        came=None,
        silent=False,
        line=True,
        waiting_at=now,
        nudge_at=None if case.asked else patient_until(to, now),
    )
    return there, [card_letter(there, to.chat), *gone_letters(there, card, to.name)]
