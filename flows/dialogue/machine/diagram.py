"""Draws the table as Mermaid, for docs/flow.md: the picture is the machine that runs, not a drawing of it."""

import sys
from pathlib import Path

from flows.dialogue.machine.table import CROSSINGS, ENDS, ROWS
from flows.troubles.registry import FIRST, TROUBLES
from flows.troubles.trouble import CROSS, ONWARD, Row, Trouble


def _own_states(trouble: Trouble) -> tuple[str, ...]:
    """Beginnings of the names of the states that are one trouble's alone."""
    look = f"trying.{trouble.symptom}"
    return (f"{ONWARD}.{trouble.symptom}", look, *trouble.remedies.values(), *_LOOKS.get(trouble.symptom, ()))


_LOOKS = {FIRST.symptom: ("look", "result", "guide_done")}
PARTS: dict[str, tuple[str, ...]] = {
    "Dinas, looking again, and the ends": (
        "request",
        "ask_npsn",
        "ask_reminder",
        "ask_zone",
        "waiting",
        "handing",
        "ask_level",
        "ask_district",
        "handed_over",
        "ending",
        "solved",
    ),
    **{trouble.about: _own_states(trouble) for trouble in reversed(TROUBLES.values())},
    "Opening and questions": ("",),
}
"""Each picture with what the names of its states begin with; a state stands in the first that fits."""


def part_of(state: str) -> str:
    """The picture that shows the rows leaving `state`."""
    return next(part for part, beginnings in PARTS.items() if state.startswith(beginnings))


def mermaid(part: str) -> str:
    """One picture of the table, as Mermaid text. Arrows that run side by side are one arrow with both labels."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in ROWS:
        if part_of(row.source) == part:
            arrows.setdefault((row.source, row.dest), []).append(_label(row))
    names = dict.fromkeys(name for arrow in arrows for name in arrow)
    return "\n".join(
        [
            "flowchart TD",
            *(f"    {_box(name)}" for name in names),
            *(
                f'    {_id(source)} -->|"{" / ".join(dict.fromkeys(labels))}"| {_id(dest)}'
                for (source, dest), labels in arrows.items()
            ),
        ]
    )


def _label(row: Row) -> str:
    if row.trigger == CROSS:
        return f"if {row.when}" if row.when else "else"
    return f"{row.trigger} if {row.when}" if row.when else row.trigger


def _id(state: str) -> str:
    return state.replace(".", "_")


def _box(state: str) -> str:
    if state in CROSSINGS:
        return f"{_id(state)}{{{{{state}}}}}"
    return f"{_id(state)}([{state}])" if state in ENDS else f"{_id(state)}[{state}]"


def document() -> str:
    """The generated half of docs/flow.md."""
    return "\n\n".join(f"### {part}\n\n```mermaid\n{mermaid(part)}\n```" for part in reversed(PARTS))


BEGIN, END = "<!-- drawn -->\n", "<!-- /drawn -->"


def drawn_into(text: str) -> str:
    """A document with its drawn part drawn anew. Raises ValueError where it has no such part."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"no part between {BEGIN.strip()} and {END}")
    return f"{before}{BEGIN}\n{document()}\n\n{END}{after}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(drawn_into(file.read_text("utf-8")), "utf-8")
