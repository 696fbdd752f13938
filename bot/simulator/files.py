"""The files that were sent: kept as bytes, found by their id, downloaded by their path."""

import mimetypes
from dataclasses import dataclass
from typing import Any

LARGEST_DOWNLOAD, LARGEST_UPLOAD, LARGEST_PHOTO = 20_000_000, 50_000_000, 10_000_000
_STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
_PICTURE = {"width": 1280, "height": 960}
_SUFFIXES = {"photo": ".jpg", "voice": ".ogg", "sticker": ".webp", "video": ".mp4", "audio": ".mp3"}
KINDS = ("photo", "document", "voice", "video", "audio", "sticker")
"""What a file can be sent as."""


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
        """Where it is downloaded."""
        suffix = "." + self.name.rpartition(".")[2] if "." in self.name else _SUFFIXES.get(self.kind, "")
        return f"{self.kind}s/file_{self.number}{suffix}"

    @property
    def mime(self) -> str:
        return mimetypes.guess_type(self.path)[0] or "application/octet-stream"

    @property
    def found(self) -> dict[str, Any]:
        """The File object that getFile gives."""
        return {**self._common(), "file_path": self.path}

    def in_message(self) -> Any:
        """What stands in a message under the kind's name."""
        common = self._common()
        match self.kind:
            case "photo":
                return [{**common, **_PICTURE}]
            case "document":
                return {**common, "file_name": self.name, "mime_type": self.mime}
            case "voice":
                return {**common, "duration": 3, "mime_type": "audio/ogg"}
            case "audio":
                return {**common, "duration": 3, "file_name": self.name, "mime_type": self.mime}
            case "video":
                return {**common, **_PICTURE, "duration": 3, "file_name": self.name, "mime_type": self.mime}
            case _:
                return {**common, **_STICKER}

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
