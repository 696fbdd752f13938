"""The troubles there are: a line for each folder."""

from flows.rules.engine import Requirement
from flows.troubles.button_missing.rules import BUTTON_MISSING
from flows.troubles.sync_fails.trouble import TROUBLE as SYNC_FAILS
from flows.troubles.trouble import Trouble

TROUBLES: dict[str, Trouble] = {
    trouble.symptom: trouble
    for trouble in (
        Trouble(
            "button_missing",
            BUTTON_MISSING,
            tells={
                "R1": "leader",
                "R2": "ptk_type",
                "R3": "induk",
                "R4": "duty",
                "R5": "pulled_after",
                "R6": "accounts",
                "R7": "role_ks",
                "R8": "login",
                "R9": "invalid",
                "R10": "refreshed",
            },
        ),
        SYNC_FAILS,
    )
}
"""By the symptom that opens each."""

LED: dict[str, Trouble] = {symptom: trouble for symptom, trouble in TROUBLES.items() if trouble.order}
"""Those whose rows in the table are made from their value."""

REQUIREMENTS: dict[str, Requirement] = {
    key: requirement
    for trouble in TROUBLES.values()
    for key, requirement in trouble.rules.requirements.items()
}
"""Those of every trouble; their keys tell whose they are."""
OF: dict[str, Trouble] = {key: trouble for trouble in TROUBLES.values() for key in trouble.rules.requirements}
"""The trouble of each requirement."""
