"""The troubles there are: a line for each folder."""

from collections import Counter
from collections.abc import Iterable

from flows.rules.engine import Requirement
from flows.rules.model import UNKNOWN
from flows.troubles.button_missing.trouble import TROUBLE as BUTTON_MISSING
from flows.troubles.sync_fails.trouble import TROUBLE as SYNC_FAILS
from flows.troubles.trouble import Trouble

TROUBLES: dict[str, Trouble] = {
    trouble.symptom: trouble
    for trouble in (
        BUTTON_MISSING,
        SYNC_FAILS,
    )
}
"""Troubles by the symptom that opens each, in the order in which they are offered."""

FIRST: Trouble = BUTTON_MISSING
"""Trouble of a case in which none is named."""
LED: dict[str, Trouble] = {symptom: trouble for symptom, trouble in TROUBLES.items() if trouble.led}
"""Troubles whose rows in the table are made from their value."""

OTHER = "other"
"""The symptom of whoever comes with something else."""
SYMPTOMS: tuple[str, ...] = (*TROUBLES, OTHER, UNKNOWN)


def _distinct(names: Iterable[str]) -> None:
    """Raises ValueError where two troubles have something of the same name: records and buttons could not tell them apart."""
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ValueError(f"in more than one trouble: {', '.join(twice)}")


_distinct(question.subject for trouble in TROUBLES.values() for question in trouble.questions)
_distinct(key for trouble in TROUBLES.values() for key in trouble.rules.requirements)
_distinct(step for trouble in TROUBLES.values() for step in trouble.remedies.values())

REQUIREMENTS: dict[str, Requirement] = {
    key: requirement
    for trouble in TROUBLES.values()
    for key, requirement in trouble.rules.requirements.items()
}
"""Requirements of every trouble; their keys tell whose they are."""
OF: dict[str, Trouble] = {key: trouble for trouble in TROUBLES.values() for key in trouble.rules.requirements}
"""The trouble of each requirement."""
