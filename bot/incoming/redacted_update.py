"""Updates without what looks personal in them, before anything of them reaches a disk."""

import logging
import re
from typing import Any

from bot.incoming.fitting import LARGEST, RawUpdate, fitted, number_of, rich_text, unnamed
from bot.incoming.message_content import PERSONAL
from bot.privacy import redact
from bot.privacy.invisible import visible
from flows.dialogue.buttons import read_button

log = logging.getLogger("bot.incoming.redacted_update")

_HEAD = re.compile(r"/kelola(@\w+)? +(kepala|berhenti) +\w+ +\d+", re.IGNORECASE)
"""An owner's command with somebody's number in Telegram, which may look like a telephone's. It is passed on to nobody."""
_OTHERS = frozenset({"reply_to_message", "pinned_message"})
"""Parts of a message that are messages themselves."""
_UNREAD = frozenset({"quote", "external_reply", "rich_message"})
"""Parts of a message with words in them that nobody reads here."""
_WRITTEN = frozenset({"message", "edited_message", "inline_query"})
"""Parts of an update that somebody has written: what is found there, they are told."""
_ABOUT_IT = frozenset(
    {"chat", "from", "sender_chat", "forward_origin", "via_bot", "new_chat_members", "left_chat_member"}
)
"""Parts of a message that its writer has not written."""
_ID = re.compile(r"id|\w+_id|chat_instance")
"""What Telegram's own names of things are called."""
_WORD = re.compile(r"[a-z_-]{0,40}|[A-Za-z]{1,40}(?: [A-Za-z]{1,40})?")
"""One word, such as Telegram's own, or two plain ones: nothing that is looked for is in them."""
_PLACE = frozenset({"message_id", "date", "chat", "reply_to_message"})
"""What is read of a message that was tapped, beside whether it has buttons: the rest is the bot's own words."""
_BEGINNING = 256
"""More letters than have the bot's own words that are looked for in what somebody replies to."""
_LINKS, _ADDRESSES = 100, 1024
"""So many links of a message are spelled out, and so many letters have their addresses together at most."""
BROKEN = "broken"
"""The mark in an update that could not be looked through."""


def without_secrets(raw: RawUpdate) -> RawUpdate:
    """The update without what looks personal in what was written, so that it reaches no disk; what was found is noted in it.

    A tap's own message is ours, and only its place is kept; what that replies to may be somebody's words.
    """
    return _plain_tap(raw) or thoroughly(raw)


def thoroughly(raw: RawUpdate) -> RawUpdate:
    """The update as `without_secrets` gives it, whatever it is, each of its fields looked at by itself."""
    kinds: set[str] = set()
    raw = unnamed(fitted(_tap_placed(raw)))
    cleaned = {
        name: _cleaned(part, kinds if name in _WRITTEN else set())
        for name, part in raw.items()
        if name not in {PERSONAL, "callback_query"}
    }
    if isinstance(query := raw.get("callback_query"), dict):
        cleaned["callback_query"] = _tap_cleaned(query)
    if (number := _head(raw.get("message"))) is not None:
        cleaned["message"]["text"] = number
        kinds.clear()
    return {**cleaned, PERSONAL: sorted(kinds)} if kinds else cleaned


_OF_TAP = frozenset({"id", "from", "message", "chat_instance", "data"})
_OF_WHO = frozenset({"id", "is_bot", "first_name", "last_name", "username", "language_code"})
_OF_CHAT = frozenset({"id", "type", "first_name", "last_name", "username"})
_LETTERS = re.compile(r"[0-9A-Za-z_-]{1,64}")


def _plain_tap(raw: RawUpdate) -> RawUpdate | None:
    """The same for what most updates are, in an eighth of the time: a tap on a button of ours in a private chat, in which nothing stands
    that `thoroughly` would have to look at. None for any other update.
    """
    query = raw.get("callback_query")
    if len(raw) != 2 or not isinstance(query, dict) or query.keys() != _OF_TAP:
        return None
    who, message, data = query["from"], query["message"], query["data"]
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(who, dict) or not isinstance(chat, dict) or "reply_to_message" in message:
        return None
    named = who.keys() <= _OF_WHO and chat.keys() <= _OF_CHAT and "first_name" in who and "first_name" in chat
    numbers = (
        raw.get("update_id"),
        who.get("id"),
        chat.get("id"),
        message.get("message_id"),
        message.get("date"),
    )
    names, tongue = (query["id"], query["chat_instance"]), who.get("language_code", "")
    if not (
        named
        and who.get("is_bot") is False
        and chat.get("type") == "private"
        and all(type(number) is int and 0 < number < LARGEST for number in numbers)
        and all(isinstance(name, str) and _LETTERS.fullmatch(name) for name in names)
        and isinstance(tongue, str)
        and _WORD.fullmatch(tongue)
        and isinstance(data, str)
        and read_button(data)
    ):
        return None
    doer = {"id": who["id"], "is_bot": False, "first_name": "-"}
    if "language_code" in who:
        doer["language_code"] = tongue
    place = {"message_id": message["message_id"], "date": message["date"]}
    place["chat"] = {"id": chat["id"], "first_name": "-", "type": "private"}
    if message.get("reply_markup"):
        place["reply_markup"] = {"inline_keyboard": []}
    tap = {"id": names[0], "from": doer, "message": place, "chat_instance": names[1], "data": data}
    return {"update_id": raw["update_id"], "callback_query": tap}


