"""Model of the facts of any trouble: names and values that cannot be wrong, and `unknown` for the rest."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Value = str | int

UNKNOWN = "unknown"

Count = Annotated[int, Field(ge=0)]
"""A number of things."""


class FactsError(ValueError):
    """A fact's name or value that the contract does not know."""


class FactsModel(BaseModel):
    """The facts of one trouble are the fields of a subclass, each a `Literal` that ends with `unknown`, or a `Count`
    or `unknown`; every one is `unknown` unless told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def value(self, name: str) -> Value:
        """The value of the fact called `name`."""
        found: Value = getattr(self, name)
        return found

    def but(self, **changes: Value) -> Self:
        """Facts as these, with some of them changed. Raises ValidationError for a name or value outside the contract."""
        return self.model_validate({**self.__dict__, **changes})

    @classmethod
    def allowed(cls) -> dict[str, tuple[str, ...]]:
        """Each fact's allowed values, in the order of the contract, for people to read."""
        return {name: _allowed(field.annotation) for name, field in cls.model_fields.items()}

    @classmethod
    def read(cls, given: Mapping[str, object]) -> Self:
        """Check facts that come from outside.

        Raises FactsError that names every wrong fact, its value and what is allowed.
        """
        try:
            return cls.model_validate(dict(given))
        except ValidationError as error:
            wrong = {fault["loc"][0] for fault in error.errors() if fault["loc"]}
            faults = [
                cls._fault(name, told)
                for name, told in given.items()
                if name not in cls.model_fields or name in wrong
            ]
            raise FactsError("; ".join(faults)) from None

    @classmethod
    def _fault(cls, name: str, value: object) -> str:
        allowed = cls.allowed()
        if name not in allowed:
            return f"unknown fact {name!r} (value {value!r}); the facts are: {', '.join(allowed)}"
        return f"{name}: {value!r} is not allowed; allowed: {', '.join(allowed[name])}"


def _allowed(annotation: object) -> tuple[str, ...]:
    if annotation == Count:
        return ("an integer >= 0",)
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    return tuple(text for part in get_args(annotation) for text in _allowed(part))
