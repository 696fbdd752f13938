"""The simulator against python-telegram-bot: a new release shows here what it brings that is not modelled."""

import inspect
import re

import pytest
from telegram import Bot, ChatAdministratorRights, ChatPermissions, constants

from bot.simulator import checks, fault_injection, files, topic, updates
from bot.simulator.members import ANONYMOUS, RIGHTS
from bot.simulator.methods import METHODS, answering, deleting, fetching, media, profile, sending, topics
from bot.simulator.params import TEXTS
from bot.simulator.permissions import LEFT_TO_ADMINISTRATORS, PERMISSIONS

ITS_OWN = {"self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"}
"""Of the library, not of the Bot API."""
CONVENIENT = {
    "allow_sending_without_reply",
    "reply_to_message_id",
    "disable_web_page_preview",
    "filename",
    "location",
    "contact",
    "current_offset",
}
"""Parameters that the library puts into others."""
NOT_MODELLED = {
    "business_connection_id",  # no business accounts
    "direct_messages_topic_id",  # channels
    "suggested_post_parameters",
    "allow_paid_broadcast",  # nothing is paid for
    "message_effect_id",
    "certificate",  # whatever stands in front of the bot ends TLS
    "cover",  # pictures and times of videos
    "start_timestamp",
    "video_start_timestamp",
    "live_period",  # no locations that move
    "heading",
    "proximity_alert_radius",
    "return_bots",  # other bots
}
"""Parameters that are refused by name, and why. A new one of a new release is modelled or gets its line here."""
IN_ALBUM = {"caption", "parse_mode", "caption_entities"}
"""sendMediaGroup: put by the library into the first item."""


def _python(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _signature(method: str) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(getattr(Bot, _python(method))).parameters
    return {name: found for name, found in parameters.items() if name not in ITS_OWN}


@pytest.mark.parametrize("method", sorted(METHODS))
def test_parameters(method: str) -> None:
    """Just those of the library, but for the ones that are named above."""
    theirs = set(_signature(method)) - CONVENIENT
    if method == "sendMediaGroup":
        theirs -= IN_ALBUM
    if method == "sendContact":
        theirs |= {"phone_number", "first_name", "last_name", "vcard"}
    ours = METHODS[method].parameters
    assert ours <= theirs, f"the library does not know {ours - theirs}"
    assert theirs - ours <= NOT_MODELLED, f"neither modelled nor said why: {theirs - ours - NOT_MODELLED}"


def test_every_exception_is_needed() -> None:
    """A name above that no method has any more goes."""
    theirs = {name for method in METHODS for name in _signature(method)}
    assert theirs >= NOT_MODELLED
    assert theirs >= CONVENIENT
    assert len(METHODS) > 50


def test_what_is_never_json() -> None:
    """Parameters that are a text, and nothing else, in every method that has them."""
    kinds: dict[str, set[str]] = {}
    for method in METHODS:
        for name in METHODS[method].parameters:
            kinds.setdefault(name, set()).add(inspect.formatannotation(_signature(method)[name].annotation))
    texts = {name for name, found in kinds.items() if found <= {"str", "str | None"}}
    assert texts | {"file_id", "parse_mode"} == TEXTS


LIMITS = [
    (checks.TEXT, constants.MessageLimit.MAX_TEXT_LENGTH),
    (checks.CAPTION, constants.MessageLimit.CAPTION_LENGTH),
    (checks.CALLBACK_TEXT, constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
    (checks.DATA_BYTES, constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA),
    (checks.COPIED, constants.InlineKeyboardButtonLimit.MAX_COPY_TEXT),
    (checks.BUTTONS, constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER),
    (checks.IN_A_ROW, constants.InlineKeyboardMarkupLimit.BUTTONS_PER_ROW),
    (media.SMALLEST_ALBUM, constants.MediaGroupLimit.MIN_MEDIA_LENGTH),
    (media.LARGEST_ALBUM, constants.MediaGroupLimit.MAX_MEDIA_LENGTH),
    (files.LARGEST_DOWNLOAD, constants.FileSizeLimit.FILESIZE_DOWNLOAD),
    (files.LARGEST_UPLOAD, constants.FileSizeLimit.FILESIZE_UPLOAD),
    (files.LARGEST_PHOTO, constants.FileSizeLimit.PHOTOSIZE_UPLOAD),
    (deleting.MOST, constants.BulkRequestLimit.MAX_LIMIT),
    (topics.NAME, constants.ForumTopicLimit.MAX_NAME_LENGTH),
    (topic.ICON_COLOR, constants.ForumIconColor.BLUE),
    (answering.RESULTS, constants.InlineQueryLimit.RESULTS),
    (answering.NEXT_OFFSET_BYTES, constants.InlineQueryLimit.MAX_OFFSET_LENGTH),
    (answering.RESULT_ID_BYTES, constants.InlineQueryResultLimit.MAX_ID_LENGTH),
    (profile.COMMANDS, constants.BotCommandLimit.MAX_COMMAND_NUMBER),
    (profile.COMMAND, constants.BotCommandLimit.MAX_COMMAND),
    (profile.COMMAND_DESCRIPTION, constants.BotCommandLimit.MAX_DESCRIPTION),
    (profile.NAME, constants.BotNameLimit.MAX_NAME_LENGTH),
    (profile.DESCRIPTION, constants.BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
    (profile.SHORT_DESCRIPTION, constants.BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
    (updates.MOST, constants.PollingLimit.MAX_LIMIT),
    (fetching.MOST_CONNECTIONS, constants.WebhookLimit.MAX_CONNECTIONS_LIMIT),
    (fetching.SECRET, constants.WebhookLimit.MAX_SECRET_TOKEN_LENGTH),
    (
        fault_injection.Limits().chat,
        fault_injection.Limit(constants.FloodLimit.MESSAGES_PER_SECOND_PER_CHAT, 1),
    ),
    (
        fault_injection.Limits().group,
        fault_injection.Limit(constants.FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60),
    ),
    (fault_injection.Limits().overall, fault_injection.Limit(constants.FloodLimit.MESSAGES_PER_SECOND, 1)),
]


def test_limits() -> None:
    for ours, theirs in LIMITS:
        assert ours == theirs, str(theirs)


def test_ports_of_a_webhook() -> None:
    assert {int(port) for port in constants.SUPPORTED_WEBHOOK_PORTS} == fetching.PORTS


def test_kinds_of_updates() -> None:
    assert {str(kind) for kind in constants.UpdateType} >= updates.KINDS | updates.ON_REQUEST


def test_rights_of_an_administrator() -> None:
    """A group's; channels have others."""
    theirs = {
        name for name in inspect.signature(ChatAdministratorRights).parameters if name.startswith("can_")
    }
    assert theirs - RIGHTS == {"can_post_messages", "can_edit_messages", "can_manage_direct_messages"}
    assert theirs >= RIGHTS


def test_permissions_of_a_member() -> None:
    theirs = set(inspect.signature(ChatPermissions).parameters) - {"api_kwargs"}
    assert theirs == PERMISSIONS
    assert PERMISSIONS > LEFT_TO_ADMINISTRATORS


def test_who_an_anonymous_administrator_is() -> None:
    assert ANONYMOUS["id"] == constants.ChatID.ANONYMOUS_ADMIN


def test_chat_actions() -> None:
    assert {str(action) for action in constants.ChatAction} == sending.ACTIONS
