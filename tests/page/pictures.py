"""The pictures of docs/helpdesk.md and README.md, made anew: `make pictures`.

A morning at two help desks is played in the simulation's page, and what people see there is kept. It takes a minute and
wants a Chromium and a font with emoji. The cases get other numbers each time; look at what has changed before it is kept.
"""

import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page, expect

from tests.page.seen import Seen
from tests.page.started import CHROMIUM, launched, opened, simulated
from tests.served import ROOT

FOLDER = ROOT / "docs/pictures"
MOST = 150_000
"""No picture may have more bytes."""
_WIDTH, _HEIGHT, _LOW, _SCALE = 960, 2100, 1000, 1.5
"""Two chats side by side: so high that a whole card is seen, or so low that the ends of both are."""
_WHOLE = {"simulation.png": 1280, "simulation-phone.png": 390}
"""The whole page, by its width."""
_WHOLE_HEIGHT = 800
_COLOURS = 128
_PATIENCE = 90_000
"""Milliseconds. The bot says no more to a group than Telegram lets it: twenty things a minute."""
_EDGE = 5
"""Less than what lies between two messages."""
_PLAIN = ".ways, .toast, .as, .chat > header :not(h2) { display: none !important; }"
"""What only the simulation has, and what passes in a moment, is left out."""
_FELL = "min ijin tanya tombol singkron kok ilang, cuma tarik data doang"
_ANSWERS = (
    "Akun KS, peran Kepala Sekolah",
    "Sudah nol",
    "Belum muncul",
    "Kepala sekolah definitif",
    "Guru",
    "Induk",
    "Tidak ada",
)
_MORE = ("sampel | Kabupaten Sampel", "teladan | Kota Teladan", "umpama | Kabupaten Umpama")


class Studio:
    """The page with everybody on it, and where its pictures go."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self._folder = folder
        self.owner = Seen(page, "Pemilik bot")
        self.a, self.b, self.c, self.d = (Seen(page, f"Operator {letter}") for letter in "ABCD")
        self.contoh = Seen(page, "Dinas Pendidikan Kabupaten Contoh")
        self.misal = Seen(page, "Dinas Pendidikan Kota Misal")

    async def keeps(self, name: str, *shown: Locator) -> None:
        """A picture of the part of the page in which all of these stand, with an edge as far as their chat has one."""
        await self.page.mouse.move(0, 0)
        chats = await self.page.locator("main").bounding_box()
        boxes = [box for one in shown if (box := await one.bounding_box())]
        assert chats
        left, top = (min(box[side] for box in boxes) for side in ("x", "y"))
        right = max(box["x"] + box["width"] for box in boxes)
        bottom = max(box["y"] + box["height"] for box in boxes)
        left = max(left - _EDGE, _WIDTH / 2 + 1 if left > _WIDTH / 2 else 0)
        right = min(right + _EDGE, _WIDTH / 2 if right < _WIDTH / 2 else _WIDTH)
        top = max(top - _EDGE, chats["y"])
        clip = FloatRect(x=left, y=top, width=right - left, height=bottom + _EDGE - top)
        _keep(await self.page.screenshot(clip=clip), self._folder / name)

    async def keeps_both(self, name: str, operator: Seen, desk: Seen) -> None:
        """A picture of an operator's chat, in which one message has buttons, and of a desk's group."""
        await expect(operator.log.locator("li:has(.keys)")).to_have_count(1)
        await self.keeps(name, operator.chat.locator("header"), operator.log, desk.log)

    async def passes(self, minutes: float) -> None:
        await self.page.request.post(
            f"{self.page.url}do", data={"act": "wait", "minutes": max(1, round(minutes))}
        )

    async def is_as_high(self, height: int) -> None:
        """The whole page; the chats stand at their ends."""
        await self.page.set_viewport_size({"width": _WIDTH, "height": height})
        await self.page.evaluate(
            "for (const log of document.querySelectorAll('.messages')) log.scrollTop = log.scrollHeight"
        )


def _keep(png: bytes, path: Path) -> None:
    """Written with few colours, which is enough for words."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    few = picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size} bytes")
    assert size <= MOST, path


