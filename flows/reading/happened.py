"""Happenings: what an opening says to have happened before the button went: a new principal, or a changed account (F9, F11, F12)."""

from flows.reading.wordings import wording


def happened(text: str) -> str | None:
    """`new_leader` or `changed_account`; None where neither is said, or something in the message is denied that may be just it."""
    for name in ("changed_account", "new_leader"):
        found = wording(name).search(" ".join(text.split()))
        if found and not wording("denied").search(found[0]):
            return name
    return None
