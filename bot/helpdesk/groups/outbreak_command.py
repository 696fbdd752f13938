"""`/gangguan` in a desk's group: what many of its schools lack at once, and the desk's word that it is over."""

from bot.helpdesk.cases.context import HelpdeskContext
from bot.records.help_desk import Desk
from flows.dialogue.desk.outlook import missing_names
from flows.view import Line

ENDS = "selesai"


async def outbreaks_of(context: HelpdeskContext, person: int, desk: Desk, argument: str) -> Line:
    """Carry out the command that somebody of the desk wrote; gives the line that answers it."""
    keys = tuple(one.key for one in context.desks.directory.outbreaks if one.desk == desk.code)
    if argument.strip().casefold() == ENDS and await context.store.dismiss_outbreaks(desk.code):
        await context.desks.refresh()
        await context.log(desk, "outbreak_ended", person)
        return Line("outbreak.ended")
    return Line("outbreak.listed", {"missing": missing_names(keys)}) if keys else Line("outbreak.none")
