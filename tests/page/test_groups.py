"""What the page shows of groups, files and replies, and lets people there do. The bot is a few calls made by the test."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.offline.simulation import OfflineSimulation
from bot.simulator.files import picture
from bot.simulator.groups import Group
from bot.simulator.params import Upload
from tests.page.seen import Seen

FIRST, SECOND, PROVINCE = (
    f"Dinas Pendidikan {name}" for name in ("Kabupaten Contoh", "Kota Misal", "Provinsi Contoh")
)
THUMB = {"type": "emoji", "emoji": "👍"}


async def _calls(offline: OfflineSimulation, method: str, **params: Any) -> Any:
    return await offline.telegram.call(method, params)


async def _topic(offline: OfflineSimulation, name: str) -> int:
    opened = await _calls(offline, "createForumTopic", chat_id=offline.desk.id, name=name)
    return int(opened["message_thread_id"])


async def _card(
    offline: OfflineSimulation, text: str, thread: int | None = None, group: Group | None = None
) -> int:
    topic = {} if thread is None else {"message_thread_id": thread}
    sent = await _calls(offline, "sendMessage", chat_id=(group or offline.desk).id, text=text, **topic)
    return int(sent["message_id"])


async def test_everybody_has_a_tab(offline: OfflineSimulation, quiet: Page) -> None:
    """One person's chat and one group are seen at a time; how much is unread stands on the tabs of the others."""
    tabs = quiet.locator("#tabs").get_by_role("tab")
    await expect(tabs).to_have_text(
        ["Operator A", "Operator B", "Operator C", "Operator D", "Pemilik bot", FIRST, SECOND, PROVINCE]
    )
    shown = quiet.locator("section.chat:visible h2")
    await expect(shown).to_have_text(["Operator A", FIRST])
    second = Seen(quiet, SECOND)
    for text in ("Kasus 1", "Kasus 2"):
        await _card(offline, text, group=offline.groups[1])
    await expect(second.tab).to_have_text(f"{SECOND}2")
    await second.opens()
    await expect(second.tab).to_have_text(SECOND)
    await expect(shown).to_have_text(["Operator A", SECOND])
    await Seen(quiet, "Pemilik bot").opens()
    await expect(shown).to_have_text(["Pemilik bot", SECOND])
    await second.tab.press("ArrowRight")
    await quiet.keyboard.press("Enter")
    await expect(shown).to_have_text(["Pemilik bot", PROVINCE])


async def test_topics_count_what_is_unread(offline: OfflineSimulation, quiet: Page) -> None:
    """A message that changes counts once, and one that says only what was done does not count."""
    desk = Seen(quiet, FIRST)
    one, two = [await _topic(offline, name) for name in ("7K3QX-M · SD", "00010-4 · SMP")]
    await expect(desk.topics.get_by_role("tab")).to_have_text(["Umum", "7K3QX-M · SD", "00010-4 · SMP"])
    card = await _card(offline, "Kasus 7K3QX-M", one)
    await _card(offline, "Kasus 00010-4", two)
    await _calls(
        offline, "editMessageText", chat_id=offline.desk.id, message_id=card, text="Kasus 7K3QX-M, diambil"
    )
    await _calls(offline, "pinChatMessage", chat_id=offline.desk.id, message_id=card)
    first, second = (desk.topics.get_by_role("tab", name=code) for code in ("7K3QX-M", "00010-4"))
    await expect(first).to_have_text("7K3QX-M · SD1")
    await expect(first.get_by_label("1 belum dibaca")).to_be_visible()
    await expect(desk.tab).to_have_text(f"{FIRST}2")
    await first.click()
    await expect(first).to_have_text("7K3QX-M · SD")
    await expect(second).to_have_text("00010-4 · SMP1")
    await expect(desk.tab).to_have_text(f"{FIRST}1")
    pinned = desk.chat.locator(".pinned")
    await expect(pinned).to_contain_text("Kasus 7K3QX-M, diambil")
    await _calls(offline, "editMessageText", chat_id=offline.desk.id, message_id=card, text="Kasus ditutup")
    await expect(pinned).to_contain_text("Kasus ditutup")
    await expect(desk.log).not_to_contain_text("00010-4")
    await second.click()
    await expect(desk.chat.locator(".pinned")).to_be_hidden()
    await _calls(offline, "deleteForumTopic", chat_id=offline.desk.id, message_thread_id=two)
    await expect(desk.topics.get_by_role("tab", selected=True)).to_have_text("Umum")


