"""The pictures of docs/helpdesk.md, made anew: `make pictures`.

A morning at two help desks is played in the simulation's page, and what people see there is kept. It takes a minute and
wants a Chromium and a font with emoji. The cases get other numbers each time; look at what has changed before it is kept.
"""

import asyncio
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Locator, Page, expect

from tests.page.seen import Seen
from tests.page.started import CHROMIUM, launched, opened, simulated
from tests.served import ROOT

FOLDER = ROOT / "docs/pictures"
MOST = 150_000
"""No picture may have more bytes."""
_WIDTH, _HEIGHT, _LOW, _SCALE = 960, 2100, 1000, 1.5
"""Two chats side by side: so high that a whole card is seen, or so low that the ends of both are."""
_COLOURS = 64
_EDGE = 12
_PLAIN = ".ways, .chat > header :not(h2) { display: none !important; }"
"""What only the simulation has is left out."""
_FELL = "min ijin tanya tombol singkron kok ilang, cuma tarik data doang"
_ANSWERS = (
    "Akun kepala sekolah, peran Kepala Sekolah",
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

    async def keeps(self, name: str, shown: Iterable[Locator]) -> None:
        """A picture of the part of the page in which all of these stand."""
        await self.page.mouse.move(0, 0)
        boxes = [box for one in shown if (box := await one.bounding_box())]
        left, top = (min(box[side] for box in boxes) for side in ("x", "y"))
        right = max(box["x"] + box["width"] for box in boxes)
        bottom = max(box["y"] + box["height"] for box in boxes)
        taken = await self.page.screenshot(
            clip={
                "x": max(left - _EDGE, 0),
                "y": max(top - _EDGE, 0),
                "width": min(right + _EDGE, _WIDTH) - max(left - _EDGE, 0),
                "height": bottom + 2 * _EDGE - top,
            }
        )
        size = _squeezed(taken, self._folder / name)
        print(f"{name}: {size} bytes")
        assert size <= MOST, name

    async def passes(self, minutes: float) -> None:
        await self.page.request.post(
            f"{self.page.url}do", data={"act": "wait", "minutes": max(1, round(minutes))}
        )

    async def is_low(self, *, low: bool) -> None:
        """Only the ends of long chats are seen, or all of them."""
        await self.page.set_viewport_size({"width": _WIDTH, "height": _LOW if low else _HEIGHT})
        await self.page.evaluate(
            "for (const log of document.querySelectorAll('.messages')) log.scrollTop = 1e6"
        )


def _squeezed(png: bytes, path: Path) -> int:
    """Written with few colours, which is enough for words; gives its bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    return path.stat().st_size


async def _to_work(studio: Studio) -> None:
    """It is ten past eight on a Tuesday, and the owner has added some districts."""
    now = datetime.now(UTC) + timedelta(hours=7)
    morning = (now + timedelta(days=(1 - now.weekday()) % 7 or 7)).replace(hour=8, minute=10)
    await studio.passes((morning - now) / timedelta(minutes=1))
    await studio.owner.says("/start")
    for district in _MORE:
        await studio.owner.says(f"/kelola tambah {district} | kabkota | prov | WIB | 08.00-15.30")
        await studio.owner.sees(f"{district.partition('| ')[2]} ditambahkan")


async def _hands_over(operator: Seen, district: str) -> str:
    """Straight to a person; gives the case's code."""
    await operator.says("/start")
    for label in ("Minta bantuan petugas", "SD", district):
        await operator.taps(label)
    return await _code(operator)


async def _code(operator: Seen) -> str:
    await operator.sees("bernomor")
    found = re.search(r"bernomor (\S+?)\.", await operator.log.inner_text())
    assert found
    return found[1]


async def _finds_the_desk(studio: Studio) -> None:
    """The operator is asked for the district, and chooses it."""
    a = studio.a
    await a.says(_FELL)
    for label in _ANSWERS:
        await a.taps(label)
    await a.sees("Berapa akun")
    await a.says("minta bantuan petugas")
    await a.taps("SD")
    question = a.message("Di kabupaten/kota mana")
    await expect(question).to_be_visible()
    await studio.keeps("district.png", [question])
    await a.taps("Kabupaten Contoh")


async def _is_taken(studio: Studio, code: str) -> None:
    """Its card, with its history unfolded."""
    desk = studio.contoh
    await desk.topics.get_by_role("tab", name=code).click()
    await desk.taps("Ambil")
    await desk.sees("Diambil Bu Rini")
    await desk.says("/catatan SK kepala sekolah sudah kami terima")
    await desk.sees("mencatat: SK kepala sekolah")
    await desk.log.locator(".expandable_blockquote").first.click()
    await studio.keeps("card.png", [desk.chat.locator("h2"), desk.topics, desk.message("Riwayat")])


async def _is_asked(studio: Studio) -> None:
    desk, a = studio.contoh, studio.a
    await studio.is_low(low=True)
    await desk.taps("Tanya operator")
    await desk.taps("Jumlah akun pemimpin")
    await desk.sees("belum dijawab")
    await a.sees("Pertanyaan dari petugas")
    await studio.keeps("question.png", [studio.page.locator("main")])
    await a.taps("1 akun")
    await desk.sees("sudah menjawab")


async def _is_answered(studio: Studio) -> None:
    desk, a = studio.contoh, studio.a
    await desk.says("Selamat pagi. Jenis PTK sedang kami periksa, mohon tunggu kabar dari kami.")
    await a.sees("mohon tunggu kabar")
    await a.opens()
    await a.says("baik bu, terima kasih")
    await desk.sees("baik bu")
    for chat, words in ((a, "baik bu"), (desk, "mohon tunggu kabar")):
        await expect(chat.message(words).get_by_label("Reaksi")).to_be_visible()
    await studio.keeps("answer.png", [studio.page.locator("main")])


async def _is_marked(studio: Studio) -> None:
    desk, a = studio.contoh, studio.a
    await desk.taps("Sudah diubah Dinas")
    await desk.taps("Semua di atas")
    await a.sees("Menurut petugas, Dinas sudah mengubah")
    await studio.keeps("mark.png", [studio.page.locator("main")])
    await desk.says("/kasus")
    await desk.sees("kasus terbuka")
    await studio.keeps("list.png", [desk.message("kasus terbuka")])


async def _in_a_plain_group(studio: Studio) -> None:
    desk, b = studio.misal, studio.b
    await _hands_over(b, "Kota Misal")
    await b.says("tombolnya hilang sejak kemarin")
    await desk.opens()
    await desk.sees("tombolnya hilang")
    await studio.keeps("plain.png", [desk.message("tombolnya hilang"), desk.chat.locator("h2")])


async def _has_a_poster(studio: Studio) -> None:
    await studio.owner.says("/kelola qr contoh")
    await studio.owner.sees("Untuk operator di")
    picture = studio.owner.message("Untuk operator di")
    await picture.locator("img").wait_for()
    await studio.keeps("poster.png", [picture])


async def story(studio: Studio) -> None:
    await _to_work(studio)
    await _finds_the_desk(studio)
    code = await _code(studio.a)
    await _is_taken(studio, code)
    await _is_asked(studio)
    await _is_answered(studio)
    await _is_marked(studio)
    await _in_a_plain_group(studio)
    await _has_a_poster(studio)


async def main(folder: Path = FOLDER) -> None:
    with TemporaryDirectory() as place, simulated(Path(place)) as address:
        async with launched() as browser, opened(browser, address, _WIDTH, _HEIGHT, _SCALE) as page:
            await page.evaluate(f"document.styleSheets[0].insertRule({_PLAIN!r})")
            await story(Studio(page, folder))


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("No Chromium is installed; apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(main())
