"""What holds for every text: nothing is raised, the same is read twice, dressing changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading import CONTEXTS, UNCLEAR, explain, intent, read, too_long, volunteered
from flows.reading.utterance import MOST_WORDS
from tests.reading.lines import Line, corpus

LINES = corpus()
CONTEXT = st.sampled_from(sorted(CONTEXTS))
WORDS = st.lists(st.sampled_from(sorted({word for line in LINES for word in line.text.split()})), max_size=12)


@given(st.text(max_size=300), CONTEXT)
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_reading(text: str, context: str) -> None:
    reading = explain(text, context)
    assert reading.label in (*CONTEXTS[context], UNCLEAR)
    assert reading == explain(text, context)
    intent(text)
    volunteered(text)


@given(WORDS.map(" ".join), CONTEXT)
@settings(max_examples=200, deadline=None)
def test_any_words_have_a_reading(text: str, context: str) -> None:
    assert read(text, context) in (*CONTEXTS[context], UNCLEAR)
    assert set(volunteered(text)) <= {"leader", "ptk_type", "duty", "role", "validation", "induk", "login"}


@given(st.sampled_from(LINES))
@settings(max_examples=150, deadline=None)
def test_capitals_blanks_and_emoji_change_nothing(line: Line) -> None:
    label = read(line.text, line.context)
    assert read(line.text.upper(), line.context) == label
    assert read(f"  {line.text.replace(' ', '   ')}\n", line.context) == label
    assert read(f"{line.text} 🙏😅", line.context) == label


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "🙏", "a" * 4096, "gak " * 1024, "9" * 4096, "\x00", "\ud800", "((((", "-", "½", "²"],
)
@pytest.mark.parametrize("context", sorted(CONTEXTS))
def test_strange_texts_are_survived(text: str, context: str) -> None:
    assert read(text, context) in (*CONTEXTS[context], UNCLEAR)


@pytest.mark.parametrize("context", sorted(CONTEXTS))
@pytest.mark.parametrize("word", ["sudah ", "kepsek1plt2 ", "tarik ", ", ? "])
def test_nothing_is_read_in_a_story(word: str, context: str) -> None:
    """What stands further down may turn what its beginning says."""
    story = "sudah ada, plt " + word * MOST_WORDS
    assert too_long(story)
    assert read(story, context) == UNCLEAR
    assert intent(story) is None
    assert volunteered(story) == {}


def test_a_word_may_be_drawn_out_at_any_length() -> None:
    assert read(f"sud{'a' * 4000}h", "yesno") == read(f"{'i' * 60}yaaa", "yesno") == "yes"
    assert not too_long("belum " * MOST_WORDS)


@pytest.mark.parametrize("context", sorted(CONTEXTS))
def test_nothing_said_is_unclear(context: str) -> None:
    assert read("", context) == read(" \n ", context) == UNCLEAR


def test_an_unknown_context_is_our_mistake() -> None:
    with pytest.raises(ValueError, match=r"'colour'.*opening.*step"):
        read("ya", "colour")
