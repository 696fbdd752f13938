"""Schematic pictures of a way through the application, drawn from data. No copy of the application: boxes, their kinds and names."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from flows.dialogue.screens.pictures import MenuPlace, title, way
from flows.texts import write
from flows.view import Line

WIDTH = 720
"""Pixels: twice a narrow phone's, where its letters are then half as large."""
SMALLEST = 28
_MARGIN, _GAP, _BOX = 36, 46, 104
_INK, _FAINT, _LINE = "#17212b", "#5b6a76", "#9fb0bb"
_FILL = {
    "menu": "#dfe8ee",
    "item": "#ffffff",
    "field": "#fff6d6",
    "part": "#f3eef8",
    "panel": "#eef4e6",
    "ask": "#fff6d6",
    "first": "#e4f3e1",
    "button": "#17638f",
    "key": "#f0f0f0",
    "note": "#e4f3e1",
}


def digest(name: str) -> str:
    """Another as soon as anything in the picture is: what was sent of an older one is not sent again."""
    return sha256(repr((way(name), write(title(name)), _FILL)).encode()).hexdigest()[:12]


def mark_of(name: str) -> str:
    """Name of the mark that keeps Telegram's name of this picture's file, once it was sent."""
    return f"picture:{name}:{digest(name)}"


def draw(name: str) -> bytes:
    """The picture of that name as a PNG, always the same for the same words."""
    places = way(name)
    height = _MARGIN * 2 + 80 + len(places) * _BOX + (len(places) - 1) * _GAP
    image = Image.new("RGB", (WIDTH, height), "white")
    pen = ImageDraw.Draw(image)
    head = write(title(name))
    pen.text((_MARGIN, _MARGIN), head, _INK, _fitting(head, WIDTH - 2 * _MARGIN, 44))
    _boxes(pen, places, _MARGIN + 80)
    png = BytesIO()
    image.save(png, "PNG", optimize=True)
    return png.getvalue()


def _boxes(pen: ImageDraw.ImageDraw, places: Sequence[MenuPlace], top: int) -> None:
    left, right = _MARGIN, WIDTH - _MARGIN
    for number, place in enumerate(places, 1):
        light = place.kind == "button"
        box = (left, top, right, top + _BOX)
        pen.rounded_rectangle(box, 14, _FILL[place.kind], _INK if place.kind == "key" else _LINE, 3)
        kind = f"{number}. {write(Line(f'picture.kind.{place.kind}'))}"
        pen.text((left + 22, top + 10), kind, "#dfe8ee" if light else _FAINT, _font(SMALLEST))
        font = _fitting(place.name, right - left - 44, 38)
        pen.text((left + 22, top + 46), place.name, "white" if light else _INK, font)
        top += _BOX
        if number < len(places):
            _arrow(pen, WIDTH // 2, top)
        top += _GAP


def _arrow(pen: ImageDraw.ImageDraw, middle: int, top: int) -> None:
    end = top + _GAP - 6
    pen.line((middle, top + 6, middle, end - 10), _FAINT, 5)
    pen.polygon(((middle - 13, end - 16), (middle + 13, end - 16), (middle, end)), _FAINT)


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def _fitting(text: str, width: int, largest: int) -> ImageFont.FreeTypeFont:
    """The largest letters in which it fits. Raises ValueError where they would be too small to be read on a phone."""
    for size in range(largest, SMALLEST - 1, -2):
        font = _font(size)
        if font.getlength(text) <= width:
            return font
    raise ValueError(f"too long for a picture: {text}")
