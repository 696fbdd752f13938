"""What a typed name may mean: the district, a choice of a few, or nothing."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dialogue.districts.directory import Directory
from flows.dialogue.districts.district import District
from flows.dialogue.districts.district_search import MOST
from flows.dialogue.districts.places import LONGEST, places
from flows.reading.lexicon import lexicon
from tests.dialogue.test_districts import code, kabkota, provinsi
from tests.reading.lines import corpus
from tests.sampling import sample

KABKOTA = {
    "badung": "Kabupaten Badung", "kab": "Kabupaten Bandung", "kota": "Kota Bandung",
    "barat": "Kabupaten Bandung Barat", "sby": "Kota Surabaya", "yogya": "Kota Yogyakarta",
    "jaksel": "Kota Administrasi Jakarta Selatan", "lamsel": "Kabupaten Lampung Selatan",
    "seribu": "Kabupaten Administrasi Kepulauan Seribu", "malang": "Kabupaten Malang", "kmalang": "Kota Malang",
    "semarang": "Kota Semarang", "baru": "Kabupaten Kotabaru", "limapuluh": "Kabupaten Lima Puluh Kota",
    "sleman": "Kabupaten Sleman", "konsel": "Kabupaten Konawe Selatan", "contoh": "Kabupaten Contoh",
}  # fmt: skip
PROVINCES = {
    "jabar": "Provinsi Jawa Barat", "jatim": "Jawa Timur", "dki": "DKI Jakarta", "diy": "DI Yogyakarta",
    "papua": "Papua", "papbar": "Papua Barat",
}  # fmt: skip
LIES = {
    "sby": "jatim",
    "malang": "jatim",
    "kmalang": "jatim",
    "sleman": "diy",
    "yogya": "diy",
    "jaksel": "dki",
}
LEVELS = ("paud", "sd", "smp", "unknown", "sma", "smk", "slb")


JAVA = Directory(
    (
        *(kabkota(code, name, LIES.get(code, "jabar")) for code, name in KABKOTA.items()),
        *(provinsi(code, name) for code, name in PROVINCES.items()),
    )
)
LISTS = tomllib.loads(files("flows.dialogue.districts").joinpath("places.toml").read_text(encoding="utf-8"))
COUNTRY = Directory(
    (
        provinsi("top", "Provinsi Contoh"),
        *(
            District(
                f"{kind}_{number}",
                f"{kind} {' '.join(name.split())}".title(),
                "provinsi" if kind == "provinsi" else "kabkota",
                "top",
                "WIT",
                linked=False,
            )
            for kind, names in LISTS["country"].items()
            for number, name in enumerate(names.split(","))
        ),
    )
)
"""Every place of the country."""


def found(text: str, level: str = "sd", directory: Directory = JAVA) -> list[str]:
    return [one.code for one in directory.search(text, level)]


def test_the_country_is_whole() -> None:
    assert len(COUNTRY.provinces()) == 1 + 38
    assert len(COUNTRY.within("top")) == 514


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bandung", ["kab", "kota", "barat"]),      # the likeliest first
        ("kab. bandung", ["kab"]),
        ("Kota   BANDUNG!", ["kota"]),
        ("kotabandung", ["kota"]),
        ("bandung kota", ["kota"]),
        ("kab bdg barat", ["barat"]),
        ("bdg brt", ["barat"]),
        ("saya dari kab bandung barat min", ["barat"]),
        ("Dinas Pendidikan Kota Surabaya", ["sby"]),
        ("sdn 2 lembang kab bandung barat", ["barat"]),
        ("kab. bandung kec. soreang", ["kab"]),
        ("kota sby", ["sby"]),
        ("jogja", ["yogya"]),
        ("jaksel", ["jaksel"]),
        ("kota jakarta selatan", ["jaksel"]),
        ("jakarta", ["jaksel"]),
        ("lampung", ["lamsel"]),                    # a province, but here only its districts fit
        ("kep seribu", ["seribu"]),
        ("malang", ["malang", "kmalang"]),
        ("kota malang jawa timur", ["kmalang"]),
        ("malang prov. jatim", ["malang", "kmalang"]),
        ("malang, jawa barat", []),                 # there is none
        ("kota sleman", ["sleman"]),                # no such kota anywhere
        ("kota baru", ["baru"]),
        ("kab kotabaru", ["baru"]),
        ("50 kota", ["limapuluh"]),
        ("contoh", ["contoh"]),
    ],
)  # fmt: skip
def test_a_typed_name(text: str, codes: list[str]) -> None:
    assert found(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bandug", ["kab", "kota"]),
        ("kab bandug brat", ["barat"]),
        ("nandung", ["kab", "kota"]),
        ("surabya", ["sby"]),
        ("srabaiya", ["sby"]),
        ("jogjakarta", ["yogya"]),
        ("jogyakarta", ["yogya"]),
        ("jakarta seltan", ["jaksel"]),
        ("jakrt selatan", ["jaksel"]),
        ("yogyak", ["yogya"]),
        ("jakrta", ["jaksel"]),
    ],
)
def test_a_slip(text: str, codes: list[str]) -> None:
    assert found(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?!", "xyz", "asdf", "p", "halo min", "tidak tahu", "gatau", "guru", "sudah", "sekarang", "tidak ada",
        "kabupaten", "kota", "kab kota", "selatan", "jawa", "bandung sekarang", "tidak ada kota bandung", "bdg" * 40, "bandung" + " min" * 40,
        "kota banding malang",
    ],
)  # fmt: skip
def test_what_is_no_place_finds_nothing(text: str) -> None:
    assert found(text) == []
    assert JAVA.exact(text, "sd") is None


_NAMES_ONE = {"selamat siang min, dari operator lampung"}
"""Lines of the corpus that do name a place."""


@pytest.mark.sampled
def test_no_message_of_the_readers_corpus_is_taken_for_a_place() -> None:
    """People write other things too where a place was asked."""
    texts = sorted({line.text for line in corpus()} - _NAMES_ONE)
    assert len(texts) > 3000
    assert [text for text in sample(texts, 700) if COUNTRY.search(text, "sd")] == []


@pytest.mark.parametrize(
    "text", ["kota sukabumi", "sumedang", "konawe", "kota batu", "bandar lampung", "kab semarang", "banaeng"]
)
def test_another_place_is_not_taken_for_one_that_is_here(text: str) -> None:
    """Sumedang is two letters from Semarang, Konawe begins like Konawe Selatan, "banaeng" is Bantaeng; nobody from there is helped by these."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("jabar", ["jabar"]),
        ("prov jawa barat", ["jabar"]),
        ("jawa", ["jatim", "jabar"]),
        ("dki", ["dki", "jaksel"]),
        ("papua", ["papua", "papbar"]),
        ("yogya", ["diy", "yogya"]),
        ("daerah istimewa yogyakarta", ["diy", "yogya"]),
        ("kota bandung", ["kota"]),
    ],
)
def test_higher_schools_find_provinces_first(text: str, codes: list[str]) -> None:
    assert found(text, "smk") == codes


