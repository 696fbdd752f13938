"""An album as it is passed on. Clients show what stands below one only where a single item of it has a caption."""

from collections.abc import Sequence
from typing import Any

from bot.helpdesk.cases.relay import CAPTION, escaped, length, texts
from bot.records.rows import Captioned, Letter


def captions(body: dict[str, Any], above: str = "") -> list[str | None]:
    """What stands below each of its items: the head and the words of all, at one of them. `above` goes before the head."""
    at, words = _carrier(body["items"]), _together(body)
    caption = f"{above}{body['head']}\n{words}" if words else f"{above}{body['head']}"
    return [caption if place == at else None for place in range(len(body["items"]))]


def captioned(body: dict[str, Any]) -> list[Captioned]:
    """What an edit of each of its items may do to its caption."""
    at = _carrier(body["items"])
    shared = bool(_together(body)) and len(_worded(body["items"])) > 1
    found: Captioned = "shared" if shared else "own"
    return [found if place == at else "none" for place in range(len(body["items"]))]


def outgrown(album: Letter) -> list[Letter]:
    """The words that were too many for a caption, as texts below: each those of one item, whose edit they follow."""
    body = album.body
    if _together(body):
        return []
    return [
        Letter(
            f"relay:{body['from']}:{item['message']}:{part}",
            album.chat,
            "relay",
            album.person,
            album.case,
            {**text, "from": body["from"], "message": item["message"], "way": body["way"], "part": part},
            album.rank,
        )
        for item in _worded(body["items"])
        for part, text in enumerate(texts(body["head"], item["words"]), 1)
    ]


def _worded(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items if item["words"].strip()]


def _carrier(items: Sequence[dict[str, Any]]) -> int:
    """The first that has words, so that their edit finds them; else the first."""
    return next((place for place, item in enumerate(items) if item["words"].strip()), 0)


def _together(body: dict[str, Any]) -> str:
    """The words of all; empty where they are too many for a caption."""
    words = "\n".join(escaped(item["words"]) for item in _worded(body["items"]))
    return words if length(f"{body['head']}\n{words}") <= CAPTION else ""
