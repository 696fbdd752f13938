"""An album as it is passed on. Clients show what stands below one only where a single item of it has a caption."""

from collections.abc import Sequence

from bot.helpdesk.cases.relay import CAPTION, escaped, length, parted
from bot.records.letters import Letter
from bot.records.messages import Captioned
from bot.records.relayed import AlbumItem, RelayedAlbum, RelayedText


def captions(album: RelayedAlbum, above: str = "") -> list[str | None]:
    """The caption of each item, or None: the head and the words of all stand at one of them. `above` goes before the head."""
    at, words = _carrier(album.items), _together(album)
    caption = f"{above}{album.head}\n{words}" if words else f"{above}{album.head}"
    return [caption if place == at else None for place in range(len(album.items))]


def captioned(album: RelayedAlbum) -> list[Captioned]:
    """Captions of an album's items: for each, what an edit of it may do to its caption."""
    at = _carrier(album.items)
    shared = bool(_together(album)) and len(_worded(album.items)) > 1
    found: Captioned = "shared" if shared else "own"
    return [found if place == at else "none" for place in range(len(album.items))]


def outgrown(letter: Letter, album: RelayedAlbum) -> list[Letter]:
    """The words that were too many for a caption, as texts below: each those of one item, whose edit they follow.

    `album` is the letter's body.
    """
    if _together(album):
        return []
    return [
        Letter(
            f"relay:{album.source}:{item.message}:{part}",
            letter.chat,
            RelayedText(album.source, item.message, album.way, part, text),
            letter.person,
            letter.case,
            letter.rank,
        )
        for item in _worded(album.items)
        for part, text in enumerate(parted(album.head, item.words), 1)
    ]


def _worded(items: Sequence[AlbumItem]) -> list[AlbumItem]:
    return [item for item in items if item.words.strip()]


def _carrier(items: Sequence[AlbumItem]) -> int:
    """The first that has words, so that their edit finds them; else the first."""
    return next((place for place, item in enumerate(items) if item.words.strip()), 0)


def _together(album: RelayedAlbum) -> str:
    """The words of all; empty where they are too many for a caption."""
    words = "\n".join(escaped(item.words) for item in _worded(album.items))
    return words if length(f"{album.head}\n{words}") <= CAPTION else ""