def _tap_placed(raw: RawUpdate) -> RawUpdate:
    """A tap with the place of its message instead of the message."""
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return raw
    place = {name: value for name, value in message.items() if name in _PLACE}
    if message.get("reply_markup"):
        place["reply_markup"] = {"inline_keyboard": []}
    return {**raw, "callback_query": {**query, "message": place}}


def _tap_cleaned(query: RawUpdate) -> RawUpdate:
    """A tap with what its message replies to cleaned like a message that is written: it may be passed on from there."""
    message, data = query.get("message"), query.get("data")
    ours: RawUpdate = {}
    if isinstance(data, str):
        ours["data"] = data if read_button(data) else ""  # what was made up no button of ours carries
    if message is not None:
        ours["message"] = _tapped_cleaned(message) if isinstance(message, dict) else message
    cleaned: RawUpdate = _cleaned({name: part for name, part in query.items() if name not in ours}, set())
    return {**cleaned, **ours}


def _tapped_cleaned(message: RawUpdate) -> RawUpdate:
    found: RawUpdate = _cleaned(message, set())
    if isinstance(replied := message.get("reply_to_message"), dict):
        own = {name: value for name, value in replied.items() if name not in _OTHERS}
        found["reply_to_message"] = _cleaned(own, set())
    return found


def looked_through(raw: RawUpdate) -> RawUpdate:
    """The update as `without_secrets` gives it; of what fails even there, only the number."""
    try:
        return without_secrets(raw)
    except Exception as error:  # noqa: BLE001  (whatever is wrong with it, it must not stop the others)
        log.warning("update not looked through", extra={"error": type(error).__name__})
        return {"update_id": number_of(raw), "message": None, BROKEN: True}


def _head(message: Any) -> str | None:
    """A message that is an owner's command with somebody's number, written where only the bot reads it."""
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(chat, dict) or chat.get("type") != "private" or "forward_origin" in message:
        return None
    text = message.get("text")
    return text if isinstance(text, str) and _HEAD.fullmatch(text) else None


def _cleaned(part: Any, kinds: set[str], under: str = "") -> Any:
    """What stands in an update `under` a name. Also what nobody reads here waits on the disk: no field is passed over."""
    if isinstance(part, str):
        if _WORD.fullmatch(part) or _ID.fullmatch(under):
            return part
        redacted = redact(visible(part))
        kinds |= redacted.kinds
        return redacted.text
    if isinstance(part, list):
        return [_cleaned(item, kinds, under) for item in part]
    if not isinstance(part, dict):
        return part
    found: RawUpdate = {}
    if "rich_message" in part and not isinstance(part.get("text"), str):
        part = {**part, "text": rich_text(part["rich_message"])}
    for name, value in _spelled_out(part).items():
        if name in _OTHERS and isinstance(value, dict):
            found[name] = _cleaned(_short(value), set())  # somebody else's words, of which nobody is told
        elif name in _UNREAD:
            continue
        elif name in {"phone_number", "vcard"}:
            found[name] = ""
        else:
            found[name] = _cleaned(value, set() if name in _ABOUT_IT else kinds, name)
    return found


def _short(message: RawUpdate) -> RawUpdate:
    """Another message than the one that was written: only of what a bot says a beginning is read."""
    sender = message.get("from")
    if not isinstance(sender, dict) or sender.get("is_bot") is not True:
        message = {name: value for name, value in message.items() if name != "text"}
    left_out = {"caption", "entities", "caption_entities", *_OTHERS}
    found = {name: value for name, value in message.items() if name not in left_out}
    if isinstance(found.get("text"), str):
        found["text"] = found["text"][:_BEGINNING]
    return found


def _spelled_out(message: RawUpdate) -> RawUpdate:
    """Message with the addresses behind the words that link to them: only what can be read is passed on, and looked through."""
    found = dict(message)
    for name, marks in (("text", "entities"), ("caption", "caption_entities")):
        links = [mark for mark in _listed(found.get(marks)) if _is_link(mark)]
        if links and isinstance(found.get(name), str):
            found[name] = _with_addresses(found[name], links)
            del found[marks]  # they stand elsewhere now
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_link(mark: Any) -> bool:
    """Whether words link to an address that they do not show. What is no mark at all is for whoever reads the update."""
    wanted = {"type": str, "offset": int, "length": int, "url": str}
    if not isinstance(mark, dict) or not all(isinstance(mark.get(key), kind) for key, kind in wanted.items()):
        return False
    return bool(mark["type"] == "text_link" and mark["url"].startswith(("http://", "https://")))


def _with_addresses(text: str, links: list[dict[str, Any]]) -> str:
    """Telegram counts in UTF-16 units. An address for which no room is left is not spelled out: "(…)" stands for it."""
    units = text.encode("utf-16-le", "surrogatepass")
    pieces, done, room = [], 0, _ADDRESSES
    for link in sorted(links, key=lambda mark: mark["offset"] + mark["length"])[:_LINKS]:
        end = max(done, 2 * (link["offset"] + link["length"]))
        address = link["url"] if len(link["url"]) <= room else "…"
        room -= len(link["url"]) if address != "…" else 0
        pieces += [units[done:end], f" ({address})".encode("utf-16-le", "surrogatepass")]
        done = end
    return b"".join((*pieces, units[done:])).decode("utf-16-le", "surrogatepass")
