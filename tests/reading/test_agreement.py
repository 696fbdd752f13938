"""Two readers that must agree: what comes of their agreement, and of their disagreement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import CONTEXTS, UNCLEAR, Reading, explain
from flows.reading.agreement import FIRM, NOT_EXCLUDED, SURE, SURE_OF_GRAVE, agreed, decided, thought
from flows.reading.grammar import listened
from flows.reading.second import features, likely, weighed
from flows.reading.utterance import Utterance
from tests.reading.lines import corpus

TEXTS = st.sampled_from(sorted({line.text for line in corpus()})) | st.text(max_size=40)


def test_what_both_read_is_taken() -> None:
    assert agreed(Reading("plt"), {"plt": SURE, "definitif": 1 - SURE}).label == "plt"
    assert not agreed(Reading("plt"), {"plt": SURE, "definitif": 1 - SURE}).firm
    assert agreed(Reading("plt"), {"plt": FIRM, "definitif": 1 - FIRM}).firm


@pytest.mark.parametrize("grave", ["resolved", "none", "zero", "cancel"])
def test_what_closes_a_case_needs_more(grave: str) -> None:
    less = SURE_OF_GRAVE - 0.05
    assert agreed(Reading(grave), {grave: less, "some": 1 - less}).label == UNCLEAR
    assert agreed(Reading(grave), {grave: SURE_OF_GRAVE, "some": 1 - SURE_OF_GRAVE}).label == grave


def test_where_they_differ_both_are_offered_the_likelier_first() -> None:
    reading = agreed(Reading("plt", ("plt",)), {"definitif": 0.7, "plt": 0.2, "none": 0.1})
    assert (reading.label, reading.offers) == (UNCLEAR, ("definitif", "plt"))
    assert agreed(Reading("plt"), {"plt": 0.4, "none": 0.35, "definitif": 0.25}).offers == ("plt", "none")


def test_the_last_clause_counts_where_the_whole_confuses_the_second_reader() -> None:
    """Unless it closes a case."""

    def second(said: Utterance) -> dict[str, float]:
        whole = len(said.words) > 2
        return {"plt": 0.3, "definitif": 0.7} if whole else {"plt": 0.9, "definitif": 0.1}

    heard = listened("kepala sekolah lama pensiun, plt")
    assert decided(Reading("plt"), heard, "leader", second).label == "plt"
    assert decided(Reading("none"), heard, "leader", second).label == UNCLEAR


def test_the_last_clause_does_not_count_where_the_whole_nearly_excludes_it() -> None:
    heard = listened("definitif kemarin hilang, plt")

    def second(said: Utterance) -> dict[str, float]:
        less = NOT_EXCLUDED - 0.05
        shares = {"plt": less, "definitif": 1 - less}
        return shares if said.words == heard.words else {"plt": 0.95, "definitif": 0.05}

    assert decided(Reading("plt"), heard, "leader", second).label == UNCLEAR


def test_where_neither_knows_nothing_is_offered() -> None:
    assert agreed(Reading(UNCLEAR), {"plt": 0.3, "none": 0.3, "definitif": 0.2, "unknown": 0.2}).offers == ()


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


@pytest.mark.parametrize("text", ["asdfgh qwerty", "😂😂", "x"])
def test_gibberish_is_asked_again(text: str) -> None:
    assert (explain(text, "validation").label, explain(text, "validation").offers) == (UNCLEAR, ())
