"""The event loop of a bot's process: uvloop's, which takes a tenth less of the processor, and Python's own where there is none."""

import asyncio
from collections.abc import Coroutine
from typing import Any


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` to its end, as `asyncio.run` does. Raises what it raises."""
    try:
        import uvloop  # noqa: PLC0415  nobody has it on Windows
    except ImportError:
        factory = None
    else:
        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)
