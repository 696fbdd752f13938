"""The districts that may have a help desk: which desk serves whom, and what a typed name may mean.

The level of school decides: PAUD, SD, SMP, PKBM and SKB are the kabupaten's or kota's, SMA, SMK and SLB the province's; a
school abroad and a madrasah are nobody's here. A district without a group falls back to the one above it.

A typed name is read in the ways it may be meant (`kota baru` is a kota or Kotabaru), and the first way that leads anywhere
decides. Nothing is guessed: every word must belong to the name, and a place that is not here is no slip of one that is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from flows.dialogue.dates import Zone, next_opening
from flows.dialogue.districts.cut_off import CutOff
from flows.dialogue.districts.outbreak import Outbreak
from flows.dialogue.districts.places import (
    LONGEST,
    PROVINCE,
    Name,
    in_full,
    meanings,
    nearest,
    official,
    official_in_full,
    places,
)
from flows.dialogue.level import NO_DINAS, PROVINCIAL
from flows.reading.lexicon import lexicon

MOST = 6
"""So many districts a typed name may mean at most."""
_BEGINNING = 5
"""So many letters of a word must be written for the rest to be left out."""


@dataclass(frozen=True, slots=True)
class District:
    """A kabupaten, kota or province."""

    code: str
    """2 to 20 of a-z, 0-9 and _; what its link carries."""
    name: str
    """Name as officials write it: "Kabupaten Bandung Barat"."""
    level: Literal["kabkota", "provinsi"]
    parent: str | None
    """The code of its province."""
    zone: Zone
    linked: bool
    """Whether it has a group of its own."""
    hours: str = ""
    """When its desk works, in words."""
    opens: int = 0
    """Minutes of the day, as `closes`; both 0 where nothing is known."""
    closes: int = 0
    holidays: tuple[str, ...] = ()
    """Days on which nobody works, as 2026-08-17."""
    bot: str = ""
    """The user name of a bot of its own, without @; empty where this one serves it."""

    @property
    def bot_link(self) -> str:
        """Address that opens its own bot with this district chosen; empty where it has none."""
        return f"https://t.me/{self.bot}?start=d_{self.code}" if self.bot else ""

    def opens_next(self, now: datetime) -> datetime | None:
        """Time at which the district's desk opens again; None while it works, or where its hours are not known."""
        if self.opens >= self.closes:
            return None
        return next_opening(now, self.opens, self.closes, self.zone, self.holidays)


_Named = list[tuple[District, Name]]


