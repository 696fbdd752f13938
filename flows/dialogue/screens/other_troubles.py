"""Other troubles with Dapodik by name, a few a screen: each says where to ask. The case stays where it is."""

from functools import cache

from flows.dialogue.screens.keyboard import HUMAN, nav, symptom
from flows.texts import words
from flows.troubles.registry import TROUBLES
from flows.view import Choice, Line, View

LIST = "troubles"
"""The list's first screen, as a way and as a panel."""
_PAGE, _ABOUT = f"{LIST}_", "trouble_"
COMMONEST = tuple(TROUBLES)[:2]
"""The troubles that an opening has room for."""
A_SCREEN = 8
"""So many are named on one."""
_LABELS = "trouble."


@cache
def named() -> tuple[str, ...]:
    """The keys of the troubles in the order of their words."""
    return tuple(key.removeprefix(_LABELS) for key in words() if key.startswith(_LABELS))


def is_shown(panel: str | None) -> bool:
    """Whether a panel lists troubles or tells of one."""
    return panel is not None and (panel == LIST or panel.startswith((_PAGE, _ABOUT)))


def is_about_one(panel: str | None) -> bool:
    """Whether a panel came out of the list."""
    return is_shown(panel) and panel != LIST


def panel(kind: str, *, opening: bool) -> View:
    """A screen of the list, or where to ask about one trouble; of what is no longer there, the list's beginning. At an opening the
    troubles that the bot leads through, and that it has no room for, stand first.
    """
    key = kind.removeprefix(_ABOUT)
    if kind.startswith(_ABOUT) and key in named():
        return View((Line(f"topic.{key}"),), ((nav(LIST, "other_trouble"),), (HUMAN,), (nav("close"),)))
    keys = named()
    number = kind.removeprefix(_PAGE)
    first = (int(number) - 1) * A_SCREEN if kind.startswith(_PAGE) and number.isdecimal() else 0
    first = first if 0 <= first < len(keys) else 0
    buttons = [Choice("nav", _ABOUT + one, Line(f"trouble.{one}")) for one in keys[first : first + A_SCREEN]]
    rows: list[tuple[Choice, ...]] = []
    if opening and not first:
        rows += [(symptom(one),) for one in tuple(TROUBLES)[len(COMMONEST) :]]
    rows += [tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)]
    follow = first + A_SCREEN
    rows.append(
        (nav(f"{_PAGE}{follow // A_SCREEN + 1}", "next_troubles"),) if follow < len(keys) else (HUMAN,)
    )
    return View((Line("panel.troubles"),), (*rows, (nav("close"),)))
