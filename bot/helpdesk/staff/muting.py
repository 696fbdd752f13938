"""`/bisukan` and `/bunyikan`: a desk takes no messages of an operator's for a while. Pure.

Their cases stay, what they answer by buttons too, and the bot goes on guiding them.
"""

from dataclasses import replace
from datetime import timedelta

from bot.helpdesk.cases.card_actions import ActionContext, ActionResult
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.relay import below, remark
from bot.incoming.events import GroupMessage
from bot.records.desk_case import FOREVER, LONGEST_MUTE, Entry
from bot.turn import Unchanged
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.events import DeskNews
from flows.view import Line

MUTING = frozenset({"bisukan", "bunyikan"})
_SPANS = {"jam": timedelta(hours=1), "hari": LONGEST_MUTE, "terus": None}
_REASON = 200
"""So many letters of the reason are kept."""


def muting(
    scene: ActionContext, heard: GroupMessage, update_id: int, *, governs: bool
) -> ActionResult | Unchanged:
    """Carry out one of the two commands on a case. `governs`: whoever wrote it heads the desk, or owns the bot."""
    if heard.command == "bunyikan":
        return (
            _lifts(scene, heard) if governs else Unchanged(update_id, (below(scene.case, heard, "not_head"),))
        )
    span, _, reason = heard.argument.partition(" ")
    if span.casefold() not in _SPANS or not reason.strip():
        return Unchanged(update_id, (below(scene.case, heard, "mute_how"),))
    length = _SPANS[span.casefold()]
    until = scene.now + length if length else FOREVER
    detail = f"{span.casefold()}, {reason.strip()[:_REASON]}"
    said = Line("desk.remark.muted", {"span": Line(f"desk.span.{span.casefold()}")})
    done = _changed(scene, heard, said, "muted", detail)
    assert done.case is not None
    return replace(done, case=replace(done.case, muted=until), mute=(scene.desk.code, until))


def _lifts(scene: ActionContext, heard: GroupMessage) -> ActionResult:
    done = _changed(scene, heard, Line("desk.remark.heard"), "heard", "")
    assert done.case is not None
    return replace(done, case=replace(done.case, muted=None), mute=(scene.desk.code, None))


def _changed(scene: ActionContext, heard: GroupMessage, said: Line, action: str, detail: str) -> ActionResult:
    assert scene.desk.chat is not None
    case = replace(scene.case.on_new_card(), menu=scene.case.menu)
    log = (Entry(scene.now, scene.desk.code, action, case.case, scene.who, detail),)
    name = f"{case_code(case.case)}:{case.seq}:{action}"
    told = remark(case, scene.desk.chat, name, said, heard.message)
    news = DeskNews("muted" if action == "muted" else "heard")
    return ActionResult(case, log, (told, card_letter(case, scene.desk.chat)), news)
