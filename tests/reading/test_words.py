"""The word lists: every example in them is read as it says, and no word has two meanings."""

import re
from pathlib import Path

import pytest

import flows.reading
from flows.reading import explain
from flows.reading.lexicon import Example, Tables, WordsError, compiled, lexicon

SOURCES = sorted(Path(flows.reading.__file__).parent.glob("*.py"))


@pytest.mark.parametrize(
    "example", lexicon().examples, ids=lambda example: f"{example.group}: {example.text}"
)
def test_an_example_reads_as_it_says(example: Example) -> None:
    reading = explain(example.text, example.context)
    assert example.label in {reading.label, *reading.offers}


def test_every_group_of_words_has_an_example() -> None:
    shown = {example.group.split(": ")[1] for example in lexicon().examples}
    for meanings in lexicon().phrases.values():
        assert " ".join(meanings) in shown


def _tables(*groups: dict[str, str]) -> Tables:
    endings = dict.fromkeys(("after", "already", "verb_after", "verb_before", "dotted", "glue"), "")
    return {
        "some": {"group": list(groups)},
        "numbers": {"number": [], "scales": {}},
        "ordinary": {"words": ""},
        "endings": {**endings, "digits_as_letters": {}, "regional": {}},
    }


def test_a_word_with_two_meanings_is_refused() -> None:
    with pytest.raises(WordsError, match=r"abang.*two meanings"):
        compiled(_tables({"means": "invalid", "words": "abang"}, {"means": "fill", "words": "abang"}))


def test_a_word_said_twice_with_one_meaning_is_fine() -> None:
    twice = {"means": "yes", "words": "iya, iya"}
    assert compiled(_tables(twice)).phrases == {("iya",): ("yes",)}


def test_the_grammar_knows_only_meanings_that_the_words_have() -> None:
    """A meaning misspelled in a pattern would never be found and nobody would notice."""
    meant = {meaning for meanings in lexicon().phrases.values() for meaning in meanings}
    made = {"number", "w", "fill"}
    named = {
        name
        for source in SOURCES
        for patterns in re.findall(r'pattern\(\s*((?:r?"[^"]*"\s*)+)', source.read_text(encoding="utf-8"))
        for name in re.findall(r"[a-z_]{3,}(?=[ |)])", patterns)
    }
    assert len(named) > 50
    assert named - meant - made == set()
