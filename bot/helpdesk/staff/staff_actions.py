"""Actions of staff in their group: buttons under a card, messages in its topic or below it, and a few commands.

Every group's doings come one after the other; whatever changes a case takes its operator's lock as well (`turn.py`). A
group's lock is never asked for by whoever holds a person's, so that none waits for the other in a circle.
"""

from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.answering import passed_on
from bot.helpdesk.cases.card_actions import ActionContext, ActionResult, press
from bot.helpdesk.cases.card_buttons import ALIKE
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.relay import KINDS, album_kept, below, edited, to_operator, withdrawn
from bot.helpdesk.staff.alike_cases import AlikeCases
from bot.helpdesk.staff.below_card import BELOW_CARD, BelowCard
from bot.helpdesk.staff.canned_answers import SEND, CannedAnswers
from bot.helpdesk.staff.lists import StaffLists
from bot.helpdesk.staff.muting import MUTING, muting
from bot.incoming.events import GroupMessage, GroupTap
from bot.incoming.message_content import NAMED
from bot.outgoing.letters import note
from bot.outgoing.render import plain
from bot.privacy.invisible import inert
from bot.records.desk_case import DeskCase, Entry
from bot.records.help_desk import Desk
from bot.records.letters import CardBody, Letter
from bot.records.messages import Content
from bot.records.priority import Priority
from bot.records.rows import Known
from bot.turn import Decision, Unchanged
from flows.dialogue.machine.events import Chose
from flows.texts import write
from flows.view import Line


