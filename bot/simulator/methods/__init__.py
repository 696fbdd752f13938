"""The Bot API methods that are modelled, one file a subject: what each takes, what it does, what it refuses."""

from bot.simulator.methods import (  # noqa: F401  # each adds its own
    answering,
    chats,
    copying,
    deleting,
    editing,
    fetching,
    invite_links,
    media,
    moderation,
    payments,
    pinning,
    polls,
    profile,
    sending,
    topics,
)
from bot.simulator.methods.model import METHODS as METHODS
