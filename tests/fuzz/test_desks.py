"""Whatever operators and staff do, in any order: the bot stands, and every open case has a desk that has a group."""

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.groups import Group
from bot.simulator.people import Person
from flows.dialogue.replay import replay
from tests.helpdesk.town import Town, town

TEXTS = (
    "halo bu",
    "sudah",
    "guru",
    "plt",
    "/kasus",
    "/start",
    "/ulang",
    "/daerah",
    "kab contoh",
    "tarik data sudah",
)
STAFF_TEXTS = (
    "baik", "/kasus", "/catatan dicek", "/catatan", "/tarik", "/qr", "/bantuan", "/hubungkan 12345", "nik 3204123456780001",
)  # fmt: skip
KELOLA = (
    "", "jejak contoh", "tautan misal", "jam prov 07.00-12.00", "ekspor prov", "lepas misal", "hapus misal misal",
    "tambah baru | Kota Baru | kabkota | prov | WIB | 08.00-15.00",
)  # fmt: skip
KINDS = ("photo", "document", "voice", "sticker", "contact")

Act = Callable[[Town], Awaitable[None]]


def _buttons(here: Town, chat: int) -> list[tuple[int, str]]:
    return [
        (message["message_id"], button["callback_data"])
        for message in here.world.telegram.messages(chat)
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


def _operator(here: Town, number: int) -> Person:
    return (here.sari, here.budi)[number % 2].person


def _staff(here: Town, number: int) -> tuple[Person, Group]:
    staff = (here.rini, here.joko, here.tati, here.made)[number % 4]
    return staff.person, staff.group


def writes(number: int, text: str) -> Act:
    async def act(here: Town) -> None:
        _operator(here, number).says(text)

    return act


def sends(number: int, kind: str) -> Act:
    async def act(here: Town) -> None:
        _operator(here, number).sends(kind)

    return act


def taps(number: int, at: int) -> Act:
    """A button of the operator's, mostly one that leads to the desk."""

    async def act(here: Town) -> None:
        person = _operator(here, number)
        found = _buttons(here, person.id)
        onward = [
            one for one in found if one[1].endswith((":human", ":sd", ":smk", ":contoh", ":misal", ":prov"))
        ]
        if onward and at % 3:
            person.taps(*onward[at % len(onward)])
        elif found:
            person.taps(*found[at % len(found)])
        else:
            person.says("/start")

    return act


def answers(number: int, text: str, at: int) -> Act:
    """In the group: below any message, or in any topic."""

    async def act(here: Town) -> None:
        person, group = _staff(here, number)
        if not group.members[person.id].is_in:
            return
        messages = group.messages()
        threads = list(group.topics)
        reply = messages[at % len(messages)]["message_id"] if messages and at % 2 else None
        thread = threads[at % len(threads)] if threads and reply is None else None
        person.says(text, group, reply, thread)

    return act


def presses(number: int, at: int) -> Act:
    async def act(here: Town) -> None:
        person, group = _staff(here, number)
        found = _buttons(here, group.id)
        if found:
            person.taps(*found[at % len(found)], group)

    return act


def governs(words: str) -> Act:
    async def act(here: Town) -> None:
        here.owner.person.says(f"/kelola {words}")

    return act


def comes_and_goes(number: int) -> Act:
    async def act(here: Town) -> None:
        person, group = _staff(here, number)
        if group.members[person.id].is_in:
            group.expels(person, by=person)
        else:
            group.admits(person)

    return act


def waits(hours: int) -> Act:
    async def act(here: Town) -> None:
        here.world.clock.moves_by(hours=hours)
        await here.world.bot.tick(here.world.clock())

    return act


async def deletes_a_topic(here: Town) -> None:
    for group in (here.contoh, here.prov):
        for thread in list(group.topics)[:1]:
            group.deletes_topic(thread)


async def restarts(here: Town) -> None:
    await here.world.ends()
    await here.world.starts()


async def erases(here: Town) -> None:
    person = here.sari.person
    person.says("/hapus_data")
    await here.world.fetches()
    for message, data in _buttons(here, person.id):
        if data.endswith("erase_yes"):
            person.taps(message, data)


numbers = st.integers(0, 7)
places = st.integers(0, 60)
acts: Any = st.one_of(
    st.builds(taps, numbers, places),
    st.builds(taps, numbers, places),
    st.builds(writes, numbers, st.sampled_from(TEXTS)),
    st.builds(sends, numbers, st.sampled_from(KINDS)),
    st.builds(answers, numbers, st.sampled_from(STAFF_TEXTS), places),
    st.builds(presses, numbers, places),
    st.builds(presses, numbers, places),
    st.builds(governs, st.sampled_from(KELOLA)),
    st.builds(comes_and_goes, numbers),
    st.builds(waits, st.integers(1, 30)),
    st.just(deletes_a_topic),
    st.just(restarts),
    st.just(erases),
)


@given(st.lists(acts, min_size=10, max_size=40))
async def test_anything_at_the_desks(doings: list[Act]) -> None:
    """After each deed nothing is in the log; in the end every open case has a place, and a newcomer is served."""
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder) / "fuzz.db") as here:
            world = here.world
            world.expected_refusals = 10_000  # deleted topics, edits of what stands already
            here.owner.person.says("/start")
            for act in (taps(0, 1), *doings):
                world.clock.moves_by(seconds=2)
                await act(here)
                await world.fetches()
                world.telegram.open_queries.clear()
                assert not world.troubles(), world.troubles()
            await world.bot.tick(world.clock())
            await world.fetches()
            assert await world.rows("SELECT * FROM inbox WHERE state != 'done'") == []
            homeless = "SELECT desk FROM desk_cases WHERE state != 'closed' AND desk NOT IN (SELECT code FROM desks WHERE chat IS NOT NULL)"
            assert await world.rows(homeless) == []
            for chat in (here.sari, here.budi):
                session = await world.stored(chat.person.id)
                assert session is None or session.state == replay(session.records).state
            code = await here.hands_over(here.dewi, "SMK", "Provinsi Contoh")
            assert any(code in str(message.get("text")) for message in here.prov.messages())