async def _to_work(studio: Studio) -> None:
    """It is ten past eight on a Tuesday, and the owner has added some districts."""
    now = datetime.now(UTC) + timedelta(hours=7)
    morning = (now + timedelta(days=(1 - now.weekday()) % 7 or 7)).replace(hour=8, minute=10)
    await studio.passes((morning - now) / timedelta(minutes=1))
    await studio.owner.says("/start")
    for district in _MORE:
        await studio.owner.says(f"/kelola tambah {district} | kabkota | prov | WIB | 08.00-15.30")
        await studio.owner.sees(f"{district.partition('| ')[2]} ditambahkan")


async def _code(operator: Seen) -> str:
    """The code of the case that was just handed over."""
    await operator.sees("bernomor")
    found = re.search(r"bernomor (\S+?)\.", await operator.log.inner_text())
    assert found
    return found[1]


async def _hands_over(operator: Seen, district: str) -> str:
    """Straight to a person; gives the case's code."""
    await operator.says("/start")
    for label in ("Minta bantuan petugas", "SD", district):
        await operator.taps(label)
    return await _code(operator)


async def _thumb(chat: Seen, words: str) -> None:
    """The receipt stands below a message."""
    await expect(chat.message(words).get_by_label("Reaksi")).to_be_visible()


async def _unfolds(desk: Seen) -> None:
    """The history on the newest card."""
    await desk.log.locator(".expandable_blockquote").last.click()


async def _replies(chat: Seen, to: str, text: str) -> None:
    """What lets a person do so is not seen in the pictures."""
    way = chat.message(to).get_by_role("button", name="Balas", include_hidden=True)
    await way.dispatch_event("click")
    await chat.says(text)


async def _finds_the_desk(studio: Studio) -> str:
    """The operator is asked for the district, and chooses it; gives the case's code."""
    a = studio.a
    await a.says(_FELL)
    for label in _ANSWERS:
        await a.taps(label)
    await a.sees("Berapa akun")
    await a.says("minta bantuan petugas")
    await a.taps("SD")
    question = a.message("Di kabupaten/kota mana")
    await expect(question).to_be_visible()
    await studio.keeps("district.png", question)
    await a.taps("Kabupaten Contoh")
    return await _code(a)


async def _is_taken(studio: Studio, code: str) -> None:
    """Its card, with its history unfolded."""
    desk = studio.contoh
    await desk.topics.get_by_role("tab", name=code).click()
    await studio.passes(12)
    await desk.taps("Ambil")
    await desk.sees("Diambil Bu Rini")
    await studio.a.sees("ditangani petugas")
    await studio.passes(2)
    await desk.says("/catatan SK kepala sekolah sudah kami terima")
    await desk.sees("mencatat: SK kepala sekolah")
    await desk.sees("Dicatat untuk petugas saja")
    await _unfolds(desk)
    await studio.keeps("card.png", desk.chat.locator("header"), desk.topics, desk.message("Riwayat"))


async def _is_asked(studio: Studio) -> None:
    desk, a = studio.contoh, studio.a
    await studio.is_as_high(_LOW)
    await studio.passes(3)
    await desk.taps("Tanya operator")
    await desk.taps("Jumlah akun")
    await desk.sees("belum dijawab")
    await a.sees("Pertanyaan dari petugas")
    await desk.message("Riwayat").evaluate("card => card.scrollIntoView({block: 'start'})")
    await studio.keeps_both("question.png", a, desk)
    await studio.passes(5)
    await a.taps("1 akun")
    await desk.sees("sudah menjawab")


async def _is_answered(studio: Studio) -> None:
    desk, a = studio.contoh, studio.a
    await studio.passes(4)
    await desk.says("Selamat pagi. Jenis PTK sedang kami periksa, mohon tunggu kabar dari kami.")
    await a.sees("mohon tunggu kabar")
    await studio.passes(2)
    await a.says("baik bu, terima kasih")
    await desk.sees("baik bu")
    await _thumb(a, "baik bu")
    await _thumb(desk, "mohon tunggu kabar")
    await studio.keeps_both("answer.png", a, desk)


async def _is_marked(studio: Studio) -> None:
    """What Dinas has changed is marked, and the operator is led on."""
    desk, a = studio.contoh, studio.a
    await studio.passes(95)
    await desk.taps("Sudah diubah Dinas")
    await desk.taps("Semua di atas")
    await a.sees("Menurut petugas, Dinas sudah mengubah")
    await desk.sees("mencatat perubahan Dinas")
    await studio.passes(11)  # a topic that was renamed just before keeps its name for ten minutes
    await expect(desk.topics).to_contain_text("tarik data")
    await _unfolds(desk)
    keys = desk.message("Riwayat").locator(".keys").last
    await keys.evaluate("keys => keys.scrollIntoView({block: 'end'})")
    await studio.keeps_both("mark.png", a, desk)


