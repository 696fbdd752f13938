"""A desk with a thousand open cases: what a tap, a message, a list and a look at the clock cost. By hand:

python -m tests.benchmarks.desk
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.helpdesk.staff.case_list import ListRequest, page
from flows.dialogue.case_code import case_code
from tests.chat import Clock
from tests.helpdesk.town import CONTOH, DESKS, Town, town

CASES = 1_000
TIMES = 30


async def fill(here: Town) -> str:
    """A thousand operators hand over; gives the code of the last case."""
    for number in range(CASES):
        chat = here.world.telegram.person(1_000 + number, "Operator")
        chat.says("/start")
    await here.world.fetches()
    code = ""
    for number in range(CASES):
        person = 1_000 + number
        for label in ("Minta bantuan petugas", "SD", "Kabupaten Contoh"):
            screen = [m for m in here.world.telegram.messages(person) if m.get("reply_markup")][-1]
            for row in screen["reply_markup"]["inline_keyboard"]:
                for button in row:
                    if button["text"] == label:
                        here.world.telegram.people[person].taps(screen["message_id"], button["callback_data"])
            await here.world.fetches()
        session = await here.world.session(person)
        code = case_code(session.case)
    return code


async def measured(name: str, work: Callable[[], Awaitable[object]]) -> None:
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        await work()
        spent.append((time.perf_counter() - begun) * 1_000)
    print(f"{name:<40} median {statistics.median(spent):7.1f} ms, worst {max(spent):7.1f} ms")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder) / "desk.db", Clock()) as here:
            begun = time.perf_counter()
            code = await fill(here)
            here.world.telegram.open_queries.clear()
            print(f"{CASES} cases handed over in {time.perf_counter() - begun:.0f} s")
            store, world = here.world._store, here.world
            thread = here.rini.thread(code)
            await measured(
                "a staff message, passed on and receipted", lambda: here.rini.answers(code, "Halo")
            )
            message = here.rini.card(code)["message_id"]

            async def opens_menu() -> None:
                card = world.telegram.message(CONTOH, message)
                labels = {
                    button["text"]: button["callback_data"]
                    for row in card["reply_markup"]["inline_keyboard"]
                    for button in row
                }
                here.rini.person.taps(message, labels.get("Tutup") or labels["Kembali"], here.contoh)
                await world.settles()

            await measured("a tap on a card, and the card redrawn", opens_menu)
            await measured("/kasus", lambda: here.rini.says("/kasus", thread))
            await measured(
                "the last page of the list",
                lambda: page(store, DESKS[0], ListRequest("all", 99), world.clock()),
            )
            await measured("looking who waits too long", lambda: store.unanswered(world.clock()))
            await measured("looking for cases without a card", store.unsettled)
            await measured("looking what can be sent", lambda: store.claim(world.clock()))


if __name__ == "__main__":
    asyncio.run(main())
