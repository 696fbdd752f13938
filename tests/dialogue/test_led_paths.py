"""Every path through a led trouble: it comes to an end, advises only what may be advised, and takes few taps."""

import re
from collections import Counter
from statistics import median

import pytest

from flows.dialogue.machine.led import LED_QUESTIONS, LED_STEPS
from flows.dialogue.machine.replay import Position
from flows.dialogue.screens.screens import screen
from flows.rules.engine import Status
from flows.texts import say, words
from tests.dialogue.led_walk import ENDS, FAILS, length_of_a_way, walk, ways
from tests.dialogue.walk import fits
from tests.dialogue.walking import HERE, SESSION, START, tell
from tests.sampling import WHOLE, dice

NEVER = (
    *(
        "install ulang",
        "instal ulang",
        "uninstall",
        "copot aplikasi",
        "hapus aplikasi",
        "pemasang penuh untuk",
    ),
    *(
        "matikan antivirus",
        "matikan firewall",
        "nonaktifkan",
        "salin folder database",
        "ganti folder database",
    ),
    *("dua komputer", "komputer lain untuk sinkron", "patch dari", "sinkron offline"),
)
"""What can lose data that was not sent, or make matters worse; none of it may be advised in any words."""
ONLY_DENIED = (
    *(
        "memasang ulang",
        "registrasi ulang",
        "memakai prefill",
        "cadangan lama",
        "menghapus data",
        "mengosongkan data",
    ),
    *("berulang-ulang", "pemasang penuh"),
)
"""What may be named only to keep from it."""
KEEPING_FROM = ("jangan", "tidak", "bukan", "berhenti")


def advised(text: str) -> list[str]:
    """Sentences of a text that advise what must never be."""
    plain = re.sub(r"<[^<>]*>", "", text).casefold()
    sentences = [part for line in plain.splitlines() for part in re.split(r"(?<=[a-z])[.;:] ", line)]
    named = [one for one in sentences if any(risk in one for risk in ONLY_DENIED)]
    return [never for never in NEVER if never in plain] + [
        one for one in named if not any(word in one for word in KEEPING_FROM)
    ]


@pytest.mark.sampled
def test_every_path_comes_to_an_end_and_shows_screens_that_telegram_takes() -> None:
    met = Counter(position.state for position in walk().values())
    assert {"ask_seen", "S8.1", "ask_level", "finished"} <= met.keys()
    if WHOLE:
        assert met.keys() >= {
            *LED_STEPS,
            "trying.sync_fails",
            *(f"ask_{subject}" for subject in LED_QUESTIONS),
        }
    for state in met:
        fits(next(position for position in walk().values() if position.state == state))
    for position in walk().values():
        assert position.state in ENDS or any(ways(position)), position


def test_a_detour_comes_back_to_a_try_or_to_a_person() -> None:
    """Whatever is answered and done on it: walked whole, but for what anybody can say at any time."""
    found, left = dict[object, Position](), [tell(tell(START, FAILS), ("seen", "access_refused"))]
    left = [tell(left[0], ("S6.1", "detour"))]
    came_to = Counter[str]()
    while left:
        position = left.pop()
        standing = position.standing
        key = (position.state, standing.settled, standing.behind, standing.facts, standing.request_sent)
        if key in found:
            continue
        found[key] = position
        assert not standing.on_detour or standing.symptom == "button_missing"
        if not standing.on_detour or position.state in {*ENDS, "handed_over"}:
            came_to[position.state] += 1
            assert position.state in {"trying.sync_fails", "ask_level", "finished"}, position
            assert standing.led
            assert standing.led.facts.value("seen") == "unknown"
            continue
        fits(position)
        rows = screen(SESSION, position, HERE).rows
        assert not any((at.subject, at.choice) == ("button_now", "appeared") for row in rows for at in row)
        asked = position.state.removeprefix("ask_") if position.state.startswith("ask_") else "login"
        assert asked in {"login", "accounts", "role_ks", "role_again", "npsn", "reminder", "zone"}, (
            position.state
        )
        left += [below for told, below in ways(position) if told[0] not in {"reminder", "zone"}]
    assert came_to.keys() == {"trying.sync_fails", "ask_level", "finished"}


@pytest.mark.sampled
def test_what_the_server_said_itself_is_the_only_ground_for_its_side() -> None:
    shown = 0
    for position in walk().values():
        if position.state == "S8.1":
            text = say(screen(SESSION, position, HERE)).text
            facts = position.standing.led.facts if position.standing.led else None
            assert facts
            shown += 1
            told = (facts.value("seen"), facts.value("other_schools"))
            assert ("di sisi server pusat" in text) is (told == ("server_busy", "unknown")), text
            assert "penyebabnya" not in text
    assert shown


def test_nothing_on_the_never_list_is_advised_in_any_words() -> None:
    """In no word there is, and on no screen: what a screen puts together is looked at as it is read."""
    looked_at = 0
    for key, said in words().items():
        if not key.startswith("bot."):  # for who runs the bot
            looked_at += 1
            assert not advised(said), (key, advised(said))
    assert looked_at > 500
    for position in walk().values():
        if position.state in LED_STEPS or position.state.startswith("trying."):
            text = say(screen(SESSION, position, HERE)).text
            assert not advised(text), text
    assert advised("Coba install ulang aplikasinya.")
    assert advised("1. Lakukan registrasi ulang.")
    assert not advised("Jangan memasang ulang: data dapat hilang.")


def test_the_first_advice_takes_few_taps() -> None:
    """One to name the symptom, one to say what is seen: then the server's own word, or a remedy, is answered at once."""
    start = tell(START, FAILS)
    for seen in ("server_busy", "access_refused", "version_old", "database", "prefill_old"):
        assert tell(start, ("seen", seen)).state in LED_STEPS, seen
    refused = tell(start, ("seen", "data_refused"))
    assert refused.state == "ask_version"  # after an update they would have to be validated again
    assert tell(refused, ("version", "current")).state == "S5.1"
    assert tell(tell(start, ("seen", "stuck")), ("other_schools", "also_fail")).state == "S8.1"


@pytest.mark.sampled
def test_invalid_data_are_not_acted_on_before_the_version_was_asked() -> None:
    """SA4. Whoever does not know the version may validate all the same; a step for the version comes before."""
    shown = 0
    for position in walk().values():
        led = position.standing.led
        assert led
        if position.state == "S5.1":
            shown += 1
            known = led.result.requirements["S4"] is not Status.UNKNOWN
            assert known or "version" in led.settled, led.facts
            assert led.result.requirements["S4"] is not Status.UNMET or "S4" in led.behind
    assert shown


def test_half_of_all_walks_end_within_ten_taps() -> None:
    chance = dice("led walks")
    lengths = [length_of_a_way(chance) for _ in range(300)]
    assert max(lengths) < 40
    assert median(lengths) <= 10, median(lengths)
