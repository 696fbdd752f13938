"""Groups: what the bot hears there, what it and others may do, and what becomes of it all when a group moves."""

import pytest
from telegram import (
    Bot,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.simulator.members import ANONYMOUS
from tests.simulator.world import (
    ALL,
    CLOSED,
    DESK,
    DESK_SAID,
    FORUM,
    HALL,
    HOME,
    MOVED,
    OWN,
    PHOTO,
    SARI,
    TOPIC,
    WAYAN,
    World,
)


def _last(world: World) -> Update:
    return Update.de_json(world.telegram.pending[-1], None)


def test_privacy(world: World) -> None:
    """An ordinary member hears commands, replies to it and service messages; an administrator hears all."""
    desk = world.desk
    bots = world.telegram.keep(desk.chat, {"from": world.telegram.bot_user, "text": "Kartu"})
    for said in ("halo", "/start@lain_bot", "bukan /start"):
        world.wayan.says(said, desk)
    world.wayan.sends("photo", desk)
    world.wayan.says("baik", desk, reply_to=DESK_SAID)
    world.wayan.edits(DESK_SAID, "halo lagi", desk)
    assert world.telegram.pending == []
    world.wayan.says("/start", desk)
    world.wayan.says("/start@Sinkron_Bot", desk)
    world.wayan.says("baik", desk, reply_to=bots["message_id"])
    desk.is_called("Dinas", world.wayan)
    assert len(world.telegram.pending) == 4
    desk.promotes_bot(world.wayan)
    world.wayan.says("halo", desk)
    assert len(world.telegram.pending) == 6
    desk.demotes_bot(world.wayan)
    world.telegram.privacy = False
    world.wayan.says("halo", desk)
    assert len(world.telegram.pending) == 8


def test_a_bot_that_is_out_hears_nothing(world: World) -> None:
    world.forum.removes_bot(world.wayan)
    before = len(world.telegram.pending)
    world.wayan.says("/start", world.forum)
    assert len(world.telegram.pending) == before


def test_in_a_topic_everything_is_a_reply(world: World) -> None:
    """To the topic's first message, where it is none to another; that is no message to the bot."""
    world.wayan.says("halo", world.forum, thread=TOPIC)
    message = _last(world).message
    assert message
    assert (message.message_thread_id, message.is_topic_message) == (TOPIC, True)
    assert message.reply_to_message
    assert message.reply_to_message.forum_topic_created
    world.forum.demotes_bot(world.wayan)
    before = len(world.telegram.pending)
    world.wayan.says("halo", world.forum, thread=TOPIC)
    assert len(world.telegram.pending) == before
    world.wayan.says("halo", world.forum, OWN, TOPIC)
    assert len(world.telegram.pending) == before + 1


def test_a_reply_in_a_supergroup_names_a_thread_that_is_no_topic(world: World) -> None:
    """Where there are no topics, and in a forum outside of them: the first message that was replied to."""
    world.telegram.privacy = False
    for chat in (world.telegram.groups[HOME], world.forum):
        first = world.wayan.says("a", chat)["message"]["message_id"]
        second = world.wayan.says("b", chat, reply_to=first)["message"]["message_id"]
        world.wayan.says("c", chat, reply_to=second)
        message = _last(world).message
        assert message
        assert (message.message_thread_id, message.is_topic_message) == (first, None)
    plain = world.wayan.says("b", world.desk, reply_to=DESK_SAID)["message"]
    assert "message_thread_id" not in plain


def test_only_administrators_may_write(world: World) -> None:
    """Until the group says otherwise. One kind of message is withheld and the others are not."""
    world.forum.restricts("can_send_messages")
    with pytest.raises(PermissionError, match="not enough rights to send text messages to the chat"):
        world.sari.says("halo", world.forum)
    with pytest.raises(PermissionError, match="not enough rights to send contacts to the chat"):
        world.sari.sends("contact", world.forum)
    assert world.sari.sends("photo", world.forum)
    assert world.wayan.says("halo", world.forum)
    world.forum.restricts("can_send_photos")
    assert world.sari.says("halo", world.forum)
    with pytest.raises(PermissionError, match="not enough rights to send photos to the chat"):
        world.sari.sends("photo", world.forum)
    world.forum.restricts()
    assert world.sari.sends("photo", world.forum)
    with pytest.raises(ValueError, match="no permissions in a group: can_fly"):
        world.forum.restricts("can_fly")


def test_an_anonymous_administrator(world: World) -> None:
    """Speaks as the group, and taps under their own name."""
    world.telegram.updates.allow(ALL)
    world.forum.promotes(world.wayan, anonymous=True)
    world.wayan.says("halo", world.forum, thread=TOPIC)
    message = _last(world).message
    assert message
    assert message.from_user
    assert message.sender_chat
    assert (message.from_user.id, message.sender_chat.id) == (ANONYMOUS["id"], FORUM)
    world.wayan.taps(OWN, "ambil", world.forum)
    query = _last(world).callback_query
    assert query
    assert query.from_user.id == WAYAN
    world.wayan.reacts(OWN, "👍", world.forum)
    reaction = _last(world).message_reaction
    assert reaction
    assert reaction.user is None
    assert reaction.actor_chat
    assert reaction.actor_chat.id == FORUM


def test_the_bot_s_standing(world: World) -> None:
    """Whole ChatMember objects, with the rights, before and after."""
    bot, by = world.telegram.bot_user, world.wayan
    group = world.telegram.group(-1010, "Baru")
    seen = []
    for update in (
        group.removes_bot(by),
        group.adds_bot(by, "can_manage_topics", payload="d_abc"),
        group.demotes_bot(by),
    ):
        change = Update.de_json(update, None).my_chat_member
        assert change
        assert change.from_user.id == WAYAN
        assert change.new_chat_member.user.id == bot["id"]
        seen.append((type(change.old_chat_member), type(change.new_chat_member)))
        if isinstance(change.new_chat_member, ChatMemberAdministrator):
            assert change.new_chat_member.can_manage_topics
            assert not change.new_chat_member.can_pin_messages
    assert seen == [
        (ChatMemberMember, ChatMemberBanned),
        (ChatMemberBanned, ChatMemberAdministrator),
        (ChatMemberAdministrator, ChatMemberMember),
    ]
    assert any(
        update.get("message", {}).get("text") == "/start@sinkron_bot d_abc"
        for update in world.telegram.pending
    )


def test_others_standing_is_told_to_an_administrator_that_asks(world: World) -> None:
    world.telegram.updates.allow(ALL)
    world.forum.admits(world.sari, world.wayan)
    changes = [raw["chat_member"] for raw in world.telegram.pending if "chat_member" in raw]
    assert len(changes) == 1
    assert Update.de_json({"update_id": 1, "chat_member": changes[0]}, None).chat_member
    world.hall.admits(world.sari, world.wayan)
    assert len([raw for raw in world.telegram.pending if "chat_member" in raw]) == 1


def test_both_messages_of_a_migration(world: World) -> None:
    new = world.desk.becomes_supergroup(-1009)
    first, second = (Update.de_json(raw, None).message for raw in world.telegram.pending)
    assert first
    assert second
    assert (first.chat.id, first.migrate_to_chat_id) == (DESK, -1009)
    assert (second.chat.id, second.migrate_from_chat_id) == (-1009, DESK)
    assert second.message_id == 1
    assert new.bot.is_in
    assert [message["message_id"] for message in new.messages()] == [1]
    with pytest.raises(PermissionError):
        world.wayan.says("halo", world.desk)


async def test_a_reply_in_a_supergroup_without_topics(world: World, bot: Bot) -> None:
    """It names a thread, and nothing can be sent there: only replying goes on with it."""
    said = world.wayan.says("halo", world.telegram.groups[HOME])["message"]["message_id"]
    reply = await bot.send_message(HOME, "ya", reply_parameters=ReplyParameters(said))
    assert (reply.message_thread_id, reply.is_topic_message) == (said, None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(HOME, "ya", message_thread_id=said)


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
    person = await bot.get_chat(SARI)
    assert (person.first_name, person.permissions) == ("Sari", None)
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


async def test_what_members_may_do(world: World, bot: Bot) -> None:
    """As the group has it; an administrator is not bound by it, a bot that is none is."""
    usual = (await bot.get_chat(DESK)).permissions
    assert usual
    assert (usual.can_send_messages, usual.can_send_photos, usual.can_pin_messages) == (True, True, False)
    for group in (world.desk, world.forum):
        group.restricts("can_send_messages", "can_send_photos")
    now = (await bot.get_chat(DESK)).permissions
    assert now
    assert (now.can_send_messages, now.can_send_photos, now.can_send_documents) == (False, False, True)
    assert await bot.send_message(FORUM, "halo")
    assert await bot.send_document(DESK, b"isi")
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(DESK, "halo")
    with pytest.raises(BadRequest, match="Not enough rights to send photos to the chat"):
        await bot.copy_message(DESK, SARI, PHOTO)
    new = world.desk.becomes_supergroup(-1009)
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(new.id, "halo")


async def test_a_group_that_has_moved(world: World, bot: Bot) -> None:
    """Nothing of the old one can be reached there: its numbers mean nothing, or another message."""
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(MOVED, "halo")
    assert moved.value.new_chat_id == HOME
    card = (await bot.send_message(DESK, "Kartu")).message_id
    assert card > 1
    world.desk.becomes_supergroup(-1009)
    with pytest.raises(ChatMigrated):
        await bot.edit_message_text("Kartu lagi", DESK, card)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Kartu lagi", -1009, card)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(-1009, "ya", reply_parameters=ReplyParameters(card))


async def test_a_closed_topic_of_somebody_else(world: World, bot: Bot) -> None:
    """Without the right to manage topics only one's own can be changed."""
    own = await bot.create_forum_topic(FORUM, "Punya bot")
    world.forum.promotes_bot(world.wayan)
    assert await bot.close_forum_topic(FORUM, own.message_thread_id)
    with pytest.raises(BadRequest, match="Not enough rights to edit the topic"):
        await bot.reopen_forum_topic(FORUM, CLOSED)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(FORUM, "a", message_thread_id=CLOSED)
