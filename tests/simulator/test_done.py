"""What the methods do, called by python-telegram-bot itself, which reads every answer; in process and over HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputMediaPhoto,
    InputTextMessageContent,
    MenuButtonCommands,
    Message,
    MessageOriginUser,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.request import BaseRequest

from bot.simulator.server import serving
from bot.simulator.wire import WireRequest
from bot.transport.request import AiohttpRequest
from tests.simulator.world import (
    CLOSED,
    DESK,
    DESK_SAID,
    FORUM,
    HALL,
    HELLO,
    HOME,
    JPEG,
    MOVED,
    OWN,
    PHOTO,
    SAID,
    SARI,
    TOPIC,
    WAYAN,
    World,
)


@pytest.fixture(name="bot", params=["in process", "over http"])
async def _bot(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Bot]:
    if request.param == "in process":
        wire: BaseRequest = WireRequest(world.telegram)
        async with Bot(world.telegram.token, request=wire, get_updates_request=wire) as bot:
            yield bot
        return
    async with serving(world.telegram) as url:
        base: Any = {"base_url": f"{url}/bot", "base_file_url": f"{url}/file/bot"}
        async with Bot(
            world.telegram.token, request=AiohttpRequest(), get_updates_request=AiohttpRequest(), **base
        ) as bot:
            yield bot


async def test_sending(world: World, bot: Bot) -> None:
    """Each kind is sent into a topic, and stands there."""
    where: Any = {"chat_id": FORUM, "message_thread_id": TOPIC}
    sent = [
        await bot.send_message(text="<b>Kasus</b> &amp; lain", parse_mode="HTML", **where),
        await bot.send_photo(photo=JPEG, caption="<i>layar</i>", parse_mode="HTML", **where),
        await bot.send_document(document=b"isi", filename="kasus.txt", **where),
        await bot.send_voice(voice=b"isi", duration=5, **where),
        await bot.send_video(video=b"isi", width=10, height=20, **where),
        await bot.send_audio(audio=b"isi", title="Lagu", **where),
        await bot.send_sticker(sticker=b"isi", **where),
        await bot.send_location(latitude=-6.2, longitude=106.8, **where),
        await bot.send_contact(phone_number="0812", first_name="Sari", **where),
    ]
    for message in sent:
        assert (message.chat_id, message.message_thread_id, message.is_topic_message) == (FORUM, TOPIC, True)
        assert message.from_user == bot.bot
        assert world.telegram.message(FORUM, message.message_id)
    text, photo, *others = sent
    assert text.text_html == "<b>Kasus</b> &amp; lain"
    assert photo.caption_html == "<i>layar</i>"
    document, voice, video, audio, sticker, location, contact = (message.to_dict() for message in others)
    assert document["document"]["file_name"] == "kasus.txt"
    assert voice["voice"]["duration"] == 5
    assert (video["video"]["width"], audio["audio"]["title"]) == (10, "Lagu")
    assert sticker["sticker"]["file_size"] == 3
    assert location["location"]["latitude"] == -6.2
    assert contact["contact"]["phone_number"] == "0812"


async def test_marks_stay_where_they_are_meant(bot: Bot) -> None:
    """Though what is empty around them goes."""
    message = await bot.send_message(SARI, " \n😀 <b>tebal </b> <i> </i>", parse_mode="HTML")
    assert message.text == "😀 tebal"
    assert list(message.parse_entities().values()) == ["tebal"]


async def test_what_telegram_has_is_sent_again_by_its_id(bot: Bot) -> None:
    first = await bot.send_document(SARI, b"isi", filename="kasus.txt")
    assert first.document
    second = await bot.send_document(DESK, first.document.file_id)
    assert second.document
    assert second.document.file_unique_id == first.document.file_unique_id


async def test_an_album(world: World, bot: Bot) -> None:
    """One message each, of one group; each with its own words."""
    media: list[Any] = [InputMediaPhoto(JPEG, caption="satu"), InputMediaPhoto(JPEG + b"2", caption="dua")]
    sent = await bot.send_media_group(SARI, media)
    assert [message.caption for message in sent] == ["satu", "dua"]
    assert len({message.media_group_id for message in sent}) == 1
    ids = [message.message_id for message in sent]
    copies = await bot.copy_messages(DESK, SARI, ids)
    assert len(copies) == 2
    bare = await bot.copy_messages(DESK, SARI, ids, remove_caption=True)
    assert "caption" in world.telegram.message(DESK, copies[0].message_id)
    assert "caption" not in world.telegram.message(DESK, bare[0].message_id)
    mixed: list[Any] = [InputMediaPhoto(JPEG), InputMediaDocument(b"isi")]
    with pytest.raises(BadRequest):
        await bot.send_media_group(SARI, mixed)


async def test_a_file_is_fetched_as_it_was_sent(world: World, bot: Bot) -> None:
    content = bytes(range(256)) * 1000
    sent = world.sari.sends("document", content=content, name="layar.png")
    file = await bot.get_file(sent["message"]["document"]["file_id"])
    assert file.file_path
    assert file.file_path.endswith(".png")
    assert bytes(await file.download_as_bytearray()) == content


async def test_a_file_that_is_too_large_to_be_fetched(world: World, bot: Bot) -> None:
    sent = world.sari.sends("document", content=bytes(20_000_001))
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(sent["message"]["document"]["file_id"])


async def test_a_reply(bot: Bot) -> None:
    """In a topic, what is no reply is one to the topic's first message."""
    reply = await bot.send_message(
        FORUM, "ya", message_thread_id=TOPIC, reply_parameters=ReplyParameters(SAID)
    )
    assert reply.reply_to_message
    assert reply.reply_to_message.message_id == SAID
    plain = await bot.send_message(FORUM, "ya", message_thread_id=TOPIC)
    assert plain.reply_to_message
    assert plain.reply_to_message.forum_topic_created


