"""Making of values that are kept: frozen, and strict about the names and the types of their fields.

`dataclasses.replace` makes a changed one through the constructor, so that a change is checked like the making: by mypy,
and when it is made (pydantic's ValidationError).
"""

from typing import Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter

STRICT = ConfigDict(strict=True, extra="forbid")
"""Configuration for `pydantic.dataclasses.dataclass(frozen=True, slots=True, config=STRICT)`."""

_T = TypeVar("_T")


class Json(Generic[_T]):
    """Reads and writes one kind of value as JSON. A field that another version has written is passed over."""

    def __init__(self, kind: type[_T]) -> None:
        self._adapter = TypeAdapter(kind)

    def read(self, text: str | bytes) -> _T:
        """The value. Raises pydantic's ValidationError for a text that is none."""
        return self._adapter.validate_json(text, extra="ignore")

    def write(self, value: _T) -> str:
        """One line of JSON, every field named, moments as ISO 8601."""
        return self._adapter.dump_json(value).decode()
