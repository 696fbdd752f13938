"""The trouble of a failing synchronisation, as the dialogue leads through it."""

from flows.troubles.sync_fails.rules import (
    BUSY_BUT_OTHERS,
    CLEAN_BUT_REFUSED,
    CURRENT_BUT_REFUSED,
    SYNC_FAILS,
    SyncVerdict,
)
from flows.troubles.trouble import Trouble

TROUBLE = Trouble(
    symptom="sync_fails",
    rules=SYNC_FAILS,
    order=("seen", "other_schools", "internet", "invalid", "version", "clock", "other_network", "quiet_try"),
    questions={
        "seen": (
            *("disconnected", "server_busy", "stuck", "data_refused", "access_refused"),
            *("version_old", "prefill_old", "database", "code", "other"),
        ),
        "other_schools": ("also_fail", "succeed"),
        "internet": ("works", "down"),
        "version": ("current", "old"),
        "clock": ("right", "wrong"),
        "other_network": ("fails", "not_tried"),
        "quiet_try": ("yes", "no"),
        "others_again": ("also_fail", "succeed"),
        "invalid_again": ("0", "some"),
        "version_again": ("current", "old"),
    },
    again={
        "others_again": ("other_schools", BUSY_BUT_OTHERS),
        "invalid_again": ("invalid", CLEAN_BUT_REFUSED),
        "version_again": ("version", CURRENT_BUT_REFUSED),
    },
    remedies={key: f"{key}.1" for key in ("S7", "S1", "S3", "S2", "S4", "S6", "S5", "S10", "S8", "S9")},
    waits=frozenset({"S8.1", "S9.1"}),
    warns=frozenset({"S7.1"}),
    turns=frozenset({"S6.1"}),
    first={"S5": "S4"},  # SA4: after an update the data are validated again
    shared=("S8", "other_schools", "also_fail"),
    yes_or_no=frozenset({"internet", "version", "version_again", "clock", "other_network", "quiet_try"}),
    look=("sync_now", "still_fails"),
    final=frozenset({SyncVerdict.HANDOVER}),
)
