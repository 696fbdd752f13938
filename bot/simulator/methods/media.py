"""Sending files, alone and as albums."""

from typing import TYPE_CHECKING, Any

from bot.simulator.checks import caption_of
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.files import LARGEST_DOWNLOAD, LARGEST_PHOTO, LARGEST_UPLOAD, UNCAPTIONED, File, png_size
from bot.simulator.methods.model import Act, models
from bot.simulator.methods.sending import PLACED, SENDING, sent
from bot.simulator.params import Params, Upload

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

CAPTIONED = ("caption", "parse_mode", "caption_entities")
SMALLEST_ALBUM, LARGEST_ALBUM = 2, 10
WIDE_AND_HIGH, OF_ONE_SIDE = 10_000, 20
"""Pixels of a photo's two sides together, and how often the longer may have the shorter in it."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")
_HIDEABLE = frozenset({"photo", "video", "animation"})
_DETAILS = {"duration", "length", "width", "height", "performer", "title", "emoji"}
ALBUM_KINDS = {"photo": "photo", "video": "photo", "document": "document", "audio": "audio"}
"""What an album can hold, by what it can be mixed with."""


def file_of(telegram: "Telegram", kind: str, given: object, params: Params) -> File:
    """The file that `given` stands for: what came with the call, or one that Telegram has. Refuses all others."""
    if isinstance(given, str) and given.startswith("attach://"):
        given = params.get(given.removeprefix("attach://"))
    if isinstance(given, Upload):
        return _uploaded(telegram, kind, given)
    if not given or not isinstance(given, str):
        raise bad_request(f"there is no {kind} in the request")
    if "://" in given:
        raise bad_request("failed to get HTTP URL content")
    try:
        file = telegram.files.find(given)
    except LookupError:
        raise bad_request("wrong file identifier/HTTP URL specified") from None
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def _uploaded(telegram: "Telegram", kind: str, given: Upload) -> File:
    size = len(given.content)
    if not size:
        raise bad_request("file must be non-empty")
    if size > LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        if size > LARGEST_PHOTO:
            raise bad_request(f"file of size {size} bytes is too big for a photo")
        if not given.content.startswith(_PICTURES):
            raise bad_request("IMAGE_PROCESS_FAILED")
        _check_png(given.content)
    return telegram.files.keep(kind, given.name, given.content)


def _check_png(content: bytes) -> None:
    """Refuse a PNG that is broken off, or out of all proportion. The size of other pictures is not read here."""
    if not content.startswith(b"\x89PNG"):
        return
    shorter, longer = sorted(png_size(content) or (0, 0))
    if not shorter:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if shorter + longer > WIDE_AND_HIGH or longer > OF_ONE_SIDE * shorter:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def media_of(telegram: "Telegram", kind: str, given: object, params: Params, said: Params) -> dict[str, Any]:
    """Media of a message: the file with the details that `said` gives of it."""
    details = {name: value for name, value in said.items() if name in _DETAILS}
    content = file_of(telegram, kind, given, params).in_message(**details)
    hidden = said.get("has_spoiler") and kind in _HIDEABLE
    return {**content, **({"has_media_spoiler": True} if hidden else {})}


def _sends(method: str, kind: str, *parameters: str) -> None:
    """A method that sends one file of this kind."""

    def send(telegram: "Telegram", params: Params) -> Any:
        content = media_of(telegram, kind, params.get(kind), params, params)
        words = {} if kind in UNCAPTIONED else caption_of(telegram, params)
        return sent(telegram, params, {**content, **words})

    act: Act = send
    models(method, *SENDING, kind, *parameters)(act)


_sends("sendPhoto", "photo", *CAPTIONED, "has_spoiler", "show_caption_above_media")
_sends("sendDocument", "document", *CAPTIONED, "thumbnail", "disable_content_type_detection")
_sends("sendVoice", "voice", *CAPTIONED, "duration")
_sends("sendAudio", "audio", *CAPTIONED, "duration", "performer", "title", "thumbnail")
_sends("sendSticker", "sticker", "emoji")
_sends("sendVideoNote", "video_note", "duration", "length", "thumbnail")
_sends(
    "sendAnimation",
    "animation",
    *CAPTIONED,
    "duration",
    "width",
    "height",
    "thumbnail",
    "has_spoiler",
    "show_caption_above_media",
)
_sends(
    "sendVideo",
    "video",
    *CAPTIONED,
    "duration",
    "width",
    "height",
    "thumbnail",
    "has_spoiler",
    "show_caption_above_media",
    "supports_streaming",
)


@models("sendMediaGroup", *PLACED, "media", "reply_parameters")
def _send_album(telegram: "Telegram", params: Params) -> Any:
    items = params.get("media") or []
    if len(items) < SMALLEST_ALBUM:
        raise bad_request("too few messages to send as an album")
    if len(items) > LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    if not all(item.get("type") in ALBUM_KINDS for item in items):
        raise bad_request("media of this type can't be sent in an album")
    if len({ALBUM_KINDS[item["type"]] for item in items}) > 1:
        raise bad_request("documents and audio can't be mixed with other media types")
    contents = [
        media_of(telegram, item["type"], item.get("media"), params, item) | caption_of(telegram, item)
        for item in items
    ]
    album = {"media_group_id": str(next(telegram.album_ids))}
    return [sent(telegram, params, content | album) for content in contents]


@models("getFile", "file_id")
def _get_file(telegram: "Telegram", params: Params) -> Any:
    if not params.get("file_id"):
        raise bad_request("file_id not specified")
    try:
        file = telegram.files.find(params["file_id"])
    except LookupError:
        raise bad_request("wrong file_id or the file is temporarily unavailable") from None
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.found
