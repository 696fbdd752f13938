"""The body of a call: JSON, or a multipart form when there are files. Written in pieces, each within the write time-out.

aiohttp has no write time-out, and writes multipart forms in a way of its own (names percent-encoded, each text with a
Content-Type); here they are as browsers and httpx write them.
"""

import asyncio
import io
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import IO, Any

from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload
from pydantic_core import to_json

PIECE = 64 * 1024
"""Bytes that are written at once, and get the whole write time-out."""
_SMALL = PIECE // 2
"""So many bytes are taken by any connection that is free, whatever still stands before them on the way: nobody waits for that."""

_QUOTED = str.maketrans({'"': "%22", "\\": "\\\\", **{chr(code): f"%{code:02X}" for code in range(0x20)}})

Part = bytes | IO[bytes]
Files = Mapping[str, tuple[str, bytes | IO[bytes], str]]
"""File name, content or open file, and type, by name of the part."""


class Body(Payload):
    """A body that is written once.

    `write_timeout` is in seconds for each piece, None for ever; a piece that is not taken in time raises TimeoutError.
    """

    def __init__(self, parts: list[Part], content_type: str, write_timeout: float | None) -> None:
        super().__init__(None, content_type=content_type)
        self._parts = parts
        self._write_timeout = write_timeout
        sizes = [_size(part) for part in parts]
        # With a part of unknown size there is no Content-Length, and aiohttp sends chunks.
        self._size = None if None in sizes else sum(size for size in sizes if size is not None)

    async def write(self, writer: AbstractStreamWriter) -> None:
        self._consumed = True
        first = self._parts[0]
        if len(self._parts) == 1 and isinstance(first, bytes) and len(first) <= _SMALL:
            await writer.write(first)
            return
        async for piece in self._pieces():
            async with asyncio.timeout(self._write_timeout):
                await writer.write(piece)
                await writer.drain()

    async def _pieces(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            if isinstance(part, bytes):
                for start in range(0, len(part), PIECE):
                    yield part[start : start + PIECE]
            else:
                while piece := await asyncio.to_thread(part.read, PIECE):
                    yield piece

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Payload's way of looking into a body; nobody needs it here."""
        return b"".join(part for part in self._parts if isinstance(part, bytes)).decode(encoding, errors)


def in_json(
    value: object, parts: Callable[[Any], object] | None = None, *, only_ascii: bool = False
) -> bytes:
    """`value` in JSON; `parts` gives those of what JSON has no name for. `only_ascii`: all other letters are spelled out.

    What pydantic's writer refuses, as half a pair of surrogates, is written by Python's own, which takes five times as long.
    """
    try:
        return to_json(value, fallback=parts, ensure_ascii=only_ascii)
    except ValueError:
        return json.dumps(value, default=parts).encode()


def as_json(fields: dict[str, str], write_timeout: float | None) -> Body:
    """`fields` as application/json: the same to the Bot API as a form, and written in a tenth of its time."""
    return Body([in_json(fields)], "application/json", write_timeout)


def multipart(fields: dict[str, str], files: Files, write_timeout: float | None) -> Body:
    """`fields` and `files` as multipart/form-data."""
    boundary = secrets.token_hex(16)
    parts: list[Part] = []
    for name, value in fields.items():
        parts.append(_head(boundary, name) + b"\r\n" + value.encode() + b"\r\n")
    for name, (filename, content, mime) in files.items():
        kind = f"Content-Type: {mime}\r\n\r\n"
        parts.extend((_head(boundary, name, filename) + kind.encode(), content, b"\r\n"))
    parts.append(f"--{boundary}--\r\n".encode())
    return Body(list(_joined(parts)), f"multipart/form-data; boundary={boundary}", write_timeout)


def _head(boundary: str, name: str, filename: str | None = None) -> bytes:
    said = f'--{boundary}\r\nContent-Disposition: form-data; name="{name.translate(_QUOTED)}"'
    if filename:
        said += f'; filename="{filename.translate(_QUOTED)}"'
    return said.encode() + b"\r\n"


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Neighbouring short bytes as one, so that a form of many fields is one write."""
    waiting = b""
    for part in parts:
        if isinstance(part, bytes) and len(waiting) + len(part) <= PIECE:
            waiting += part
            continue
        if waiting:
            yield waiting
        waiting = b""
        yield part
    if waiting:
        yield waiting


def _size(part: Part) -> int | None:
    """Bytes left to read, None where only reading would tell."""
    if isinstance(part, bytes):
        return len(part)
    try:
        here = part.tell()
        end = part.seek(0, io.SEEK_END)
        part.seek(here)
    except (AttributeError, OSError, ValueError):
        return None
    return end - here
