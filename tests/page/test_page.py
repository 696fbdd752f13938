"""The simulation in a real browser: what people there do reaches the bot, and what the bot does is seen."""

import json
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.check.script import KINDS, read
from bot.offline.cluster import programs
from bot.offline.recorder import PLAYED
from tests.page.seen import Seen
from tests.page.started import opened, simulated

FELL = "min ijin tanya tombol singkron kok ilang, cuma tarik data doang"

TO_DINAS = (
    "Akun KS, peran Kepala Sekolah",
    "Masih ada",
    "Belum bisa",
    "Lewati",
    "Kepala sekolah definitif",
    "Guru",
    "Induk",
    "Tidak ada",
    "1 akun",
    "Lewati",
    "Sudah saya kirim",
    "Ubah pengingat",
)


async def test_a_conversation(page: Page) -> None:
    """Typed and tapped; the screen is redrawn in its place, with its marks as elements."""
    a = Seen(page, "Operator A")
    await a.says(FELL)
    await a.sees("Tercatat: tombol Sinkronisasi tidak tampak")
    await a.taps("Akun operator")
    await a.sees("Keluar dari aplikasi Dapodik")
    await expect(a.log.locator("b").filter(has_text="Masuk dengan akun kepala sekolah")).to_be_visible()
    await expect(a.log.locator("li.bot")).to_have_count(1)
    await expect(a.log.get_by_text("diubah")).to_be_visible()
    await a.taps("Tombol sudah muncul")
    await a.sees("Syukurlah")


async def test_two_operators_and_the_district(page: Page) -> None:
    """Each sees their own; a case that is handed over has a topic in the district's group, and there they talk."""
    a, b = Seen(page, "Operator A"), Seen(page, "Operator B")
    desk = Seen(page, "Dinas Pendidikan Kabupaten Contoh")
    await a.says("/start")
    await a.sees("Halo, Bapak/Ibu operator")
    await b.says("/start")
    await b.taps("Minta bantuan petugas")
    await b.taps("SD")
    await b.taps("Kabupaten Contoh")
    topic = desk.topics.get_by_role("tab", name="yang kurang belum diketahui")
    await expect(topic.locator(".count")).to_have_text("1")
    await topic.click()
    await desk.sees("Jenjang: SD")
    await desk.says("Baik, kami periksa.")
    await expect(desk.message("kami periksa").locator(".sender")).to_have_text("Bu Rini")
    await b.sees("kami periksa")
    await b.sends("Foto", "layar saya")
    await expect(b.message("layar saya").get_by_label("Reaksi")).to_be_visible()
    await expect(desk.message("layar saya").get_by_alt_text("foto")).to_be_visible()
    await expect(a.log).not_to_contain_text("Jenjang")


async def test_killed_while_somebody_writes(page: Page) -> None:
    """What was written to a dead bot is answered by the next one; a page that is opened anew shows the same."""
    a = Seen(page, "Operator A")
    await a.says("/start")
    await a.sees("Halo, Bapak/Ibu operator")
    await page.get_by_role("button", name="Matikan").click()
    await expect(page.get_by_role("status").filter(has_text="Bot mati")).to_be_visible()
    await a.taps("Tombol tidak ada, hanya Tarik Data")
    await page.get_by_role("button", name="Jalankan ulang").click()
    await a.sees("Anda masuk dengan akun siapa")
    await page.reload()
    await a.sees("Anda masuk dengan akun siapa")
    await expect(page.get_by_text("Bot hidup")).to_be_visible()


