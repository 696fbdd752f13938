"""Which desk serves whom."""

from itertools import product

import pytest

from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District
from flows.dialogue.level import LEVELS

SERVES = {
    **dict.fromkeys(("paud", "sd", "smp", "pkbm", "unknown"), "own"),
    **dict.fromkeys(("sma", "smk", "slb"), "top"),
    **dict.fromkeys(("siln", "madrasah"), None),
}


def kabkota(code: str, name: str, parent: str | None = None, *, linked: bool = False) -> District:
    return District(code, name, "kabkota", parent, "WIB", linked)


def provinsi(code: str, name: str, parent: str | None = None, *, linked: bool = False) -> District:
    return District(code, name, "provinsi", parent, "WIB", linked)


def code(district: District | None) -> str | None:
    return district.code if district else None


def test_every_desk_that_could_serve() -> None:
    """Three districts in every order, circle and loss of parents, of every level, with and without groups."""
    parents = (None, "a", "b", "c", "gone")
    for above in product(parents, repeat=3):
        for levels in product((kabkota, provinsi), repeat=3):
            for groups in product((False, True), repeat=3):
                directory = Directory(
                    tuple(
                        make(at, f"Contoh {at}", parent, linked=linked)
                        for at, make, parent, linked in zip("abc", levels, above, groups, strict=True)
                    )
                )
                way = _way("a", dict(zip("abc", above, strict=True)))
                linked = [at for at in way if groups["abc".index(at)]]
                higher = [at for at in way if levels["abc".index(at)] is provinsi]
                assert code(directory.desk_of("a", "sd")) == next(iter(linked), None)
                assert code(directory.desk_of("a", "sma")) == next(
                    (at for at in higher if at in linked), None
                )
                assert code(directory.above("a")) == next((at for at in linked if at != "a"), None)
                assert directory.fits("a", "sd") is (levels[0] is kabkota)
                assert directory.fits("a", "sma") is bool(higher)


def _way(at: str | None, above: dict[str, str | None]) -> list[str]:
    """The way up, as far as it leads anywhere new."""
    way: list[str] = []
    while at in above and at not in way:
        way.append(at)
        at = above[at]
    return way


@pytest.mark.parametrize(("level", "desk"), SERVES.items())
def test_the_level_of_school_decides(level: str, desk: str | None) -> None:
    assert set(SERVES) == {*LEVELS, "unknown"}
    directory = Directory(
        (kabkota("own", "Kota Contoh", "top", linked=True), provinsi("top", "Contoh", linked=True))
    )
    assert code(directory.desk_of("own", level)) == desk
    assert directory.desk_of("gone", level) is None
    assert directory.above("gone") is None
    assert not directory.fits("gone", level)


def test_lists_are_by_name() -> None:
    sleman, yogya = kabkota("k1", "Kabupaten Sleman", "p2"), kabkota("k2", "Kota Yogyakarta", "p2")
    loose, lost = kabkota("k3", "Kabupaten Contoh"), kabkota("k4", "Kota Contoh", "gone")
    java, diy, bali = (
        provinsi("p1", "jawa barat"),
        provinsi("p2", "DI Yogyakarta"),
        provinsi("p3", "Bali", "p1"),
    )
    directory = Directory((yogya, java, lost, diy, sleman, loose, bali))
    assert directory.provinces() == (bali, diy, java)
    assert directory.within("p2") == (sleman, yogya)
    assert directory.within("p1") == ()
    assert directory.within("gone") == (lost,)
    assert directory.within(None) == (loose,)
    assert directory.get("k1") == sleman
    assert directory.get("gone") is None
