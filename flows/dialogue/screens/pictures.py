"""Which schematic picture helps in a state: the way through the application as places in their order. Its words are in `picture.toml`."""

from dataclasses import dataclass

from flows.dialogue.machine.table import subject_of
from flows.texts import words
from flows.view import Line

KINDS = ("menu", "item", "field", "part", "panel", "ask", "first", "button", "key", "note")
PICTURES: dict[str, str] = {
    "R7": "role",
    "R5.1": "pull",
    "R9.1": "validation",
    "look": "refresh",
    "invalid": "validation",
    "ptk_type": "ptk_type",
    "induk": "induk",
    "duty": "duty",
}
"""Pictures by the state, or by the subject that is asked there."""


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """One place on the way: what it is, and its name as it stands in the application."""

    kind: str
    """One of KINDS."""
    name: str


def picture_of(state: str) -> str | None:
    """The name of the picture for a state; None where there is none."""
    plain = state.removesuffix(".stuck")
    return PICTURES.get(plain) or PICTURES.get(subject_of(state) or "")


def way(name: str) -> tuple[MenuPlace, ...]:
    """The places of a picture, in their order. Raises ValueError for a kind that is none: a mistake in the words."""
    found = []
    for line in words()[f"picture.way.{name}"].strip().splitlines():
        kind, _, place = (part.strip() for part in line.partition("|"))
        if kind not in KINDS or not place:
            raise ValueError(f"no place in a picture: {line!r}")
        found.append(MenuPlace(kind, place))
    return tuple(found)


def title(name: str) -> Line:
    """Title of a picture: what it shows."""
    return Line(f"picture.title.{name}")


def caption(name: str) -> Line:
    """Caption that stands below a picture."""
    return Line("picture.caption", {"title": title(name)})
