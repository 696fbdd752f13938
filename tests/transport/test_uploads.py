"""Files that go up: what arrives is what was sent, by the names it was sent under."""

import asyncio
import io
import os
from pathlib import Path
from typing import Any

import pytest
from telegram import InputFile, InputMediaDocument
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport.body import PIECE, multipart
from tests.transport.server import requesting, result, serving, speaking


def data(**values: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


async def test_a_file_goes_with_its_fields() -> None:
    async with serving(result(True)) as server, requesting() as request:
        upload = data(chat_id=5, caption="ringkasan ✓", document=InputFile(b"isi", filename="kasus.txt"))
        assert await request.post(server.url("sendDocument"), upload) is True
    (asked,) = server.asked
    assert asked.fields == {"chat_id": "5", "caption": "ringkasan ✓"}
    assert asked.files == {"document": ("kasus.txt", "text/plain", b"isi")}
    assert "Content-Length" in asked.headers


async def test_an_album_attaches_its_files() -> None:
    album = [
        InputMediaDocument(InputFile(bytes([n]) * 10, filename=f"{n}.bin", attach=True)) for n in range(3)
    ]
    async with serving(result(True)) as server, requesting() as request:
        await request.post(server.url("sendMediaGroup"), data(chat_id=5, media=album))
    (asked,) = server.asked
    assert sorted(content for _, _, content in asked.files.values()) == [bytes([n]) * 10 for n in range(3)]
    assert all(f"attach://{name}" in asked.fields["media"] for name in asked.files)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3_000_000])
async def test_any_size_arrives_whole(size: int) -> None:
    content = os.urandom(size)
    async with serving(result(True)) as server, requesting() as request:
        await request.post(server.url(), data(document=InputFile(content, filename="a.bin")))
    assert server.asked[0].files["document"][2] == content


async def test_an_open_file_is_read_from_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "cadangan.zip"
    path.write_bytes(b"skip" + b"x" * 200_000)
    async with serving(result(True)) as server, requesting() as request:
        with path.open("rb") as handle:
            handle.seek(4)
            await request.post(server.url(), data(document=InputFile(handle, read_file_handle=False)))
    assert server.asked[0].files["document"] == ("cadangan.zip", "application/zip", b"x" * 200_000)


class Pipe(io.RawIOBase):
    """Bytes that come without an end in sight."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(buffer)

    def seekable(self) -> bool:
        return False


async def test_a_stream_of_unknown_length_goes_in_chunks() -> None:
    async with serving(result(True)) as server, requesting() as request:
        handle = InputFile(Pipe(b"y" * 150_000), filename="a.bin", read_file_handle=False)  # type: ignore[arg-type]
        await request.post(server.url(), data(document=handle))
    assert server.asked[0].headers["Transfer-Encoding"] == "chunked"
    assert server.asked[0].files["document"][2] == b"y" * 150_000


async def test_a_file_that_cannot_be_read_breaks_only_its_call(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x")
    handle = path.open("rb")
    upload = data(document=InputFile(handle, read_file_handle=False))
    handle.close()
    async with serving(result(True)) as server, requesting() as request:
        with pytest.raises(NetworkError):
            await request.post(server.url(), upload)
        assert await request.post(server.url()) is True


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("surat tugas.pdf", b'filename="surat tugas.pdf"'),
        ("surat “Plt”.pdf", 'filename="surat “Plt”.pdf"'.encode()),
        ('a"b\\c.pdf', b'filename="a%22b\\\\c.pdf"'),
        ("a\r\nX-Evil: 1.pdf", b'filename="a%0D%0AX-Evil: 1.pdf"'),
    ],
)
def test_a_file_name_is_written_as_browsers_do(name: str, written: bytes) -> None:
    body = multipart({}, {"document": (name, b"", "application/pdf")}, None)
    assert written in b"".join(part for part in body._parts if isinstance(part, bytes))


async def test_an_upload_that_stands_still_times_out() -> None:
    """The server takes nothing; the file's own write time-out counts, not that of plain calls."""

    async def talk(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read(1)
        await done.wait()

    done = asyncio.Event()
    upload = data(document=InputFile(bytes(30_000_000), filename="a.bin"))
    async with (
        speaking(talk) as url,
        requesting(write_timeout=None, media_write_timeout=0.1, read_timeout=None) as request,
    ):
        with pytest.raises(TimedOut):
            await request.post(url, upload)
        with pytest.raises(TimedOut):
            await request.post(url, upload, write_timeout=0.05)
        done.set()
