"""The bodies that a call comes in: a form, a multipart form with files, or JSON; read as leniently as by the server."""

import json
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from urllib.parse import parse_qsl, unquote

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.params import Upload

Fields = dict[str, object]

_PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*("(?:\\.|[^"\\])*"|[^;\s]*)')

_FORM, _JSON, _MULTIPART = "application/x-www-form-urlencoded", "application/json", "multipart/form-data"


def fields_of(content_type: str, body: bytes) -> Fields:
    """The fields of a body; none where its type is another. Raises ApiError (400) for one that is broken.

    `content_type` is the header's value. Like the server, a JSON value that is no object has no fields.
    """
    header = Message(policy=compat32)
    header["Content-Type"] = content_type
    try:
        match header.get_content_type():
            case kind if kind == _FORM:
                return dict(query_of(body.decode()))
            case kind if kind == _JSON:
                found = json.loads(body or b"{}")
                return found if isinstance(found, dict) else {}
            case kind if kind == _MULTIPART:
                boundary = header.get_param("boundary")
                if not isinstance(boundary, str) or not boundary:
                    raise bad_request("boundary not found")
                return dict(_parts(body, boundary.encode()))
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except (ValueError, RecursionError):
        return {}
    return {}


def query_of(query: str) -> list[tuple[str, str]]:
    """The names and values of a query or a form. Raises ApiError (400) for what is no UTF-8."""
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, object]]:
    before, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if not parts or not parts[-1].startswith(b"--") or before.strip():
        raise bad_request("can't parse multipart/form-data: no closing boundary")
    for part in parts[:-1]:
        head, parted, content = part.partition(b"\r\n\r\n")
        if not parted:
            raise bad_request("can't parse multipart/form-data: no end of a part's headers")
        named = _disposition(head)
        if "name" not in named:
            raise bad_request("can't parse multipart/form-data: a part has no name")
        file = named.get("filename")
        yield named["name"], content.decode() if file is None else Upload(file, content)


def _disposition(head: bytes) -> dict[str, str]:
    """The parameters of Content-Disposition: quoted or not, in raw UTF-8 as clients write them, or encoded by RFC 5987."""
    for line in head.decode(errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().casefold() == "content-disposition":
            found = {key.casefold(): _bare(given) for key, given in _PARAMETER.findall(value)}
            encoded = {
                key[:-1]: unquote(given.rpartition("'")[2]) for key, given in found.items() if key[-1] == "*"
            }
            return {**found, **encoded}
    return {}


def _bare(given: str) -> str:
    return re.sub(r"\\(.)", r"\1", given[1:-1]) if given.startswith('"') else given


def _not_utf8() -> ApiError:
    return bad_request("strings must be encoded in UTF-8")
