"""The state of a simulation as the page is shown it: all at once when it is opened, and parts whenever they change."""

from typing import Any

from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.simulation import Simulation
from bot.simulator.telegram import Telegram

CALLS = 200
"""So many of the last calls are shown."""
_SCOPES = {False: ("all_private_chats",), True: ("all_chat_administrators", "all_group_chats")}
"""Whose commands are offered in somebody's own chat, and in a group: the first that has any, before those for all."""


def everything(simulation: Simulation) -> dict[str, Any]:
    """The whole state of a simulation, as JSON."""
    telegram = simulation.telegram
    chats = [place["id"] for place in places(simulation)]
    return {
        **standing(simulation),
        "places": places(simulation),
        "links": simulation.links,
        "bot_id": telegram.bot_user["id"],
        "bot_name": telegram.bot_user["username"],
        "topics": [
            {"chat": group.id, "thread": topic.thread, "name": topic.name, "closed": topic.closed}
            for group in simulation.groups
            for topic in group.topics.values()
        ],
        "messages": [message for chat in chats for message in telegram.messages(chat)],
        "reactions": [
            {"chat": chat, "message_id": number, "reactions": telegram.reacted(chat, number)}
            for chat, number in telegram.reactions
        ],
        "pinned": {str(chat): telegram.pinned.get(chat, []) for chat in chats},
        "calls": [
            {"method": call.method, "params": call.params, "error": str(call.error) if call.error else None}
            for call in list(telegram.calls)[-CALLS:]
        ],
    }


def standing(simulation: Simulation) -> dict[str, Any]:
    """State of the bot and the time, the chats where the bot cannot write, and its commands, as JSON."""
    return {
        "bot": "runs" if simulation.runs else "dead",
        "processes": [process.state for process in simulation.processes],
        "now": simulation.clock().isoformat(),
        "closed": [person.id for person in simulation.writers if person.blocked]
        + [group.id for group in simulation.groups if not group.bot.is_in],
        "commands": {
            str(place["id"]): _commands(simulation.telegram, place["id"]) for place in places(simulation)
        },
    }


def places(simulation: Simulation) -> list[dict[str, Any]]:
    """The chats: each writer's with the bot, and the groups; with those who write there."""
    return [
        *(
            _place(person.id, person.first_name, [person], recorded=person in simulation.recorded)
            for person in simulation.writers
        ),
        *(
            _place(group.id, group.title, _members(group), forum=group.is_forum)
            for group in simulation.groups
        ),
    ]


def _place(number: int, title: str, people: list[Person], **more: bool) -> dict[str, Any]:
    named = [{"id": person.id, "name": person.first_name} for person in people]
    return {"id": number, "title": title, "people": named, "forum": False, "recorded": False, **more}


def _members(group: Group) -> list[Person]:
    people = group.telegram.people.values()
    return [person for person in people if person.id in group.members and group.members[person.id].is_in]


def _commands(telegram: Telegram, chat: int) -> list[dict[str, Any]]:
    """The commands that are offered in a chat."""
    scopes = [{"type": "chat", "chat_id": chat}, *({"type": kind} for kind in _SCOPES[chat < 0]), None]
    for scope in scopes:
        for language in ("id", ""):
            found = telegram.commands(scope, language)
            if found:
                return found
    return []
