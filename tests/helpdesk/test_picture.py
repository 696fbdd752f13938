"""The sheet to print: read back from its pixels."""

from io import BytesIO

import pytest
import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps

from bot.helpdesk.delivery import poster as poster_module
from bot.helpdesk.delivery.poster import DPI, LETTERS, LONGEST_LINK, MARGIN, QUIET, SHEET, poster
from tests.sampling import sample

LINK = "https://t.me/sinkron_dapodik_bot?start=d_3204"
HINT = "Arahkan kamera ponsel ke kode ini, lalu ketuk tautan yang muncul."
LINKS = (
    LINK,
    "https://t.me/a",
    "https://t.me/sinkron_dapodik_bot?start=d_19",
    "https://t.me/" + "W" * 32 + "?start=" + "_" * 64,
    "W" * LONGEST_LINK,
)
NAMES = (
    "Kota Tual",
    "Kabupaten Administrasi Kepulauan Seribu",
    "Provinsi Kepulauan Bangka Belitung",
    "Provinsi Daerah Istimewa Yogyakarta",
    "Kabupaten Penukal Abab Lematang Ilir",
    "Dinas Pendidikan " + "Kepulauan " * 8,
)
SHEETS = [*((link, NAMES[0]) for link in LINKS), *((LINK, name) for name in NAMES[1:])]

Edges = tuple[int, int, int, int]


def drawn(link: str = LINK, name: str = "Kota Tual", hint: str = HINT) -> Image.Image:
    return Image.open(BytesIO(poster(link, name, hint)))


def ink(sheet: Image.Image, top: int = 0, bottom: int = SHEET[1]) -> Edges:
    """What the marks between two heights take up, in the sheet's coordinates."""
    found = ImageOps.invert(sheet.crop((0, top, SHEET[0], bottom))).getbbox()
    assert found, "nothing is written there"
    return found[0], found[1] + top, found[2], found[3] + top


def code_in(sheet: Image.Image) -> Edges:
    _, top, _, bottom = poster_module._CODE
    return ink(sheet, top, bottom)


@pytest.mark.sampled
@pytest.mark.parametrize(("link", "name"), sample(SHEETS, 3, name="the code carries the link"))
def test_the_code_carries_the_link(link: str, name: str) -> None:
    matrix = segno.make(link, micro=False, error="q", boost_error=False).matrix
    sheet = drawn(link, name)
    code = sheet.crop(code_in(sheet))
    assert code.width == code.height
    side, rest = divmod(code.width, len(matrix))
    assert rest == 0
    assert side >= 10, "a module is at least 1.7 mm"
    read = bytes(0 if dark else 255 for row in matrix for dark in row)
    expected = Image.frombytes("L", (len(matrix), len(matrix)), read)
    assert code.tobytes() == expected.resize(code.size, Image.Resampling.NEAREST).tobytes()


@pytest.mark.sampled
@pytest.mark.parametrize("link", sample(LINKS, 2, name="the code stands in white"))
def test_the_code_stands_in_white(link: str) -> None:
    sheet = drawn(link, NAMES[-1], HINT * 7)
    left, top, right, bottom = code_in(sheet)
    modules = len(segno.make(link, micro=False, error="q", boost_error=False).matrix)
    quiet = QUIET * (right - left) // modules
    around = sheet.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    assert ImageOps.invert(around).getbbox() == (quiet, quiet, quiet + right - left, quiet + bottom - top)


@pytest.mark.sampled
@pytest.mark.parametrize(("link", "name"), sample(SHEETS, 3, name="the margins stay white"))
def test_the_margins_stay_white(link: str, name: str) -> None:
    sheet = drawn(link, name, HINT * 7)
    assert (sheet.mode, sheet.size) == ("L", SHEET)
    assert sheet.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)
    left, top, right, bottom = ink(sheet)
    assert min(left, top, SHEET[0] - right, SHEET[1] - bottom) >= MARGIN


@pytest.mark.sampled
@pytest.mark.parametrize("name", sample(NAMES[:-1], 2, name="an official name is large"))
def test_an_official_name_is_large(name: str) -> None:
    """Its letters, two lines at most, are at least a centimetre high."""
    sheet = drawn(name=name)
    _, top, _, bottom = ink(sheet, poster_module._NAME.top, poster_module._NAME.bottom)
    assert bottom - top >= DPI / 2.54


def test_name_hint_and_link_are_written_apart() -> None:
    sheet = drawn()
    for box, other in (
        (poster_module._NAME, drawn(name="Kota Tuai")),
        (poster_module._HINT, drawn(hint="Pindai kode ini.")),
        (poster_module._LINK, drawn(link=LINK.replace("3204", "3205"))),
    ):
        strip = (0, box.top, SHEET[0], box.bottom)
        assert sheet.crop(strip).tobytes() != other.crop(strip).tobytes()


def test_the_sheet_is_always_the_same() -> None:
    assert poster(LINK, NAMES[1], HINT) == poster(LINK, NAMES[1], HINT)


def test_the_font_has_every_letter_that_is_written() -> None:
    font = ImageFont.load_default(40)
    assert isinstance(font, ImageFont.FreeTypeFont)

    def shape(letter: str) -> bytes:
        sheet = Image.new("L", (80, 80))
        ImageDraw.Draw(sheet).text((10, 10), letter, 255, font)
        return sheet.tobytes()

    shapes = {shape(letter) for letter in LETTERS}
    assert len(shapes) == len(LETTERS)
    assert shape("\uffff") not in shapes
    assert shape(" ") not in shapes


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Kabupatén Limapuluh", "Kabupaten Limapuluh"),
        ("Kabupate\u0301n Limapuluh", "Kabupaten Limapuluh"),
        ("Toba – Samosir", "Toba - Samosir"),
        ("Kota\u00a0 \n Tual ☃", "Kota Tual"),
    ],
)
def test_other_letters_are_written_as_near_as_can_be(name: str, same: str) -> None:
    assert poster(LINK, name, HINT) == poster(LINK, same, HINT)


def test_an_apostrophe_is_written() -> None:
    assert poster(LINK, "Ma’rang", HINT) != poster(LINK, "Marang", HINT)


@pytest.mark.parametrize(
    "link", ["", "W" * (LONGEST_LINK + 1), "https://t.me/a b", "https://t.me/é", "t.me/\n"]
)
def test_a_link_that_cannot_be_typed_or_read_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="visible ASCII"):
        poster(link, "Kota Tual", HINT)


@pytest.mark.parametrize(
    ("name", "hint"), [("W" * 1000, HINT), pytest.param("Kota Tual", HINT * 40, marks=pytest.mark.prove)]
)
def test_words_too_small_to_read_are_refused(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="too long for a poster"):
        poster(LINK, name, hint)
