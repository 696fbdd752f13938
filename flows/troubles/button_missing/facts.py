"""The facts of a missing sync button: their names and values are the public contract of its rules.

A fact left out is `unknown`; `unknown` is never read as "no".
"""

from typing import Literal

from flows.rules.model import Count, FactsModel


class Facts(FactsModel):
    """What is known of one school's case, each fact with the values the contract allows."""

    symptom: Literal["button_missing", "sync_fails", "other", "unknown"] = "unknown"
    leader: Literal["definitif", "plt", "none", "unknown"] = "unknown"
    ptk_type: Literal["kepala_sekolah", "guru", "other", "unknown"] = "unknown"
    induk: Literal["induk", "non_induk", "unknown"] = "unknown"
    """The person's assignment at this school, not the school's own status."""
    duty: Literal["kepala_sekolah", "plt", "none", "unknown"] = "unknown"
    """Tugas tambahan of this person; one that has ended counts as none."""
    dinas_changed: Literal["yes", "no", "unknown"] = "unknown"
    """Dinas changed something recently."""
    pulled_after: Literal["yes", "no", "unknown"] = "unknown"
    """Tarik data was done after that change."""
    accounts: Literal["0", "1", "2+", "unknown"] = "unknown"
    login: Literal["ks_account_ks_role", "ks_account_other_role", "operator", "other", "unknown"] = "unknown"
    role_ks: Literal["yes", "no", "unknown"] = "unknown"
    """The leader's account has the role Kepala Sekolah."""
    invalid: Count | Literal["unknown"] = "unknown"
    """Number of invalid data; warnings do not count."""
    refreshed: Literal["yes", "no", "unknown"] = "unknown"
    button_now: Literal["appeared", "still_missing", "unknown"] = "unknown"


ALLOWED: dict[str, tuple[str, ...]] = Facts.allowed()
"""Each fact's allowed values, in the order of the contract, for people to read."""

read_facts = Facts.read
