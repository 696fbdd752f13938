"""The facts of a case: their names and values are the public contract of the rules.

A fact left out is `unknown`; `unknown` is never read as "no".
"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Value = str | int

UNKNOWN = "unknown"


class Facts(BaseModel):
    """What is known of one school's case, each fact with the values the contract allows."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

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
    invalid: Annotated[int, Field(ge=0)] | Literal["unknown"] = "unknown"
    """Number of invalid data; warnings do not count."""
    refreshed: Literal["yes", "no", "unknown"] = "unknown"
    button_now: Literal["appeared", "still_missing", "unknown"] = "unknown"

    def value(self, name: str) -> Value:
        """The value of the fact called `name`."""
        found: Value = getattr(self, name)
        return found

    def but(self, **changes: Value) -> "Facts":
        """These facts with some of them changed. Values are trusted; people's input goes through `read_facts`."""
        return Facts.model_construct(None, **{**self.__dict__, **changes})


class FactsError(ValueError):
    """A fact's name or value that the contract does not know."""


def _allowed(name: str) -> tuple[str, ...]:
    if name == "invalid":
        return ("an integer >= 0", UNKNOWN)
    return tuple(str(value) for value in get_args(Facts.model_fields[name].annotation))


ALLOWED: dict[str, tuple[str, ...]] = {name: _allowed(name) for name in Facts.model_fields}
"""Each fact's allowed values, in the order of the contract, for people to read."""


def read_facts(given: Mapping[str, object]) -> Facts:
    """Check facts that come from outside.

    Raises FactsError that names every wrong fact, its value and what is allowed.
    """
    try:
        return Facts.model_validate(dict(given))
    except ValidationError as error:
        wrong = {fault["loc"][0] for fault in error.errors() if fault["loc"]}
        faults = [_fault(name, told) for name, told in given.items() if name not in ALLOWED or name in wrong]
        raise FactsError("; ".join(faults)) from None


def _fault(name: str, value: object) -> str:
    if name not in ALLOWED:
        return f"unknown fact {name!r} (value {value!r}); the facts are: {', '.join(ALLOWED)}"
    return f"{name}: {value!r} is not allowed; allowed: {', '.join(ALLOWED[name])}"
