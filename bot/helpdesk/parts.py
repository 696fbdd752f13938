"""The help desks' parts, put together, and what time brings to them."""

from datetime import datetime

from bot.helpdesk.batch.desk_batch import DeskBatch
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.deliveries import Deliveries
from bot.helpdesk.figures.desk_figures import DeskFigures
from bot.helpdesk.groups.admin_commands import AdminCommands
from bot.helpdesk.groups.announcing import Announcing
from bot.helpdesk.groups.group_linking import GroupLinking
from bot.helpdesk.groups.head_news import HeadNews
from bot.helpdesk.operators.operator_side import OperatorSide
from bot.helpdesk.operators.silence_timer import tell_of_silence
from bot.helpdesk.staff.canned_answers import CannedAnswers
from bot.helpdesk.staff.inline_answers import InlineAnswers
from bot.helpdesk.staff.lists import StaffLists
from bot.helpdesk.staff.staff_buttons import StaffButtons
from bot.helpdesk.staff.staff_messages import StaffMessages
from bot.helpdesk.upkeep.due_drawings import redraw_due
from bot.helpdesk.upkeep.outbreak_alarm import SightingRecorder
from bot.helpdesk.upkeep.reminding import remind_staff
from bot.outgoing.second_look import SecondLook


class Helpdesk:
    """All parts that serve districts, their groups and the cases there."""

    def __init__(self, context: HelpdeskContext, second: SecondLook) -> None:
        self.context = context
        self.desks = context.desks
        self.operator_side = OperatorSide(context)
        self.lists = StaffLists(context)
        self.canned = CannedAnswers(context)
        self.inline = InlineAnswers(context, self.canned)
        self.buttons = StaffButtons(context, self.lists, self.canned)
        self.messages = StaffMessages(context, self.canned)
        self.news = HeadNews(context)
        self.linking = GroupLinking(context, self.news)
        self.admin = AdminCommands(context, self.linking, self.news)
        self.announcing = Announcing(context)
        self.batch = DeskBatch(context)
        self.figures = DeskFigures(context)
        self.sighting_recorder = SightingRecorder(context)
        self.deliveries = Deliveries(context, self.linking, second, self.figures)

    async def tick(self, now: datetime) -> None:
        """Operators who have waited too long are told so. Raises BrokenStoreError."""
        await self.linking.settle()
        await self.figures.weekly(now)
        await self.announcing.reports(now)
        for case in await self.context.store.unanswered(now):
            await tell_of_silence(self.context, case)
        await self.sighting_recorder.look(now)
        await remind_staff(self.context, now)
        await redraw_due(self.context, now)
