"""What must hold for any calls, at any times, with any refusals."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outgoing.pacing import Pacer
from bot.outgoing.rates import (
    ACTED_BURST,
    BULK,
    GROUP,
    GROUP_RELAYED,
    GROUP_RESERVE,
    GROUP_SECONDS,
    PRIVATE_BURST,
    PRIVATE_SECONDS,
    REFUSED_CHATS,
)
from bot.records.priority import Priority
from tests.pacing.clock import VirtualClock, settled
from tests.sampling import amount, sample

NEARLY = 1e-6


@dataclass(frozen=True)
class Call:
    number: int
    at: float
    chat_id: int
    priority: Priority


@dataclass(frozen=True)
class Refusal:
    at: float
    chat_id: int
    retry_after: int


@dataclass(frozen=True)
class Grant:
    at: float
    call: Call


async def played(calls: list[Call], refusals: list[Refusal]) -> list[Grant]:
    """The grants in their order; every call is granted, or this does not end well."""
    clock = VirtualClock(0.0)
    pacer = Pacer(clock)
    grants: list[Grant] = []

    async def ask(call: Call) -> None:
        await pacer.ready(call.chat_id, call.priority)
        grants.append(Grant(clock.now, call))

    tasks = []
    happenings: list[Call | Refusal] = [*calls, *refusals]
    for happening in sorted(happenings, key=lambda happening: (happening.at, isinstance(happening, Call))):
        await clock.moves_to(happening.at)
        if isinstance(happening, Call):
            tasks.append(asyncio.create_task(ask(happening)))
            await asyncio.sleep(0)
        else:
            pacer.too_many(happening.chat_id, happening.retry_after, clock.now)
    await clock.moves_by(20_000)
    await asyncio.gather(*(asyncio.wait_for(task, 0) for task in tasks))
    await settled()
    assert clock.sleepers == 0
    return grants


def most_in(times: list[float], seconds: float) -> int:
    """The largest number in any window of `seconds`, its end not counted."""
    most = begin = 0
    for end, time in enumerate(times):
        while times[begin] <= time - seconds + NEARLY:
            begin += 1
        most = max(most, end - begin + 1)
    return most


chats = st.sampled_from([1, 2, 3, -1, -2]) | st.integers(100, 160)
priorities = st.sampled_from(list(Priority))
moments = st.floats(0, 200).map(lambda at: round(at, 2)) | st.sampled_from([0.0, 1.0, 60.0])


@st.composite
def many_calls(draw: st.DrawFn) -> list[Call]:
    """Bursts: so many calls to a chat, or each to its own, at a moment."""
    calls: list[Call] = []
    for _ in range(draw(st.integers(1, 6))):
        at, chat, own = draw(moments), draw(chats), draw(st.booleans())
        for step in range(draw(st.integers(1, 50))):
            calls.append(Call(len(calls), at, 1000 + step if own else chat, draw(priorities)))
    return calls


refusals = st.lists(st.builds(Refusal, moments, chats, st.integers(0, 100)), max_size=4)


@pytest.mark.sampled
@settings(deadline=None, max_examples=amount(10, 60))
@given(many_calls(), refusals)
async def test_the_limits_hold(calls: list[Call], refused: list[Refusal]) -> None:
    grants = await played(calls, refused)
    assert len(grants) == len(calls), "somebody was forgotten"
    times = [grant.at for grant in grants]
    assert times == sorted(times)
    bulk = [grant.at for grant in grants if grant.call.priority is Priority.BULK]
    assert most_in(bulk, 1) <= BULK
    of_chat = defaultdict(list)
    for grant in grants:
        assert grant.at >= grant.call.at
        of_chat[grant.call.chat_id].append(grant)
    for chat_id, sent in of_chat.items():
        at = [grant.at for grant in sent]
        if chat_id < 0:
            assert most_in(at, GROUP_SECONDS) <= GROUP
            for place, grant in enumerate(sent):
                if grant.call.priority > Priority.STAFF_SAID:
                    before = [one for one in at[:place] if one > grant.at - GROUP_SECONDS + NEARLY]
                    assert len(before) < GROUP - GROUP_RESERVE
            relayed = [grant.at for grant in sent if grant.call.priority is Priority.RELAYED]
            assert most_in(relayed, GROUP_SECONDS) <= GROUP_RELAYED
        else:
            acted = any(grant.call.priority is Priority.ANSWER for grant in sent)
            for seconds in (1, 5, 30):
                burst = ACTED_BURST if acted else PRIVATE_BURST
                assert most_in(at, seconds * PRIVATE_SECONDS) <= burst + seconds - 1 + (seconds == 1)


@pytest.mark.sampled
@settings(deadline=None, max_examples=amount(10, 60))
@given(many_calls(), refusals)
async def test_in_a_chat_calls_of_a_priority_keep_their_order(
    calls: list[Call], refused: list[Refusal]
) -> None:
    grants = await played(calls, refused)
    asked = {call.number: place for place, call in enumerate(sorted(calls, key=lambda call: call.at))}
    for one in grants:
        same = [
            asked[grant.call.number]
            for grant in grants
            if (grant.call.chat_id, grant.call.priority) == (one.call.chat_id, one.call.priority)
        ]
        assert same == sorted(same)


@pytest.mark.sampled
@settings(deadline=None, max_examples=amount(10, 60))
@given(many_calls(), st.lists(st.builds(Refusal, moments, st.just(7), st.integers(0, 5000)), max_size=6))
async def test_one_chats_flood_and_refusals_delay_nobody(calls: list[Call], refused: list[Refusal]) -> None:
    """The same calls with and without a chat that waits for ever give the others the same times."""
    flood = [Call(-number, refusal.at, 7, Priority.ANSWER) for number, refusal in enumerate(refused, 1)]
    long = [Refusal(0.0, 7, 10_000), *refused]
    alone = {grant.call.number: grant.at for grant in await played(calls, [])}
    beside = {grant.call.number: grant.at for grant in await played([*calls, *flood], long)}
    assert {number: at for number, at in beside.items() if number >= 0} == alone


@pytest.mark.sampled
@settings(deadline=None, max_examples=amount(10, 60))
@given(many_calls())
async def test_who_has_a_chat_of_their_own_waits_for_nobody(calls: list[Call]) -> None:
    """Whatever else goes on, as long as Telegram refuses nothing."""
    grants = await played(calls, [])
    of_chat = defaultdict(list)
    for grant in grants:
        of_chat[grant.call.chat_id].append(grant)
    for alone in (grants[0] for grants in of_chat.values() if len(grants) == 1):
        if alone.call.priority is not Priority.BULK:
            assert alone.at == alone.call.at


@pytest.mark.sampled
@pytest.mark.parametrize(
    "priority", sample([one for one in Priority if one is not Priority.BULK], 3, name="nobody starves")
)
async def test_nobody_starves(priority: Priority) -> None:
    """Under a load that fills every second of a lowered rate, each call goes before those that come a minute later."""
    calls = [
        Call(second * 100 + number, float(second), 1000 + second * 100 + number, Priority.ANSWER)
        for second in range(1, 75)
        for number in range(40)
    ]
    refused = [Refusal(0.0, 9000 + number, 1) for number in range(REFUSED_CHATS)]
    mine = Call(-1, 7.0, 5, priority)
    grants = await played([*calls, mine], refused)
    (place,) = [place for place, grant in enumerate(grants) if grant.call is mine]
    assert all(grant.call.at <= 7.0 + 60 for grant in grants[:place])


def test_the_search_for_windows_finds_them() -> None:
    assert most_in([0, 0.5, 0.999, 1.0], 1) == 3
    assert most_in([0, 1, 2, 3], 1) == 1
