"""Notice to a person after something was taken out of a message."""

from collections.abc import Iterable

from bot.privacy import KINDS
from flows.dialogue.screens.requirements import in_a_row
from flows.view import Line


def notice(kinds: Iterable[str]) -> Line:
    """Line that names `kinds` (one or more of KINDS, in the same order always). ValueError for none or an unknown one."""
    named = sorted(kinds)
    if not named or not KINDS.issuperset(named):
        raise ValueError(f"nothing to tell about {named}")
    return Line("privacy.notice", {"items": in_a_row([Line(f"privacy.kind.{kind}") for kind in named])})
