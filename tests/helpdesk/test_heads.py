"""Heads of a desk: they head it while they are in its group, and hear what others do with it as soon as they can be told."""

import pytest

from bot.simulator.members import Member
from tests.chat import SARI, Chat
from tests.helpdesk.town import RINI, Town

NEW = 61


def said(chat: Chat) -> list[str]:
    return [m.get("text", "") for m in chat.person.messages()]


async def test_who_was_never_in_the_group_heads_it_once_they_are(here: Town) -> None:
    """They stay appointed meanwhile; what Telegram does not tell is no "no"."""
    await here.owner.says("/start")
    await here.owner.says(f"/kelola kepala contoh {NEW}")
    head = here.world.chat(NEW, "Bu Ani\u202e")
    await head.says("/kelola")
    head.sees("pemilik bot dan ketua")
    await head.says("/kelola ekspor contoh")
    head.sees("pemilik bot dan ketua")
    here.contoh.members[NEW] = Member(head.person.user)
    here.world.telegram.fault("error", "getChatMember", times=2)
    here.world.expected_refusals = 2
    await head.says("/kelola")
    assert "Kabupaten Contoh" not in said(head)[-1]
    await here.later(seconds=2)
    await here.later(seconds=3)
    assert "Kabupaten Contoh" in said(head)[-1]
    assert await here.world.rows(f"SELECT name FROM staff WHERE person = {NEW}") == [("Bu Ani",)]
    here.contoh.members[NEW] = Member(head.person.user, "left")
    await here.later(minutes=11)
    await head.says("/kelola ekspor contoh")
    head.sees("pemilik bot dan ketua")
    assert not await here.world.rows(f"SELECT 1 FROM heads WHERE person = {NEW}")


@pytest.mark.parametrize("first", ["/kelola", "/status", "/start", "/batas"])
async def test_an_owner_who_never_wrote_hears_of_it_at_their_first_command(here: Town, first: str) -> None:
    """Once; the bot has written to nobody who had not written to it."""
    await here.world.bot.store.appoint("contoh", RINI)
    await here.rini.says("/lepas")
    rini = here.world.chat(RINI, "Bu Rini")
    await rini.says("/kelola ekspor contoh")
    assert said(here.owner) == []
    for _ in range(2):
        await here.owner.says(first)
    told = [
        text for text in said(here.owner) if "Kabupaten Contoh" in text and "/kelola jejak contoh" in text
    ]
    assert len(told) == 2, said(here.owner)
    await here.later(minutes=1)
    await rini.says("/kelola ekspor contoh")
    assert "diekspor" in said(here.owner)[-1], "from now on at once"


async def test_what_could_not_be_told_is_erased_with_the_rest(here: Town) -> None:
    """And who heads the desk no more does not hear of it."""
    for person in (SARI, NEW, RINI):
        await here.world.bot.store.appoint("contoh", person)
    await here.rini.says("/lepas")
    assert await here.world.rows(f"SELECT value FROM marks WHERE name = 'news:{SARI}'")
    await here.world.bot.store.dismiss("contoh", SARI)
    await here.sari.says("/start")
    assert not any("Kabupaten Contoh" in text for text in said(here.sari))
    other = here.world.chat(NEW, "Bu Ani")
    await other.says("/hapus_data")
    await other.taps("Ya, hapus semua")
    assert not await here.world.rows(f"SELECT value FROM marks WHERE name = 'news:{NEW}'")
