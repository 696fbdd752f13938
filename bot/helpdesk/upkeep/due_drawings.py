"""Drawing of overviews and topics' names, again and sparingly: a group takes twenty calls a minute."""

from datetime import datetime, timedelta

from bot.helpdesk.cases.context import HelpdeskContext
from bot.records.desk_drawings import UNSURE, Board
from bot.records.letters import BoardBody, Letter, TopicBody, WipeBody
from bot.records.priority import Priority
from flows.dialogue.case_code import case_code

_SPARINGLY = timedelta(minutes=1)
"""An overview is drawn at most so often."""


async def redraw_due(context: HelpdeskContext, now: datetime) -> None:
    """Make letters that redraw what has changed, together with the note that they were made. Raises BrokenStoreError."""
    store = context.store
    for board in await store.due_boards(now):
        desk = context.desks.get(board.desk)
        letters = _old(board) if desk is None or desk.chat != board.chat else []
        if letters:
            await store.put_board(Board(board.desk))
        if desk and desk.chat is not None:
            key = f"board:{board.desk}:{int(now.timestamp())}"
            letters.append(Letter(key, desk.chat, BoardBody(board.desk), rank=Priority.OVERVIEW))
        await store.board_begun(board.desk, now + _SPARINGLY, letters, now)
    cases = await store.due_topics(now)
    found = [(case, await store.card_of(case)) for case in cases]
    topics = [
        Letter(
            f"topic:{case_code(case)}:{int(now.timestamp())}",
            card.chat,
            TopicBody(),
            None,
            case,
            Priority.RENAMING,
        )
        for case, card in found
        if card is not None
    ]
    if cases:
        await store.topics_begun(cases, topics, now)
    context.wake.set()


def _old(board: Board) -> list[Letter]:
    """The overview in a group that is the desk's no more is taken away."""
    if board.chat is None or board.message is None or board.message == UNSURE:
        return []
    key = f"wipe:{board.chat}:{board.message}"
    return [Letter(key, board.chat, WipeBody(board.message), rank=Priority.RECEIPT)]