class StaffActions:
    """Takes what staff do. Caller holds the group's lock."""

    def __init__(self, context: HelpdeskContext, lists: StaffLists, canned: CannedAnswers) -> None:
        self._context = context
        self._lists = lists
        self._canned = canned
        self._alike = AlikeCases(context, canned)
        self._below = BelowCard(context, canned, self._sends_ready)
        self._store = context.store
        self._members = context.members
        self._clock = context.clock

    # Buttons.

    async def press(self, heard: GroupTap, update_id: int) -> None:
        """A button under a card, or under a list. Its data is never believed: it must fit the group, the case and the card."""
        toast = await self._tapped(heard, update_id)
        self._context.sender.answer(heard.tap.query, plain(write(toast)) if toast else None)

    async def _tapped(self, heard: GroupTap, update_id: int) -> Line | None:
        desk, chose = self._context.desks.at(heard.chat), heard.chose
        if (
            desk is None
            or chose is None
            or chose.subject not in {"desk", "list", "board", ALIKE, *BELOW_CARD}
        ):
            await self._store.finish(update_id, (), self._clock())
            return None
        if not await self._members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), self._clock())
            return Line("desk.toast.stranger")
        if chose.subject in BELOW_CARD:
            return await self._below.press(desk, heard, chose, update_id)
        if chose.subject == ALIKE:
            return await self._alike.press(desk, heard, chose, update_id)
        assert heard.author.person is not None
        if chose.subject == "list" and chose.choice == "card":
            return await self._shows_card(desk, chose.case, update_id)
        if chose.subject != "desk":
            await self._lists.turn_page(desk, heard, chose, update_id)
            return None
        return await self._presses(desk, heard.author.person, chose, update_id)

    async def _sends_ready(
        self, case: DeskCase, desk: Desk, heard: GroupTap, content: Content, update_id: int
    ) -> None:
        """A ready answer, chosen by buttons: the message with these is where it comes from, so that none goes out twice."""
        who, under = heard.author.person, heard.tap.message
        assert who is not None
        assert under is not None
        said = GroupMessage(heard.chat, under, heard.author, content=content)

        async def decide(known: Known, now: datetime) -> Decision:
            scene = await self._context.scene(desk, case.case, who, now)
            if scene is None or not scene.case.is_open:
                return Unchanged(update_id)
            return self._context.kept(scene.session, passed_on(scene, said), known, now, update_id)

        await self._context.turns.take(case.person, decide)

    async def _presses(self, desk: Desk, who: int, chose: Chose, update_id: int) -> Line | None:
        case = await self._context.at(desk, chose.case)
        if case is None:
            await self._store.finish(update_id, (), self._clock())
            return Line("desk.toast.not_here")
        toast: Line | None = None

        async def decide(known: Known, now: datetime) -> Decision:
            nonlocal toast
            scene = await self._context.scene(desk, chose.case, who, now)
            if scene is None or not scene.case.counts(chose.seq):
                toast = await self._too_late(scene, who)
                return Unchanged(update_id)
            done = press(scene, chose.choice)
            toast = done.toast or (Line("desk.toast.done") if done.log else None)  # a menu records nothing
            if done.case is None:
                return Unchanged(update_id)
            return self._context.kept(scene.session, done, known, now, update_id)

        await self._context.turns.take(case.person, decide)
        return toast

    async def _too_late(self, scene: ActionContext | None, who: int) -> Line:
        """The card was another by then; who has the case is worth saying."""
        if scene is None or scene.case.owner in {None, who}:
            return Line("desk.toast.late")
        names = await self._store.names([scene.case.owner])
        return Line("desk.toast.taken", {"owner": names.get(scene.case.owner, "-")})

    async def _shows_card(self, desk: Desk, number: int, update_id: int) -> Line | None:
        """The card of a case is sent once more, at the end of the group; the one so far says so."""
        case = await self._context.at(desk, number)
        if case is None:
            await self._store.finish(update_id, (), self._clock())
            return Line("desk.toast.not_here")

        async def decide(known: Known, now: datetime) -> Decision:
            found = await self._context.at(desk, number)
            session = await self._store.case_of(case.person, number) if found else None
            if found is None or session is None or desk.chat is None:
                return Unchanged(update_id)
            anew = found.on_new_card()
            letter = replace(
                card_letter(anew, desk.chat, Priority.STAFF_ACTED), body=CardBody(anew.seq, anew=True)
            )
            done = ActionResult(anew, letters=(letter,))
            return self._context.kept(session, done, known, now, update_id)

        await self._context.turns.take(case.person, decide)
        return None

    # Messages.

    async def pass_on(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """A message in a desk's group: passed on if it belongs to a case, else it is the staff's own business."""
        now = self._clock()
        number = await self._store.case_at(heard.chat, heard.thread, heard.reply_to)
        case = await self._context.at(desk, number) if number is not None else None
        if heard.author.person is None:
            letters = [below(case, heard, "anonymous")] if case else []
            await self._store.finish(update_id, letters, now)
            return
        if not await self._members.belongs(heard.chat, heard.author):
            await self._store.finish(update_id, (), now)
            return
        if case is None:
            await self._store.finish(update_id, self._astray(heard, known=number is not None), now)
            return
        who = heard.author.person

        async def decide(known: Known, now: datetime) -> Decision:
            scene = await self._context.scene(desk, case.case, who, now)
            if scene is None:
                return Unchanged(update_id)
            done = await self._says_in(scene, heard, update_id)
            if isinstance(done, Unchanged):
                return done
            return self._context.kept(scene.session, done, known, now, update_id)

        await self._context.turns.take(case.person, decide)

    @staticmethod
    def _astray(heard: GroupMessage, *, known: bool) -> list[Letter]:
        """Letters in answer to a message that belongs to no case here: to one that has gone, in a topic
        that the bot has opened for one, or a command that needs a case.
        """
        which = "which_forum" if heard.forum else "which"
        needing = {"catatan": which, "bisukan": which, "bunyikan": which, SEND: which, "tarik": "not_yours"}
        asked = "catatan" if _prompted(heard) else heard.command or ""
        what = "elsewhere" if known else needing.get(asked)
        if what is None and heard.command == "" and heard.content and heard.content.kind != "text":
            what = "unknown"
        if what is None and heard.in_own_topic and not heard.command:
            what = "no_case"
        if what is None or heard.edited:
            return []
        line, key = Line(f"desk.remark.{what}"), f"astray:{heard.chat}:{heard.whole}"
        return [note(key, heard.chat, line, thread=heard.thread, reply_to=heard.message)]

    async def _says_in(  # noqa: C901  (a row for each kind)
        self, scene: ActionContext, heard: GroupMessage, update_id: int
    ) -> ActionResult | Unchanged:
        """Result of a message that belongs to a case: a note, a command, or words for the operator."""
        content, case = heard.content, scene.case
        album = content.album if content else None
        replied = await self._store.copy(heard.chat, heard.reply_to) if heard.reply_to else None
        if heard.edited:
            return await self._edits(scene, heard, update_id)
        if album and await self._store.was_made(album_kept(case.case, heard.chat, album)):
            return Unchanged(update_id)
        if heard.command == "tarik":
            return await self._withdraws(scene, heard, update_id)
        noting = heard.command is None and scene.who in case.noting
        if heard.command == "catatan" or noting or _prompted(heard) or (replied and replied.kind == "prompt"):
            text = heard.argument if heard.command else (content.text if content else "")
            return self._notes(scene, heard, text, update_id)
        if heard.command in MUTING:
            governed = await self._context.governs(scene.who) or frozenset()
            return muting(scene, heard, update_id, governs=scene.desk.code in governed)
        if heard.command == SEND:
            ready = await self._canned.find(scene.desk, heard.argument)
            if ready is None:
                return Unchanged(update_id, (below(case, heard, "no_answer"),))
            content = ready.content
            heard = replace(heard, command=None, content=content)
        if heard.command is not None:
            return Unchanged(update_id, (below(case, heard, "unknown"),))
        if not case.is_open:
            return Unchanged(update_id, (below(case, heard, "closed"),))
        if content is None or content.kind not in KINDS:
            why = "named" if content and content.kind == NAMED else "not_passed"
            return Unchanged(update_id, (below(case, heard, why),))
        return passed_on(scene, heard)

    async def _edits(self, scene: ActionContext, heard: GroupMessage, update_id: int) -> Unchanged:
        relay = next(iter(await self._store.origins(heard.chat, heard.message)), None)
        letters: list[Letter] = []
        content = heard.content if heard.content and not heard.content.is_command else None
        if relay and relay.kind == "out" and relay.case == scene.case.case and content:
            way = to_operator(scene.case, heard.chat, scene.desk.name, scene.who)
            letters = [edited(scene.case, way, heard.message, content, update_id)]
            letters += [below(scene.case, heard, "masked")] if heard.personal else []
        return Unchanged(update_id, tuple(letters))

    async def _withdraws(self, scene: ActionContext, heard: GroupMessage, update_id: int) -> Unchanged:
        """Replied to one's own message: its copy is taken away from the operator."""
        found = await self._store.origins(heard.chat, heard.reply_to) if heard.reply_to else ()
        relay = next(iter(found), None)
        if relay is None or relay.kind != "out" or relay.who != scene.who or relay.case != scene.case.case:
            return Unchanged(update_id, (below(scene.case, heard, "not_yours"),))
        letters = [withdrawn(scene.case, relay), below(scene.case, heard, "withdrawn")]
        log = (Entry(scene.now, scene.desk.code, "withdrawn", scene.case.case, scene.who),)
        return Unchanged(update_id, tuple(letters), log)

    @staticmethod
    def _notes(
        scene: ActionContext, heard: GroupMessage, text: str, update_id: int
    ) -> ActionResult | Unchanged:
        if not text.strip():
            return Unchanged(update_id, (below(scene.case, heard, "empty_note"),))
        assert scene.desk.chat is not None
        case = scene.case.redrawn().without_note_of(scene.who)
        log = (Entry(scene.now, scene.desk.code, "note", case.case, scene.who, inert(text.strip())[:500]),)
        letters = (below(case, heard, "noted"), card_letter(case, scene.desk.chat, Priority.STAFF_ACTED))
        return ActionResult(case, log, letters)


def _prompted(heard: GroupMessage) -> bool:
    """Whether `heard` replies to the bot's asking for a note, also to one whose number is not known as it was uncertain."""
    return heard.replied.startswith(plain(write(Line("desk.remark.note"))))
