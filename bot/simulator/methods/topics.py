"""The topics of a forum."""

from typing import TYPE_CHECKING, Any

from telegram.constants import ForumIconColor

from bot.simulator.entities import length
from bot.simulator.errors import bad_request
from bot.simulator.groups import Group
from bot.simulator.methods.model import models
from bot.simulator.methods.places import needs, place
from bot.simulator.params import Params, whole
from bot.simulator.topic import ICON_COLOR, Topic

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

NAME = 128
_COLORS = frozenset(int(color) for color in ForumIconColor)


def _forum(telegram: "Telegram", params: Params) -> Group:
    where = place(telegram, params)
    if not isinstance(where, Group) or not where.is_forum:
        raise bad_request("the chat is not a forum")
    return where


def existing_topic(telegram: "Telegram", params: Params) -> tuple[Group, Topic]:
    """The forum and the topic that are meant. Refuses as the server does where there is none any more, or never was."""
    group = _forum(telegram, params)
    thread = whole(params, "message_thread_id")
    if thread in group.deleted_topics:
        raise bad_request("TOPIC_DELETED")
    if thread not in group.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return group, group.topics[thread]


def _managed(telegram: "Telegram", params: Params) -> tuple[Group, Topic]:
    group, topic = existing_topic(telegram, params)
    opened_it = telegram.message(group.id, topic.thread).get("from") == telegram.bot_user
    if not opened_it:
        needs(group, "can_manage_topics", "not enough rights to edit the topic")
    return group, topic


def _name_of(params: Params) -> str:
    name = str(params.get("name") or "").strip()
    if length(name) > NAME:
        # Telegram cuts it without a word; nobody means that.
        raise bad_request(f"topic name is longer than {NAME} characters")
    return name


def _says(telegram: "Telegram", group: Group, topic: Topic, content: dict[str, Any]) -> None:
    """The service message about what the bot did."""
    group.shows_topic(topic)
    telegram.keep(group.chat, group.in_topic({"from": telegram.bot_user, **content}, topic.thread))


@models("createForumTopic", "chat_id", "name", "icon_color", "icon_custom_emoji_id")
def _create(telegram: "Telegram", params: Params) -> Any:
    group = _forum(telegram, params)
    needs(group, "can_manage_topics", "not enough rights to create a topic")
    name = _name_of(params)
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    color = whole(params, "icon_color", ICON_COLOR)
    if color not in _COLORS:
        raise bad_request("invalid icon color specified")
    emoji = str(params.get("icon_custom_emoji_id") or "")
    return group.new_topic(name, {"from": telegram.bot_user}, color, emoji).content()


@models("editForumTopic", "chat_id", "message_thread_id", "name", "icon_custom_emoji_id")
def _edit(telegram: "Telegram", params: Params) -> Any:
    group, topic = _managed(telegram, params)
    name = _name_of(params) or topic.name
    emoji = str(params.get("icon_custom_emoji_id", topic.icon_custom_emoji_id))
    if (name, emoji) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    edited = {"name": name} if name != topic.name else {}
    if emoji != topic.icon_custom_emoji_id:
        edited["icon_custom_emoji_id"] = emoji
    topic.name, topic.icon_custom_emoji_id = name, emoji
    _says(telegram, group, topic, {"forum_topic_edited": edited})
    return True


def _closes(method: str, service: str, *, closed: bool) -> None:
    """A method after which a topic is closed, or is not."""

    @models(method, "chat_id", "message_thread_id")
    def act(telegram: "Telegram", params: Params) -> Any:
        group, topic = _managed(telegram, params)
        if topic.closed is closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        _says(telegram, group, topic, {service: {}})
        return True


_closes("closeForumTopic", "forum_topic_closed", closed=True)
_closes("reopenForumTopic", "forum_topic_reopened", closed=False)


@models("deleteForumTopic", "chat_id", "message_thread_id")
def _delete(telegram: "Telegram", params: Params) -> Any:
    group, topic = existing_topic(telegram, params)
    needs(group, "can_delete_messages", "not enough rights to delete the topic")
    group.deletes_topic(topic.thread)
    return True
