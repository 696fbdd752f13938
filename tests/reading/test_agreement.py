"""Two readers and a referee: what is taken, and what is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import CONTEXTS, UNCLEAR, Reading, explain
from flows.reading.agreement import (
    FIRM,
    HEARD,
    HEARD_GRAVE,
    SURE,
    SURE_OF_GRAVE,
    both_hear,
    by_the_way,
    judged,
    offered,
    thought,
)
from flows.reading.grammar import listened
from flows.reading.referee import Hearing, clues
from flows.reading.second import features, likely, weighed
from tests.reading.lines import corpus

TEXTS = st.sampled_from(sorted({line.text for line in corpus()})) | st.text(max_size=40)


def _taken(label: str, second: dict[str, float], sure: float, read: str | None = None) -> Reading | None:
    """The reading of `read`, or else `label`, by the rules, with these shares and a referee who is so sure."""
    reading = Reading(label if read is None else read)
    hearing = Hearing(listened("plt"), "leader", reading, second, label)
    return judged(hearing, sure) if both_hear(reading, second) else None


def test_what_the_referee_is_sure_of_is_taken() -> None:
    shares = {"plt": 0.6, "definitif": 0.4}
    taken = _taken("plt", shares, SURE)
    assert taken
    assert (taken.label, taken.firm) == ("plt", False)
    assert _taken("plt", shares, SURE - 0.01) is None


def test_most_may_hang_on_what_all_three_are_sure_of() -> None:
    taken = _taken("plt", {"plt": FIRM, "definitif": 1 - FIRM}, SURE_OF_GRAVE)
    assert taken
    assert taken.firm


@pytest.mark.parametrize("grave", ["resolved", "none", "zero", "cancel", "yes"])
def test_what_closes_a_case_needs_more_and_both_readers(grave: str) -> None:
    shares = {grave: HEARD_GRAVE, "some": 1 - HEARD_GRAVE}
    assert _taken(grave, shares, SURE_OF_GRAVE - 0.01) is None
    assert _taken(grave, {grave: HEARD_GRAVE - 0.05, "some": 0.25}, 1.0) is None
    assert _taken(grave, shares, 1.0, read=UNCLEAR) is None
    taken = _taken(grave, shares, SURE_OF_GRAVE)
    assert taken
    assert taken.label == grave


def test_what_one_reader_alone_hears_is_not_taken() -> None:
    shares = {"plt": 0.95, "definitif": 0.05}
    assert _taken("plt", shares, 1.0, read=UNCLEAR) is None
    assert _taken("definitif", shares, 1.0) is None


def test_where_nobody_is_sure_both_are_offered_the_likelier_first() -> None:
    reading = offered(Reading("plt", ("plt",)), {"definitif": 0.7, "plt": 0.2, "none": 0.1}, known=True)
    assert (reading.label, reading.offers) == (UNCLEAR, ("definitif", "plt"))
    assert offered(Reading("plt"), {"plt": 0.4, "none": 0.35, "definitif": 0.25}, known=True).offers == (
        "plt",
        "none",
    )


def test_where_neither_knows_nothing_is_offered() -> None:
    shared = {"plt": 0.3, "none": 0.3, "definitif": 0.2, "unknown": 0.2}
    assert offered(Reading(UNCLEAR), shared, known=True).offers == ()
    assert offered(Reading(UNCLEAR), {"plt": 0.9, "none": 0.1}, known=False).offers == ()


def test_a_fact_by_the_way_is_taken_where_both_hear_it() -> None:
    assert by_the_way(Reading("plt"), {"plt": HEARD, "none": 1 - HEARD}) == "plt"
    assert by_the_way(Reading("plt"), {"plt": 0.4, "none": 0.6}) == UNCLEAR
    assert by_the_way(Reading("none"), {"none": HEARD_GRAVE - 0.05, "plt": 0.25}) == UNCLEAR


@pytest.mark.parametrize(
    ("answer", "remark", "context"),
    [
        (
            "kepala sekolah yang baru sudah dilantik, definitif",
            "kepala sekolah lagi rapat di kabupaten",
            "leader",
        ),
        ("kosong kok", "kok kosong ya", "duty"),
        ("dua akun", "dua ruang kelas kami rusak", "accounts"),
        ("masih guru", "guru kelas lagi ujian", "ptk_type"),
    ],
)
def test_a_remark_is_no_answer(answer: str, remark: str, context: str) -> None:
    assert explain(answer, context).label != UNCLEAR
    assert explain(remark, context).label == UNCLEAR


@given(TEXTS, st.sampled_from(sorted(CONTEXTS)))
def test_offers_are_none_or_two_labels_of_the_question(text: str, context: str) -> None:
    reading = explain(text, context)
    assert len(reading.offers) in {0, 2}
    assert len(set(reading.offers)) == len(reading.offers)
    assert set(reading.offers) <= set(CONTEXTS[context])
    assert reading.label == UNCLEAR or not reading.offers


@given(TEXTS, st.sampled_from(sorted(CONTEXTS)))
def test_the_shares_of_the_second_reader_add_up(text: str, context: str) -> None:
    second = likely(listened(text), context)
    assert set(second) == set(CONTEXTS[context])
    assert abs(sum(second.values()) - 1) < 1e-9


def test_why_is_told_by_both() -> None:
    thoughts = thought("katanya plt", "leader")
    assert thoughts.grammar.offers == ("plt", "unknown")
    assert set(thoughts.weighed) <= set().union(*features(listened("katanya plt")))
    assert weighed(listened("plt"), "leader", "plt", 1)
    assert (thoughts.candidate, thoughts.sure, thoughts.against) == (
        "plt",
        None,
        (),
    )  # a hedge: the rules settle it alone


def test_why_tells_what_spoke_against_an_answer() -> None:
    text = "kepala sekolah lagi rapat"
    thoughts = thought(text, "leader")
    assert thoughts.sure is not None
    assert thoughts.sure < SURE
    hearing = Hearing(listened(text), "leader", thoughts.grammar, thoughts.second, thoughts.candidate)
    assert set(thoughts.against) <= set().union(*clues(hearing))


@pytest.mark.parametrize("text", ["asdfgh qwerty", "😂😂", "x"])
def test_gibberish_is_asked_again(text: str) -> None:
    assert (explain(text, "validation").label, explain(text, "validation").offers) == (UNCLEAR, ())
