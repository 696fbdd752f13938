"""The event loop of a bot's process, and how seldom Python looks for what lies about in circles while it runs.

uvloop's loop takes a tenth less of the processor than Python's own, which is there where that is not. A turn leaves no objects behind
that only a search finds: Python's usual one for each 700 new objects looked at thousands of living ones, and now and then at all that
was ever imported, while everybody waited.
"""

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any

_NEW = 10_000
"""So many objects come into being, beyond those that end, until those that lie in circles are looked for."""


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` to its end, as `asyncio.run` does. Raises what it raises."""
    try:
        import uvloop  # noqa: PLC0415  nobody has it on Windows
    except ImportError:
        factory = None
    else:
        factory = uvloop.new_event_loop
    gc.freeze()  # what was imported stays as long as the process
    gc.set_threshold(_NEW)
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)
