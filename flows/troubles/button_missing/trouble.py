"""The trouble of the missing sync button, as the dialogue leads through it. Its way through the table is `rows.py`."""

from flows.troubles.button_missing.rows import ORDER, REMEDIES, ROWS, SUBJECTS
from flows.troubles.button_missing.rules import BUTTON_MISSING, LEADER_DUTY, LOGIN_ROLE
from flows.troubles.trouble import Trouble, asks

TROUBLE = Trouble(
    symptom="button_missing",
    about="The button is missing",
    rules=BUTTON_MISSING,
    order=ORDER,
    questions=(
        asks("plh", "yes", "no", reading="yesno", fact="leader"),
        asks("leader_sk", "definitif", "plt", "none", reading="leader", fact="leader"),
        asks("role_again", "yes", "no", reading="role", fact="role_ks"),
        asks("login", "ks_account_ks_role", "ks_account_other_role", "operator", "other", reading="login"),
        asks("leader", "definitif", "plt", "plh", "none", reading="leader"),
        asks("ptk_type", "kepala_sekolah", "guru", "other", reading="ptk_type"),
        asks("induk", "induk", "non_induk", reading="induk"),
        asks("duty", "kepala_sekolah", "plt", "none", reading="duty"),
        asks("accounts", "1", "2+", "0", reading="accounts"),
        asks("role_ks", "yes", "no", reading="role"),
        asks("dinas_changed", "yes", "no", reading="yesno"),
        asks("pulled_after", "yes", "no", reading="yesno"),
        asks("refreshed", "yes", "no", reading="yesno"),
    ),
    again={"leader_sk": LEADER_DUTY, "role_again": LOGIN_ROLE},
    by_desk=("refreshed",),  # whoever looks for the button has refreshed
    look=("button_now", "still_missing"),
    remedies=REMEDIES,
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
    heard_as="sync_button_missing",
    turns_to="sync_fails",  # the button is back, and now that fails
    rows=ROWS,
    subjects=SUBJECTS,
)