async def test_who_writes_in_a_group(offline: OfflineSimulation, quiet: Page) -> None:
    """One of its staff, who can be another each time; where there is only one, nobody is asked."""
    desk, second = Seen(quiet, FIRST), Seen(quiet, SECOND)
    thread = await _topic(offline, "7K3QX-M")
    await desk.topics.get_by_role("tab", name="7K3QX-M").click()
    chosen = desk.chat.get_by_label("sebagai")
    await expect(chosen.get_by_role("option")).to_have_text(["Bu Rini", "Pak Joko"])
    await chosen.select_option("Pak Joko")
    await desk.says("Kami periksa.")
    await expect(desk.message("Kami periksa.").locator(".sender")).to_have_text("Pak Joko")
    said = offline.desk.messages()[-1]
    assert (said["from"]["first_name"], said["message_thread_id"]) == ("Pak Joko", thread)
    await second.says("Baik.")
    await expect(second.message("Baik.").locator(".sender")).to_have_text("Bu Tati")
    await expect(second.chat.get_by_label("sebagai")).to_be_hidden()
    await expect(second.topics).to_be_hidden()


async def test_replies(offline: OfflineSimulation, quiet: Page) -> None:
    """To words and with a file, in a group and in one's own chat; each shows what it replies to."""
    second, a = Seen(quiet, SECOND), Seen(quiet, "Operator A")
    card = await _card(offline, "Kasus 00010-4", group=offline.groups[1])
    await second.opens()
    await second.taps("Balas")
    await second.sends("Foto", "lihat ini")
    await expect(second.message("lihat ini").locator(".quote")).to_have_text("Sinkron Kasus 00010-4")
    await expect(second.message("lihat ini").get_by_alt_text("foto")).to_be_visible()
    sent = offline.groups[1].messages()[-1]
    assert (sent["reply_to_message"]["message_id"], sent["caption"]) == (card, "lihat ini")
    await a.sends("Foto", "layar saya")
    await expect(a.message("layar saya")).to_be_visible()
    photo = offline.operators[0].messages()[-1]["message_id"]
    await _calls(offline, "sendMessage", chat_id=1, text="Jelas.", reply_parameters={"message_id": photo})
    await expect(a.message("Jelas.").locator(".quote")).to_have_text("Operator A Foto, layar saya")
    await a.taps("Balas")
    await a.says("Terima kasih")
    await expect(a.message("Terima kasih").locator(".quote")).to_have_text("Sinkron Jelas.")


async def test_pictures(offline: OfflineSimulation, quiet: Page) -> None:
    """A photo is one, and so is a document that is a picture; another document is a link."""
    owner = Seen(quiet, "Pemilik bot")
    await owner.says("/start")
    png = picture(300, 400)
    await _calls(offline, "sendPhoto", chat_id=8, photo=Upload("a.png", png), caption="Lembar")
    await _calls(offline, "sendDocument", chat_id=8, document=Upload("lembar.png", png))
    await _calls(offline, "sendDocument", chat_id=8, document=Upload("data.json", b"{}"))
    for words in ("foto", "lembar.png"):
        await expect(owner.log.get_by_alt_text(words)).to_have_js_property("naturalHeight", 400)
    await expect(owner.log.get_by_role("link")).to_have_text(["📎 lembar.png", "📎 data.json"])


async def test_an_album_is_one_message(offline: OfflineSimulation, quiet: Page) -> None:
    """With its words below it; it shrinks when one of it goes."""
    a = Seen(quiet, "Operator A")
    await a.sends("Album (2 foto)", "dua layar")
    await expect(a.log.get_by_role("listitem")).to_have_count(1)
    await expect(a.message("dua layar").get_by_alt_text("foto")).to_have_count(2)
    media = [{"type": "photo", "media": f"attach://{name}"} for name in ("x", "y")]
    png = Upload("a.png", picture(30, 30))
    both = await _calls(offline, "sendMediaGroup", chat_id=1, media=media, x=png, y=png)
    await expect(a.log.get_by_role("listitem")).to_have_count(2)
    await expect(a.log.locator(".album")).to_have_count(2)
    await _calls(offline, "deleteMessage", chat_id=1, message_id=both[0]["message_id"])
    await expect(a.log.locator(".album")).to_have_count(1)
    await expect(a.log.get_by_alt_text("foto")).to_have_count(3)


