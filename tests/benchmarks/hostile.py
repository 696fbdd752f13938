"""What the worst message costs, as found by a search: `python -m tests.benchmarks.hostile`.

For everything that the bot does with what somebody wrote: the milliseconds of processor time and the memory that the dearest
text found takes, of 4,096 letters, and its recipe. 20 ms and 10 MB are the bounds; the exit status is 1 where one is passed.
"""

import argparse
import sys
import time
import tracemalloc
from functools import partial

from tests.hostile.search import worst
from tests.hostile.surfaces import Surface, surfaces

MILLISECONDS, MEGABYTES = 20, 10


def milliseconds(surface: Surface, text: str, times: int = 1) -> float:
    """Of processor time, which the neighbours on the machine do not lengthen; the best of `times`."""
    taken = []
    for _ in range(times):
        begun = time.thread_time()
        surface(text)
        taken.append((time.thread_time() - begun) * 1000)
    return min(taken)


def megabytes(surface: Surface, text: str) -> float:
    """What is allocated at most at the same time."""
    tracemalloc.start()
    surface(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def main(tries: int, seed: int, named: str) -> int:
    passed = False
    for name, surface in surfaces().items():
        if named not in name:
            continue
        surface("tombolnya hilang")  # what is read once is read
        _, recipe = worst(partial(milliseconds, surface), seed=seed, tries=tries)
        text = recipe.message()
        took = milliseconds(surface, text, 5)
        held, _ = worst(partial(megabytes, surface), seed=seed + 1, tries=tries // 10)
        held = max(held, megabytes(surface, text))
        passed = passed or took > MILLISECONDS or held > MEGABYTES
        print(f"{name:<40} {took:7.1f} ms {held:6.1f} MB   {recipe}", flush=True)
    return int(passed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.hostile", description=__doc__)
    parser.add_argument("--tries", type=int, default=300, help="texts tried for each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--named", default="", help="only those with this in their name")
    asked = parser.parse_args()
    sys.exit(main(asked.tries, asked.seed, asked.named))
