"""Receipts of a letter: what is kept and said of one that has arrived, and what is said of one that has not."""

from bot.helpdesk.cases.album import captioned, outgrown
from bot.outgoing.call_outcome import Delivered
from bot.outgoing.telegram_errors import Refusal
from bot.records.letters import Letter, NoteBody, ReactBody, RemarkBody
from bot.records.messages import Captioned, Relay
from bot.records.priority import Priority
from bot.records.relayed import RelayBody, RelayedAlbum, RelayedCopy
from flows.texts import write
from flows.view import Line


def bounced(letter: Letter, refusal: Refusal) -> list[Letter]:
    """Letters that tell the writer of `letter`, where they wrote it, that it has not arrived, or perhaps not."""
    body, unsure = letter.body, refusal is Refusal.UNCERTAIN
    if not isinstance(body, RelayBody):
        return []
    why = "uncertain" if unsure else "blocked" if refusal is Refusal.BLOCKED else "refused"
    if body.way == "in":
        why = "to_desk_uncertain" if unsure else "to_desk"
    said = NoteBody(write(Line(f"desk.bounced.{why}")), reply_to=body.message)
    if isinstance(body, RelayedCopy):  # said where the case is: the answer stands in another
        there = RemarkBody(write(Line(f"desk.bounced.copied_{why}")))
        rank = Priority.STAFF_SAID
        return [Letter(f"bounced:{letter.key}", body.source, there, letter.person, letter.case, rank)]
    name = f"bounced:{body.source}:{body.message}"
    rank = Priority.STAFF_SAID if body.source < 0 else Priority.ANSWER
    return [Letter(name, body.source, said, letter.person, letter.case, rank)]


def landed(
    letter: Letter, body: RelayBody, outcome: Delivered, group: int
) -> tuple[list[Relay], list[Letter]]:
    """Relays that say where the copies stand, and letters: the receipts for whoever wrote, and what comes below."""
    assert letter.case is not None
    if isinstance(body, RelayedCopy):
        return [Relay(letter.case, "out", letter.chat, to_message=outcome.message)], []
    sources: list[tuple[int, Captioned]] = [(body.message, "own")]
    below: list[Letter] = []
    if isinstance(body, RelayedAlbum):
        messages = [item.message for item in body.items]
        sources = list(zip(messages, captioned(body), strict=True))
        below = outgrown(letter, body)
    copies = outcome.messages or (outcome.message,)
    out = body.way == "out"
    relays = [
        Relay(
            letter.case,
            "out" if out else "in",
            letter.chat if out else group,
            body.source,
            source,
            copy,
            part=body.part,
            caption=caption,
        )
        for (source, caption), copy in zip(sources, copies, strict=False)
    ]
    name = f"react:{body.source}:{body.message}"
    receipt = Letter(name, body.source, ReactBody(body.message), letter.person, letter.case, Priority.RECEIPT)
    return relays, [receipt, *below]
