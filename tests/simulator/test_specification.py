"""The table of the specification, and what is judged by it."""

import json
from typing import Any

import pytest

from bot.simulator import specification
from bot.simulator.methods import METHODS
from bot.simulator.specification import compact, known_part, problems

USER = {"id": 1, "is_bot": False, "first_name": "Sari"}
MESSAGE = {"message_id": 1, "date": 5, "chat": {"id": 1, "type": "private"}}


def test_the_table() -> None:
    """Of the version that is stated; every type that it names is one of it."""
    assert specification.VERSION == "10.1"
    assert (len(specification.METHODS), len(specification.OBJECTS)) == (180, 334)
    assert specification.METHODS.keys() == specification.RETURNS.keys()
    assert set(METHODS) <= set(specification.METHODS)
    named = {
        kind.replace("Array of ", "")
        for table in (*specification.METHODS.values(), *specification.OBJECTS.values(), specification.RETURNS)
        for written in table.values()
        for kind in specification.types_of(written)
    }
    simple = {"Boolean", "Float", "Integer", "String"}
    assert named <= simple | specification.OBJECTS.keys() | specification.UNIONS.keys()


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("User", USER, []),
        ("User", {**USER, "id": "1"}, ["User.id is no Integer"]),
        ("User", {**USER, "is_bot": 0}, ["User.is_bot is no Boolean"]),
        ("User", {"id": 1, "is_bot": False}, ["User.first_name is missing"]),
        ("User", {**USER, "colour": "red"}, ["User.colour is no field of User"]),
        ("User", [USER], ["User is no User"]),
        ("Array of User", [USER, {}], [f"Array of User[1].{name} is missing" for name in USER]),
        ("Array of User", USER, ["Array of User is no list"]),
        ("Integer", True, ["Integer is no Integer"]),
        ("Float", 1, []),
        ("Message|Boolean", True, []),
        ("Message|Boolean", MESSAGE, []),
        ("Message", {**MESSAGE, "photo": [[]]}, ["Message.photo[0] is no PhotoSize"]),
        ("ChatMember", {"user": USER, "status": "left"}, []),
        ("ChatMember", {"user": USER}, ["ChatMember.status is missing"]),
        ("MaybeInaccessibleMessage", {**MESSAGE, "text": 5}, ["MaybeInaccessibleMessage.text is no String"]),
    ],
)
def test_problems(kind: str, value: Any, found: list[str]) -> None:
    assert problems(kind, value) == found


def test_keys_that_there_are_not() -> None:
    """Are dropped at every depth, and nothing else is."""
    keys = {"inline_keyboard": [[{"text": "a", "url": "b", "x": 1}, 5, "c"]], "keyboard": [["d"]], "y": 2}
    kind = specification.METHODS["sendMessage"]["reply_markup"]
    assert known_part(kind, keys) == {
        "inline_keyboard": [[{"text": "a", "url": "b"}, 5, "c"]],
        "keyboard": [["d"]],
    }
    assert known_part("!String", {"a": 1}) == {"a": 1}


def test_a_table_is_made_from_a_full_description() -> None:
    field = {"name": "id", "types": ["Integer", "String"], "required": True, "description": "…"}
    other = {"name": "users", "types": ["Array of User"], "required": False, "description": "…"}
    full = {
        "version": "Bot API 11.0",
        "methods": {
            "getIt": {"fields": [field], "returns": ["User", "Boolean"]},
            "getMe": {"returns": ["User"]},
        },
        "types": {"User": {"fields": [field, other]}, "Any": {"subtypes": ["User"]}},
    }
    assert json.loads(compact(full)) == {
        "version": "11.0",
        "methods": {"getIt": {"id": "!Integer|String"}, "getMe": {}},
        "returns": {"getIt": "User|Boolean", "getMe": "User"},
        "objects": {"User": {"id": "!Integer|String", "users": "Array of User"}},
        "unions": {"Any": ["User"]},
    }