async def test_the_caption_of_an_album(offline: OfflineSimulation, quiet: Page) -> None:
    """As clients do: it is shown below photos where a single one has any, below files at each."""
    a = Seen(quiet, "Operator A")
    await a.says("/start")
    media = [
        {"type": "photo", "media": f"attach://{name}", "caption": f"layar {name}"} for name in ("x", "y")
    ]
    png = Upload("a.png", picture(30, 30))
    both = await _calls(offline, "sendMediaGroup", chat_id=1, media=media, x=png, y=png)
    await expect(a.log.locator(".album")).to_have_count(1)
    await expect(a.log).not_to_contain_text("layar")
    await _calls(offline, "editMessageCaption", chat_id=1, message_id=both[1]["message_id"], caption="")
    await expect(a.log).to_contain_text("layar x")
    documents = [{**one, "type": "document", "caption": f"berkas {one['media'][-1]}"} for one in media]
    await _calls(offline, "sendMediaGroup", chat_id=1, media=documents, x=png, y=png)
    for words in ("berkas x", "berkas y"):
        await expect(a.log).to_contain_text(words)


async def test_reactions(offline: OfflineSimulation, quiet: Page) -> None:
    """They come and go, and are there on a page that is opened anew."""
    a = Seen(quiet, "Operator A")
    await a.says("sudah saya kirim")
    await a.sees("sudah saya kirim")
    where = {"chat_id": 1, "message_id": offline.operators[0].messages()[-1]["message_id"]}
    await _calls(offline, "setMessageReaction", **where, reaction=[THUMB])
    mark = a.message("sudah saya kirim").get_by_label("Reaksi: 👍")
    await expect(mark).to_be_visible()
    await quiet.reload()
    await expect(mark).to_be_visible()
    await _calls(offline, "setMessageReaction", **where, reaction=[])
    await expect(mark).to_have_count(0)


async def test_what_is_one_s_own_can_be_changed(offline: OfflineSimulation, quiet: Page) -> None:
    """By who wrote it, whoever is chosen to write next; also what stands under a photo."""
    desk = Seen(quiet, FIRST)
    quiet.on("dialog", lambda dialog: dialog.accept("surat tugas"))
    await desk.sends("Dokumen", "surat")
    await desk.chat.get_by_label("sebagai").select_option("Pak Joko")
    await desk.taps("Ubah")
    await desk.sees("surat tugas")
    await expect(desk.message("surat tugas").locator("time")).to_contain_text("diubah")
    assert offline.desk.messages()[-1]["from"]["first_name"] == "Bu Rini"
    await _card(offline, "Kasus")
    await expect(desk.message("Kasus").get_by_role("button", name="Ubah")).to_have_count(0)


async def test_a_district_s_link(offline: OfflineSimulation, quiet: Page) -> None:
    """As from a sheet on the wall; followed also where the bot shows one."""
    a = Seen(quiet, "Operator A")
    links = a.chat.get_by_label("Buka tautan")
    await expect(links.get_by_role("option")).to_have_text(
        ["…", "Kabupaten Contoh", "Kota Misal", "Provinsi Contoh"]
    )
    await links.select_option("Kota Misal")
    await a.sees("/start d_misal")
    keys = {"inline_keyboard": [[{"text": "Buka", "url": "https://t.me/sinkron_bot?start=d_prov"}]]}
    await _calls(offline, "sendMessage", chat_id=1, text="Tautan", reply_markup=keys)
    await a.taps("Buka")
    await a.sees("/start d_prov")


