"""The trouble of a failing synchronisation, as the dialogue leads through it."""

from flows.troubles.order import order_of
from flows.troubles.sync_fails.rules import (
    BUSY_BUT_OTHERS,
    CLEAN_BUT_REFUSED,
    CURRENT_BUT_REFUSED,
    SYNC_FAILS,
    SyncVerdict,
)
from flows.troubles.trouble import Trouble, asks

_SEEN = (
    *("disconnected", "server_busy", "stuck", "data_refused", "access_refused"),
    *("version_old", "prefill_old", "database", "code", "other"),
)

TROUBLE = Trouble(
    symptom="sync_fails",
    about="The synchronisation fails",
    rules=SYNC_FAILS,
    order=order_of("sync_fails"),
    questions=(
        asks("seen", *_SEEN),
        asks("other_schools", "also_fail", "succeed"),
        asks("internet", "works", "down", reading="yesno"),
        asks("version", "current", "old", reading="yesno"),
        asks("clock", "right", "wrong", reading="yesno"),
        asks("other_network", "fails", "not_tried", reading="yesno"),
        asks("quiet_try", "yes", "no", reading="yesno"),
        asks("others_again", "also_fail", "succeed", fact="other_schools"),
        asks("invalid_again", "0", "some", fact="invalid", reading="validation"),
        asks("version_again", "current", "old", fact="version", reading="yesno"),
    ),
    again={
        "others_again": BUSY_BUT_OTHERS,
        "invalid_again": CLEAN_BUT_REFUSED,
        "version_again": CURRENT_BUT_REFUSED,
    },
    noted=frozenset({"seen"}),  # no source gives a percentage or a code a meaning: nothing is decided by it
    remedies={key: f"{key}.1" for key in ("S7", "S1", "S3", "S2", "S4", "S6", "S5", "S10", "S8", "S9")},
    heard_as="sync_fails",
    elsewhere=frozenset(
        {"rapor", "bos", "emis", "nik_nisn", "anbk"}
    ),  # programs that exchange data with Dapodik
    turns_to="button_missing",
    look=("sync_now", "still_fails"),
    final=frozenset({SyncVerdict.HANDOVER}),
    waits=frozenset({"S8.1", "S9.1"}),
    warns=frozenset({"S7.1"}),
    detours={"S6.1": ("R6", "R7", "R8")},  # an account that is refused
    first={"S5": "S4"},  # SA4: after an update the data are validated again
    shared=("S8", "other_schools", "also_fail"),
)
