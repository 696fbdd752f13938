"""Messages that a card's buttons open below it: what would be if a fact were another, and the canned answers.

Such a message belongs to its case, and goes with it. Its buttons change it, and nothing else; a tap with this data under any
other message makes a new one.
"""

from collections.abc import Awaitable, Callable

from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.staff.canned_answers import CannedAnswers, shown
from bot.incoming.events import GroupTap
from bot.outgoing.render import render
from bot.records.desk_case import DeskCase
from bot.records.help_desk import Desk
from bot.records.letters import Letter, RemarkBody
from bot.records.messages import Content
from bot.records.priority import Priority
from flows.dialogue.desk import what_if
from flows.dialogue.desk.ready_answers import CHOSEN, LIST, SEND, SUBJECT
from flows.dialogue.machine.events import Chose
from flows.view import Choice, Line, View

BELOW_CARD = frozenset({what_if.SUBJECT, SUBJECT})
"""The subjects of these buttons."""
_IN_A_ROW = 3

Sends = Callable[[DeskCase, Desk, GroupTap, Content, int], Awaitable[None]]
"""Sends a ready answer to the case's operator, and is done with the update."""


class BelowCard:
    """Takes the taps on these buttons, of whoever is in the desk's group."""

    def __init__(self, context: HelpdeskContext, canned: CannedAnswers, sends: Sends) -> None:
        self._context = context
        self._store = context.store
        self._canned = canned
        self._sends = sends

    async def press(self, desk: Desk, heard: GroupTap, chose: Chose, update_id: int) -> Line | None:
        """Take a tap on such a button; gives the toast, where there is one."""
        case = await self._context.case_of_desk(desk, chose.case)
        if case is None:
            await self._store.finish(update_id, (), self._context.clock())
            return Line("desk.toast.not_here")
        own = await is_own(self._context, case, heard)
        if chose.subject == SUBJECT and chose.choice.startswith(SEND):
            word = chose.choice.removeprefix(SEND)
            answer = await self._canned.find(desk, word)
            if not own or answer is None or not case.is_open or await self._is_sent(heard):
                await self._store.finish(update_id, (), self._context.clock())
                return Line("desk.toast.late")
            await self._sends(case, desk, heard, answer.content, update_id)
            sent = Line("ready.sent", {"word": word, "text": answer.text})
            shows(self._context, heard, case, View((sent,)))
            return Line("desk.toast.done")
        view = await self._view(desk, case, chose)
        if view is None:
            await self._store.finish(update_id, (), self._context.clock())
            return Line("desk.toast.late")
        if own:
            await self._store.finish(update_id, (), self._context.clock())
            shows(self._context, heard, case, view)
            return None
        said = render(view, case.case, case.seq)
        body = RemarkBody(said.text, rows=said.rows)
        name = f"below:{update_id}"
        letter = Letter(name, heard.chat, body, case.person, case.case, Priority.STAFF_ACTED)
        await self._store.finish(update_id, [letter], self._context.clock())
        return None

    async def _is_sent(self, heard: GroupTap) -> bool:
        under = heard.tap.message
        return under is not None and bool(await self._store.origins(heard.chat, under))

    async def _view(self, desk: Desk, case: DeskCase, chose: Chose) -> View | None:
        if chose.subject == what_if.SUBJECT:
            session = await self._store.case_of(case.person, case.case)
            return what_if.what_if(session, chose.choice) if session else None
        if not case.is_open:
            return None
        if chose.choice == LIST:
            buttons = [
                Choice(SUBJECT, f"{CHOSEN}{word}", Line("ready.word", {"word": word}))
                for word in await self._canned.words(desk)
            ]
            rows = [tuple(buttons[place : place + _IN_A_ROW]) for place in range(0, len(buttons), _IN_A_ROW)]
            return View((Line("ready.choose"),), tuple(rows))
        word = chose.choice.removeprefix(CHOSEN)
        answer = await self._canned.find(desk, word)
        if answer is None:
            return None
        sends = Choice(SUBJECT, f"{SEND}{word}", Line("ready.send"))
        others = Choice(SUBJECT, LIST, Line("ready.others"))
        return View((shown(word, answer),), ((sends,), (others,)))


async def is_own(context: HelpdeskContext, case: DeskCase, heard: GroupTap) -> bool:
    """Whether the message that was tapped under is the bot's own, in this case."""
    under = heard.tap.message
    stands = await context.store.copy(heard.chat, under) if under is not None else None
    return stands is not None and (stands.kind, stands.case) == ("remark", case.case)


def shows(context: HelpdeskContext, heard: GroupTap, case: DeskCase, view: View) -> None:
    """Have the message that was tapped under say something else."""
    if heard.tap.message is not None:
        said = render(view, case.case, case.seq)
        context.sender.edit_soon(heard.chat, heard.tap.message, said, Priority.STAFF_ACTED)
