"""What a reading is, and the contexts with their labels."""

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
    "step": ("done", "not_yet", "stuck", "help", "back", "resolved", UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A label and why. `number` is the count of invalid data, if one was said; `runner_up` a second label that is
    nearly as likely: the label is then `unclear`, and the bot can ask which of the two was meant.
    """

    label: str
    because: tuple[str, ...] = ()
    number: int | None = None
    runner_up: str | None = None


def unclear(*because: str, runner_up: str | None = None) -> Reading:
    return Reading(UNCLEAR, because, runner_up=runner_up)