async def test_editing(world: World, bot: Bot) -> None:
    edited = await bot.edit_message_text("Hai", SARI, HELLO)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("Hai", None)
    assert edited.edit_date
    await bot.edit_message_caption(SARI, PHOTO, caption="Lihat ini")
    assert world.telegram.message(SARI, PHOTO)["caption"] == "Lihat ini"
    await bot.edit_message_media(InputMediaDocument(b"isi", filename="a.txt"), SARI, PHOTO)
    changed = world.telegram.message(SARI, PHOTO)
    assert "photo" not in changed
    assert "caption" not in changed
    assert changed["document"]["file_name"]


async def test_deleting(world: World, bot: Bot) -> None:
    """In a group others' messages too, with the right; messages that are gone stop nothing."""
    assert await bot.delete_message(SARI, HELLO)
    assert await bot.delete_messages(FORUM, [SAID, OWN, 99])
    left = {message["message_id"] for message in world.telegram.messages(FORUM)}
    assert not {SAID, OWN} & left


async def test_copying_and_forwarding(world: World, bot: Bot) -> None:
    forwarded = await bot.forward_message(FORUM, DESK, DESK_SAID, message_thread_id=TOPIC)
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == WAYAN
    copied = await bot.copy_message(DESK, SARI, PHOTO, caption="Titipan")
    assert world.telegram.message(DESK, copied.message_id)["caption"] == "Titipan"
    again = await bot.copy_message(SARI, DESK, DESK_SAID)
    assert world.telegram.message(SARI, again.message_id)["text"] == "halo semua"


async def test_pins_and_reactions(world: World, bot: Bot) -> None:
    await bot.pin_chat_message(FORUM, OWN)
    service = world.telegram.messages(FORUM)[-1]
    assert service["pinned_message"]["message_id"] == OWN
    assert (await bot.get_chat(FORUM)).pinned_message
    await bot.unpin_all_forum_topic_messages(FORUM, TOPIC)
    assert world.telegram.pinned[FORUM] == []
    await bot.pin_chat_message(SARI, HELLO)
    await bot.unpin_chat_message(SARI)
    assert world.telegram.pinned[SARI] == []
    await bot.set_message_reaction(SARI, 1, "👀")
    bot_id = world.telegram.bot_user["id"]
    assert world.telegram.reactions[SARI, 1][bot_id] == [{"type": "emoji", "emoji": "👀"}]


