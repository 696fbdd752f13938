"""JSON documents as they are kept, changed in one place without being read as what they are: an old one stays as it was."""

import json
from typing import Any


def without(text: str, *keys: str) -> str:
    """The document without what stands under `keys`."""
    return _written({key: value for key, value in json.loads(text).items() if key not in keys})


def emptied(text: str, key: str) -> str:
    """The document with nothing under `key`."""
    return _written({**json.loads(text), key: None})


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
