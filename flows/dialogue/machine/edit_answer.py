"""An earlier answer replaced where it stands, and what else of a case's records outlasts that."""

from dataclasses import replace
from datetime import datetime

from flows.dialogue.machine.questions import BY_DESK, NOTED, QUESTIONS, own
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Record
from flows.dialogue.machine.steps import ACCOUNT, STEPS, as_today

_ANSWERED_WITH = {"leader": ("plh", "leader_sk"), "role_ks": ("role_again",)}
"""What was asked only because of an earlier answer to the same."""
_RESTS_ON = {"level": "district"}
"""What is no answer any more once another has changed: which districts there are to choose from."""


def changed(
    records: tuple[Record, ...], taken: tuple[int, ...], subject: str, choice: str, at: datetime
) -> tuple[Record, ...] | None:
    """The records with another answer to `subject`; None where none has been given. A look that is not on the path any more is
    forgotten: another would be taken for it.

    Ways taken since are taken anew; answers, steps and what the help desk has marked are kept. What the desk asked stands as
    if it had been answered so to the dialogue's own question, which may now be on the path again.
    """
    kept, latest = _as_own(records, taken)
    place = latest.get(subject)
    if place is None:
        return None
    kept[place] = replace(kept[place], choice=choice, at=at)
    lasting = tuple(
        record
        for place, record in sorted(kept.items())
        if _lasts(record) and record.subject != _RESTS_ON.get(subject)
    )
    read = replay(lasting).taken
    return tuple(
        record for place, record in enumerate(lasting) if place in read or record.subject != "button_now"
    )


def _lasts(record: Record) -> bool:
    return (
        record.subject in QUESTIONS
        or as_today(record).subject in STEPS
        or record.subject in {"symptom", "happened", "desk", NOTED, ACCOUNT}
        or (record.subject, record.choice) in {("nav", "add_role"), ("button_now", "still_missing")}
    )


def _as_own(records: tuple[Record, ...], taken: tuple[int, ...]) -> tuple[dict[int, Record], dict[str, int]]:
    """The records by their places, with where the latest answer to each question stands.

    What was asked by the desk is put where the same was answered before.
    """
    kept, latest = dict(enumerate(records)), dict[str, int]()
    for place in taken:
        record, subject = records[place], own(records[place].subject)
        if not record.subject.startswith(BY_DESK):
            latest[subject] = place
            continue
        del kept[place]
        there = latest.get(subject, place)
        kept[there] = replace(records[there], subject=subject, choice=record.choice, at=record.at)
        latest[subject] = there
        for again in _ANSWERED_WITH.get(subject, ()):
            if again in latest:
                del kept[latest.pop(again)]
    return kept, latest
