"""Search for a district by a typed name: its beginning, a slip in it, a part of it."""

from collections.abc import Iterable

from flows.dialogue.districts.district import District
from flows.dialogue.districts.places import PROVINCE, Name, nearest, places
from flows.dialogue.level import PROVINCIAL
from flows.reading.lexicon import lexicon

MOST = 6
"""So many districts a typed name may mean at most."""
_BEGINNING = 5
"""So many letters of a word must be written for the rest to be left out."""
NamedDistricts = list[tuple[District, Name]]


def in_order(found: Iterable[District]) -> tuple[District, ...]:
    """Provinces first, then by name."""
    return tuple(sorted(found, key=lambda one: (one.level != PROVINCE, one.name.casefold())))


def kinds_called(said: Name, school_level: str) -> frozenset[str]:
    """The kinds of district in the country that are called so, as far as they fit the level of school."""
    kinds = places().country.get(said.joined, frozenset())
    return kinds if school_level in PROVINCIAL else kinds - {PROVINCE}


def alike_names(said: Name, fitting: NamedDistricts, known: frozenset[str]) -> tuple[District, ...]:
    """Districts called as `said`; else those it is a slip of; else those whose name it is a part of.

    Where no kind is named, longer names that begin so may be meant too. `known` are the kinds of district in the
    country that are called so and fit.
    """
    agreeing = [at for at in fitting if None in {said.kind, at[1].kind} or said.kind == at[1].kind]
    same = [at for at in agreeing if at[1].joined == said.joined]
    if not same and said.kind not in places().country.get(said.joined, ()):  # a wrong kind, not another place
        same = [at for at in fitting if at[1].joined == said.joined]
    if same:
        longer = [one for one, name in fitting if not said.kind and _goes_on(name, said)]
        return in_order(one for one, _ in same) + in_order(longer)
    if known:  # another place; at most somebody's own spelling of it is here
        agreeing = [at for at in agreeing if at[1].joined not in places().country]
    if says_more(said, agreeing):
        return ()
    return slips(said, agreeing) or parts(said, agreeing)


def _goes_on(name: Name, said: Name) -> bool:
    """Whether `name` begins with `said`, and has more words."""
    length = len(said.words)
    return len(name.words) > length and name.words[:length] == said.words


def says_more(said: Name, fitting: NamedDistricts) -> bool:
    """Whether `said` has a word that means something, and is in the name of no place."""
    meaning = {word for word in said.words if word in lexicon().known} - places().words
    return bool(meaning) and bool(meaning.difference(*(name.words for _, name in fitting)))


def slips(said: Name, fitting: NamedDistricts) -> tuple[District, ...]:
    """Districts called nearly as `said`, unless another place in the country is so more nearly."""
    country = places().country
    everyday = said.joined in lexicon().known or (said.joined in places().words and not said.kind)
    if everyday and len(said.words) == 1:  # it is a word by itself, or one of some names
        return ()
    here = nearest(said.joined, [name.joined for _, name in fitting])
    anywhere = nearest(said.joined, country) if here else set()
    return in_order(
        one
        for one, name in fitting
        if name.joined in here and (name.joined in anywhere or name.joined not in country)
    )


def parts(said: Name, fitting: NamedDistricts) -> tuple[District, ...]:
    """Districts in whose names every said word stands, if one of the words tells a name from others. Short names first."""
    words = {word for _, name in fitting for word in name.words}
    meant = [_completed(word, words) for word in said.words]
    telling = set().union(*meant) - places().common
    found = [
        at
        for at in fitting
        if not telling.isdisjoint(at[1].words) and all(not each.isdisjoint(at[1].words) for each in meant)
    ]
    found.sort(key=lambda at: (at[0].level != PROVINCE, len(at[1].words), at[0].name.casefold()))
    return tuple(one for one, _ in found)


def _completed(word: str, words: set[str]) -> set[str]:
    """The words of names that a written one may be: itself, else what it is a slip of or the beginning of."""
    if word in words or word in places().words or len(word) < _BEGINNING:
        return words & {word}
    slips = nearest(word, words | places().words)
    return words & slips or {long for long in words if long.startswith(word)}
