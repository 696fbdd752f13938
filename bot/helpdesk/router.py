"""The help desks' parts, put together: what is done in groups, what an operator's doings mean there, and what time brings."""

from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.delivery.deliveries import Deliveries
from bot.helpdesk.groups.admin_commands import AdminCommands, poster_letter
from bot.helpdesk.groups.group_linking import PAYLOAD, GroupLinking
from bot.helpdesk.operators.operator_side import OperatorSide
from bot.helpdesk.operators.silence_timer import tell_of_silence
from bot.helpdesk.staff.staff_actions import StaffActions
from bot.incoming.events import (
    AdminCommand,
    BotMembership,
    ChatShared,
    GroupMessage,
    GroupTap,
    MemberChange,
    MisplacedCommand,
)
from bot.incoming.parse import GOVERN
from bot.outgoing.letters import group_line, note
from bot.records.rows import Desk, Staff
from flows.dialogue.machine.events import COMMANDS
from flows.view import Line

LINK = "hubungkan"


class HelpdeskRouter:
    """Whoever calls stands in the group's line."""

    def __init__(self, office: HelpdeskContext) -> None:
        self.desks = office.desks
        self._office = office
        self._store = office.store
        self._clock = office.clock
        self.side = OperatorSide(office)
        self.staffing = StaffActions(office)
        self.joining = GroupLinking(office)
        self.governing = AdminCommands(office, self.joining)
        self.deliveries = Deliveries(office, self.joining)

    async def apply(
        self, heard: GroupMessage | GroupTap | BotMembership | MemberChange, update_id: int, username: str
    ) -> None:
        """Everything that an update of a group leads to."""
        match heard:
            case GroupMessage():
                await self._in_group(heard, update_id, username)
            case GroupTap():
                await self.staffing.taps(heard, update_id)
            case BotMembership():
                await self.joining.stands(heard, update_id)
            case MemberChange():
                await self._stands(heard, update_id)

    async def serves(self, heard: AdminCommand | MisplacedCommand | ChatShared, update_id: int) -> None:
        """What whoever looks after desks does in their private chat; to others it is said for whom it is."""
        match heard:
            case ChatShared():
                await self.joining.shared(heard, update_id)
            case MisplacedCommand(person):
                await self._tells(person, Line("govern.in_group"), update_id)
            case AdminCommand(person, argument):
                codes = await self.governing.governs(person)
                if codes is None:
                    await self._tells(person, Line("govern.for_heads"), update_id)
                else:
                    await self.governing.does(person, codes, argument, update_id)

    async def _tells(self, person: int, line: Line, update_id: int) -> None:
        words = note(f"told:{update_id}", person, line, person)
        await self._store.finish(update_id, [words], self._clock())

    async def _in_group(self, heard: GroupMessage, update_id: int, username: str) -> None:
        """Something written in a group. One that is no desk gets a line to a command, and nothing else."""
        if heard.command == LINK:
            await self.joining.links(heard, heard.argument, update_id)
            return
        if heard.command == "start" and heard.argument.startswith(PAYLOAD):
            await self.joining.links(heard, heard.argument.removeprefix(PAYLOAD), update_id)
            return
        desk = self.desks.at(heard.chat)
        if desk is None:
            known = heard.command in COMMANDS
            letters = [group_line(heard.chat, update_id, username)] if known else []
            await self._store.finish(update_id, letters, self._clock())
            return
        if heard.forum != desk.forum:  # its topics were switched on or off
            await self._store.put_desk(replace(desk, forum=heard.forum))
            await self.desks.refresh()
        await self._at_desk(heard, desk, update_id, username)

    async def _at_desk(self, heard: GroupMessage, desk: Desk, update_id: int, username: str) -> None:
        """A command of the desk's, or something about a case."""
        match heard.command:
            case "kasus" | "qr" | "lepas" if heard.author.person is None:
                await self._says(heard, Line("desk.link.anonymous"), update_id)
            case "kasus":
                await self.staffing.lists(heard, desk, update_id)
            case "bantuan" | "start":
                await self._says(heard, Line("desk.help", {"name": desk.name}), update_id)
            case "qr":
                await self._poster(heard, desk, update_id, username)
            case "lepas":
                await self._unlink(heard, desk, update_id)
            case command if command == GOVERN:
                await self._says(heard, Line("govern.in_private"), update_id)
            case _:
                await self.staffing.says(heard, desk, update_id)

    async def _says(self, heard: GroupMessage, line: Line, update_id: int) -> None:
        """A word of the bot's where the command was written."""
        words = note(f"said:{update_id}", heard.chat, line, thread=heard.thread)
        await self._store.finish(update_id, [words], self._clock())

    async def _poster(self, heard: GroupMessage, desk: Desk, update_id: int, username: str) -> None:
        inside = await self._office.members.belongs(heard.chat, heard.author)
        letters = [poster_letter(desk, heard.chat, username, update_id, heard.thread)] if inside else []
        await self._store.finish(update_id, letters, self._clock())

    async def _unlink(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/lepas`, by whoever governs this desk."""
        who = heard.author.person
        codes = await self.governing.governs(who) if who is not None else None
        if who is None or codes is None or desk.code not in codes:
            await self._says(heard, Line("desk.link.not_head"), update_id)
            return
        await self.joining.unlinks(desk, who)
        await self._store.finish(update_id, (), self._clock())

    async def _stands(self, heard: MemberChange, update_id: int) -> None:
        """Somebody came into a group or went; of groups that are no desks nothing is kept."""
        if self.desks.at(heard.chat) is None:
            await self._store.finish(update_id, (), self._clock())
            return
        staff = Staff(heard.person, heard.name, heard.is_in, self._clock())
        await self._store.seen(heard.chat, staff, update_id)

    async def tick(self, now: datetime) -> None:
        """Operators who have waited too long are told so. Raises BrokenStoreError."""
        await self.joining.settle()
        for case in await self._store.unanswered(now):
            await tell_of_silence(self._office, case)
