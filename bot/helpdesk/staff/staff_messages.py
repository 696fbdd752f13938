"""Messages of staff in their group: in a case's topic, below its card, or with a command; the rest is their own business.

Every group's doings come one after the other; whatever changes a case takes its operator's lock as well (`turn.py`). A
group's lock is never asked for by whoever holds a person's, so that none waits for the other in a circle.
"""

from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.answering import passed_on
from bot.helpdesk.cases.card_actions import ActionContext, ActionResult
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.relay import KINDS, album_kept, below, edited, to_operator, withdrawn
from bot.helpdesk.staff.canned_answers import SEND, CannedAnswers
from bot.helpdesk.staff.muting import MUTING, muting
from bot.incoming.events import GroupMessage
from bot.incoming.message_content import NAMED
from bot.outgoing.letters import note
from bot.outgoing.render import plain
from bot.privacy.invisible import inert
from bot.records.desk_case import Entry
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from bot.records.priority import Priority
from bot.records.rows import Known
from bot.turn import Decision, Unchanged
from flows.texts import write
from flows.view import Line


class StaffMessages:
    """Takes messages of staff. Caller holds the group's lock."""

    def __init__(self, context: HelpdeskContext, canned: CannedAnswers) -> None:
        self._context = context
        self._canned = canned
        self._store = context.store
        self._members = context.members
        self._clock = context.clock

    async def pass_on(self, heard: GroupMessage, desk: Desk, update_id: int) -> None:
        """A message in a desk's group: passed on if it belongs to a case, else it is the staff's own business."""
        now = self._clock()
        number = await self._store.case_at(heard.chat, heard.thread, heard.reply_to)
        case = await self._context.case_of_desk(desk, number) if number is not None else None
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
