"""What Telegram refuses, in its own words: one row a refusal."""

from typing import Any

import pytest

from bot.simulator.call import answer
from bot.simulator.errors import NOT_MODIFIED, QUERY_TOO_OLD
from bot.simulator.files import picture
from bot.simulator.methods import METHODS
from bot.simulator.params import Upload
from tests.simulator.world import (
    BUDI,
    BUTTON,
    CLOSED,
    DELETED,
    DESK,
    DESK_SAID,
    FORUM,
    HALL,
    HELLO,
    HOME,
    JPEG,
    LEFT,
    MOVED,
    OLD,
    OWN,
    PHOTO,
    SAID,
    SARI,
    STARTED,
    THROWN_OUT,
    THROWN_OUT_OF_SUPER,
    TOPIC,
    WAYAN,
    Caller,
    World,
)

Row = tuple[str, dict[str, Any], int, str]
"""Method, parameters, code, and words that the description has."""


def _keys(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ya", **button}]]}


def _said(**params: Any) -> dict[str, Any]:
    return {"chat_id": SARI, "text": "halo", **params}


def _in(chat: int, **params: Any) -> dict[str, Any]:
    return {"chat_id": chat, **params}


def _png(width: int, height: int) -> Upload:
    """The beginning of one; its size stands there."""
    return Upload("a.png", picture(1, 1)[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big"))


_KEY = {"text": "Ya", "callback_data": "ya"}
_FILE = Upload("a.bin", b"isi")
_ALBUM = [{"type": "photo", "media": "attach://a"}] * 2
WHERE: list[Row] = [
    ("sendMessage", {"text": "halo"}, 400, "chat_id is empty"),
    ("sendMessage", _said(chat_id=99), 400, "chat not found"),
    ("sendMessage", _said(chat_id="@nobody"), 400, "chat not found"),
    ("sendMessage", _said(chat_id=BUDI), 403, "bot can't initiate conversation with a user"),
    ("sendMessage", _said(chat_id=WAYAN), 403, "bot was blocked by the user"),
    ("sendMessage", _said(chat_id=MOVED), 400, "group chat was upgraded to a supergroup chat"),
    ("sendMessage", _said(chat_id=THROWN_OUT), 403, "bot was kicked from the group chat"),
    ("sendMessage", _said(chat_id=THROWN_OUT_OF_SUPER), 403, "bot was kicked from the supergroup chat"),
    ("sendMessage", _said(chat_id=LEFT), 403, "bot is not a member of the group chat"),
    ("sendChatAction", _in(WAYAN, action="typing"), 403, "bot was blocked by the user"),
    ("sendChatAction", _in(SARI, action="sleeping"), 400, "wrong parameter action in request"),
    ("getChat", {}, 400, "chat_id is empty"),
    ("getChat", _in(-99), 400, "chat not found"),
]
TEXTS: list[Row] = [
    ("sendMessage", _in(SARI), 400, "message text is empty"),
    ("sendMessage", _said(text="  \n"), 400, "message text is empty"),
    ("sendMessage", _said(text="<b> </b>", parse_mode="HTML"), 400, "message text is empty"),
    ("sendMessage", _said(text="a" * 4097), 400, "message is too long"),
    ("sendMessage", _said(text="😀" * 2049), 400, "message is too long"),
    ("sendMessage", _said(text="<b>" + "a" * 4097 + "</b>", parse_mode="HTML"), 400, "message is too long"),
    ("sendMessage", _said(text="halo", parse_mode="Wiki"), 400, "unsupported parse_mode"),
    (
        "sendMessage",
        _said(text="é *a", parse_mode="Markdown"),
        400,
        "Can't find end of the entity starting at byte offset 3",
    ),
    (
        "sendMessage",
        _said(text="é *a _b", parse_mode="MarkdownV2"),
        400,
        "Can't find end of Italic entity at byte offset 6",
    ),
    (
        "sendMessage",
        _said(text="a.", parse_mode="markdownv2"),
        400,
        "Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    ("sendMessage", _said(text="<span>a</span>", parse_mode="html"), 400, 'must have class "tg-spoiler"'),
    (
        "sendMessage",
        _said(text="<b>halo", parse_mode="HTML"),
        400,
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendMessage", _said(text="a</b>", parse_mode="HTML"), 400, "Unexpected end tag at byte offset 1"),
    (
        "sendMessage",
        _said(text="<b>a</i>", parse_mode="HTML"),
        400,
        'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    ("sendMessage", _said(text="é<p>", parse_mode="HTML"), 400, 'Unsupported start tag "p" at byte offset 2'),
    ("sendMessage", _said(text="1 < 2", parse_mode="HTML"), 400, "can't parse entities"),
]
MARKUP: list[Row] = [
    ("sendMessage", _said(reply_markup=_keys(callback_data="a" * 65)), 400, "BUTTON_DATA_INVALID"),
    ("sendMessage", _said(reply_markup=_keys(callback_data="é" * 33)), 400, "BUTTON_DATA_INVALID"),
    ("sendMessage", _said(reply_markup=_keys(callback_data="")), 400, "BUTTON_DATA_INVALID"),
    ("sendMessage", _said(reply_markup=_keys()), 400, "Text buttons are unallowed"),
    (
        "sendMessage",
        _said(reply_markup=_keys(url="halo")),
        400,
        "inline keyboard button URL 'halo' is invalid: Wrong HTTP URL",
    ),
    ("sendMessage", _said(reply_markup=_keys(url="http://localhost:8080")), 400, "Wrong HTTP URL"),
    ("sendMessage", _said(reply_markup=_keys(url="javascript:alert(1)")), 400, "Wrong HTTP URL"),
    (
        "sendMessage",
        _said(reply_markup=_keys(web_app={"url": "http://a.id"})),
        400,
        "Only HTTPS links are allowed",
    ),
    (
        "sendMessage",
        _in(DESK, text="a", reply_markup=_keys(web_app={"url": "https://a.id"})),
        400,
        "BUTTON_TYPE_INVALID",
    ),
    (
        "sendMessage",
        _in(DESK, text="a", reply_markup={"keyboard": [[{"text": "a", "request_contact": True}]]}),
        400,
        "phone number can be requested in private chats only",
    ),
    (
        "sendMessage",
        _said(reply_markup={"keyboard": [[{"text": "a", "request_chat": {"chat_is_channel": False}}]]}),
        400,
        "of type Integer",
    ),
    ("sendMessage", _said(link_preview_options="x"), 400, "can't parse LinkPreviewOptions JSON object"),
    (
        "sendMessage",
        _said(reply_markup=_keys(copy_text={"text": "a" * 257})),
        400,
        "BUTTON_COPY_TEXT_INVALID",
    ),
    (
        "sendMessage",
        _said(reply_markup={"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]}),
        400,
        "text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", _said(reply_markup={"inline_keyboard": [[_KEY] * 9]}), 400, "reply markup is too long"),
    ("sendMessage", _said(reply_markup={"inline_keyboard": [[_KEY]] * 101}), 400, "reply markup is too long"),
    ("sendMessage", _said(reply_markup={"keys": []}), 400, "object expected as reply markup"),
    ("sendMessage", _said(reply_markup="["), 400, "object expected as reply markup"),
    ("sendMessage", _said(reply_markup={"keyboard": [[""]]}), 400, "keyboard button text must be non-empty"),
    (
        "sendMessage",
        _said(reply_parameters={"message_id": 999}),
        400,
        "message to be replied not found",
    ),
    ("sendMessage", _said(reply_parameters={"message_id": 1, "chat_id": DESK}), 400, "not modelled here"),
]
TOPICS: list[Row] = [
    ("sendMessage", _said(message_thread_id=1), 400, "message thread not found"),
    ("sendMessage", _said(chat_id=DESK, message_thread_id=1), 400, "message thread not found"),
    ("sendMessage", _said(chat_id=FORUM, message_thread_id=SAID), 400, "message thread not found"),
    ("sendMessage", _said(chat_id=FORUM, message_thread_id=DELETED), 400, "message thread not found"),
    ("sendMessage", _said(chat_id=HALL, message_thread_id=CLOSED), 400, "TOPIC_CLOSED"),
    ("createForumTopic", _in(SARI, name="a"), 400, "the chat is not a forum"),
    ("createForumTopic", _in(DESK, name="a"), 400, "the chat is not a forum"),
    ("createForumTopic", _in(HALL, name="a"), 400, "not enough rights to create a topic"),
    ("createForumTopic", _in(FORUM), 400, "TOPIC_TITLE_EMPTY"),
    ("createForumTopic", _in(FORUM, name="a" * 129), 400, "topic name is longer than 128 characters"),
    ("createForumTopic", _in(FORUM, name="a", icon_color=1), 400, "invalid icon color specified"),
    (
        "editForumTopic",
        _in(HALL, message_thread_id=TOPIC, name="a"),
        400,
        "not enough rights to edit the topic",
    ),
    ("editForumTopic", _in(FORUM, message_thread_id=TOPIC, name="Kasus 1"), 400, "TOPIC_NOT_MODIFIED"),
    ("editForumTopic", _in(FORUM, message_thread_id=77, name="a"), 400, "TOPIC_ID_INVALID"),
    ("editForumTopic", _in(FORUM, message_thread_id=DELETED, name="a"), 400, "TOPIC_DELETED"),
    ("closeForumTopic", _in(FORUM, message_thread_id=CLOSED), 400, "TOPIC_NOT_MODIFIED"),
    ("reopenForumTopic", _in(FORUM, message_thread_id=TOPIC), 400, "TOPIC_NOT_MODIFIED"),
    ("closeForumTopic", _in(FORUM, message_thread_id=DELETED), 400, "TOPIC_DELETED"),
    ("deleteForumTopic", _in(FORUM, message_thread_id=DELETED), 400, "TOPIC_DELETED"),
    ("deleteForumTopic", _in(HALL, message_thread_id=TOPIC), 400, "not enough rights to delete the topic"),
    (
        "unpinAllForumTopicMessages",
        _in(HALL, message_thread_id=TOPIC),
        400,
        "not enough rights to manage pinned messages in the chat",
    ),
]
EDITS: list[Row] = [
    ("editMessageText", _said(message_id=999), 400, "message to edit not found"),
    ("editMessageText", _said(), 400, "message identifier is not specified"),
    ("editMessageText", _said(message_id=STARTED), 400, "message can't be edited"),
    ("editMessageText", _said(message_id=HELLO, text="Halo", reply_markup=BUTTON), 400, NOT_MODIFIED),
    ("editMessageText", _said(message_id=PHOTO), 400, "there is no text in the message to edit"),
    ("editMessageText", _in(SARI, message_id=HELLO), 400, "message text is empty"),
    ("editMessageText", {"inline_message_id": "a", "text": "a"}, 400, "MESSAGE_ID_INVALID"),
    ("editMessageText", _said(chat_id=WAYAN, message_id=HELLO), 403, "bot was blocked by the user"),
    ("editMessageReplyMarkup", _in(SARI, message_id=HELLO, reply_markup=BUTTON), 400, NOT_MODIFIED),
    ("editMessageReplyMarkup", _in(SARI, message_id=OLD), 400, NOT_MODIFIED),
    (
        "editMessageCaption",
        _in(SARI, message_id=HELLO, caption="a"),
        400,
        "there is no caption in the message",
    ),
    ("editMessageCaption", _in(SARI, message_id=PHOTO, caption="Lihat"), 400, NOT_MODIFIED),
    ("editMessageMedia", _in(SARI, message_id=HELLO, media={}), 400, "can't parse InputMedia"),
    ("editMessageMedia", _in(SARI, message_id=PHOTO, media={"type": "voice"}), 400, "can't parse InputMedia"),
    (
        "editMessageMedia",
        _in(SARI, message_id=PHOTO, media={"type": "photo", "media": "attach://b"}),
        400,
        "there is no photo in the request",
    ),
]
DELETING: list[Row] = [
    ("deleteMessage", _in(SARI, message_id=999), 400, "message to delete not found"),
    ("deleteMessage", _in(SARI, message_id=OLD), 400, "message can't be deleted for everyone"),
    ("deleteMessage", _in(DESK, message_id=DESK_SAID), 400, "message can't be deleted"),
    ("deleteMessage", _in(FORUM, message_id=TOPIC), 400, "message can't be deleted"),
    ("deleteMessage", _in(HOME, message_id=1), 400, "message can't be deleted"),
    ("deleteMessages", _in(SARI), 400, "message identifiers are not specified"),
    (
        "deleteMessages",
        _in(SARI, message_ids=list(range(1, 102))),
        400,
        "too many message identifiers specified",
    ),
    ("deleteMessages", _in(SARI, message_ids=[OLD, HELLO]), 400, "message can't be deleted for everyone"),
    ("pinChatMessage", _in(FORUM, message_id=999), 400, "message to pin not found"),
    ("pinChatMessage", _in(DESK, message_id=DESK_SAID), 400, "not enough rights to manage pinned messages"),
    ("unpinChatMessage", _in(DESK), 400, "not enough rights to manage pinned messages in the chat"),
    ("unpinChatMessage", _in(FORUM), 400, "message to unpin not found"),
    (
        "setMessageReaction",
        _in(SARI, message_id=999, reaction=[]),
        400,
        "message to react not found",
    ),
    (
        "setMessageReaction",
        _in(SARI, message_id=STARTED, reaction=[{"type": "emoji", "emoji": "x"}]),
        400,
        "REACTION_INVALID",
    ),
    (
        "setMessageReaction",
        _in(SARI, message_id=STARTED, reaction=[{"type": "emoji", "emoji": "👍"}] * 2),
        400,
        "REACTIONS_TOO_MANY",
    ),
]
COPIES: list[Row] = [
    ("forwardMessage", _in(DESK, from_chat_id=SARI, message_id=999), 400, "message to forward not found"),
    (
        "forwardMessage",
        _in(DESK, from_chat_id=FORUM, message_id=TOPIC),
        400,
        "the message can't be forwarded",
    ),
    ("copyMessage", _in(DESK, from_chat_id=SARI, message_id=999), 400, "message to copy not found"),
    ("copyMessage", _in(DESK, from_chat_id=FORUM, message_id=TOPIC), 400, "the message can't be copied"),
    ("copyMessage", _in(DESK, message_id=HELLO), 400, "from_chat_id is empty"),
    (
        "copyMessage",
        _in(DESK, from_chat_id=SARI, message_id=PHOTO, caption="a" * 1025),
        400,
        "message caption is too long",
    ),
    (
        "copyMessages",
        _in(DESK, from_chat_id=SARI, message_ids=[HELLO, OLD]),
        400,
        "message identifiers must be in a strictly increasing order",
    ),
    ("copyMessages", _in(DESK, from_chat_id=SARI, message_ids=[99]), 400, "there are no messages to forward"),
    (
        "copyMessages",
        _in(DESK, from_chat_id=SARI, message_ids=[]),
        400,
        "message identifiers are not specified",
    ),
]
FILES: list[Row] = [
    ("sendPhoto", _in(SARI), 400, "there is no photo in the request"),
    ("sendPhoto", _in(SARI, photo=_FILE), 400, "IMAGE_PROCESS_FAILED"),
    ("sendPhoto", _in(SARI, photo=Upload("a.jpg", JPEG + bytes(10_000_000))), 400, "is too big for a photo"),
    ("sendPhoto", _in(SARI, photo=_png(9000, 1001)), 400, "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", _in(SARI, photo=_png(210, 10)), 400, "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", _in(SARI, photo=Upload("a.png", picture(9, 9)[:20])), 400, "IMAGE_PROCESS_FAILED"),
    ("sendPhoto", _in(SARI, photo="document-9"), 400, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", _in(SARI, photo="https://a.id/a.jpg"), 400, "failed to get HTTP URL content"),
    ("sendDocument", _in(SARI, document="photo-1"), 400, "can't use file of type Photo as Document"),
    ("sendDocument", _in(SARI, document=Upload("a", b"")), 400, "file must be non-empty"),
    ("sendDocument", _in(SARI, document=_FILE, caption="a" * 1025), 400, "message caption is too long"),
    ("sendDocument", _in(WAYAN, document=_FILE), 403, "bot was blocked by the user"),
    ("sendVoice", _in(SARI, voice="attach://b"), 400, "there is no voice in the request"),
    ("sendMediaGroup", _in(SARI, media=[]), 400, "too few messages to send as an album"),
    ("sendMediaGroup", _in(SARI, media=_ALBUM[:1], a=_FILE), 400, "too few messages to send as an album"),
    ("sendMediaGroup", _in(SARI, media=_ALBUM * 6, a=_FILE), 400, "too many messages to send as an album"),
    (
        "sendMediaGroup",
        _in(SARI, media=[_ALBUM[0], {"type": "document", "media": "attach://a"}], a=_FILE),
        400,
        "can't be mixed with other media types",
    ),
    (
        "sendMediaGroup",
        _in(SARI, media=[{"type": "voice", "media": "attach://a"}] * 2, a=_FILE),
        400,
        "can't be sent in an album",
    ),
    ("sendMediaGroup", _in(SARI, media=_ALBUM, a=_FILE), 400, "IMAGE_PROCESS_FAILED"),
    ("getFile", {}, 400, "file_id not specified"),
    ("getFile", {"file_id": "x"}, 400, "wrong file_id or the file is temporarily unavailable"),
    ("sendLocation", _in(SARI, latitude=91, longitude=0), 400, "LOCATION_INVALID"),
    ("sendLocation", _in(SARI, latitude="utara", longitude=0), 400, "LOCATION_INVALID"),
    ("sendContact", _in(SARI, first_name="Sari"), 400, "PHONE_NUMBER_INVALID"),
    ("sendContact", _in(SARI, phone_number="0812"), 400, "CONTACT_NAME_EMPTY"),
]
CHATS: list[Row] = [
    ("getChatMember", _in(FORUM, user_id=99), 400, "PARTICIPANT_ID_INVALID"),
    ("getChatMember", _in(THROWN_OUT_OF_SUPER, user_id=SARI), 403, "bot was kicked from the supergroup chat"),
    ("getChatAdministrators", _in(SARI), 400, "there are no administrators in the private chat"),
    ("leaveChat", _in(SARI), 400, "chat member status can't be changed in private chats"),
    ("leaveChat", _in(MOVED), 400, "group chat was upgraded to a supergroup chat"),
]
ITSELF: list[Row] = [
    ("logOut", {}, 400, "logOut is refused here"),
    ("setMyCommands", {"commands": [{"command": "A", "description": "a"}]}, 400, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "a"}]}, 400, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "a" * 257}]},
        400,
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "a"}] * 101},
        400,
        "BOT_COMMANDS_TOO_MUCH",
    ),
    ("setMyCommands", {"commands": [], "scope": {"type": "x"}}, 400, "can't parse BotCommandScope"),
    ("setMyName", {"name": "a" * 65}, 400, "name is too long"),
    ("setMyDescription", {"description": "a" * 513}, 400, "description is too long"),
    ("setMyShortDescription", {"short_description": "a" * 121}, 400, "short_description is too long"),
    ("setChatMenuButton", {"menu_button": {"type": "x"}}, 400, "unsupported menu button type specified"),
    (
        "setMyDefaultAdministratorRights",
        {"rights": "x"},
        400,
        "can't parse chat administrator rights",
    ),
]
ANSWERS: list[Row] = [
    ("answerCallbackQuery", {"callback_query_id": "99"}, 400, QUERY_TOO_OLD),
    ("answerCallbackQuery", {"callback_query_id": "99", "text": "a" * 201}, 400, "MESSAGE_TOO_LONG"),
    ("answerCallbackQuery", {"callback_query_id": "99", "url": "https://a.id"}, 400, "URL_INVALID"),
    ("answerInlineQuery", {"inline_query_id": "99", "results": []}, 400, QUERY_TOO_OLD),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{"id": "a"}] * 51}, 400, "RESULTS_TOO_MUCH"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{"id": "a"}] * 2}, 400, "RESULT_ID_DUPLICATE"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{"id": "a" * 65}]}, 400, "RESULT_ID_INVALID"),
    (
        "answerInlineQuery",
        {"inline_query_id": "1", "results": [], "next_offset": "a" * 65},
        400,
        "NEXT_OFFSET_INVALID",
    ),
]
WEBHOOK: list[Row] = [
    (
        "setWebhook",
        {"url": "http://bot.example/x"},
        400,
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    ("setWebhook", {"url": "https://bot.example:5000/"}, 400, "only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "https://127.0.0.1/x"}, 400, "bad webhook: IP address 127.0.0.1 is reserved"),
    ("setWebhook", {"url": "https://"}, 400, "invalid webhook URL specified"),
    ("setWebhook", {"url": "https://a.id:x/"}, 400, "invalid webhook URL specified"),
    ("setWebhook", {"url": "https://a.id", "secret_token": "a" * 257}, 400, "secret token is too long"),
    (
        "setWebhook",
        {"url": "https://a.id", "secret_token": "a b"},
        400,
        "secret token contains unallowed characters",
    ),
]
STRANGE: list[Row] = [
    ("sendGame", _in(SARI), 501, "the simulator does not model sendGame"),
    ("SENDGAME", _in(SARI), 501, "the simulator does not model sendGame"),
]
TABLE: list[Row] = [
    *WHERE, *TEXTS, *MARKUP, *TOPICS, *EDITS, *DELETING, *COPIES, *FILES, *CHATS, *ITSELF, *ANSWERS, *WEBHOOK, *STRANGE,
]  # fmt: skip
_WORD = {400: "Bad Request", 403: "Forbidden", 501: "Not Implemented"}


async def test_refused(world: World, call: Caller) -> None:
    """Each is refused in just these words, and nothing has come of it."""
    before = {chat: len(world.telegram.messages(chat)) for chat in (SARI, DESK, FORUM, HALL)}
    for method, params, code, words in TABLE:
        status, body = await call(method, **params)
        told = (method, params, body)
        assert (status, body["ok"], body.get("error_code")) == (code, False, code), told
        assert body["description"].startswith(f"{_WORD[code]}: "), told
        assert words in body["description"], told
    after = {chat: len(world.telegram.messages(chat)) for chat in (SARI, DESK, FORUM, HALL)}
    assert after == before
    assert world.telegram.message(FORUM, OWN)["text"] == "Kartu"
    assert len(world.telegram.refusals) == len(TABLE)


async def test_where_a_group_went_is_told(call: Caller) -> None:
    _, body = await call("sendMessage", chat_id=MOVED, text="halo")
    assert body["parameters"] == {"migrate_to_chat_id": HOME}


async def test_what_is_protected_is_not_forwarded(call: Caller) -> None:
    _, body = await call("sendMessage", chat_id=SARI, text="rahasia", protect_content=True)
    _, body = await call(
        "forwardMessage", chat_id=DESK, from_chat_id=SARI, message_id=body["result"]["message_id"]
    )
    assert body["description"] == "Bad Request: the message can't be forwarded"


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_nonsense_is_refused_or_overlooked(world: World, method: str) -> None:
    """Whatever a form can carry, it is answered."""
    known: dict[str, Any] = {
        "chat_id": FORUM,
        "message_id": OWN,
        "message_thread_id": TOPIC,
        "from_chat_id": SARI,
    }
    known |= {"text": "a", "name": "b", "message_ids": [OWN], "user_id": SARI, "media": [], "timeout": 0}
    parameters = METHODS[method].parameters
    right = {name: value for name, value in known.items() if name in parameters}
    for name in sorted(parameters - {"timeout"}):
        for nonsense in ("", "x", "[", "-1", "5", "null", "true", "[1]", '["x", {}]', '{"a": 1}', "[[1]]"):
            answered = await answer(world.telegram, method, {**right, name: nonsense})
            assert (answered.status == 200) is answered.body["ok"]
            assert answered.status in {200, 400, 403, 409, 429}
