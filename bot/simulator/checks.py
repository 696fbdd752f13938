"""The words of a message: parsed, measured, and with the entities that the server finds by itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.simulator import specification
from bot.simulator.detection import with_found
from bot.simulator.entities import length, link, parse_html
from bot.simulator.errors import bad_request
from bot.simulator.markdown import parse_markdown, parse_markdown_v2
from bot.simulator.params import Params

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TEXT, CAPTION, CALLBACK_TEXT = 4096, 1024, 200

Entities = list[dict[str, Any]]
_PARSERS = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}


def text_of(telegram: "Telegram", params: Params) -> dict[str, Any]:
    """The text, as it stands in a message, with its link preview. Raises ApiError as the server does."""
    plain, entities = _parsed(telegram, params, "text", "entities")
    if not plain:
        raise bad_request("message text is empty")
    if length(plain) > TEXT:
        raise bad_request("message is too long")
    preview = params.get("link_preview_options") or {}
    if specification.problems("LinkPreviewOptions", preview):
        raise bad_request("can't parse LinkPreviewOptions JSON object")
    return {
        "text": plain,
        **({"entities": entities} if entities else {}),
        **({"link_preview_options": preview} if preview else {}),
    }


def caption_of(telegram: "Telegram", params: Params) -> dict[str, Any]:
    """The caption, as it stands in a message; there may be none. Raises ApiError as the server does."""
    plain, entities = _parsed(telegram, params, "caption", "caption_entities")
    if length(plain) > CAPTION:
        raise bad_request("message caption is too long")
    if not plain:
        return {}
    return {
        "caption": plain,
        **({"caption_entities": entities} if entities else {}),
        **({"show_caption_above_media": True} if params.get("show_caption_above_media") else {}),
    }


def words_of(telegram: "Telegram", params: Params, name: str) -> dict[str, Any]:
    """Words under another name, with `<name>_parse_mode` and `<name>_entities`; nothing where there are none."""
    renamed = {**params, "parse_mode": params.get(f"{name}_parse_mode")}
    plain, entities = _parsed(telegram, renamed, name, f"{name}_entities")
    if not plain:
        return {}
    return {name: plain, **({f"{name}_entities": entities} if entities else {})}


def _parsed(telegram: "Telegram", params: Params, name: str, entities_name: str) -> tuple[str, Entities]:
    given = str(params.get(name) or "").replace("\r", "")
    mode = str(params.get("parse_mode") or "").casefold()
    if mode and mode not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    plain, entities = _PARSERS[mode](given) if mode else (given, _given(params.get(entities_name), given))
    ahead = length(plain) - length(plain.lstrip())
    plain = plain.strip()
    known = [_with_user(telegram, entity) for entity in _shifted(entities, ahead, length(plain))]
    return plain, with_found(plain, [entity for entity in known if entity])


def _given(given: object, text: str) -> Entities:
    """The entities that came with a text; what lies outside of it, or is of no type that can be given, is none."""
    found = []
    for entity in given if isinstance(given, list) else []:
        made: dict[str, Any] = {name: int(entity[name]) for name in ("offset", "length")}
        made["type"] = str(entity["type"])
        if made["length"] <= 0 or not 0 <= made["offset"] < length(text):
            continue
        made |= {name: entity[name] for name in ("language", "custom_emoji_id") if name in entity}
        if made["type"] == "text_link":
            link(made, str(entity.get("url", "")))
        if made["type"] == "text_mention" and "user" in entity:
            made["user_id"] = int(entity["user"]["id"])
        if made["type"] != "nothing":
            found.append(made)
    return found


def _with_user(telegram: "Telegram", entity: dict[str, Any]) -> dict[str, Any] | None:
    """An entity with the user that it names, if it does; None where nobody knows that one."""
    if entity["type"] != "text_mention":
        return entity
    number = entity.pop("user_id", None)
    person = telegram.people.get(number)
    user = person.user if person else telegram.bot_user if number == telegram.bot_user["id"] else None
    return {**entity, "user": user} if user else None


def _shifted(entities: Entities, ahead: int, end: int) -> Iterator[dict[str, Any]]:
    """The entities of a text that has lost so much at its front, and ends there; those that are nothing now are none."""
    for entity in entities:
        first = max(entity["offset"] - ahead, 0)
        last = min(entity["offset"] - ahead + entity["length"], end)
        if first < last:
            yield {**entity, "offset": first, "length": last - first}
