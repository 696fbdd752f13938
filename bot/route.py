"""The routing of updates: each kind goes to the part it is for. Nothing is decided here of a case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.conversation import Conversations
from bot.helpdesk.groups.cut_off_command import cut_offs
from bot.helpdesk.groups.group_linking import PAYLOAD
from bot.helpdesk.groups.holiday_command import free_days
from bot.helpdesk.groups.outbreak_command import outbreaks_of
from bot.helpdesk.groups.poster_letter import poster_letter
from bot.helpdesk.parts import Helpdesk
from bot.incoming.events import (
    AdminCommand,
    AnnouncementsWanted,
    BlockChanged,
    BotMembership,
    ChatMigrated,
    ChatShared,
    GroupMessage,
    GroupTap,
    Incoming,
    InlineSearch,
    MemberChange,
    MisplacedCommand,
    OwnerStarted,
    PrivateEvent,
    StaffCommand,
    StatusRequest,
)
from bot.incoming.written_commands import GOVERN
from bot.outgoing.letters import group_line, note, status
from bot.records.desk_case import BOT
from bot.records.help_desk import Desk, Staff
from bot.records.letters import Letter
from bot.store.interface import Store
from flows.dialogue.machine.events import COMMANDS, Commanded, Typed
from flows.texts import write
from flows.view import Line

_LINK = "hubungkan"


class Router:
    """Hands each update to the part that it is for. Caller holds the lock of the person or of the group."""

    def __init__(
        self,
        store: Store,
        conversations: Conversations,
        helpdesk: Helpdesk,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._conversations = conversations
        self._helpdesk = helpdesk
        self._desks = helpdesk.desks
        self._clock = clock

    async def route(  # noqa: C901, PLR0912  (a row for each kind)
        self, event: Incoming | None, update_id: int, username: str
    ) -> None:
        """Do everything that one update leads to. `event` is None where the bot has nothing to do; `username` is the bot's.

        Raises CaseTakenError, AlreadyAppliedError and BrokenStoreError.
        """
        match event:
            case PrivateEvent():
                await self._conversations.takes(event, update_id)
            case GroupMessage():
                await self._in_group(event, update_id, username)
            case GroupTap():
                await self._helpdesk.buttons.press(event, update_id)
            case BotMembership():
                await self._helpdesk.linking.follow_bot(event, update_id)
            case MemberChange():
                await self._member_changed(event, update_id)
            case ChatShared():
                await self._helpdesk.linking.link_shared(event, update_id)
            case MisplacedCommand(person):
                await self._tells(person, Line("govern.in_group"), update_id)
            case AdminCommand():
                await self._governs(event, update_id)
            case StaffCommand(name="cek"):
                await self._helpdesk.batch.in_private(event, update_id)
            case StaffCommand(name="pengumuman"):
                await self._helpdesk.announcing.in_private(event, update_id)
            case AnnouncementsWanted(person, wanted):
                await self._helpdesk.announcing.wants(person, update_id, wanted=wanted)
            case StaffCommand(name="batas"):
                await self._cut_offs(event, update_id)
            case StaffCommand(person, _, argument):
                await self._helpdesk.figures.in_private(person, argument, update_id)
            case InlineSearch():
                await self._helpdesk.inline.answer_search(event, update_id)
            case BlockChanged(person, blocked):
                await self._store.set_blocked(person, blocked, update_id)
            case ChatMigrated(old, new):
                await self._store.moved(old, new, update_id)
                await self._desks.refresh()
            case StatusRequest(person):
                now = self._clock()
                await self._done(
                    update_id,
                    status(person, update_id, await self._store.figures(now), now, self._desks.every),
                )
            case OwnerStarted(person):
                await self._helpdesk.admin.greet(person, username, update_id)
            case None:
                await self._done(update_id)
        if isinstance(event, AdminCommand | StaffCommand | StatusRequest | OwnerStarted) or (
            isinstance(event, PrivateEvent) and isinstance(event.event, Commanded)
        ):
            await self._helpdesk.news.catch_up(event.person)
        self._helpdesk.context.wake.set()

    async def _done(self, update_id: int, *letters: Letter) -> None:
        await self._store.finish(update_id, letters, self._clock())

    async def _tells(self, person: int, line: Line, update_id: int) -> None:
        await self._done(update_id, note(f"told:{update_id}", person, line, person))

    async def _governs(self, event: AdminCommand, update_id: int) -> None:
        """`/kelola` in a private chat; to others than owners and heads it is said for whom it is."""
        if event.query is not None:
            self._helpdesk.context.sender.answer(event.query, None)
        codes = await self._helpdesk.context.governs(event.person)
        if codes is None:
            await self._tells(event.person, Line("govern.for_heads"), update_id)
        else:
            await self._helpdesk.admin.carry_out(event, codes, update_id)

    async def _member_changed(self, event: MemberChange, update_id: int) -> None:
        """Keep that somebody came into a desk's group or went; of other groups nothing is kept."""
        desk = self._desks.at(event.chat)
        if desk is None:
            await self._done(update_id)
            return
        if not event.is_in and await self._store.headed_by(event.person) & {desk.code}:
            await self._helpdesk.context.dismiss(desk, event.person, BOT)
        staff = Staff(event.person, event.name, event.is_in, self._clock())
        await self._store.note_staff(event.chat, staff, update_id)

    async def _in_group(self, event: GroupMessage, update_id: int, username: str) -> None:
        """Take a group's message. A group that is no desk gets one line in reply to a command, and nothing else."""
        if event.command == _LINK:
            await self._helpdesk.linking.link(event, event.argument, update_id)
            return
        if event.command == "start" and event.argument.startswith(PAYLOAD):
            await self._helpdesk.linking.link(event, event.argument.removeprefix(PAYLOAD), update_id)
            return
        desk = self._desks.at(event.chat)
        if desk is None:
            known = event.command in COMMANDS
            await self._done(update_id, *([group_line(event.chat, update_id, username)] if known else []))
            return
        if event.forum != desk.forum:  # its topics were switched on or off
            await self._store.put_desk(replace(desk, forum=event.forum))
            await self._desks.refresh()
        await self._at_desk(event, desk, update_id, username)

    async def _at_desk(  # noqa: C901, PLR0912  (a row for each command)
        self, event: GroupMessage, desk: Desk, update_id: int, username: str
    ) -> None:
        """A command of the desk's, or something about a case."""
        match event.command:
            case (
                "kasus"
                | "cari"
                | "libur"
                | "batas"
                | "qr"
                | "lepas"
                | "statistik"
                | "cek"
                | "jawaban"
                | "pengumuman"
                | "gangguan"
            ) if event.author.person is None:
                await self._says(event, Line("desk.link.anonymous"), update_id)
            case "kasus":
                await self._helpdesk.lists.list_cases(event, desk, update_id)
            case "cari":
                await self._helpdesk.lists.search_cases(event, desk, update_id)
            case "libur" | "batas":
                await self._dates(event, desk, update_id)
            case "bantuan" | "start":
                await self._says(event, Line("desk.help", {"name": desk.name}), update_id)
            case "jawaban":
                await self._helpdesk.canned.carry_out(event, desk, update_id)
            case "gangguan":
                await self._outbreaks(event, desk, update_id)
            case "pengumuman":
                await self._helpdesk.announcing.in_group(event, desk, update_id)
            case "cek":
                await self._helpdesk.batch.in_group(event, update_id)
            case "statistik":
                await self._helpdesk.figures.in_group(event, desk, update_id)
            case "qr":
                await self._poster(event, desk, update_id, username)
            case "lepas":
                await self._unlink(event, desk, update_id)
            case command if command == GOVERN:
                await self._says(event, Line("govern.in_private"), update_id)
            case _:
                await self._helpdesk.messages.pass_on(event, desk, update_id)

    async def _says(self, event: GroupMessage, line: Line, update_id: int) -> None:
        """A word of the bot's where the command was written."""
        await self._done(update_id, note(f"said:{update_id}", event.chat, line, thread=event.thread))

    async def _dates(self, event: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/libur` or `/batas`, by a member; what of it changes something, by whoever governs this desk."""
        who = event.author.person
        if who is None or not await self._helpdesk.context.members.belongs(event.chat, event.author):
            await self._done(update_id)
            return
        codes = await self._helpdesk.context.governs(who) or frozenset()
        governs = desk.code in codes
        says = free_days if event.command == "libur" else cut_offs
        line = await says(self._helpdesk.context, who, desk, event.argument, governs=governs)
        await self._says(event, line, update_id)

    async def _cut_offs(self, event: StaffCommand, update_id: int) -> None:
        """`/batas` in a private chat: an owner's are for all, a head's for their desk; operators are told the next."""
        codes = await self._helpdesk.context.governs(event.person)
        if codes is None:
            asked = Typed(write(Line("cut_off.question")))
            await self._conversations.takes(
                PrivateEvent(event.person, asked, message=event.message), update_id
            )
            return
        owner = event.person in self._helpdesk.context.owners
        desk = None if owner or len(codes) != 1 else self._desks.get(next(iter(codes)))
        line = Line("cut_off.which_desk")
        if owner or desk:
            context = self._helpdesk.context
            line = await cut_offs(context, event.person, desk, event.argument, governs=True)
        await self._tells(event.person, line, update_id)

    async def _outbreaks(self, event: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/gangguan`, by a member."""
        who, context = event.author.person, self._helpdesk.context
        if who is None or not await context.members.belongs(event.chat, event.author):
            await self._done(update_id)
            return
        await self._says(event, await outbreaks_of(context, who, desk, event.argument), update_id)

    async def _poster(self, event: GroupMessage, desk: Desk, update_id: int, username: str) -> None:
        inside = await self._helpdesk.context.members.belongs(event.chat, event.author)
        letter = poster_letter(desk, event.chat, username, update_id, event.thread)
        await self._done(update_id, *([letter] if inside else []))

    async def _unlink(self, event: GroupMessage, desk: Desk, update_id: int) -> None:
        """`/lepas`, by whoever governs this desk."""
        who = event.author.person
        codes = await self._helpdesk.context.governs(who) if who is not None else None
        if who is None or codes is None or desk.code not in codes:
            await self._says(event, Line("desk.link.not_head"), update_id)
            return
        await self._helpdesk.linking.unlink(desk, who)
        await self._done(update_id)