@pytest.mark.parametrize(
    ("text", "level", "named"),
    [
        ("Kota Bandung", "sd", "kota"), ("KAB.  BANDUNG", "sd", "kab"), ("kotabandung", "sd", "kota"),
        ("kota adm. jakarta selatan", "sd", "jaksel"), ("kota jakarta selatan", "sd", "jaksel"),
        ("surabaya", "sd", "sby"), ("contoh", "sd", "contoh"), ("bandung barat", "sd", "barat"),
        ("bandung", "sd", None), ("semarang", "sd", None), ("surabya", "sd", None), ("kota sby", "sd", None),
        ("saya di kota bandung", "sd", None), ("kota kotabaru", "sd", None), ("kota", "sd", None),
        ("kota bandung" + " " * LONGEST, "sd", None),
        ("jawa barat", "sd", None), ("jawa barat", "sma", "jabar"), ("provinsi jawa timur", "slb", "jatim"),
        ("DKI Jakarta", "sma", "dki"), ("di yogyakarta", "smk", "diy"), ("papua", "sma", "papua"),
        ("kota papua", "sma", None), ("kota bandung", "sma", "kota"),
    ],
)  # fmt: skip
def test_named_in_full(text: str, level: str, named: str | None) -> None:
    """As it is written, the kind aside where there is one place of that name. Half of a pair is no answer: Kabupaten Semarang is not here."""
    assert code(JAVA.exact(text, level)) == named


