"""A day of a desk with some 300 open cases and three staff, through the whole bot against the simulated Telegram. By hand:

python -m tests.benchmarks.desk_day [FOLDER]

Times are of the simulated clock, on which a group takes twenty calls a minute, as Telegram says; a call itself takes none. With
a folder what the group reads is written there, and how it looks on a phone (`make pictures`' needs).
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from bot.helpdesk.cases.card_letters import card_letter
from bot.records.desk_case import DeskCase, Entry
from bot.records.rows import Saved
from bot.simulator.phone import Button, buttons_of
from flows.dialogue.case_code import case_code
from flows.dialogue.machine.session import Session
from tests.benchmarks.desk_pictures import phone
from tests.chat import Chat
from tests.helpdesk.test_busy_desk import FIRST, OPEN, STEP, Busy
from tests.helpdesk.test_overview import lacks_duty
from tests.helpdesk.town import CONTOH, Town, town
from tests.staff import Staff, words_of

ALIKE, TAPS = 20, 2
_ANI = 25
_MOST = 600.0
"""So many seconds are waited for anything."""
_DONE = 90
"""So many cases the three have dealt with by the evening."""
_LACKING = (
    ("Pemimpin sekolah", "Belum ada pemimpin"),
    ("Status induk", "Non-induk"),
    ("Peran Kepala Sekolah", "Belum"),
    ("Jumlah akun", "2 atau lebih"),
)
"""Questions of the desk's, each with the answer that says what is missing."""


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


async def _lacks(here: Town, chat: Chat, question: str, answer: str) -> Session:
    """A case of which is known what is missing, as `lacks_duty`."""
    code = await here.hands_over(chat)
    for asked, said in (("Gejala", "Tombol tidak ada, hanya Tarik Data"), (question, answer)):
        await here.rini.taps("Tanya operator", code)
        await here.rini.taps(asked, code)
        await chat.looks().taps(said)
    return await here.world.session(chat.person.id)


async def _come_at_once(here: Town, sessions: list[Session]) -> None:
    """As many other operators hand over at once, with cases like these in turn; their cards wait."""
    kinds = cycle([(one, await here.world._store.desk_case(one.case)) for one in sessions])
    for number in range(FIRST, FIRST + OPEN):
        session, desk = next(kinds)
        assert desk is not None
        here.world.telegram.person(number, f"Operator {number}")
        here.world.telegram.started.add(number)
        now = here.world.clock()
        case = replace(session, case=number, person=number, opened_at=now, touched_at=now)
        theirs: DeskCase = replace(desk, case=number, person=number, state="open", owner=None, since=now)
        letters = (card_letter(theirs, CONTOH),)
        log = (Entry(now, theirs.desk, "handed_over", number),)
        saved = Saved(person=number, sessions=(case,), at=now, desk=theirs, letters=letters, log=log)
        await here.world._store.save(saved)


async def _works_on(here: Town, three: list[Staff]) -> None:
    """What the three do till the evening: each takes a case, answers it, and closes one of three."""
    for number, staff in zip(range(FIRST, FIRST + _DONE), cycle(three), strict=False):
        code = case_code(number)
        if number % 3:
            await staff.answers(code, "/j tarik" if number % 2 else "Sedang kami periksa, mohon tunggu.")
        else:
            for label in ("Ambil", "Tutup", "Data sudah diperbaiki", "Lewati"):
                await staff.taps(label, code)
        await here.later(minutes=4)


async def _keeps(here: Town, folder: Path, code: str) -> None:
    """How the day looks on a phone, and what the group has read in its general topic and the one of this case."""
    await here.rini.says("/kasus")
    await here.rini.says("/statistik 1")
    await here.later(minutes=2)
    general = [m for m in here.contoh.messages() if not m.get("is_topic_message")]
    chart = next(m for m in reversed(general) if "photo" in m)["photo"][-1]["file_id"]
    (folder / "chart.png").write_bytes(here.world.telegram.files.find(chart).content)
    read = [*map(words_of, general[-12:]), *here.rini.said(code)]
    (folder / "transcript.txt").write_text("\n---\n".join(one for one in read if one), "utf-8")
    async with phone(here) as seen:
        await seen.opens("Umum")
        for name, words in (
            ("overview", "Ringkasan Kabupaten Contoh"),
            ("list", "kasus terbuka"),
            ("statistics", "Statistik"),
        ):
            await seen.keeps(folder / f"{name}.png", seen.group.message(words))
        await seen.opens(code)
        card = seen.group.message("Kesimpulan")
        await seen.keeps(folder / "card.png", card)
        print(f"a card takes {await seen.height(card.locator('.text').first):.2f} of a phone's screen")


async def play(path: Path, folder: Path | None = None) -> None:
    """Play the day, and print what was measured and what the group reads."""
    async with town(path) as here:
        busy, ani = Busy(here), Staff(here.world, _ANI, "Bu Ani", here.contoh)
        code = await here.hands_over(here.sari)
        sessions = [
            await _lacks(here, here.world.chat(700 + number, f"Operator {700 + number}"), *lacking)
            for number, lacking in enumerate(_LACKING)
        ]
        alike = [here.world.chat(600 + number, f"Operator {number}") for number in range(ALIKE)]
        codes = [await lacks_duty(here, chat) for chat in alike]
        await here.later(minutes=1)
        await _come_at_once(here, [await here.world.session(here.sari.person.id), *sessions])
        here.world.clock.moves_by(minutes=2)
        busy.begins()
        await here.world.bot.tick(here.world.clock())
        whole = f"Terbuka: {OPEN + ALIKE + 1 + len(_LACKING)}"
        print(f"the whole is seen after {await _until(busy, lambda: _shows(here, whole)):.1f} s")
        take = next(one for one in buttons_of(here.rini.card(code)) if one.label == "Ambil")
        here.rini.person.taps(take.message, take.data, here.contoh)
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
        await here.later(minutes=10)
        began = time.perf_counter()
        await _works_on(here, [here.rini, here.joko, ani])
        await here.later(minutes=2)
        print(f"the rest of the day, {_DONE} cases: {time.perf_counter() - began:.0f} s of this machine")
        print(here.rini.overview["text"])
        if folder:
            await _keeps(here, folder, codes[0])


def main() -> None:
    """Play it in a directory of its own."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(play(Path(place) / "day.db", folder))


if __name__ == "__main__":
    main()
