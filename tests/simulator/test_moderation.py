"""Polls, invite links, and what an administrator does to members and to the group."""

from datetime import timedelta
from typing import Any

import pytest

from bot.simulator.members import RIGHTS
from tests.simulator.world import FORUM, SARI, Caller, World


async def _done(call: Caller, method: str, **params: Any) -> Any:
    status, body = await call(method, **params)
    assert status == 200, body
    return body["result"]


@pytest.fixture(name="leading")
async def _leading(world: World) -> World:
    """The bot may do everything in the forum; Sari is in it, and every kind of update is wanted."""
    world.forum.promotes_bot(world.wayan, *RIGHTS)
    world.forum.admits(world.sari)
    world.telegram.updates.allow(
        ["message", "chat_member", "my_chat_member", "poll", "poll_answer", "chat_join_request"]
    )
    world.telegram.updates.drop()
    return world


async def test_a_poll(leading: World, call: Caller) -> None:
    message = await _done(
        call,
        "sendPoll",
        chat_id=SARI,
        question="Kapan?",
        options=[{"text": "Senin"}, {"text": "Rabu"}],
        is_anonymous=False,
    )
    answer = leading.sari.votes(message["message_id"], 1)["poll_answer"]
    assert (answer["option_ids"], answer["user"]["id"]) == ([1], SARI)
    with pytest.raises(PermissionError):
        leading.sari.votes(message["message_id"], 0, 1)
    poll = await _done(call, "stopPoll", chat_id=SARI, message_id=message["message_id"])
    assert [option["voter_count"] for option in poll["options"]] == [0, 1]
    assert poll["is_closed"]
    with pytest.raises(PermissionError):
        leading.sari.votes(message["message_id"], 0)
    kinds = [next(kind for kind in update if kind != "update_id") for update in leading.telegram.pending]
    assert kinds == ["poll", "poll_answer", "poll"]


async def test_a_quiz(leading: World, call: Caller) -> None:
    """In secret: the bot hears how many have chosen what, not who."""
    options = [{"text": "1"}, {"text": "2"}]
    message = await _done(
        call, "sendPoll", chat_id=SARI, question="1+1?", options=options, type="quiz", correct_option_ids=[1]
    )
    assert "poll" in leading.sari.votes(message["message_id"], 1)
    with pytest.raises(PermissionError):
        leading.sari.votes(message["message_id"], 0)
    _, body = await call("sendPoll", chat_id=SARI, question="?", options=options, type="quiz")
    assert body["description"] == "Bad Request: wrong correct option ID specified"
    _, body = await call("sendPoll", chat_id=SARI, question="", options=options)
    assert body["description"] == "Bad Request: poll question must be non-empty"


async def test_links_into_a_group(leading: World, call: Caller) -> None:
    link = await _done(call, "createChatInviteLink", chat_id=FORUM, name="Guru")
    leading.forum.comes_by(leading.budi, link["invite_link"])
    assert leading.forum.members[leading.budi.id].is_in
    await _done(call, "revokeChatInviteLink", chat_id=FORUM, invite_link=link["invite_link"])
    with pytest.raises(PermissionError):
        leading.forum.comes_by(leading.budi, link["invite_link"])
    once = await _done(call, "createChatInviteLink", chat_id=FORUM, member_limit=1)
    leading.forum.expels(leading.budi)
    leading.forum.comes_by(leading.budi, once["invite_link"])
    with pytest.raises(PermissionError):
        leading.forum.comes_by(leading.sari, once["invite_link"])
    soon = leading.telegram.now() + 60
    short = await _done(call, "createChatInviteLink", chat_id=FORUM, expire_date=soon)
    leading.clock.move(timedelta(minutes=2))
    with pytest.raises(PermissionError):
        leading.forum.comes_by(leading.sari, short["invite_link"])
    first = await _done(call, "exportChatInviteLink", chat_id=FORUM)
    assert first != await _done(call, "exportChatInviteLink", chat_id=FORUM)


