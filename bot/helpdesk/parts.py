"""The help desks' parts, put together, and what time brings to them."""

from datetime import datetime

from bot.helpdesk.batch.desk_batch import DeskBatch
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.deliveries import Deliveries
from bot.helpdesk.figures.desk_figures import DeskFigures
from bot.helpdesk.groups.admin_commands import AdminCommands
from bot.helpdesk.groups.group_linking import GroupLinking
from bot.helpdesk.operators.operator_side import OperatorSide
from bot.helpdesk.operators.silence_timer import tell_of_silence
from bot.helpdesk.staff.canned_answers import CannedAnswers
from bot.helpdesk.staff.staff_actions import StaffActions


class Helpdesk:
    """Everything that serves districts, their groups and the cases there."""

    def __init__(self, context: HelpdeskContext) -> None:
        self.context = context
        self.desks = context.desks
        self.operator_side = OperatorSide(context)
        self.canned = CannedAnswers(context)
        self.staff = StaffActions(context, self.canned)
        self.linking = GroupLinking(context)
        self.admin = AdminCommands(context, self.linking)
        self.batch = DeskBatch(context)
        self.figures = DeskFigures(context)
        self.deliveries = Deliveries(context, self.linking, self.figures)

    async def tick(self, now: datetime) -> None:
        """Operators who have waited too long are told so. Raises BrokenStoreError."""
        await self.linking.settle()
        await self.figures.weekly(now)
        for case in await self.context.store.unanswered(now):
            await tell_of_silence(self.context, case)
