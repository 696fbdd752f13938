"""The addresses behind words are spelled out, as far as they are few and short."""

from typing import Any

from bot.incoming.redacted_update import without_secrets


def _links(*links: tuple[int, int, str]) -> list[dict[str, Any]]:
    return [{"type": "text_link", "offset": at, "length": length, "url": url} for at, length, url in links]


def _text(text: str, *links: tuple[int, int, str]) -> str:
    raw = {"update_id": 1, "message": {"text": text, "entities": _links(*links)}}
    found: str = without_secrets(raw)["message"]["text"]
    return found


def test_an_address_stands_behind_its_words() -> None:
    """Telegram counts in UTF-16 units, and tells links in any order."""
    assert (
        _text("😀 ini dan itu", (11, 3, "https://b.id"), (3, 3, "https://a.id"))
        == "😀 ini (https://a.id) dan itu (https://b.id)"
    )


def test_what_looks_personal_in_an_address_is_taken_out() -> None:
    assert "3201" not in _text("ini", (0, 3, "https://a.id/?nik=3201012345670001"))


def test_an_address_for_which_there_is_no_room_is_only_hinted_at() -> None:
    """Half of one could hide what looks personal in it."""
    long = "https://a.id/" + "x" * 1100
    assert _text("ini dan itu", (0, 3, long), (8, 3, "https://b.id")) == "ini (…) dan itu (https://b.id)"


def test_a_message_full_of_links_does_not_grow_without_bound() -> None:
    many = [(at, 1, "https://a.id/" + "x" * 60) for at in range(4096)]
    assert len(_text("a" * 4096, *many)) < 4096 + 1024 + 100 * 5


def test_of_another_message_only_what_is_read_is_kept() -> None:
    """What somebody replies to was taken in when it was written; a quote of it is read by nobody."""
    other = {"message_id": 5, "text": "y" * 4096, "entities": _links((0, 3, "https://a.id"))}
    by_bot = {"is_bot": True, "id": 1}
    raw: Any = {"update_id": 1, "message": {"text": "ya", "quote": {"text": "x"}, "reply_to_message": other}}
    kept = without_secrets(raw)["message"]
    assert kept["reply_to_message"] == {"message_id": 5}
    raw["message"]["reply_to_message"] = {**other, "from": by_bot}
    assert without_secrets(raw)["message"]["reply_to_message"] == {
        "message_id": 5,
        "text": "y" * 256,
        "from": by_bot,
    }
    assert "quote" not in kept
