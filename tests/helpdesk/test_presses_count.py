"""A press counts if its card is not older than the turn in which the case came into its present state there: whatever was written
meanwhile, by whom and how, and over restarts. Over random histories through the whole bot.
"""

import random
from collections.abc import Awaitable, Callable

import pytest

from bot.records.desk_case import DESK_CASE_JSON, DeskCase
from bot.simulator.phone import Button, buttons_of
from tests.helpdesk.town import Town
from tests.sampling import amount

pytestmark = pytest.mark.sampled
LATE = ("Kartu ini sudah berubah", "Sudah diambil")


async def _case(here: Town) -> DeskCase:
    ((doc,),) = await here.world.rows("SELECT doc FROM desk_cases")
    return DESK_CASE_JSON.read(doc)


def _state(case: DeskCase) -> object:
    return (
        case.state,
        case.owner,
        case.menu,
        case.marks,
        case.asked,
        case.reason,
        case.cause,
        case.desk,
        case.noting,
    )


def _doings(here: Town, code: str) -> list[Callable[[], Awaitable[object]]]:
    """What changes no state of the case."""

    async def album() -> None:
        here.sari.person.sends_album(["photo", "photo"], caption="layarnya")
        await here.later(seconds=2)

    return [
        lambda: here.sari.says("masih belum"),
        album,
        lambda: here.sari.sends("voice"),
        lambda: here.rini.answers(code, "/catatan sudah ditelepon"),
        lambda: here.later(minutes=1),
        here.world.restarts,
    ]


def _buttons(here: Town, code: str) -> list[Button]:
    """Those of the card, as it is now."""
    found = buttons_of(here.joko.card(code))
    return [button for button in found if ":desk:" in button.data]


def _seq(button: Button) -> int:
    return int(button.data.split(":")[2])


@pytest.mark.parametrize("seed", range(amount(2, 30)))
async def test_a_press_counts_since_the_state_it_answers(here: Town, seed: int) -> None:
    dice = random.Random(seed)
    code = await here.hands_over(here.sari)
    await here.joko.answers(code, "Kami periksa.")
    seen = {_seq(button): _buttons(here, code) for button in _buttons(here, code)}
    entered = (await _case(here)).seq
    for _ in range(amount(15, 40)):
        if dice.random() < 0.5:
            await dice.choice(_doings(here, code))()
            seen.update({_seq(button): _buttons(here, code) for button in _buttons(here, code)})
            continue
        old = seen[dice.choice(sorted(seen)[-4:])]
        button, before = dice.choice(old), await _case(here)
        if button.data.rpartition(":")[2] in {"up", "close"}:  # the case stays where it is
            continue
        offered = button.data.rpartition(":")[2] in {
            one.data.rpartition(":")[2] for one in _buttons(here, code)
        }
        await here.joko._taps(button)
        after = await _case(here)
        late = any(toast.startswith(LATE) for toast in here.joko.toasts)
        assert late != (_seq(button) >= entered and offered), (
            _seq(button),
            entered,
            button,
            here.joko.toasts,
        )
        if late:
            assert _state(after) == _state(before)
        else:
            entered = after.seq if after.seq > before.seq else entered
        seen.update({_seq(one): _buttons(here, code) for one in _buttons(here, code)})
