"""Questions for the cut-off: whether a message asks until when schools must synchronise, or whether there is time left."""

from flows.reading.wordings import wording

_LONGEST = 80


def asks_cut_off(text: str) -> bool:
    """Whether `text` asks for the cut-off. Only a short question does: a long message tells of something else as well."""
    words = " ".join(text.split())
    return len(words) <= _LONGEST and bool(
        wording("in_time").search(words)
        or (wording("cut_off").search(words) and wording("asks_when").search(words))
    )
