"""The referee: how sure it is that a reply gives the answer which was heard in it.

"Kepala sekolah lagi rapat" names an answer and gives none, and both readers may be sure of it all the same. The referee is a linear model
that was taught whom to believe: by the words of the whole reply, those that carry nothing among them, by what stands around the
words that were taken for the answer, and by what each of the two readers made of it. It was taught on readings of lines that the second
reader had not been taught (`make reading`).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flows.reading.lexicon import FILL, WORD
from flows.reading.reading import UNCLEAR, Reading
from flows.reading.utterance import Utterance
from flows.reading.weights import REFEREE_ROWS, WeightTable, row_of

MOST_WORDS = 40
"""Words of a reply that are looked at."""
_ANSWER = "ANSWER"
_AROUND = (-3, -2, -1, 1, 2, 3)
_FEW, _SHORT, _LONG, _FAR = 2, 3, 8, 4
"""Up to so many strange words are few; up to so many words are short, beyond so many long; so far from the answer an end is told apart."""
_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the referee hears: the whole reply, what each reader made of it in a context, and the label that is in question."""

    heard: Utterance
    context: str
    reading: Reading
    second: dict[str, float]
    label: str

    @property
    def likeliest(self) -> str:
        """The label that the second reader gives the largest share."""
        return max(self.second, key=self.second.__getitem__)


def candidate(reading: Reading, second: dict[str, float]) -> str:
    """The label that is in question: the rules', and where they have none the second reader's."""
    return reading.label if reading.label != UNCLEAR else max(second, key=second.__getitem__)


def sureness(table: WeightTable, hearing: Hearing) -> float:
    """How sure it is that the label of the hearing is the answer, from 0 to 1."""
    (total,) = table.totals(clues(hearing), REFEREE_ROWS)
    return 1 / (1 + math.exp(-total))


def clues(hearing: Hearing) -> tuple[set[str], ...]:
    """The features that the referee looks at, in blocks that count alike; what the readers made of it count one block each."""
    said = list(_said(hearing))
    words = ["^", "^", *(word for word, _, _ in said), "$", "$"]
    means = ["^", "^", *(meaning for _, meaning, _ in said), "$", "$"]
    marked = [_ANSWER if taken else meaning for meaning, (_, _, taken) in zip(means[2:-2], said, strict=True)]
    of = f"{hearing.context} {hearing.label}"
    around = ["^", *marked, "$"]
    bare = words[1:-1]
    return (
        {*_in_a_row(words, means), *_measures(hearing, said)},
        set(_near_the_answer(hearing, said)),
        {*(f"L {of} {word}" for word in bare), *(f"M {of} {meaning}" for meaning in around)},
        {
            *(f"L2 {of} {one} {other}" for one, other in pairwise(bare)),
            *(f"M2 {of} {one} {other}" for one, other in pairwise(around)),
        },
        *({sign} for sign in _readers(hearing)),
    )


def weighed(table: WeightTable, hearing: Hearing, count: int = 6) -> list[str]:
    """The features that spoke most against the label, strongest first."""
    spoken: dict[str, float] = {}
    for block in clues(hearing):
        for clue in block:
            spoken[clue] = table.weights[row_of(clue, REFEREE_ROWS)] / math.sqrt(len(block))
    return sorted(spoken, key=lambda clue: (spoken[clue], clue))[:count]


def _said(hearing: Hearing) -> Iterator[tuple[str, str, bool]]:
    """Each word as it is spelled, what it means, and whether it was taken for the answer; words that carry nothing too."""
    means: dict[str, str] = {}
    for word in hearing.heard.words:
        for written in word.written.split():
            means.setdefault(written, word.means)
    taken = {written for because in hearing.reading.because for written in because.split()}
    for spelled, written in hearing.heard.spelled[:MOST_WORDS]:
        number = written.isdecimal()
        meaning = means.get(written, FILL) if written[0].isalnum() else written
        yield "#" if number else spelled, meaning, written in taken


def _in_a_row(words: list[str], means: list[str]) -> Iterator[str]:
    """Neighbours, and what stands two apart."""
    for row, kind in ((words, "w"), (means, "m")):
        for at in range(2, len(row) - 2):
            yield f"{kind} {row[at]}"
            yield f"{kind}1 {row[at - 1]} {row[at]}"
            yield f"{kind}2 {row[at - 2]} {row[at]}"
        yield f"{kind}1 {row[-3]} $"


def _measures(hearing: Hearing, said: list[tuple[str, str, bool]]) -> Iterator[str]:
    strange = sum(meaning in {WORD, FILL} for _, meaning, _ in said)
    yield f"strange {'none' if not strange else 'few' if strange <= _FEW else 'many'}"
    yield f"length {'short' if len(said) <= _SHORT else 'middle' if len(said) <= _LONG else 'long'}"
    if said:
        yield f"first {hearing.context} {said[0][0]}"
        yield f"firstm {hearing.context} {said[0][1]}"
    if hearing.heard.asks:
        yield f"asks {hearing.heard.asks}"
        yield f"asks {hearing.heard.asks} {hearing.context}"


def _near_the_answer(hearing: Hearing, said: list[tuple[str, str, bool]]) -> Iterator[str]:
    """What stands before and after the words that were taken for the answer, and where they stand."""
    label = f"{hearing.context} {hearing.reading.label}"
    yield f"read {label}"
    yield f"runner {hearing.context} {hearing.reading.runner_up}"
    for at, (_, _, taken) in enumerate(said):
        if not taken:
            continue
        for step in _AROUND:
            if -1 <= at + step <= len(said):
                inside = 0 <= at + step < len(said)
                word, meaning, answer = said[at + step] if inside else ("^$"[step > 0],) * 2 + (False,)
                meaning = _ANSWER if answer else meaning
                yield f"a{step} {_ANSWER if answer else word}"
                yield f"am{step} {meaning}"
                yield f"al{step} {label} {meaning}"
        yield f"from {min(at, _FAR)}"
        yield f"to {min(len(said) - 1 - at, _FAR)}"


def _readers(hearing: Hearing) -> Iterator[str]:
    """What each reader made of it, and whether they agree."""
    rules = (
        "taken" if hearing.reading.label != UNCLEAR else "near" if hearing.reading.runner_up else "nothing"
    )
    agree = "alike" if hearing.likeliest == hearing.label else "apart"
    share = sum(hearing.second.get(hearing.label, 0) >= bound for bound in _SHARES)
    yield f"rules {rules}"
    yield f"rules {rules} {agree}"
    yield f"rules {rules} {agree} {share}"
    yield f"rules {rules} {hearing.context}"
    yield f"rules {rules} {agree} {hearing.context} {hearing.label}"
    yield f"share {share}"
    yield f"runner {hearing.reading.runner_up == hearing.label}"
