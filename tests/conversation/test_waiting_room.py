"""More people come than can be answered: who is in the middle of a case goes on, the others wait and know their place."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from bot.incoming.admission import CALM, OPENS, Admission
from bot.incoming.waiting_room import KEPT, UNDER_WAY
from bot.lines import AT_ONCE
from bot.store.connection import shard_of
from tests.chat import SARI, WAYAN, Chat, World

MISSING = "Tombol tidak ada, hanya Tarik Data"


def crowded(world: World, behind: float = OPENS + 1) -> None:
    """From now on the answer that waits longest has waited so long, in seconds."""
    world.bot.room._behind = lambda: behind


def said(chat: Chat) -> list[int]:
    return [m["message_id"] for m in chat.person.messages() if m["from"]["is_bot"]]


async def calms(world: World) -> None:
    crowded(world, 0)
    for _ in range(3):
        world.clock.moves_by(seconds=1)
        await world.settles()


async def test_who_writes_gets_one_message_and_it_becomes_the_first_screen(
    chat: Chat, budi: Chat, world: World
) -> None:
    crowded(world)
    await chat.says("/start")
    chat.sees("urutan ke-1")
    assert not chat.buttons
    await budi.says("/start")
    budi.sees("urutan ke-2")
    (word,) = said(chat)
    await calms(world)
    assert said(chat) == [word]
    assert chat.screen["message_id"] == word
    assert "tombol" in chat.text.casefold()
    assert "tombol" in budi.text.casefold()
    await chat.taps(MISSING)
    chat.sees("masuk dengan akun siapa")


async def test_what_is_written_meanwhile_is_heard_and_said_nothing_to(chat: Chat, world: World) -> None:
    crowded(world)
    await chat.says("/start")
    await chat.says("qwrtz plmk")
    assert len(said(chat)) == 1
    await calms(world)
    assert (await world.session(SARI)).misread == 1
    assert chat.screen["message_id"] == said(chat)[-1], "below what was written last"


async def test_who_is_in_the_middle_of_a_case_goes_on(chat: Chat, world: World) -> None:
    await chat.says("/start")
    crowded(world)
    await chat.taps(MISSING)
    chat.sees("masuk dengan akun siapa")


async def test_a_tap_on_an_old_case_hears_its_place_and_costs_nothing_else(chat: Chat, world: World) -> None:
    await chat.says("/start")
    world.clock.moves_by(seconds=UNDER_WAY.total_seconds() + 1)
    crowded(world)
    calls = len(world.telegram.calls)
    await chat.taps(MISSING)
    assert "urutan ke-1" in str(chat._news.toasts)
    await chat.taps(MISSING)
    made = [call.method for call in list(world.telegram.calls)[calls:] if call.method != "getUpdates"]
    assert made == ["answerCallbackQuery"] * 2
    crowded(world, 0)
    world.clock.moves_by(seconds=1)
    await world.settles()
    await chat.taps(MISSING)
    chat.sees("masuk dengan akun siapa")


async def test_a_restart_loses_nobody_who_waits(chat: Chat, world: World) -> None:
    crowded(world)
    await chat.says("/start")
    (word,) = said(chat)
    await chat.bot_restarts()
    assert chat.screen["message_id"] == word
    assert chat.buttons


async def test_what_one_writes_while_waiting_is_bounded(chat: Chat, world: World) -> None:
    crowded(world)
    for number in range(KEPT + 5):
        chat.person.says(f"halo {number}")
    await world.settles()
    assert await world.rows("SELECT count(*) FROM inbox WHERE state = 'waiting'") == [(KEPT,)]


@pytest.mark.parametrize("last", [False, True])
async def test_whoever_goes_to_another_process_begins(
    chat: Chat, budi: Chat, world: World, *, last: bool
) -> None:
    """Else the part of a process that joins would stay where the most wait; the others move up."""
    crowded(world)
    for one in (budi, chat) if last else (chat, budi):
        await one.says("/start")
    await world.bot.done_with(frozenset({shard_of(SARI)}))
    await world.settles()
    assert chat.looks().buttons
    assert not budi.looks().buttons
    wayan = world.chat(WAYAN, "Wayan")
    await wayan.says("/start")
    wayan.sees("urutan ke-2")


async def test_whoever_waits_for_a_place_is_seen_to_wait(chat: Chat, world: World) -> None:
    """By that the room opens; the pacer tells the same of the calls."""
    assert world.bot._behind() == 0
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            await world.bot.lines._takes_place()
            taken.callback(world.bot.lines._busy.release)
        chat.person.says("/start")
        waiting = asyncio.create_task(world.fetches())
        while world.bot._behind() == 0:  # noqa: ASYNC110  nobody tells it
            await asyncio.sleep(0)
    await waiting
    assert world.bot._behind() == 0
    assert chat.looks().buttons


def minute(admission: Admission, since: float, behind: Callable[[int], float], waiting: int) -> list[int]:
    """How many begin in each second of a minute, when so many wait and nobody else comes."""
    begun = []
    for second in range(60):
        begun.append(admission.may_begin(since + second, behind(second), waiting))
        waiting -= begun[-1]
    return begun


def test_nobody_waits_while_answers_do_not() -> None:
    admission = Admission()
    admission.note_wait(OPENS)
    assert not admission.is_open


def test_nobody_begins_while_answers_wait() -> None:
    admission = Admission()
    admission.note_wait(OPENS + 0.1)
    assert admission.is_open
    assert sum(minute(admission, 0, lambda _: CALM + 0.1, 1000)) == 0


def test_the_more_begin_the_longer_it_is_calm_and_fewer_after_it_was_too_many() -> None:
    admission = Admission()
    admission.note_wait(OPENS + 0.1)
    calm = minute(admission, 0, lambda _: 0.0, 100_000)
    assert calm[0] <= 5 < calm[10] < calm[-1]
    minute(admission, 60, lambda _: OPENS + 1, 100_000)
    assert minute(admission, 120, lambda _: 0.0, 100_000)[1] <= 2


def test_it_ends_when_all_have_begun() -> None:
    admission = Admission()
    admission.note_wait(OPENS + 0.1)
    assert sum(minute(admission, 0, lambda _: 0.0, 40)) == 40
    assert not admission.is_open


def test_how_long_it_takes_is_told_from_how_fast_it_went() -> None:
    admission = Admission()
    admission.note_wait(OPENS + 0.1)
    assert admission.minutes(10) is None
    begun = sum(minute(admission, 0, lambda _: 0.0, 100_000))
    assert admission.minutes(begun) == pytest.approx(1, abs=1)
    assert admission.minutes(10 * begun) == pytest.approx(10, abs=1)