async def test_topics(world: World, bot: Bot) -> None:
    """Opened, renamed, closed, opened again, and gone with all that was said."""
    topic = await bot.create_forum_topic(FORUM, "Kasus 2", icon_color=9367192)
    thread = topic.message_thread_id
    await bot.send_message(FORUM, "Kartu", message_thread_id=thread)
    await bot.edit_forum_topic(FORUM, thread, name="Kasus 2 · diambil")
    await bot.close_forum_topic(FORUM, thread)
    assert world.forum.topics[thread].closed
    assert world.forum.topics[thread].name == "Kasus 2 · diambil"
    await bot.reopen_forum_topic(FORUM, thread)
    await bot.delete_forum_topic(FORUM, thread)
    assert all(message.get("message_thread_id") != thread for message in world.telegram.messages(FORUM))
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(FORUM, "Kartu", message_thread_id=thread)
    assert world.telegram.pending == []  # a bot is not told of what it did itself


async def test_chats_and_members(world: World, bot: Bot) -> None:
    chat = await bot.get_chat(FORUM)
    assert (chat.title, chat.is_forum) == ("Kasus", True)
    assert (await bot.get_chat(SARI)).first_name == "Sari"
    itself = await bot.get_chat_member(FORUM, bot.id)
    assert isinstance(itself, ChatMemberAdministrator)
    assert (itself.can_manage_topics, itself.can_promote_members) == (True, False)
    assert isinstance(await bot.get_chat_member(FORUM, SARI), ChatMemberLeft)
    assert isinstance(await bot.get_chat_member(-70, bot.id), ChatMemberBanned)
    assert {member.user.id for member in await bot.get_chat_administrators(FORUM)} == {bot.id, WAYAN}
    assert await bot.get_chat_member_count(FORUM) == 2
    assert await bot.leave_chat(HALL)
    assert world.telegram.pending[-1]["my_chat_member"]["new_chat_member"]["status"] == "left"
    with pytest.raises(Forbidden):
        await bot.send_message(HALL, "halo")


async def test_a_group_that_has_moved(bot: Bot) -> None:
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(MOVED, "halo")
    assert moved.value.new_chat_id == HOME


async def test_answers(world: World, bot: Bot) -> None:
    tap = world.sari.taps(HELLO, "ya")["callback_query"]
    assert await bot.answer_callback_query(tap["id"], "Baik")
    search = world.sari.searches("kasus")["inline_query"]
    article = InlineQueryResultArticle("1", "Kasus 1", InputTextMessageContent("Kasus 1"))
    assert await bot.answer_inline_query(search["id"], [article], cache_time=0)
    assert not world.telegram.open_queries
    assert not world.telegram.open_searches


async def test_what_it_sets_about_itself(bot: Bot) -> None:
    """Each scope and language for itself."""
    await bot.set_my_commands([BotCommand("start", "Mulai")])
    await bot.set_my_commands([BotCommand("kasus", "Kasus")], BotCommandScopeChat(FORUM), "id")
    assert [command.command for command in await bot.get_my_commands()] == ["start"]
    assert [found.command for found in await bot.get_my_commands(BotCommandScopeChat(FORUM), "id")] == [
        "kasus"
    ]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    assert (await bot.get_my_name()).name == "Sinkron"
    await bot.set_my_name("Sinkron Dapodik")
    assert (await bot.get_my_name()).name == "Sinkron Dapodik"
    await bot.set_my_description("Membantu operator")
    assert (await bot.get_my_description()).description == "Membantu operator"
    await bot.set_my_short_description("Membantu")
    assert (await bot.get_my_short_description()).short_description == "Membantu"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.set_my_default_administrator_rights()
    assert (await bot.get_me()).can_read_all_group_messages is False


async def test_the_webhook(world: World, bot: Bot) -> None:
    world.sari.says("halo")
    assert await bot.set_webhook(
        "https://bot.example/x", secret_token="a", max_connections=7, allowed_updates=["message"]
    )
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == ("https://bot.example/x", 7, 1)
    assert info.allowed_updates == ("message",)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert await bot.set_webhook("")
    assert await bot.get_updates(timeout=0) == ()


async def test_a_closed_topic_of_somebody_else(world: World, bot: Bot) -> None:
    """Without the right to manage topics only one's own can be changed."""
    own = await bot.create_forum_topic(FORUM, "Punya bot")
    world.forum.promotes_bot(world.wayan)
    assert await bot.close_forum_topic(FORUM, own.message_thread_id)
    with pytest.raises(BadRequest, match="Not enough rights to edit the topic"):
        await bot.reopen_forum_topic(FORUM, CLOSED)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(FORUM, "a", message_thread_id=CLOSED)
