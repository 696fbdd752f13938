"""Reading a reply to a question that has no reader of its own: by the phrases that name each of its answers.

The phrases are data, as whoever knows the subject keeps them. They are compared word by word as the lexicon spells them, so that
"blm konek" is found where "belum tersambung" is listed. What holds at every question holds here: a question is no answer, what is
denied is not said, of what was and what is counts what is, and what is only supposed is offered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from flows.reading.asking import SURELY
from flows.reading.disambiguate import after_correction
from flows.reading.doubt import not_looked, not_sure
from flows.reading.grammar import listened
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.spelling import spelled
from flows.reading.structure import instead, of_now, told_plainly, without_hedges
from flows.reading.utterance import STOP, Utterance

_DENIALS = frozenset({"tidak", "belum", "bukan"})
_SUPPOSED = ("maybe", "ought")
_LONG_ENOUGH = 6
_BETWEEN = 2
"""So many other words may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Each label with the phrases that name it, as rows of words."""

    named: tuple[tuple[str, tuple[str, ...]], ...]


def phrases(listed: Mapping[str, str]) -> Phrases:
    """The phrases of each label in `listed`: an entry a line, or a few in a line with commas."""
    return Phrases(
        tuple(
            (label, words)
            for label, entries in listed.items()
            for entry in entries.replace("\n", ",").split(",")
            if (words := tuple(word for word, _ in _words(listened(entry))))
        )
    )


def explain_by(text: str, known: Phrases) -> Reading:
    """The label whose longest phrase stands in `text`, and the words of it. Never raises."""
    heard = listened(text)
    for part in (after_correction(heard), instead(heard), of_now(heard)):
        if part is not None:
            reading = _certain(part, known)
            if reading.label not in {"unclear", UNKNOWN}:
                return reading
    return _certain(heard, known)


def _certain(heard: Utterance, known: Phrases) -> Reading:
    """The reading, unless the reply asks, or tells it only as supposed. What the screen or others are said to say is just what is asked."""
    if heard.asks == SURELY:
        return Reading(UNKNOWN, ("?",)) if _longest(heard, known) else unclear()
    if doubt := not_sure(heard):
        return Reading(UNKNOWN, doubt)
    unsure = heard.because(*_SUPPOSED)
    plain = told_plainly(heard) if unsure else None
    found = _longest(plain, known) if plain else []
    if found:
        unsure = ()
    else:
        found = _longest(without_hedges(heard) if unsure else heard, known)
    labels = tuple(dict.fromkeys(label for label, _ in found))
    if not labels:
        return Reading(UNKNOWN, doubt) if (doubt := not_looked(heard)) else unclear()
    because = found[0][1]
    if len(labels) > 1:
        return unclear(*because, runner_up=labels[0], offers=labels[:2])
    if labels[0] != UNKNOWN and (unsure or heard.asks):
        return unclear(*because, runner_up=labels[0], offers=(labels[0], UNKNOWN))
    return Reading(labels[0], because)


def _longest(heard: Utterance, known: Phrases) -> list[tuple[str, tuple[str, ...]]]:
    """The labels with the longest phrase found, each with the written words."""
    said = _words(heard)
    found = [
        (len(phrase), label, written)
        for label, phrase in known.named
        for written in (_found(said, phrase),)
        if written
    ]
    most = max((length for length, _, _ in found), default=0)
    return [(label, written) for length, label, written in found if length == most]


def _found(said: list[tuple[str, str]], phrase: tuple[str, ...]) -> tuple[str, ...]:
    """The written words of `phrase` where it stands in `said`; none where it does not, or is denied there."""
    for begin, (word, _) in enumerate(said):
        if word != phrase[0] or (begin and said[begin - 1][0] in _DENIALS):
            continue
        places = [begin]
        for wanted in phrase[1:]:
            ahead = range(places[-1] + 1, min(places[-1] + 2 + _BETWEEN, len(said)))
            place = next((at for at in ahead if said[at][0] == wanted), None)
            if place is None:
                break
            places.append(place)
        else:
            return tuple(said[at][1] for at in places)
    return ()


def _words(heard: Utterance) -> list[tuple[str, str]]:
    """The words as the lexicon spells them, each with how it was written, and the marks between clauses."""
    pairs: list[tuple[str, str]] = []
    for (written, stops), _ in groupby(heard.words, lambda word: (word.written, word.means == STOP)):
        if stops:
            pairs.append((STOP, STOP))
        pairs += [(_bare(word), token) for token in written.split() for word in spelled(token)]
    return pairs


def _bare(word: str) -> str:
    """The word without an ending that says nothing, also of a word that is in no list: "koneksinya"."""
    return word.removesuffix("nya") if len(word) > _LONG_ENOUGH else word
