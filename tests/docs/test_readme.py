"""The conversation that the README shows is one that can be held."""

import re
from datetime import UTC, datetime
from pathlib import Path

from flows.__main__ import plain
from flows.dialogue.machine.events import Chose, Commanded, Surroundings, Typed
from flows.dialogue.turn.engine import advance, begin
from flows.texts import say

README = Path(__file__).parents[2] / "README.md"
NOW = datetime(2026, 8, 25, 13, tzinfo=UTC)


def test_the_conversation_is_true() -> None:
    """`> words` typed and `> [Label]` tapped; every other line stands on the screen, but for what `...` leaves out."""
    shown = re.search(r"```\n(> .*?)```", README.read_text("utf-8"), re.DOTALL)
    assert shown
    turn = advance(begin(1, 1, NOW), Commanded("start"), Surroundings(NOW))
    seen = 0
    for line in shown[1].splitlines():
        screen = say(turn.view)
        buttons = {button.label: button for row in screen.rows for button in row}
        if line.startswith("> ["):
            button = buttons[line[3:-1]]
            event = Chose(turn.session.case, turn.session.seq, button.subject, button.choice)
            turn = advance(turn.session, event, Surroundings(NOW))
        elif line.startswith("> "):
            turn = advance(turn.session, Typed(line[2:]), Surroundings(NOW))
        elif labels := re.findall(r"\[(.+?)\]", line):
            assert set(labels) <= set(buttons), line
            seen += 1
        else:
            rest = " ".join(plain(screen.text).split())
            for part in filter(None, map(str.strip, line.split("..."))):
                assert part in rest, line
                rest = rest.partition(part)[2]
            seen += 1
    assert seen >= 6
