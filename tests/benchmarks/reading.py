"""How long a reading takes. Run by hand: python tests/benchmarks/reading.py

Each message of the corpus is read once with empty caches of its words (the first time a wording is ever seen), then
again with warm ones.
"""

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows.reading import read
from flows.reading.agreement import read_by_both
from flows.reading.lexicon import lexicon
from flows.reading.spelling import forget
from flows.reading.utterance import LONGEST, hear
from flows.reading.weights import taught_weights
from tests.reading.lines import Line, corpus


def timed(lines: list[Line], *, cold: bool) -> list[float]:
    """Milliseconds for each line, sorted."""
    taken = []
    for line in lines:
        if cold:
            forget()
        hear.cache_clear()
        read_by_both.cache_clear()
        begin = time.thread_time()
        read(line.text, line.context)
        taken.append((time.thread_time() - begin) * 1000)
    return sorted(taken)


def shown(name: str, taken: list[float]) -> str:
    middle, high, last = (taken[int(len(taken) * share) - 1] for share in (0.5, 0.99, 1))
    return f"{name:<28}median {middle:6.3f} ms   99 % {high:6.3f} ms   longest {last:6.3f} ms"


def _strange() -> list[str]:
    """Ninety-five words each that nobody knows, of eight to eleven letters; the same at every run."""
    drawn = Random(7)
    syllables = [one + two for one in "bcdfghjklmnprstwyz" for two in "aeiou"]
    return [" ".join("".join(drawn.choices(syllables, k=4)) + "qx" for _ in range(94)) for _ in range(20)]


def _told_long() -> list[tuple[str, str]]:
    """The longest lines of each question, to be said over and over."""
    longest = sorted(corpus(), key=lambda line: -len(line.text))
    return [(line.text, line.context) for line in longest[:40]]


if __name__ == "__main__":
    begin = time.perf_counter()
    lexicon()
    print(f"{'loading the words once':<28}{(time.perf_counter() - begin) * 1000:6.0f} ms")
    begin = time.perf_counter()
    taught_weights()
    print(f"{'loading the weights once':<28}{(time.perf_counter() - begin) * 1000:6.0f} ms")
    messages = corpus()
    timed(messages, cold=False)
    print(shown(f"{len(messages)} messages, words new", timed(messages, cold=True)))
    print(shown(f"{len(messages)} messages, words known", timed(messages, cold=False)))
    longest = [Line("tombolnya belum muncul juga padahal " * 20, "opening", "", "")] * 20
    print(shown("100 words", timed(longest, cold=True)))
    full = [Line(("tombol " + strange)[:LONGEST], "opening", "", "") for strange in _strange()]
    print(shown("95 strange words", timed(full, cold=True)))
    full = [Line((text + " ") * (LONGEST // len(text)), context, "", "") for text, context in _told_long()]
    print(shown("4,096 letters", timed(full, cold=True)))
