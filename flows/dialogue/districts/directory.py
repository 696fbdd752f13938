"""The districts that may have a help desk: which desk serves whom, and what a typed name may mean.

The level of school decides: PAUD, SD, SMP, PKBM and SKB are the kabupaten's or kota's, SMA, SMK and SLB the province's; a
school abroad and a madrasah are nobody's here. A district without a group falls back to the one above it.

A typed name is read in the ways it may be meant (`kota baru` is a kota or Kotabaru), and the first way that leads anywhere
decides. Nothing is guessed: every word must belong to the name, and a place that is not here is no slip of one that is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from flows.dialogue.districts.cut_off import CutOff
from flows.dialogue.districts.district import District
from flows.dialogue.districts.district_search import MOST, NamedDistricts, alike_names, in_order, kinds_called
from flows.dialogue.districts.outbreak import Outbreak
from flows.dialogue.districts.places import LONGEST, PROVINCE, in_full, meanings, official, official_in_full
from flows.dialogue.level import NO_DINAS, PROVINCIAL


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
        return in_order(one for one in self.districts if one.level == PROVINCE)

    def within(self, province_code: str | None) -> tuple[District, ...]:
        """The kabupaten and kota of a province by name; with None those of no province."""
        return in_order(
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
            if found := alike_names(said, near, kinds_called(said, school_level)):
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
        if not found and not said.kind and len(kinds_called(said, school_level)) < 2:
            found = [one for one, _ in alike]
        return found[0] if said.words and len(found) == 1 else None

    def _fitting(self, school_level: str) -> NamedDistricts:
        return self._higher if school_level in PROVINCIAL else self._lower

    @cached_property
    def _higher(self) -> NamedDistricts:
        return [(one, official(one.name)) for one in self.districts if self.fits(one.code, "sma")]

    @cached_property
    def _lower(self) -> NamedDistricts:
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