async def test_each_of_several_processes_is_killed_and_started(browser: Browser, tmp_path: Path) -> None:
    """As by `make run-many`: whichever is left answers; with none left the bot is dead."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed on this machine (apt-get install postgresql)")
    with simulated(tmp_path, "bot.offline.many") as address:
        async with opened(browser, address) as page:
            a = Seen(page, "Operator A")
            await a.says("/start")
            await a.sees("Halo, Bapak/Ibu operator")
            await page.get_by_role("button", name="1 hidup").click()
            await page.get_by_role("button", name="3 hidup").click()
            await expect(page.get_by_role("button", name="3 mati")).to_be_visible()
            await expect(page.get_by_text("Bot hidup")).to_be_visible()
            await a.taps("Tombol tidak ada, hanya Tarik Data")
            await a.sees("Anda masuk dengan akun siapa")
            await page.get_by_role("button", name="1 mati").click()
            await expect(page.get_by_role("button", name="1 hidup")).to_be_visible()
            await page.get_by_role("button", name="Matikan").click()
            await expect(page.get_by_role("button", name="mati", exact=False)).to_have_count(4)
            await expect(page.get_by_text("Bot mati")).to_be_visible()


async def test_the_clock_brings_the_reminder(page: Page) -> None:
    """'Besok pagi' is tomorrow at ten for everybody, and what is due then comes."""
    a = Seen(page, "Operator A")
    await a.says("tombol sinkron hilang")
    for label in TO_DINAS:
        await a.taps(label)
    await a.taps("Besok pagi")
    await a.taps("WIB")
    await a.sees("ingatkan")
    await page.locator("#now + button + button").click()
    await expect(page.locator("#now")).to_contain_text("10.00")
    await expect(a.log.get_by_role("listitem").last).to_contain_text("Pengingat: apakah Dinas sudah mengubah")


async def test_calls_and_refusals(page: Page) -> None:
    """Every call of the bot is listed; one that went wrong is red, and can be ordered."""
    a = Seen(page, "Operator A")
    await a.says("/start")
    await a.sees("Halo, Bapak/Ibu operator")
    await page.get_by_role("button", name=re.compile("Panggilan API")).click()
    calls = page.get_by_label("Panggilan API").get_by_role("listitem")
    await expect(calls.filter(has_text="sendMessage").first).to_be_visible()
    await a.chat.get_by_label("blokir bot").check()
    await a.says("/bantuan")
    await expect(calls.filter(has_text="bot was blocked by the user").first).to_be_visible()
    await expect(page.locator("#call-list .refused").first).to_be_visible()


async def test_saved_as_a_transcript(page: Page, tmp_path: Path) -> None:
    """What was done is a file that `python -m bot check` plays."""
    a = Seen(page, "Operator A")
    await a.says(FELL)
    await a.taps("Akun operator")
    await a.sees("Keluar dari aplikasi Dapodik")
    await page.get_by_role("button", name="+1 jam").click()
    async with page.expect_download() as download:
        await a.chat.get_by_text("Simpan sebagai transkrip").click()
    file = tmp_path / "saved.txt"
    await (await download.value).save_as(file)
    said = [section.said for section in read(file.read_text("utf-8")).sections]
    assert said == [f"> {FELL}", "> [Akun operator]", "@ 1 hours"]


def test_what_is_saved_can_be_played() -> None:
    assert KINDS == PLAYED


async def test_by_keyboard_alone(page: Page) -> None:
    """Tab and Enter are enough."""
    a = Seen(page, "Operator A")
    await a.says("/start")
    button = a.log.get_by_role("button", name="Tombol ada, sinkronisasi gagal")
    await button.focus()
    await page.keyboard.press("Enter")
    await a.sees("Apa yang paling mirip")
    await a.chat.get_by_label("Perintah").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(a.log.locator("li.person").last).to_contain_text("/")


async def test_from_the_box_to_the_newest_answers_and_back(page: Page) -> None:
    """One key each: whoever answers by keyboard need not pass all that was said before."""
    a = Seen(page, "Operator A")
    await a.says("/start")
    await a.sees("Halo, Bapak/Ibu operator")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(":focus")).to_have_text("Tombol tidak ada, hanya Tarik Data")
    await page.keyboard.press("Enter")
    await a.sees("Anda masuk dengan akun siapa")
    await expect(page.locator(":focus")).to_have_text("Akun KS, peran Kepala Sekolah")
    await page.keyboard.press("ArrowDown")
    await expect(page.locator(":focus")).to_have_text("Akun KS, peran lain")
    await a.writes("")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Escape")
    await expect(a.chat.get_by_role("textbox")).to_be_focused()


async def test_on_a_phone(browser: Browser, simulation: str) -> None:
    """One chat at a time, nothing wider than the screen, and what is new elsewhere is marked."""
    page = await browser.new_page(viewport={"width": 390, "height": 800}, locale="id-ID")
    await page.goto(simulation)
    a = Seen(page, "Operator A")
    await a.says("/start")
    await a.sees("Halo, Bapak/Ibu operator")
    for name in ("Operator B", "Dinas Pendidikan Kabupaten Contoh", "Operator A"):
        await page.locator("#tabs").get_by_role("tab", name=name).click()
        await expect(page.locator("section.chat:visible")).to_have_count(1)
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    log = await a.log.bounding_box()
    assert log
    assert log["y"] <= 48, "one slim bar stands above what is said"
    controls = page.get_by_role("button", name="+1 jam")
    await expect(controls).to_be_hidden()
    await page.get_by_role("button", name="Jam, bot, dan gangguan").click()
    await controls.click()
    await expect(a.chat.get_by_label("blokir bot")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await page.keyboard.press("Escape")
    await expect(controls).to_be_hidden()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({}, 400),
    ],
)
async def test_only_this_machines_own_page(
    browser: Browser, simulation: str, headers: dict[str, str], status: int
) -> None:
    """Another site in the same browser cannot order anything, and a nonsense order is refused with a reason."""
    context = await browser.new_context()
    answer = await context.request.post(f"{simulation}/do", data='{"act": "nonsense"}', headers=headers)
    assert answer.status == status
    if status == 400:
        assert "act" in json.loads(await answer.text())["error"]
    await context.close()
