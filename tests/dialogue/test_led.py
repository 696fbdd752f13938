"""The troubles whose way is made from their value: every path to an end, what may be advised on it, and how many taps it takes."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from statistics import median

import pytest

from flows.dialogue.machine.events import Chose, Reminded
from flows.dialogue.machine.led import LED_QUESTIONS, LED_STEPS
from flows.dialogue.machine.replay import Position, replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.screens import screen
from flows.dialogue.turn.engine import advance
from flows.texts import say, words
from flows.troubles.registry import LED
from tests.dialogue.walk import fits
from tests.dialogue.walking import HERE, SESSION, START, Told, session_after, tell, tellable
from tests.sampling import WHOLE, dice

ENDS = {"ask_level", "finished", "onward"}
FAILS: Told = ("symptom", "sync_fails")
NEVER = (
    "install ulang",
    "instal ulang",
    "matikan antivirus",
    "matikan firewall",
    "nonaktifkan",
    "prefill lama untuk",
    "uninstall",
)
"""What can lose data that was not sent, or make matters worse; none of it may be advised in any words."""


def kind(position: Position) -> object:
    led = position.standing.led
    assert led
    found = tuple(led.result.requirements.items())
    look = led.facts.value(led.trouble.look[0])
    return position.state, found, led.settled, led.behind, look, position.standing.quiet > 0


def ways(position: Position) -> Iterator[tuple[Told, Position]]:
    for told in tellable(position):
        if told[1] not in {"human", "remind", "button_missing"}:
            yield told, tell(position, told)


@cache
def walk() -> dict[object, Position]:
    """Every kind of position of the led trouble, each once; in `make test` a part."""
    chance, found, left = dice("led"), dict[object, Position](), [tell(START, FAILS)]
    while left and (WHOLE or len(found) < 1_500):
        position = left.pop(chance.randrange(len(left)))
        if kind(position) in found:
            continue
        found[kind(position)] = position
        if position.state not in ENDS:
            left += [below for _, below in ways(position)]
    return found


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
    looked_at = 0
    for key, said in words().items():
        plain = said.casefold()
        looked_at += 1
        assert not any(never in plain for never in NEVER), key
        for sentence in plain.replace("\n", ". ").split(". "):
            if "memasang ulang" in sentence or "menghapus data agar" in sentence:
                assert "jangan" in sentence, (key, sentence)
    assert looked_at > 500


def test_the_first_advice_takes_few_taps() -> None:
    """One to name the symptom, one to say what is seen: then the server's own word, or a remedy, is answered at once."""
    start = tell(START, FAILS)
    for seen in ("server_busy", "data_refused", "access_refused", "version_old", "database"):
        assert tell(start, ("seen", seen)).state in LED_STEPS, seen
    assert tell(tell(start, ("seen", "stuck")), ("other_schools", "also_fail")).state == "S8.1"
    assert tell(start, ("seen", "prefill_old")).state == "ask_level"


def test_half_of_all_walks_end_within_ten_taps() -> None:
    chance, lengths = dice("led walks"), list[int]()
    for _ in range(300):
        position, taps = tell(START, FAILS), 1
        while position.state not in ENDS:
            _, position = chance.choice(list(ways(position)))
            taps += 1
        lengths.append(taps)
    assert max(lengths) < 40
    assert median(lengths) <= 10, median(lengths)


def test_the_symptom_can_turn_into_the_other_and_back_with_what_is_known() -> None:
    told = (FAILS, ("seen", "stuck"), ("other_schools", "succeed"), ("internet", "works"), ("invalid", "0"))
    position = replay(session_after(*told).records)
    assert position.standing.led
    assert position.standing.facts.invalid == 0
    assert position.standing.led.facts.value("invalid") == 0
    refused = replay(session_after(FAILS, ("seen", "access_refused"), ("symptom", "button_missing")).records)
    assert (refused.state, refused.standing.led_now) == ("ask_login", None)


def test_waiting_for_a_quieter_time_has_one_reminder() -> None:
    session = session_after(FAILS, ("seen", "server_busy"))
    tap = Chose(session.case, session.seq, "S8.1", "remind")
    waiting = advance(session, tap, HERE).session
    assert waiting.state == "S8.1"
    assert waiting.remind_at
    reminded = advance(waiting, Reminded(), HERE)
    assert reminded.session.remind_at is None
    assert reminded.view.lines[0].key == "notice.reminder_quiet"


def test_a_case_of_an_older_version_that_was_handed_over_stays_so() -> None:
    session: Session = session_after(FAILS, ("connection", "stuck"), ("level", "sd"))
    assert replay(session.records).state == "ask_district"


def test_each_led_trouble_has_all_its_words() -> None:
    keys = words()
    for trouble in LED.values():
        for subject, options in trouble.questions.items():
            assert {f"ask.{subject}.{part}" for part in ("text", "short", "why", "how")} <= keys.keys()
            assert {f"ask.{subject}.option.{option}" for option in options} <= keys.keys()
        for key, step in trouble.remedies.items():
            assert {f"step.{key}.head", f"step.{step}.text", f"step.{step}.short"} <= keys.keys()
