"""The simulator against the specification: a new version shows here what it brings that is not modelled.

Limits, which the specification says only in prose, are compared with python-telegram-bot's.
"""

import inspect

import pytest
from telegram import ChatAdministratorRights, ChatPermissions, constants

from bot.simulator import checks, fault_injection, files, keyboards, specification, topic, updates
from bot.simulator.members import ANONYMOUS, RIGHTS
from bot.simulator.methods import METHODS, answering, deleting, fetching, media, profile, sending, topics
from bot.simulator.permissions import LEFT_TO_ADMINISTRATORS, PERMISSIONS

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
    "can_post_messages",  # channels
    "can_edit_messages",
    "can_manage_direct_messages",
    "shuffle_options",  # how a poll looks
    "hide_results_until_closes",
    "allow_adding_options",
    "country_codes",
    "explanation_media",
    "media",
    "max_tip_amount",  # what a form for paying asks for, and how it looks
    "suggested_tip_amounts",
    "provider_data",
    "photo_url",
    "photo_size",
    "photo_width",
    "photo_height",
    "need_name",
    "need_phone_number",
    "need_email",
    "need_shipping_address",
    "send_phone_number_to_provider",
    "send_email_to_provider",
    "subscription_period",
    "rich_message",  # a way of its own to write
}
"""Parameters that are ignored with a note, and why. A new one of a new version is modelled or gets its line here."""


METHODS_NOT_MODELLED = {
    "stickers": """addStickerToSet createNewStickerSet deleteStickerFromSet deleteStickerSet getCustomEmojiStickers
        getForumTopicIconStickers getStickerSet replaceStickerInSet setCustomEmojiStickerSetThumbnail setStickerEmojiList
        setStickerKeywords setStickerMaskPosition setStickerPositionInSet setStickerSetThumbnail setStickerSetTitle
        uploadStickerFile setChatStickerSet deleteChatStickerSet""",
    "business accounts": """deleteBusinessMessages getBusinessAccountGifts getBusinessAccountStarBalance
        getBusinessConnection readBusinessMessage removeBusinessAccountProfilePhoto setBusinessAccountBio
        setBusinessAccountGiftSettings setBusinessAccountName setBusinessAccountProfilePhoto setBusinessAccountUsername
        transferBusinessAccountStars sendChecklist editMessageChecklist""",
    "stories": "deleteStory editStory postStory repostStory",
    "gifts and Stars": """convertGiftToStars editUserStarSubscription getAvailableGifts getChatGifts getMyStarBalance
        getStarTransactions getUserGifts giftPremiumSubscription refundStarPayment sendGift sendPaidMedia transferGift
        upgradeGift createChatSubscriptionInviteLink editChatSubscriptionInviteLink""",
    "games": "getGameHighScores sendGame setGameScore",
    "channels": "approveSuggestedPost declineSuggestedPost banChatSenderChat unbanChatSenderChat getUserChatBoosts",
    "Web Apps": """answerWebAppQuery savePreparedInlineMessage savePreparedKeyboardButton answerChatJoinRequestQuery
        sendChatJoinRequestWebApp setUserEmojiStatus""",
    "other bots": """answerGuestQuery getManagedBotAccessSettings getManagedBotToken replaceManagedBotToken
        setManagedBotAccessSettings getUserPersonalChatMessages""",
    "the General topic": """closeGeneralForumTopic editGeneralForumTopic hideGeneralForumTopic reopenGeneralForumTopic
        unhideGeneralForumTopic unpinAllGeneralForumTopicMessages""",
    "pictures of chats and people": """deleteChatPhoto setChatPhoto setMyProfilePhoto removeMyProfilePhoto
        getUserProfileAudios""",
    "ways of their own to write": "sendRichMessage sendRichMessageDraft sendLivePhoto",
    "locations that move": "editMessageLiveLocation stopMessageLiveLocation",
    "verification and passports": """removeChatVerification removeUserVerification verifyChat verifyUser
        setPassportDataErrors""",
    "marks of members, and others' reactions": """setChatAdministratorCustomTitle setChatMemberTag deleteMessageReaction
        deleteAllMessageReactions""",
}
"""By why: methods that are answered with 501. A new one of a new version is modelled or gets its place here."""


def test_methods() -> None:
    """Each is either modelled or named above, once."""
    named = [name for names in METHODS_NOT_MODELLED.values() for name in names.split()]
    assert sorted([*named, *METHODS]) == sorted(specification.METHODS)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_parameters(method: str) -> None:
    """Just those of the specification, but for the ones that are named above."""
    theirs = set(specification.METHODS[method])
    ours = METHODS[method].parameters
    assert ours <= theirs, f"the specification does not know {ours - theirs}"
    assert theirs - ours <= NOT_MODELLED, f"neither modelled nor said why: {theirs - ours - NOT_MODELLED}"


def test_every_exception_is_needed() -> None:
    """A name above that no method has any more goes."""
    theirs = {name for method in METHODS for name in specification.METHODS[method]}
    assert theirs >= NOT_MODELLED


LIMITS = [
    (checks.TEXT, constants.MessageLimit.MAX_TEXT_LENGTH),
    (checks.CAPTION, constants.MessageLimit.CAPTION_LENGTH),
    (checks.CALLBACK_TEXT, constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
    (keyboards.DATA_BYTES, constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA),
    (keyboards.COPIED, constants.InlineKeyboardButtonLimit.MAX_COPY_TEXT),
    (keyboards.BUTTONS, constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER),
    (keyboards.IN_A_ROW, constants.InlineKeyboardMarkupLimit.BUTTONS_PER_ROW),
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