@pytest.mark.parametrize("method", ["approveChatJoinRequest", "declineChatJoinRequest"])
async def test_somebody_asks_to_be_let_in(leading: World, call: Caller, method: str) -> None:
    link = await _done(call, "createChatInviteLink", chat_id=FORUM, creates_join_request=True)
    asked = leading.forum.comes_by(leading.budi, link["invite_link"])["chat_join_request"]
    assert asked["from"] == leading.budi.user
    await _done(call, method, chat_id=FORUM, user_id=leading.budi.id)
    let_in = leading.budi.id in leading.forum.members
    assert let_in is (method == "approveChatJoinRequest")
    status, _ = await call(method, chat_id=FORUM, user_id=leading.budi.id)
    assert status == 400


async def test_members(leading: World, call: Caller) -> None:
    who = {"chat_id": FORUM, "user_id": SARI}
    await _done(call, "restrictChatMember", **who, permissions={"can_send_messages": False})
    assert (await _done(call, "getChatMember", **who))["status"] == "restricted"
    with pytest.raises(PermissionError):
        leading.sari.says("halo", leading.forum)
    await _done(call, "promoteChatMember", **who, can_pin_messages=True)
    member = await _done(call, "getChatMember", **who)
    assert (member["status"], member["can_pin_messages"], member["can_manage_topics"]) == (
        "administrator",
        True,
        False,
    )
    status, body = await call("banChatMember", **who)
    assert (status, body["description"]) == (400, "Bad Request: user is an administrator of the chat")
    await _done(call, "promoteChatMember", **who)
    await _done(call, "banChatMember", **who, until_date=0)
    with pytest.raises(PermissionError):
        leading.sari.says("halo", leading.forum)
    await _done(call, "unbanChatMember", **who)
    assert (await _done(call, "getChatMember", **who))["status"] == "left"
    assert all("chat_member" in update for update in leading.telegram.pending)


async def test_the_group_itself(leading: World, call: Caller) -> None:
    await _done(call, "setChatTitle", chat_id=FORUM, title="Baru")
    await _done(call, "setChatDescription", chat_id=FORUM, description="Apa ini")
    await _done(call, "setChatPermissions", chat_id=FORUM, permissions={"can_send_messages": True})
    chat = await _done(call, "getChat", chat_id=FORUM)
    assert (chat["title"], chat["description"]) == ("Baru", "Apa ini")
    assert [name for name, given in chat["permissions"].items() if given] == ["can_send_messages"]
    sent = await _done(call, "sendMessage", chat_id=FORUM, text="a")
    await _done(call, "pinChatMessage", chat_id=FORUM, message_id=sent["message_id"])
    await _done(call, "unpinAllChatMessages", chat_id=FORUM)
    assert leading.telegram.pinned[FORUM] == []


async def test_a_bot_in_a_fresh_group(world: World) -> None:
    """It was not there before, as the real one says it."""
    fresh = world.telegram.group(-1003, "Baru")
    change = fresh.adds_bot(world.wayan)["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    change = fresh.adds_bot(world.wayan, "can_pin_messages")["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (
        "member",
        "administrator",
    )


async def test_dice_venues_drafts_and_many_at_once(world: World, call: Caller) -> None:
    dice = (await _done(call, "sendDice", chat_id=SARI, emoji="🎯"))["dice"]
    assert 1 <= dice["value"] <= 6
    venue = {"latitude": -6.2, "longitude": 106.8, "title": "Sekolah", "address": "Jalan"}
    assert (await _done(call, "sendVenue", chat_id=SARI, **venue))["venue"]["title"] == "Sekolah"
    before = len(world.sari.messages())
    assert await _done(call, "sendMessageDraft", chat_id=SARI, draft_id=5, text="sedang …") is True
    assert len(world.sari.messages()) == before
    numbers = [message["message_id"] for message in world.sari.messages()]
    forwarded = await _done(call, "forwardMessages", chat_id=FORUM, from_chat_id=SARI, message_ids=numbers)
    assert len(forwarded) == len(numbers)
    photos = await _done(call, "getUserProfilePhotos", user_id=SARI)
    assert photos == {"total_count": 0, "photos": []}
