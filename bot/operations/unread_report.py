"""Report of what the bot did not understand, for those who extend the reader's words: listed, and made a test."""

import json
from pathlib import Path

from bot.privacy.invisible import one_line
from bot.store.connection import Connection
from flows.dialogue.typed.own_phrases import example_of
from flows.reading import CONTEXTS

CORPUS = Path("tests/reading/corpus/reported.jsonl")
"""Where a reported line becomes a test, below the project's folder."""
MOST = 200


def listed(db: Connection) -> list[str]:
    """The lines by question, the commonest first, each with the number it can be named by, and what it was shown to mean."""
    found = db.execute(
        "SELECT min(id), context, min(text), count(*) AS times, min(meant), max(meant) FROM unread"
        " GROUP BY context, lower(text) ORDER BY context, times DESC, min(id) LIMIT ?",
        (MOST,),
    ).fetchall()
    if not found:
        return ["Everything was understood."]
    return [
        f"{number:>6}  {context:<12} {times:>4} x  {one_line(text)[:120]}{_meant(first, last)}"
        for number, context, text, times, first, last in found
    ]


def _meant(first: str | None, last: str | None) -> str:
    """Words for what people tapped after a line, one thing or two that differ."""
    return f"  -> {' or '.join(sorted({first, last or first}))}" if first else ""


def kept_as_test(db: Connection, wanted: str, corpus: Path = CORPUS) -> str:
    """Write line N of `N=LABEL` into the corpus, meaning LABEL; of `N` alone, what the person tapped who wrote it. Of a trouble's own
    question say where it belongs. Raises ValueError that says what to do.
    """
    number, _, label = wanted.partition("=")
    if not number.isdecimal():
        raise ValueError("Name a line and what it means, as in: unclear 12=plt")
    row = db.execute("SELECT context, text FROM unread WHERE id = ?", (int(number),)).fetchone()
    if row is None:
        raise ValueError(f"There is no line {number}; `unclear` lists them.")
    context, text = row
    label = label or _tapped(db, number, context, text)
    if own := example_of(context, text, label):
        return own
    labels = CONTEXTS.get(context)
    if labels is None:
        raise ValueError(f"Line {number} was said at {context}, where the reader has no labels.")
    if label not in labels:
        raise ValueError(f"{label!r} is no label of {context}; there are: {', '.join(labels)}.")
    if not corpus.parent.is_dir():
        raise ValueError(f"{corpus.parent} is not here; run this in the project's folder.")
    line = json.dumps(
        {"text": text, "context": context, "label": label, "group": "reported", "how": "reported"},
        ensure_ascii=False,
    )
    with corpus.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    return f"{corpus} has it now: {line}"


def _tapped(db: Connection, number: str, context: str, text: str) -> str:
    """The label that was tapped after this line, however often it was said. Raises ValueError where none or more than one was."""
    found = db.execute(
        "SELECT DISTINCT meant FROM unread WHERE context = ? AND lower(text) = lower(?) AND meant IS NOT NULL"
        " ORDER BY meant",
        (context, text),
    ).fetchall()
    if len(found) != 1:
        tapped = " and ".join(label for (label,) in found) or "nothing"
        raise ValueError(
            f"After line {number} people tapped {tapped}: name what it means, as in: unclear {number}=plt"
        )
    return str(found[0][0])