def test_no_more_are_shown_than_can_be_read() -> None:
    assert len(found("aceh", directory=COUNTRY)) == MOST


@pytest.mark.parametrize("text", ["alam", "panjang", "baru", "bener", "tinggi", "kenal"])
def test_a_word_of_every_day_is_no_slip(text: str) -> None:
    """One letter from Agam, Pinrang, Buru, Kendal; or a word in some names."""
    assert found(text, directory=COUNTRY) == []


def test_two_of_the_same_name_are_asked_about() -> None:
    twice = Directory((kabkota("a", "Kota Contoh"), kabkota("b", "Kota Contoh")))
    assert twice.exact("kota contoh", "sd") is None
    assert found("kota contoh", directory=twice) == ["a", "b"]


@pytest.mark.sampled
@pytest.mark.parametrize("name", sample([one.name for one in COUNTRY.districts], 120, name="places"))
def test_every_place_is_found_by_its_name(name: str) -> None:
    """In full, with the kind in short, without spaces, and with a slip in its longest word."""
    kind, core = name.casefold().split(" ", 1)
    level = "sma" if kind == "provinsi" else "sd"
    place = COUNTRY.exact(name, level)
    assert place
    assert place.name == name
    for text in (
        name,
        f"{kind[:3] if kind == 'kabupaten' else kind} {core}",
        f"{kind} {core.replace(' ', '')}",
    ):
        assert COUNTRY.search(text, level)[0] == place
    longest = max(core.split(), key=len)
    for slip in _slips(longest) if len(longest) > 5 else ():
        if slip in lexicon().known:  # another word
            continue
        assert place in COUNTRY.search(f"{kind} {core.replace(longest, slip)}", level)


def _slips(word: str) -> list[str]:
    """With a letter dropped, doubled, replaced, and in the place of the next."""
    at = len(word) // 2
    left, letter, after, right = word[:at], word[at], word[at + 1], word[at + 2 :]
    return [
        left + after + right,
        left + letter + word[at:],
        left + "x" + after + right,
        left + after + letter + right,
    ]


def test_the_lists_leave_no_place_out() -> None:
    """No word of a place is thrown away or read as something else; only Lima Puluh Kota has its kind in its name."""
    lists = places()
    assert lists.words.isdisjoint(lists.around | lists.smaller)
    assert lists.words & set(lists.kinds) == {"kota"}
    assert lists.words.isdisjoint(lists.short)
    assert lists.country.keys().isdisjoint(lists.short)
    written_out = {word for long in lists.short.values() for word in long}
    assert written_out <= lists.words


PIECES = st.sampled_from(
    [*KABKOTA.values(), *PROVINCES.values(), "kab", "kota", "prov", "bdg", "jatim", "kec", "xyz", "2"]
)
TEXTS = st.text(max_size=LONGEST + 20) | st.lists(PIECES | st.text(max_size=6), max_size=5).map(" ".join)


@given(TEXTS, st.sampled_from(LEVELS), st.sampled_from([JAVA, COUNTRY, Directory()]))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed(text: str, level: str, directory: Directory) -> None:
    """Never more than fit on a screen, none twice, and only what fits the level. What is named in full is found first."""
    codes = found(text, level, directory)
    assert len(codes) == len(set(codes)) <= MOST
    assert all(directory.fits(at, level) for at in codes)
    named = directory.exact(text, level)
    assert named is None or directory.fits(named.code, level)
    assert named is None or named.code in codes
