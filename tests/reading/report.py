"""Print how well the corpus is read, and how well what the second reader was not taught.

python -m tests.reading.report              the corpus, by group, with authors and groups held out, and a learning curve
python -m tests.reading.report FILE.jsonl   only these lines, as the readers are now: how to count new lines once
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from flows.reading import CONTEXTS, UNCLEAR, Reading, explain
from tests.reading.heldout import held_out, learning_curve
from tests.reading.lines import OUTCOMES, Line, corpus, outcome
from tests.reading.teach import Sample

Read = Sequence[tuple[Line, Reading]]


def shown(name: str, found: Counter[str]) -> str:
    total = found.total()
    shares = "".join(f"{found[one] / (total or 1):>9.1%}" for one in OUTCOMES)
    return f"{name:<22}{total:>6}{shares}"


def table(title: str, read: Read, key: Callable[[Line], str]) -> str:
    """Right, offered, wrong and unread by what `key` says of a line; lines of which it says nothing are left out."""
    rows = [f"{title:<22}{'lines':>6}" + "".join(f"{one:>9}" for one in OUTCOMES)]
    found: dict[str, Counter[str]] = {}
    for line, reading in read:
        if key(line):
            found.setdefault(key(line), Counter())[outcome(line, reading)] += 1
    rows += [shown(name, found[name]) for name in sorted(found)]
    return "\n".join([*rows, shown("all", sum(found.values(), Counter()))])


def confusion(read: Read, context: str) -> str:
    """What was meant (down) against what was read (across)."""
    labels = (*CONTEXTS[context], UNCLEAR)
    found = Counter((line.label, reading.label) for line, reading in read if line.context == context)
    width = max(len(label) for label in labels) + 2
    head = "".join(f"{label[:11]:>12}" for label in labels)
    rows = [
        f"{meant:<{width}}" + "".join(f"{found[meant, seen] or '.':>12}" for seen in labels)
        for meant in labels[:-1]
    ]
    return "\n".join([f"{context:<{width}}{head}", *rows])


def misread(read: Read) -> Iterable[str]:
    """The lines that were read wrongly or not at all."""
    for line, reading in read:
        came = outcome(line, reading)
        if came in {"wrong", "unread"}:
            seen = reading.label if came == "wrong" else f"{' or '.join(reading.offers) or 'nothing'}?"
            yield f"{came:<8}{line.context:<11}{line.label:<22}{seen:<40}{line.text}"


def told(read: Read) -> None:
    print(table("group", read, lambda line: line.group), end="\n\n")
    print(table("author", read, lambda line: line.author), end="\n\n")
    print(table("structure", read, lambda line: line.structure), end="\n\n")


def whole_corpus(lines: list[Line]) -> None:
    samples = [Sample.of(line) for line in lines]
    alone = Counter(outcome(one.line, one.reading) for one in samples)
    print("The rules alone, on the whole corpus\n", shown("", alone), sep="", end="\n\n")
    for by in ("author", "group"):
        print(f"With whole {by}s held out")
        read = [(one.line, reading) for one, reading in held_out(samples, by)]
        told(read)
        if by == "author":
            for context in CONTEXTS:
                print(confusion(read, context), end="\n\n")
            print("\n".join(misread(read)), end="\n\n")
    print("Lines taught, and how the authors held out are then read")
    for count, found in learning_curve(samples):
        print(shown(f"{count} lines", found))


if __name__ == "__main__":
    if sys.argv[1:]:
        given = corpus([Path(name) for name in sys.argv[1:]])
        now = [(line, explain(line.text, line.context)) for line in given]
        told(now)
        print("\n".join(misread(now)))
    else:
        whole_corpus(corpus())
