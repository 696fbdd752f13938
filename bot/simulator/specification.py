"""The Bot API's own description, of the version that `VERSION` says: methods, their parameters, objects and their fields.

The table is `specification.json`, one method or object a line, made from a full description by
`python -m bot.simulator.specification api.json bot/simulator/specification.json`; the full description has the form of
github.com/PaulSonOfLars/telegram-bot-api-spec. A type is written as there: `Integer`, `Array of PhotoSize`; with `!`
before it where the parameter or field is required, with `|` between several.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

_ARRAY = "Array of "
_TABLE: dict[str, Any] = json.loads(files(__package__).joinpath("specification.json").read_text("utf-8"))
VERSION: str = _TABLE["version"]
METHODS: dict[str, dict[str, str]] = _TABLE["methods"]
"""Parameters and their types, by method."""
RETURNS: dict[str, str] = _TABLE["returns"]
"""Type of the result, by method."""
OBJECTS: dict[str, dict[str, str]] = _TABLE["objects"]
"""Fields and their types, by object."""
UNIONS: dict[str, list[str]] = _TABLE["unions"]
"""Objects that are of a type, by type."""
NAMES = {name.casefold(): name for name in METHODS}
"""Methods by their name in lower case: the server takes any case."""
_SIMPLE: dict[str, tuple[type, ...]] = {
    "Boolean": (bool,),
    "Float": (int, float),
    "InputFile": (str,),
    "Integer": (int,),
    "String": (str,),
}


@cache
def types_of(written: str) -> tuple[str, ...]:
    """The types that a table's entry names, without the mark of what is required."""
    return tuple(written.removeprefix("!").split("|"))


def problems(written: str, value: Any, where: str = "") -> list[str]:
    """Problems of a value that is not as its type says, by the place where it stands: a missing field, one that there is not, one
    of another type. Empty where all is right.
    """
    found: list[str] = []
    for kind in types_of(written):
        found = list(_problems(kind, value, where or kind))
        if not found:
            return []
    return found


def _problems(kind: str, value: Any, where: str) -> Iterator[str]:
    if kind.startswith(_ARRAY):
        if not isinstance(value, list):
            yield f"{where} is no list"
            return
        for number, item in enumerate(value):
            yield from problems(kind.removeprefix(_ARRAY), item, f"{where}[{number}]")
    elif kind in _SIMPLE:
        if not isinstance(value, _SIMPLE[kind]) or (isinstance(value, bool) and kind != "Boolean"):
            yield f"{where} is no {kind}"
    elif not isinstance(value, dict):
        yield f"{where} is no {kind}"
    elif kind in UNIONS:
        tried = [list(_problems(one, value, where)) for one in UNIONS[kind]]
        yield from min(tried, key=len)
    else:
        yield from _fields(kind, value, where)


def _fields(kind: str, value: dict[str, Any], where: str) -> Iterator[str]:
    fields = OBJECTS[kind]
    for name, written in fields.items():
        if written.startswith("!") and name not in value:
            yield f"{where}.{name} is missing"
    for name, content in value.items():
        if name not in fields:
            yield f"{where}.{name} is no field of {kind}"
        else:
            yield from problems(fields[name], content, f"{where}.{name}")


def known_part(written: str, value: Any) -> Any:
    """A value without the keys that its objects do not have; whatever is not of the type stays as it is."""
    kinds = types_of(written)
    if isinstance(value, list):
        inside = [kind.removeprefix(_ARRAY) for kind in kinds if kind.startswith(_ARRAY)]
        return [known_part(inside[0], item) for item in value] if inside else value
    if not isinstance(value, dict):
        return value
    named = [one for kind in kinds for one in UNIONS.get(kind, [kind]) if one in OBJECTS]
    if not named:
        return value
    fields = {name: kind for one in named for name, kind in OBJECTS[one].items()}
    return {name: known_part(fields[name], item) for name, item in value.items() if name in fields}


def compact(full: dict[str, Any]) -> str:
    """The table, as the text of its file, from a full description."""

    def written(field: dict[str, Any]) -> str:
        return ("!" if field["required"] else "") + "|".join(field["types"])

    objects: dict[str, Any] = {}
    unions: dict[str, Any] = {}
    for name, described in full["types"].items():
        if described.get("subtypes"):
            unions[name] = described["subtypes"]
        else:
            objects[name] = {field["name"]: written(field) for field in described.get("fields", [])}
    methods = {
        name: {field["name"]: written(field) for field in described.get("fields", [])}
        for name, described in full["methods"].items()
    }
    returns = {name: "|".join(described["returns"]) for name, described in full["methods"].items()}
    parts = [f' "version": {json.dumps(full["version"].removeprefix("Bot API "))}']
    tables: dict[str, dict[str, Any]] = {
        "methods": methods,
        "returns": returns,
        "objects": objects,
        "unions": unions,
    }
    for title, table in tables.items():
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(table[name])}" for name in sorted(table))
        parts.append(f' "{title}": {{\n{lines}\n }}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    source, target = sys.argv[1:]
    Path(target).write_text(compact(json.loads(Path(source).read_text("utf-8"))), "utf-8")