async def test_the_bot_goes_and_comes(offline: OfflineSimulation, quiet: Page) -> None:
    """By a link that asks which group, with the rights that it names; and by the mark in the group's head."""
    owner, second = Seen(quiet, "Pemilik bot"), Seen(quiet, SECOND)
    await second.opens()
    out = second.chat.get_by_label("bot dikeluarkan")
    await out.check()
    await expect(out).to_be_checked()
    assert not offline.groups[1].bot.is_in
    await owner.says("/start")
    await owner.sees("/start")
    link = "https://t.me/sinkron_bot?startgroup=abc&admin=manage_topics+pin_messages"
    await _calls(offline, "sendMessage", chat_id=8, text=f"Sambungkan: {link}.")
    await owner.log.get_by_role("link", name=link, exact=True).click()
    await quiet.get_by_role("dialog", name="Pilih grup").get_by_role("button", name=SECOND).click()
    await second.sees("/start@sinkron_bot abc")
    await expect(out).not_to_be_checked()
    await expect(second.message("abc").locator(".sender")).to_have_text("Bu Tati")
    bot = offline.groups[1].bot
    assert (bot.may("can_manage_topics"), bot.may("can_pin_messages")) == (True, True)
    assert not bot.may("can_delete_messages")


async def test_a_link_to_a_case_s_card(offline: OfflineSimulation, quiet: Page) -> None:
    """In the topic where it stands, or in a group without topics."""
    second, desk = Seen(quiet, SECOND), Seen(quiet, FIRST)
    thread = await _topic(offline, "7K3QX-M")
    card, other = (
        await _card(offline, "Kasus 7K3QX-M", thread),
        await _card(offline, "Lain", group=offline.groups[1]),
    )
    addresses = (f"9000000001/{thread}/{card}", f"9000000002/{other}")
    links = " ".join(
        f'<a href="https://t.me/c/{address}">{name}</a>'
        for address, name in zip(addresses, "ab", strict=True)
    )
    await _calls(offline, "sendMessage", chat_id=offline.groups[1].id, text=links, parse_mode="HTML")
    await second.opens()
    await second.log.get_by_role("link", name="a", exact=True).click()
    await expect(desk.message("Kasus 7K3QX-M")).to_be_visible()
    await second.opens()
    await second.log.get_by_role("link", name="b", exact=True).click()
    await expect(second.message("Lain")).to_be_visible()


async def test_each_chat_has_its_commands(offline: OfflineSimulation, quiet: Page) -> None:
    """Those for groups are not offered to operators, nor the owner's."""
    start, cases, govern = ([{"command": name, "description": name}] for name in ("start", "kasus", "kelola"))
    await _calls(offline, "setMyCommands", commands=start)
    await _calls(offline, "setMyCommands", commands=cases, scope={"type": "all_group_chats"})
    await _calls(offline, "setMyCommands", commands=govern, scope={"type": "chat", "chat_id": 8})
    for name, command in (("Operator A", "/start"), ("Pemilik bot", "/kelola"), (FIRST, "/kasus")):
        chat = Seen(quiet, name)
        await chat.opens()
        await chat.chat.get_by_label("Perintah").click()
        await expect(chat.chat.locator(".menu button")).to_have_count(1)
        await chat.chat.locator(".menu button").click()
        await chat.sees(command)


@pytest.mark.parametrize("tag", ["blockquote", "blockquote expandable"])
async def test_the_newline_below_a_quote_only_ends_it(
    offline: OfflineSimulation, quiet: Page, tag: str
) -> None:
    """Clients show one empty line where two newlines stand."""
    desk = Seen(quiet, FIRST)
    text = f"before\n<{tag}>quoted</blockquote>\n\nafter\n<{tag}>last</blockquote>"
    await _calls(offline, "sendMessage", chat_id=offline.desk.id, text=text, parse_mode="HTML")
    await desk.sees("after")
    assert await desk.log.locator(".text").text_content() == "before\nquoted\nafter\nlast"


async def test_it_fits_a_phone(offline: OfflineSimulation, quiet: Page) -> None:
    """One chat of all; what is unread in the others stands on their tabs."""
    await quiet.set_viewport_size({"width": 390, "height": 800})
    await expect(quiet.locator("section.chat:visible h2")).to_have_count(1)
    desk, a = Seen(quiet, FIRST), Seen(quiet, "Operator A")
    await _card(offline, "Kasus")
    await expect(desk.tab).to_have_text(f"{FIRST}1")
    await desk.opens()
    await expect(quiet.locator("section.chat:visible")).to_have_count(1)
    await expect(desk.tab).to_have_text(FIRST)
    await a.sends("Foto")
    await expect(a.log.get_by_alt_text("foto")).to_be_visible()
    assert await quiet.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
