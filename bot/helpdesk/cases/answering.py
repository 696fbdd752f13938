"""Answers of staff to the operator of a case: what each does to the case. Pure."""

from bot.helpdesk.cases.card_actions import ActionContext, ActionResult
from bot.helpdesk.cases.card_letters import card_letter
from bot.helpdesk.cases.relay import below, copied, relayed, to_operator
from bot.incoming.events import GroupMessage
from bot.records.desk_case import Entry, answered
from bot.records.letters import Letter
from bot.records.messages import Content, Relay
from bot.records.priority import Priority
from flows.dialogue.machine.events import DeskNews


def passed_on(scene: ActionContext, heard: GroupMessage) -> ActionResult:
    """Result of a message that is passed on to the operator. `heard` must have content."""
    assert heard.content is not None
    way = to_operator(scene.case, heard.chat, scene.desk.name, scene.who)
    letters, relays = relayed(scene.case, way, heard.message, heard.content, heard.reply_to)
    if heard.personal:
        letters = (*letters, below(scene.case, heard, "masked"))
    return _answered(scene, letters, relays)


def copied_to(scene: ActionContext, group: int, message: int, content: Content, code: str) -> ActionResult:
    """Result of an answer's being sent here as well, which was written in `group` as `message` in the case of this code."""
    way = to_operator(scene.case, group, scene.desk.name, scene.who)
    return _answered(scene, copied(scene.case, way, message, content), (), code)


def _answered(
    scene: ActionContext, letters: tuple[Letter, ...], relays: tuple[Relay, ...], source: str = ""
) -> ActionResult:
    """Whoever answers a case that nobody has, has it. The card of one among many comes behind those that somebody looks at."""
    assert scene.desk.chat is not None
    case = answered(scene.case, scene.now, scene.who)
    first = (
        not scene.case.answered or scene.case.state == "open" or scene.case.silent or not scene.case.line
    )  # the operator's screen says something else so far
    log = Entry(scene.now, scene.desk.code, "copied" if source else "reply", case.case, scene.who, source)
    rank = Priority.CARD if source else Priority.STAFF_ACTED
    return ActionResult(
        case,
        (log,),
        (*letters, card_letter(case, scene.desk.chat, rank)),
        DeskNews("answered") if first else None,
        relays=relays,
    )
