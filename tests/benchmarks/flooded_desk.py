"""A desk that one operator floods: how long the others wait there, on the simulated clock. By hand:

python -m tests.benchmarks.flooded_desk

The flood is as dense as is heard (20 messages in 10 seconds), for 80 seconds. Three other operators have their case there; one of them
writes, one hands a new case over, and a member of staff taps and answers. A group takes twenty calls a minute, as Telegram says.
"""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.incoming import flood
from bot.simulator.phone import Button
from tests.helpdesk.test_busy_desk import STEP, Busy
from tests.helpdesk.town import Town, town

SECONDS = 80
_MOST = 900.0
"""So many seconds are waited for anything."""


async def _until(busy: Busy, holds: Callable[[], bool]) -> float:
    """The seconds until something holds."""
    began = busy.time.now
    while not holds() and busy.time.now - began < _MOST:
        await busy.passes(STEP)
    return busy.time.now - began


def _shows(here: Town, words: str) -> bool:
    return any(words in m.get("text", "") for m in here.contoh.messages())


async def _floods(busy: Busy) -> None:
    """As fast as somebody is heard; what the others do comes in the middle of it."""
    gap = flood.WINDOW / flood.MOST
    for number in range(int(SECONDS / gap)):
        busy.here.sari.person.says(f"banjir {number}")
        await busy.passes(gap)


async def _waits(*, flooded: bool) -> dict[str, float]:
    """Seconds that each of the others waits."""
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder) / "flooded.db") as here:
            busy = Busy(here)
            here.world.guarded = True
            await here.world.restarts()
            code = {chat: await here.hands_over(chat) for chat in (here.sari, here.budi, here.wayan)}
            for words in ("/start",):
                await here.dewi.says(words)
            for label in ("Minta bantuan petugas", "SD"):
                await here.dewi.taps(label)
            await here.later(minutes=2)
            busy.begins()
            if flooded:
                await _floods(busy)
            found: dict[str, float] = {}
            last: Button = here.dewi._phone.button("Kabupaten Contoh")
            here.dewi.person.taps(last.message, last.data)
            await busy.works()
            new = await here.code(here.dewi)
            found["a new case, until its card stands there"] = await _until(busy, lambda: _shows(here, new))
            here.budi.person.says("pesan dari Budi")
            found["another operator's message"] = await _until(busy, lambda: _shows(here, "pesan dari Budi"))
            here.rini.person.says("jawaban petugas", here.contoh, thread=here.rini.thread(code[here.wayan]))
            found["an answer of staff's, until its operator has it"] = await _until(
                busy,
                lambda: any("jawaban petugas" in m.get("text", "") for m in here.wayan.person.messages()),
            )
            await _until(busy, lambda: not busy._under_way())
            here.world.bot.sender._pacer = None
            if flooded:
                told = [m.get("text", "") for m in here.sari.person.messages()]
                passed = sum("banjir" in m.get("text", "") for m in here.contoh.messages())
                found["messages of the flood that reached the group"] = passed
                found["words to whoever floods that they were not passed on"] = sum(
                    "belum diteruskan" in text for text in told
                )
            return found


async def main() -> None:
    for flooded in (False, True):
        print("one operator floods the desk" if flooded else "nobody floods the desk")
        for name, value in (await _waits(flooded=flooded)).items():
            print(f"  {name:<60} {value:7.1f}{' s' if 'until' in name or name.endswith('message') else ''}")


if __name__ == "__main__":
    asyncio.run(main())
