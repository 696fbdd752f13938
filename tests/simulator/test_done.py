"""What the methods do, called by python-telegram-bot itself, which reads every answer; in process and over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineQueryResultArticle,
    InputMediaAnimation,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    InputTextMessageContent,
    MenuButtonCommands,
    Message,
    MessageOriginUser,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.simulator.files import picture
from tests.simulator.world import (
    DESK,
    DESK_SAID,
    FORUM,
    HELLO,
    JPEG,
    OWN,
    PHOTO,
    SAID,
    SARI,
    TOPIC,
    WAYAN,
    World,
)


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


async def test_a_picture(world: World, bot: Bot) -> None:
    """A PNG is sent as it is made, and is a photo of its size from then on."""
    png = picture(330, 240)
    sent = await bot.send_photo(SARI, png, caption="<b>Tautan</b>", parse_mode="HTML")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (330, 240)
    assert sent.caption_html == "<b>Tautan</b>"
    file = await sent.photo[-1].get_file()
    assert file.file_path
    assert file.file_path.endswith(".jpg")
    assert bytes(await file.download_as_bytearray()) == png
    assert world.telegram.files.find(sent.photo[-1].file_id).mime == "image/jpeg"


async def test_an_album_in_a_topic_is_a_reply(world: World, bot: Bot) -> None:
    """What people sent goes on by its id, each with its own words and marks."""
    given = [update["message"]["photo"][-1]["file_id"] for update in world.sari.sends_album(["photo"] * 2)]
    media: list[Any] = [
        InputMediaPhoto(given[0], caption="<b>satu</b>", parse_mode="HTML"),
        InputMediaPhoto(given[1], caption="dua"),
    ]
    sent = await bot.send_media_group(
        FORUM, media, message_thread_id=TOPIC, reply_parameters=ReplyParameters(SAID)
    )
    assert [message.caption_html for message in sent] == ["<b>satu</b>", "dua"]
    for message in sent:
        assert (message.message_thread_id, message.is_topic_message) == (TOPIC, True)
        assert message.reply_to_message
        assert message.reply_to_message.message_id == SAID
    shared = await bot.send_media_group(DESK, [InputMediaPhoto(one) for one in given], caption="tiga")
    assert [message.caption for message in shared] == ["tiga", None]
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_media_group(DESK, media, reply_parameters=ReplyParameters(999))


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
    found = await bot.send_message(FORUM, "ya", reply_parameters=ReplyParameters(SAID))
    assert (found.message_thread_id, found.is_topic_message) == (TOPIC, True)


async def test_editing(world: World, bot: Bot) -> None:
    edited = await bot.edit_message_text("Hai", SARI, HELLO)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("Hai", None)
    assert edited.edit_date
    several: list[Any] = [InputMediaPhoto(JPEG), InputMediaPhoto(JPEG)]
    album = [message.message_id for message in await bot.send_media_group(FORUM, several)]
    await bot.edit_message_caption(SARI, PHOTO, caption="Lihat ini")
    assert world.telegram.message(SARI, PHOTO)["caption"] == "Lihat ini"
    await bot.edit_message_caption(SARI, PHOTO, caption="")
    assert "caption" not in world.telegram.message(SARI, PHOTO)
    marked = await bot.edit_message_caption(FORUM, album[1], caption="<i>dua</i>", parse_mode="HTML")
    assert isinstance(marked, Message)
    assert marked.caption_html == "<i>dua</i>"
    assert marked.media_group_id
    await bot.edit_message_media(InputMediaDocument(b"isi", filename="a.txt"), SARI, PHOTO)
    changed = world.telegram.message(SARI, PHOTO)
    assert "photo" not in changed
    assert "caption" not in changed
    assert changed["document"]["file_name"]
    await bot.edit_message_media(InputMediaPhoto(JPEG, caption="layar"), SARI, HELLO)
    became = world.telegram.message(SARI, HELLO)
    assert "text" not in became
    assert became["caption"] == "layar"


async def test_media_that_stay(world: World, bot: Bot) -> None:
    """A voice message is none that can be replaced, and in an album the kind stays; a photo may become a video."""
    voice = await bot.send_voice(SARI, b"isi")
    with pytest.raises(BadRequest, match="Message media can't be edited"):
        await bot.edit_message_media(InputMediaPhoto(JPEG), SARI, voice.message_id)
    several: list[Any] = [InputMediaPhoto(JPEG), InputMediaPhoto(JPEG)]
    first, second = await bot.send_media_group(SARI, several)
    with pytest.raises(BadRequest, match="Can't change media type in the album"):
        await bot.edit_message_media(InputMediaDocument(b"isi"), SARI, first.message_id)
    with pytest.raises(BadRequest, match="Message content type can't be used in an album"):
        await bot.edit_message_media(InputMediaAnimation(b"isi"), SARI, first.message_id)
    await bot.edit_message_media(InputMediaVideo(b"isi"), SARI, second.message_id)
    assert world.telegram.message(SARI, second.message_id)["media_group_id"]


async def test_deleting(world: World, bot: Bot) -> None:
    """In a group others' messages too, with the right; messages that are gone stop nothing."""
    assert await bot.delete_message(SARI, HELLO)
    assert await bot.delete_messages(FORUM, [SAID, OWN, 99])
    left = {message["message_id"] for message in world.telegram.messages(FORUM)}
    assert not {SAID, OWN} & left