async def _are_listed(studio: Studio) -> None:
    """Two more cases come; one of them is taken. The list has all three."""
    desk = studio.contoh
    await studio.is_as_high(_HEIGHT)
    await _hands_over(studio.c, "Kabupaten Contoh")
    await studio.passes(20)
    taken = await _hands_over(studio.d, "Kabupaten Contoh")
    await desk.topics.get_by_role("tab", name=taken).click()
    await desk.chat.locator(".as select").select_option("Pak Joko", force=True)
    await desk.taps("Ambil")
    await desk.sees("Diambil Pak Joko")
    await desk.topics.get_by_role("tab", name="Umum").click()
    await desk.chat.locator(".as select").select_option("Bu Rini", force=True)
    await studio.passes(2)
    await desk.sees("Terbuka: 3 · belum diambil: 1")
    await desk.says("/kasus")
    await desk.sees("kasus terbuka")
    await studio.keeps(
        "list.png",
        desk.chat.locator("header"),
        desk.topics,
        desk.message("kasus terbuka"),
        desk.message("/kasus"),
    )


async def _in_a_plain_group(studio: Studio) -> None:
    """Without topics everything of a case stands below its card, as replies."""
    desk, b = studio.misal, studio.b
    await _hands_over(b, "Kota Misal")
    await studio.passes(1)
    await b.says("tombolnya hilang sejak kemarin")
    await desk.opens()
    await desk.sees("tombolnya hilang")
    await studio.passes(6)
    await _replies(desk, "tombolnya hilang", "Selamat pagi. Sebentar, kami lihat dahulu.")
    await _thumb(desk, "kami lihat dahulu")
    await desk.sees("Diambil Bu Tati")
    await studio.passes(2)
    await desk.sees("Terbuka: 1 · belum diambil: 0")
    await studio.keeps(
        "plain.png",
        desk.chat.locator("header"),
        desk.log.get_by_role("listitem").last,
        desk.message("Riwayat"),
    )


async def _has_a_poster(studio: Studio) -> None:
    await studio.owner.says("/kelola qr contoh")
    await studio.owner.sees("Untuk operator di")
    picture = studio.owner.message("Untuk operator di")
    await expect(picture.get_by_alt_text("foto")).not_to_have_js_property("naturalHeight", 0)
    await studio.keeps("poster.png", picture)


async def story(studio: Studio) -> None:
    """The morning, with its pictures."""
    await _to_work(studio)
    await _is_taken(studio, await _finds_the_desk(studio))
    await _is_asked(studio)
    await _is_answered(studio)
    await _is_marked(studio)
    await _are_listed(studio)
    await _in_a_plain_group(studio)
    await _has_a_poster(studio)


async def _is_seen_whole(browser: Browser, address: str, folder: Path) -> None:
    """The page as whoever opens it sees it; on a phone only the operator's chat of the two."""
    for name, width in _WHOLE.items():
        async with opened(browser, address, width, _WHOLE_HEIGHT) as page:
            desk, a = Seen(page, "Dinas Pendidikan Kabupaten Contoh"), Seen(page, "Operator A")
            await desk.opens()
            await desk.topics.get_by_role("tab").nth(1).click()
            await desk.sees("mohon tunggu kabar")
            await a.opens()
            await a.sees("Menurut petugas, Dinas sudah mengubah")
            _keep(await page.screenshot(), folder / name)


async def main(folder: Path = FOLDER) -> None:
    """All pictures into `folder`, which is there."""
    with TemporaryDirectory() as place, simulated(Path(place)) as address:
        async with launched() as browser, opened(browser, address, _WIDTH, _HEIGHT, _SCALE) as page:
            page.set_default_timeout(_PATIENCE)
            expect.set_options(timeout=_PATIENCE)
            await page.evaluate(f"document.styleSheets[0].insertRule({_PLAIN!r})")
            await story(Studio(page, folder))
            await _is_seen_whole(browser, address, folder)


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("No Chromium is installed; apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(main())
