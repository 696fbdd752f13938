"""A sheet to print and hang up: a district's name, and the code that leads a camera to its link."""

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from string import ascii_letters, digits, punctuation
from typing import NamedTuple

import segno
from PIL import Image, ImageDraw, ImageFont

DPI = 150
SHEET = (1240, 1754)
"""A4 at DPI."""
BLANK = (320, 200)
MARGIN = 100
"""Stays white on all sides; more than any printer leaves out."""
QUIET = 4
"""Modules of white around the code, as its standard demands."""
LONGEST_LINK = 150
"""Characters. Telegram's longest link has 116; with more, the modules would be too small for a cheap camera across a room."""
LETTERS = frozenset(ascii_letters + digits + punctuation + "‘’“”…·«»°")
"""What Pillow's own font has; it has no letter with an accent and no dash."""

_WHITE, _BLACK = 255, 0


class _Box(NamedTuple):
    """A part of the sheet, the sizes that the letters there may have, and how much bolder than the font they are."""

    top: int
    bottom: int
    largest: int
    smallest: int
    bolder: int = 0


_LEFT, _RIGHT = MARGIN, SHEET[0] - MARGIN
_NAME = _Box(MARGIN, 360, 120, 30, bolder=2)
_CODE = (_LEFT + 40, 375, _RIGHT - 40, 1335)
_HINT = _Box(1350, 1540, 48, 20)
_LINK = _Box(1560, SHEET[1] - MARGIN, 48, 16)


def blank() -> bytes:
    """A small white PNG, for where a picture was."""
    png = BytesIO()
    Image.new("L", BLANK, _WHITE).save(png, "PNG")
    return png.getvalue()


def poster(link: str, name: str, hint: str) -> bytes:
    """The sheet as a PNG, always the same for the same three.

    `link` is what the code carries and what stands at the foot to be typed: 1 to LONGEST_LINK visible ASCII characters.
    `name` and `hint` are set as large as they fit, broken between words, and within one only where it fills a line; a name
    of a hundred letters fits, and a hint of five hundred. Letters that the font has not are written as near as it can (é as e), or left out.

    ValueError: the link is empty, too long or has other characters; the name or the hint is too long to be read.
    """
    if not (0 < len(link) <= LONGEST_LINK and link.isascii() and link.isprintable() and " " not in link):
        raise ValueError(f"a link on a poster has 1 to {LONGEST_LINK} visible ASCII characters")
    sheet = Image.new("L", SHEET, _WHITE)
    draw = ImageDraw.Draw(sheet)
    _write(draw, _plain(name).split(), " ", _NAME)
    _draw_code(draw, link)
    _write(draw, _plain(hint).split(), " ", _HINT)
    _write(draw, tuple(link), "", _LINK)
    png = BytesIO()
    sheet.save(png, "PNG", optimize=True, dpi=(DPI, DPI))
    return png.getvalue()


def _draw_code(draw: ImageDraw.ImageDraw, link: str) -> None:
    """The code in the middle of its square, each module of the same whole number of pixels."""
    # A quarter of it may be dirty or torn; never a Micro QR, which telephones do not read.
    code = segno.make_qr(link, error="q", boost_error=False)
    rows = tuple(code.matrix_iter(border=QUIET))
    left, top, right, bottom = _CODE
    side = (right - left) // len(rows)
    left += (right - left - side * len(rows)) // 2
    top += (bottom - top - side * len(rows)) // 2
    for row, modules in enumerate(rows):
        for column, dark in enumerate(modules):
            if dark:
                x, y = left + column * side, top + row * side
                draw.rectangle((x, y, x + side - 1, y + side - 1), fill=_BLACK)


def _write(draw: ImageDraw.ImageDraw, pieces: Sequence[str], joint: str, box: _Box) -> None:
    """Write `pieces` in the middle of `box`, in the largest letters that let them fit."""
    middle = ((_LEFT + _RIGHT) // 2, (box.top + box.bottom) // 2)
    for size in range(box.largest, box.smallest - 1, -2):
        font = ImageFont.load_default(size)
        lines = _lines(pieces, joint, font)
        left, top, right, bottom = draw.multiline_textbbox(
            middle, lines, font, anchor="mm", align="center", stroke_width=box.bolder
        )
        if left >= _LEFT and right <= _RIGHT and top >= box.top and bottom <= box.bottom:
            draw.multiline_text(
                middle, lines, _BLACK, font, anchor="mm", align="center", stroke_width=box.bolder
            )
            return
    if joint:  # a word that is longer than a line
        _write(draw, tuple(joint.join(pieces)), "", box)
        return
    raise ValueError(f"too long for a poster: {joint.join(pieces)[:60]}")


def _lines(pieces: Sequence[str], joint: str, font: ImageFont.ImageFont | ImageFont.FreeTypeFont) -> str:
    """`pieces`, with a new line wherever the next one would not stand on the present one any more."""
    lines = [""]
    for piece in pieces:
        longer = f"{lines[-1]}{joint}{piece}" if lines[-1] else piece
        if not lines[-1] or font.getlength(longer) <= _RIGHT - _LEFT:
            lines[-1] = longer
        else:
            lines.append(piece)
    return "\n".join(lines)


def _plain(text: str) -> str:
    """`text` in LETTERS and spaces."""
    return "".join(_near(character) for character in text)


def _near(character: str) -> str:
    if character in LETTERS:
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd":
        return "-"
    return "".join(part for part in unicodedata.normalize("NFKD", character) if part in LETTERS)
