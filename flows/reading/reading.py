"""Readings, and the contexts with their labels."""

from dataclasses import dataclass

UNCLEAR = "unclear"
"""The reader abstains: the bot asks again with its buttons."""
UNKNOWN = "unknown"
"""The person does not know. Never the same as `unclear`."""

CONTEXTS: dict[str, tuple[str, ...]] = {
    "opening": ("sync_button_missing", "sync_fails", "add_role", "human", "greeting", "thanks", "other"),
    "yesno": ("yes", "no", UNKNOWN, "back", "help", "cancel", "other"),
    "leader": ("definitif", "plt", "none", UNKNOWN),
    "ptk_type": ("kepala_sekolah", "guru", "other_type", UNKNOWN),
    "duty": ("kepala_sekolah", "plt", "none", UNKNOWN),
    "role": ("yes", "no", UNKNOWN),
    "validation": ("zero", "some", UNKNOWN),
    "login": ("ks_account_ks_role", "ks_account_other_role", "operator", "other", UNKNOWN),
    "induk": ("induk", "non_induk", UNKNOWN),
    "accounts": ("0", "1", "2+", UNKNOWN),
    "step": ("done", "not_yet", "stuck", "help", "back", "resolved", UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A label and why. `number` is the count of invalid data, if one was said; `topic` the key of another subject, if
    it is known by name. With the label `unclear`, `runner_up` is what the rules would have read, and `offers` are the
    two likeliest labels, the likeliest first, or none: the bot can ask which of the two was meant. `firm` is a label that
    may be taken where most hangs on it.
    """

    label: str
    because: tuple[str, ...] = ()
    number: int | None = None
    runner_up: str | None = None
    offers: tuple[str, ...] = ()
    topic: str = ""
    firm: bool = False


def unclear(*because: str, runner_up: str | None = None, offers: tuple[str, ...] = ()) -> Reading:
    return Reading(UNCLEAR, because, runner_up=runner_up, offers=offers)
