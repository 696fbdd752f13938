"""`Salin untuk kasus serupa`: the answer given in one case goes to the other open cases of the desk that lack the same.

The button on the card asks, by a message that replies to the answer; that message's buttons send. The words, and Telegram's name
of the file, come back with the tap, as what is replied to: nothing of them is kept here. Each case is answered by a turn of its own, and the update is done
after all of them, so that a process which ends on the way goes on where it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.helpdesk.cases.answering import copied_to
from bot.helpdesk.cases.card_buttons import ALIKE, ASK
from bot.helpdesk.cases.context import HelpdeskContext
from bot.helpdesk.cases.relay import KINDS, copied_key
from bot.helpdesk.staff.below_card import is_own, shows
from bot.helpdesk.staff.canned_answers import SEND, CannedAnswers
from bot.helpdesk.staff.case_list import title
from bot.incoming.events import GroupTap, Replied
from bot.outgoing.render import render
from bot.records.desk_case import DeskCase
from bot.records.help_desk import Desk
from bot.records.letters import Letter, RemarkBody
from bot.records.messages import Content
from bot.records.priority import Priority
from bot.records.rows import Known
from bot.store.desk_work import Listed
from bot.turn import Decision, Kept, Unchanged
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.events import Chose
from flows.dialogue.screens.requirements import listed, name
from flows.view import Choice, Line, Values, View

NAMED = 5
"""So many cases are named of each kind."""


class AlikeCases:
    """Takes the taps on these buttons. Caller holds the group's lock, and has looked that the doer is in the group."""

    def __init__(self, context: HelpdeskContext, canned: CannedAnswers) -> None:
        self._context = context
        self._store = context.store
        self._canned = canned

    async def press(self, desk: Desk, heard: GroupTap, chose: Chose, update_id: int) -> Line:
        """Take a tap on one of the buttons; gives the toast."""
        case = await self._context.case_of_desk(desk, chose.case)
        letters: list[Letter] = []
        if case is None or not case.is_open:
            toast = Line("desk.toast.late" if case else "desk.toast.not_here")
        elif chose.choice == ASK:
            toast, letters = await self._asks(desk, case, heard, update_id)
        else:
            toast = await self._sends(desk, case, heard, chose.choice)
        await self._store.finish(update_id, letters, self._context.clock())
        return toast

    async def _asks(
        self, desk: Desk, case: DeskCase, heard: GroupTap, update_id: int
    ) -> tuple[Line, list[Letter]]:
        answer = await self._store.last_answer(case.case, heard.chat)
        if answer is None or answer.from_message is None:
            return Line("alike.no_answer"), []
        view = await self._question(desk, case, heard.chat, answer.from_message)
        if view is None:
            return Line("alike.none"), []
        said = render(view, case.case, case.seq)
        body = RemarkBody(said.text, answer.from_message, rows=said.rows)
        key = f"alike:{update_id}"
        return Line("alike.asked"), [
            Letter(key, heard.chat, body, case.person, case.case, Priority.STAFF_ACTED)
        ]

    async def _question(self, desk: Desk, case: DeskCase, group: int, message: int) -> View | None:
        """Question to how many cases, for each requirement that is missing here, with a button for each; None without any."""
        lines: list[Line] = []
        buttons: list[tuple[Choice, ...]] = []
        for key in case.missing or ():
            found = [one for one, has in await self._alike(desk, case, key, group, message) if not has]
            if found:
                values: Values = {"name": name(key), "count": len(found), "cases": _named(found)}
                lines.append(Line("alike.item", values))
                buttons.append((Choice(ALIKE, f"{key}_{len(found)}", Line("alike.send", values)),))
        return View((Line("alike.question", {"items": listed(lines)}),), tuple(buttons)) if lines else None

    async def _alike(
        self, desk: Desk, case: DeskCase, key: str, group: int, message: int
    ) -> list[tuple[Listed, bool]]:
        """The other cases, each with whether it has got this answer already."""
        found = await self._store.alike(desk.code, key, self._context.clock())
        return [
            (one, await self._store.was_made([copied_key(one.desk.case, group, message)]))
            for one in found
            if one.desk.case != case.case
        ]

    async def _sends(self, desk: Desk, case: DeskCase, heard: GroupTap, choice: str) -> Line:
        key, _, asked = choice.partition("_")
        replied, who = heard.replied, heard.author.person
        assert who is not None
        own = heard.tap.armed and await is_own(self._context, case, heard)  # sent once, it has no buttons
        if not own or replied is None or key not in (case.missing or ()) or not asked.isdecimal():
            return Line("desk.toast.late")
        if not any(
            (one.kind, one.case) == ("out", case.case)
            for one in await self._store.origins(heard.chat, replied.message)
        ):
            return Line("desk.toast.late")
        content = await self._said(desk, replied)
        if content is None:
            return Line("alike.not_copied")
        found = await self._alike(desk, case, key, heard.chat, replied.message)
        reached = sum(has for _, has in found)
        left = [one.desk for one, has in found if not has]
        if len(left) > int(asked):  # more than was said
            view = await self._question(desk, case, heard.chat, replied.message)
            assert view is not None
            shows(self._context, heard, case, view)
            return Line("alike.more")
        for one in left:
            reached += await self._copies(
                desk, one, key, (heard.chat, who, case_code(case.case)), replied, content
            )
        sent = Line("alike.sent", {"count": reached, "name": name(key)})
        shows(self._context, heard, case, View((sent,)))
        return Line("desk.toast.done")

    async def _copies(  # noqa: PLR0917
        self, desk: Desk, to: DeskCase, key: str, by: tuple[int, int, str], replied: Replied, content: Content
    ) -> bool:
        """Answer one of them, if that is still to be done; whether it was."""
        group, who, code = by

        async def decide(known: Known, now: datetime) -> Decision:
            scene = await self._context.scene(desk, to.case, who, now)
            if scene is None or not scene.case.is_open or key not in (scene.case.missing or ()):
                return Unchanged()
            if known.blocked or scene.case.is_muted(now):
                return Unchanged()
            if await self._store.was_made([copied_key(to.case, group, replied.message)]):
                return Unchanged()
            done = copied_to(scene, group, replied.message, content, code)
            return self._context.kept(scene.session, done, known, now)

        return isinstance(await self._context.turns.take(to.person, decide), Kept)

    async def _said(self, desk: Desk, replied: Replied) -> Content | None:
        """Content of the answer; None for what cannot be sent anew. One that is ready may be named by its word."""
        content = replied.content
        if content is None or content.album or content.kind not in KINDS:
            return None
        if replied.by_bot:
            sent = await self._canned.sent(desk, content.text)
            return sent.content if sent else None
        command, _, word = content.text.partition(" ")
        if content.is_command and command.partition("@")[0].casefold() == f"/{SEND}":
            ready = await self._canned.find(desk, word.strip())
            return ready.content if ready else None
        return None if content.is_command else replace(content, attached=True)


def _named(found: Sequence[Listed]) -> Line:
    """The first of them by their schools and codes, and how many more there are."""
    lines = [Line("alike.case", {"title": title(one)}) for one in found[:NAMED]]
    if len(found) > NAMED:
        lines.append(Line("alike.others", {"count": len(found) - NAMED}))
    return listed(lines)