@dataclass(frozen=True)
class Directory:
    """Directory of all districts."""

    districts: tuple[District, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    outbreaks: tuple[Outbreak, ...] = ()
    """What many schools lack at present."""

    def has_outbreak(self, desk: str, keys: Iterable[str]) -> bool:
        """Whether many schools of the desk `desk`, or of the one above it, lack one of these."""
        there = {one.code for one in self._upwards(desk)}
        return any(one.desk in there and one.key in keys for one in self.outbreaks)

    def get(self, code: str) -> District | None:
        return self._by_code.get(code)

    def provinces(self) -> tuple[District, ...]:
        """The provinces, sorted by name."""
        return _sorted(one for one in self.districts if one.level == PROVINCE)

    def within(self, province_code: str | None) -> tuple[District, ...]:
        """The kabupaten and kota of a province by name; with None those of no province."""
        return _sorted(
            one for one in self.districts if one.level == "kabkota" and one.parent == province_code
        )

    def fits(self, code: str, school_level: str) -> bool:
        """Whether a district says where a school of this level belongs: to a province, or to a kabupaten or kota."""
        if school_level in PROVINCIAL:
            return any(one.level == PROVINCE for one in self._upwards(code))
        found = self.get(code)
        return found is not None and found.level == "kabkota"

    def desk_of(self, code: str, school_level: str) -> District | None:
        """The district whose group serves: the first one upwards that has one. A higher level begins at the province; where no
        Dinas looks after the school, or a bot of its own serves the district, none does here.
        """
        serving = self._serving(code, school_level)
        return serving if serving and serving.linked else None

    def with_bot(self, code: str, school_level: str) -> District | None:
        """The district whose own bot serves instead of this one: the first one upwards that has either has no group here."""
        serving = self._serving(code, school_level)
        return serving if serving and not serving.linked else None

    def _serving(self, code: str, school_level: str) -> District | None:
        if school_level in NO_DINAS:
            return None
        upwards = (
            one for one in self._upwards(code) if school_level not in PROVINCIAL or one.level == PROVINCE
        )
        return next((one for one in upwards if one.linked or one.bot), None)

    def above(self, code: str) -> District | None:
        """The next district above this one that has a group."""
        return next((one for one in self._upwards(code) if one.linked and one.code != code), None)

    def search(self, text: str, school_level: str) -> tuple[District, ...]:
        """Districts that a typed name may mean, the likeliest first: at most MOST, and nothing rather than a guess."""
        fitting = self._fitting(school_level)
        for said in meanings(text):
            near = [at for at in fitting if self._may_lie(at[0], said.province)]
            if found := _like(said, near, _kinds_called(said, school_level)):
                return found[:MOST]
        return ()

    def exact(self, text: str, school_level: str) -> District | None:
        """The one district that `text` names in full. Its kind may be left out where no other place is called so."""
        said = in_full(text if len(text) <= LONGEST else "")
        named = [(one, official_in_full(one.name)) for one, _ in self._fitting(school_level)]
        alike = [at for at in named if at[1].joined == said.joined]
        found = [one for one, name in named if name.whole == said.whole]
        if not found and said.kind in {None, PROVINCE}:
            found = [one for one, _ in alike if one.level == PROVINCE]
        if not found and not said.kind and len(_kinds_called(said, school_level)) < 2:
            found = [one for one, _ in alike]
        return found[0] if said.words and len(found) == 1 else None

    def _fitting(self, school_level: str) -> _Named:
        return self._higher if school_level in PROVINCIAL else self._lower

    @cached_property
    def _higher(self) -> _Named:
        return [(one, official(one.name)) for one in self.districts if self.fits(one.code, "sma")]

    @cached_property
    def _lower(self) -> _Named:
        return [(one, official(one.name)) for one in self.districts if self.fits(one.code, "sd")]

    @cached_property
    def _by_code(self) -> dict[str, District]:
        return {one.code: one for one in self.districts}

    def _may_lie(self, district: District, province: str | None) -> bool:
        """Whether `district` lies in the province of that name, as far as is known."""
        above = self.get(district.parent) if province and district.parent else None
        return above is None or official(above.name).joined == province

    def _upwards(self, code: str) -> Iterator[District]:
        """A district and those above it; one that leads back to itself ends there."""
        seen: set[str] = set()
        one = self.get(code)
        while one is not None and one.code not in seen:
            seen.add(one.code)
            yield one
            one = self.get(one.parent) if one.parent else None


def _sorted(found: Iterable[District]) -> tuple[District, ...]:
    """Provinces first, then by name."""
    return tuple(sorted(found, key=lambda one: (one.level != PROVINCE, one.name.casefold())))


def _kinds_called(said: Name, school_level: str) -> frozenset[str]:
    """The kinds of district in the country that are called so, as far as they fit the level of school."""
    kinds = places().country.get(said.joined, frozenset())
    return kinds if school_level in PROVINCIAL else kinds - {PROVINCE}


def _like(said: Name, fitting: _Named, known: frozenset[str]) -> tuple[District, ...]:
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
        return _sorted(one for one, _ in same) + _sorted(longer)
    if known:  # another place; at most somebody's own spelling of it is here
        agreeing = [at for at in agreeing if at[1].joined not in places().country]
    if _says_more(said, agreeing):
        return ()
    return _slips(said, agreeing) or _parts(said, agreeing)


def _goes_on(name: Name, said: Name) -> bool:
    """Whether `name` begins with `said`, and has more words."""
    length = len(said.words)
    return len(name.words) > length and name.words[:length] == said.words


def _says_more(said: Name, fitting: _Named) -> bool:
    """Whether `said` has a word that means something, and is in the name of no place."""
    meaning = {word for word in said.words if word in lexicon().known} - places().words
    return bool(meaning) and bool(meaning.difference(*(name.words for _, name in fitting)))


def _slips(said: Name, fitting: _Named) -> tuple[District, ...]:
    """Districts called nearly as `said`, unless another place in the country is so more nearly."""
    country = places().country
    everyday = said.joined in lexicon().known or (said.joined in places().words and not said.kind)
    if everyday and len(said.words) == 1:  # it is a word by itself, or one of some names
        return ()
    here = nearest(said.joined, [name.joined for _, name in fitting])
    anywhere = nearest(said.joined, country) if here else set()
    return _sorted(
        one
        for one, name in fitting
        if name.joined in here and (name.joined in anywhere or name.joined not in country)
    )


def _parts(said: Name, fitting: _Named) -> tuple[District, ...]:
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
