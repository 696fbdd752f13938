"""The files that were sent: kept as bytes, found by their id, downloaded by their path."""

import mimetypes
import struct
import zlib
from dataclasses import dataclass
from typing import Any

LARGEST_DOWNLOAD, LARGEST_UPLOAD, LARGEST_PHOTO = 20_000_000, 50_000_000, 10_000_000
_STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
_PICTURE = {"width": 1280, "height": 960}
_PNG = b"\x89PNG\r\n\x1a\n"
_SUFFIXES = {
    "photo": ".jpg",
    "voice": ".ogg",
    "sticker": ".webp",
    "video": ".mp4",
    "audio": ".mp3",
    "animation": ".mp4",
    "video_note": ".mp4",
}
KINDS = ("photo", "document", "voice", "video", "audio", "animation", "video_note", "sticker")
"""Kinds that a file can be sent as."""
UNCAPTIONED = frozenset({"video_note", "sticker"})
"""Kinds that nothing is written under."""


@dataclass(frozen=True, slots=True)
class File:
    """A file, as what it was sent."""

    kind: str
    number: int
    name: str
    content: bytes

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.number}"

    @property
    def path(self) -> str:
        """Path that the file is downloaded at."""
        suffix = "." + self.name.rpartition(".")[2] if "." in self.name else _SUFFIXES.get(self.kind, "")
        if self.kind == "photo":
            suffix = _SUFFIXES["photo"]  # whatever it was, Telegram makes it one
        return f"{self.kind}s/file_{self.number}{suffix}"

    @property
    def mime(self) -> str:
        return mimetypes.guess_type(self.path)[0] or "application/octet-stream"

    @property
    def found(self) -> dict[str, Any]:
        """The File object that getFile gives."""
        return {**self._common(), "file_path": self.path}

    def in_message(self, **details: Any) -> dict[str, Any]:
        """The file's part of a message, with what the sender said of it. An animation is a document as well, for old clients."""
        content = self._content()
        if isinstance(content, dict):
            content |= details
        return {self.kind: content, **({"document": self._document()} if self.kind == "animation" else {})}

    def _content(self) -> Any:
        common = self._common()
        match self.kind:
            case "photo":
                return [{**common, **self._size()}]
            case "document":
                return self._document()
            case "animation":
                return {**self._document(), **_PICTURE, "duration": 3}
            case "voice":
                return {**common, "duration": 3, "mime_type": "audio/ogg"}
            case "audio":
                return {**common, "duration": 3, "file_name": self.name, "mime_type": self.mime}
            case "video_note":
                return {**common, "length": 240, "duration": 3}
            case "video":
                return {**common, **_PICTURE, "duration": 3, "file_name": self.name, "mime_type": self.mime}
            case _:
                return {**common, **_STICKER}

    def _document(self) -> dict[str, Any]:
        return {**self._common(), "file_name": self.name, "mime_type": self.mime}

    def _size(self) -> dict[str, int]:
        size = png_size(self.content)
        return {"width": size[0], "height": size[1]} if size else _PICTURE

    def _common(self) -> dict[str, Any]:
        return {"file_id": self.id, "file_unique_id": f"u{self.number}", "file_size": len(self.content)}


class Files:
    """All files of one bot."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._paths: dict[str, File] = {}

    def keep(self, kind: str, name: str, content: bytes) -> File:
        """A new file of one of the KINDS."""
        file = File(kind, len(self._files) + 1, name, content)
        self._files[file.id] = self._paths[file.path] = file
        return file

    def find(self, file_id: str) -> File:
        """Raises LookupError where there is none."""
        return self._files[file_id]

    def at(self, path: str) -> File:
        """Raises LookupError where there is none, or it is too large to be downloaded."""
        file = self._paths[path]
        if len(file.content) > LARGEST_DOWNLOAD:
            raise LookupError("too large to be downloaded")
        return file


def png_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG in pixels; None for what is none, or is broken off."""
    if not content.startswith(_PNG) or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def picture(width: int, height: int) -> bytes:
    """A PNG with nothing on it but a shade of blue."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x9c\xc3\xdd" * width) * height
    return _PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
