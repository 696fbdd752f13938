"""Print how well the corpus is read: right, wrong and abstained by group, and what is taken for what.

python tests/reading/report.py [FILE.jsonl ...]    with files: those instead of the corpus
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows.reading import CONTEXTS, UNCLEAR, read
from tests.reading.lines import Line, corpus, tally


def by_group(lines: list[Line]) -> str:
    rows = [f"{'group':<20}{'lines':>6}{'right':>7}{'wrong':>7}{'abstained':>11}{'right %':>9}{'wrong %':>9}"]
    groups = sorted({line.group for line in lines})
    for group in [*groups, "all"]:
        found = tally([line for line in lines if group in {line.group, "all"}])
        total = found.total()
        shares = f"{found['right'] / total:>9.1%}{found['wrong'] / total:>9.1%}"
        rows.append(
            f"{group:<20}{total:>6}{found['right']:>7}{found['wrong']:>7}{found['abstained']:>11}{shares}"
        )
    return "\n".join(rows)


def confusion(lines: list[Line], context: str) -> str:
    """What was meant (down) against what was read (across)."""
    labels = (*CONTEXTS[context], UNCLEAR)
    found = Counter((line.label, read(line.text, context)) for line in lines if line.context == context)
    width = max(len(label) for label in labels) + 2
    head = "".join(f"{label[:11]:>12}" for label in labels)
    rows = [
        f"{meant:<{width}}" + "".join(f"{found[meant, seen] or '.':>12}" for seen in labels)
        for meant in labels[:-1]
    ]
    return "\n".join([f"{context:<{width}}{head}", *rows])


def misread(lines: list[Line]) -> str:
    rows = []
    for line in lines:
        seen = read(line.text, line.context)
        if seen != line.label:
            rows.append(f"{line.context:<11}{line.label:<20}read as {seen:<20}{line.text}")
    return "\n".join(rows)


if __name__ == "__main__":
    replies = corpus([Path(name) for name in sys.argv[1:]])
    print(by_group(replies), end="\n\n")
    for asked in CONTEXTS:
        print(confusion(replies, asked), end="\n\n")
    print(misread(replies))
