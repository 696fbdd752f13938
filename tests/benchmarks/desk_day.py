"""A desk with some 300 open cases and three staff, played through the whole bot against the simulated Telegram. By hand:

python -m tests.benchmarks.desk_day

Times are of the simulated clock, on which a group takes twenty calls a minute, as Telegram says; a call itself takes none.
"""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.simulator.phone import Button, buttons_of
from tests.helpdesk.test_busy_desk import OPEN, STEP, Busy, open_cases
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import Town, town
from tests.staff import Staff

ALIKE, TAPS = 20, 2
_ANI = 25
_MOST = 600.0
"""So many seconds are waited for anything."""


async def _until(busy: Busy, holds: Callable[[], bool]) -> float:
    """The seconds until something holds."""
    began = busy.time.now
    while not holds() and busy.time.now - began < _MOST:
        await busy.passes(STEP)
    return busy.time.now - began


async def _taps(busy: Busy, staff: Staff, code: str, label: str) -> None:
    """Tap the newest button that begins so in the case's topic, as soon as it is there."""
    here, thread = busy.here, staff.thread(code)

    def found() -> list[Button]:
        there = [m for m in here.contoh.messages() if m.get("message_thread_id") == thread]
        return [one for m in there for one in buttons_of(m) if one.label.startswith(label)]

    seconds = await _until(busy, lambda: bool(found()))
    print(f"[{label}] is there after {seconds:.1f} s")
    staff.person.taps(found()[-1].message, found()[-1].data, here.contoh)


def _is_answer(text: str) -> bool:
    """Whether it is the staff's answer; screens speak of the same."""
    return "Petugas Kabupaten Contoh" in text and "Tarik Data" in text


def _shows(here: Town, words: str) -> bool:
    return any(words in str(message.get("text")) for message in here.contoh.messages())


async def play(path: Path) -> None:
    """Play the day, and print what was measured and what the group reads."""
    async with town(path) as here:
        busy, ani = Busy(here), Staff(here.world, _ANI, "Bu Ani", here.contoh)
        code = await here.hands_over(here.sari)
        alike = [here.world.chat(600 + number, f"Operator {number}") for number in range(ALIKE)]
        codes = [await lacks_duty(here, chat) for chat in alike]
        await here.later(minutes=1)
        await open_cases(busy)
        here.world.clock.moves_by(minutes=2)
        busy.begins()
        await here.world.bot.tick(here.world.clock())
        whole = f"Terbuka: {OPEN + ALIKE + 1}"
        print(f"the whole is seen after {await _until(busy, lambda: _shows(here, whole)):.1f} s")
        take = next(
            button
            for row in here.rini.card(code)["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == "Ambil"
        )
        here.rini.person.taps(here.rini.card(code)["message_id"], take["callback_data"], here.contoh)
        before = busy.time.now
        await busy.works()
        print(
            f"a tap is answered after {busy.time.now - before:.1f} s: {not here.world.telegram.open_queries}"
        )
        drawn = await _until(busy, lambda: "Ambil alih" in str(here.rini.card(code)["reply_markup"]))
        print(f"and its card drawn after {drawn:.1f} s")
        ani.person.says("/j tarik", here.contoh, thread=here.rini.thread(codes[0]))
        await _taps(busy, ani, codes[0], "Salin untuk kasus serupa")
        await _taps(busy, ani, codes[0], f"Kirim ke {ALIKE - 1} kasus")
        read = await _until(
            busy,
            lambda: all(
                any(_is_answer(str(m.get("text"))) for m in chat.person.messages()) for chat in alike
            ),
        )
        print(f"{ALIKE} alike: once /j tarik and {TAPS} taps, all have it after {read:.1f} s")
        here.world.bot.sender._pacer = None
        print(here.rini.overview["text"])


def main() -> None:
    """Play it in a directory of its own."""
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(play(Path(place) / "day.db"))


if __name__ == "__main__":
    main()
