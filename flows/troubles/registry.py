"""The troubles there are: a line for each folder."""

from flows.troubles.button_missing.rules import BUTTON_MISSING
from flows.troubles.sync_fails.trouble import TROUBLE as SYNC_FAILS
from flows.troubles.trouble import Trouble

TROUBLES: dict[str, Trouble] = {
    trouble.symptom: trouble
    for trouble in (
        Trouble("button_missing", BUTTON_MISSING),
        SYNC_FAILS,
    )
}
"""By the symptom that opens each."""

LED: dict[str, Trouble] = {symptom: trouble for symptom, trouble in TROUBLES.items() if trouble.order}
"""Those whose rows in the table are made from their value."""
