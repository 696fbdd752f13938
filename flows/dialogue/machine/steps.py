"""The step of each remedy that a school can do. Their words are in the folder of its trouble.

What became of one is told as `done`; `looked` where it ends with a look and the button is not there; `stuck`; `skip`. Of
logging in, `no_role` as well: the role Kepala Sekolah is not there to be chosen; and `no_account`.
"""

from dataclasses import replace

from flows.dialogue.machine.session import Record
from flows.troubles.registry import TROUBLES

STEPS: tuple[str, ...] = tuple(step for trouble in TROUBLES.values() for step in trouble.remedies.values())

_FORMER = {
    ("R8.0", "done"): ("R8.1", "looked"),
    ("R8.0", "stuck"): ("R8.1", "stuck"),
    ("R7.6", "done"): ("R7", "done"),
    ("R7.6", "skip"): ("R7", "skip"),
}
"""What an older version recorded otherwise: logging in had two steps, and the role guide six screens."""


ACCOUNT = "account"
"""Making an account for the leader, which some schools can: the step before a person is asked for one. No rule names it as theirs."""


def is_step(subject: str) -> bool:
    """Whether `subject` is something to be done, by the school or by Dinas."""
    return subject in STEPS or subject == ACCOUNT or subject.startswith("dinas.")


def as_today(record: Record) -> Record:
    """The record as it would be written today. What today has no name for is left as it is: it leads nowhere."""
    named = _FORMER.get((record.subject, record.choice))
    return record if named is None else replace(record, subject=named[0], choice=named[1])


def remedy_of(step: str) -> str:
    """The requirement that `step` mends."""
    return step.partition(".")[0]