async def test_deleting_what_is_its_own(world: World, bot: Bot) -> None:
    """For two days, in private and without any right in a group; what was pinned is so no more."""
    own = [(await bot.send_message(chat, "salah")).message_id for chat in (DESK, SARI)]
    late = [(await bot.send_message(chat, "lama")).message_id for chat in (DESK, SARI)]
    await bot.pin_chat_message(SARI, own[1])
    world.clock.move(timedelta(hours=47, minutes=59))
    assert await bot.delete_message(DESK, own[0])
    assert await bot.delete_message(SARI, own[1])
    assert (await bot.get_chat(SARI)).pinned_message is None
    world.clock.move(timedelta(minutes=2))
    for chat, number in zip((DESK, SARI), late, strict=True):
        with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
            await bot.delete_message(chat, number)


async def test_copying_and_forwarding(world: World, bot: Bot) -> None:
    forwarded = await bot.forward_message(FORUM, DESK, DESK_SAID, message_thread_id=TOPIC)
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == WAYAN
    copied = await bot.copy_message(DESK, SARI, PHOTO, caption="Titipan")
    assert world.telegram.message(DESK, copied.message_id)["caption"] == "Titipan"
    bare = await bot.copy_message(DESK, SARI, PHOTO, caption="")
    assert "caption" not in world.telegram.message(DESK, bare.message_id)
    kept = await bot.copy_message(DESK, SARI, PHOTO)
    assert world.telegram.message(DESK, kept.message_id)["caption"] == "Lihat"
    moving = world.sari.sends("animation", caption="gerak")["message"]["message_id"]
    copy = await bot.copy_message(
        FORUM, SARI, moving, caption="", message_thread_id=TOPIC, reply_parameters=ReplyParameters(SAID)
    )
    relayed = world.telegram.message(FORUM, copy.message_id)
    assert {"animation", "document"} <= set(relayed)
    assert "caption" not in relayed
    assert (relayed["message_thread_id"], relayed["reply_to_message"]["message_id"]) == (TOPIC, SAID)
    again = await bot.copy_message(SARI, DESK, DESK_SAID, caption="")
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


async def test_what_it_is(world: World, bot: Bot) -> None:
    """Whether it hears everything in groups is said at BotFather, and told by getMe."""
    private = await bot.get_me()
    assert (private.can_join_groups, private.can_read_all_group_messages) == (True, False)
    world.telegram.privacy = False
    assert (await bot.get_me()).can_read_all_group_messages is True


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
