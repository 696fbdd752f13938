"""What operators, staff and the owner can do at help desks, each as something that may happen at any time.

A deed that is not possible just then, as tapping where there is no button, is not done: in that order it does not happen.
"""

import re
from collections.abc import Awaitable, Callable

from bot.simulator.members import Member
from bot.simulator.phone import Button, Message, buttons_of
from flows.dialogue.buttons import write_button
from tests.chat import Chat
from tests.helpdesk.town import Town
from tests.staff import Staff

Deed = Callable[[Town], Awaitable[None]]

ONWARD = (
    ":human",
    ":other",
    ":sd",
    ":smk",
    ":contoh",
    ":misal",
    ":prov",
    ":prov_prov",
    ":restart_yes",
    ":desk_up",
)
"""Endings of buttons that lead an operator to a desk, or from one to another."""
_ASKS = re.compile(r":nav:(recheck|district|restart_yes)$|:asked\.")
CHOICES = (
    "take", "over", "release", "ask", "mark", "close", "menu", "note", "up", "reopen",
    "ask_symptom", "ask_leader", "ask_level", "ask_", "mark_R2", "mark_all", "mark_R9",
    "close_button_back", "close_double", "close_lost", "close_left", "nosuch",
)  # fmt: skip
"""Choices of a card's, and some that no card has."""


def operator(here: Town, who: int) -> Chat:
    return (here.sari, here.budi)[who % 2]


def staff(here: Town, who: int) -> Staff:
    return (here.rini, here.joko, here.tati, here.made)[who % 4]


def one_of(found: list[Button], at: int) -> Button | None:
    return found[at % len(found)] if found else None


async def _back(chat: Chat) -> Chat:
    """Whoever has blocked the bot lets it in again before they do something else."""
    if chat.person.blocked:
        await chat.unblocks_bot()
    return chat


# Operators.


def hands_over(who: int, at: int) -> Deed:
    """As far on the way to a desk as some taps lead, from wherever the operator stands."""

    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        if not chat.buttons:
            await chat.says("/start")
        for _ in range(4):
            onward = [button for button in chat._phone.buttons if button.data.endswith(ONWARD)]
            if button := one_of(onward, at):
                await chat._taps(button)

    return deed


def uses(who: int, at: int) -> Deed:
    """A button that stands only on the screen of a case at a desk."""

    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        found = [
            button
            for button in chat._phone.buttons
            if ":nav:desk_" in button.data or _ASKS.search(button.data)
        ]
        if button := one_of(found, at):
            await chat._taps(button)

    return deed


def taps(who: int, at: int) -> Deed:
    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        button = one_of(chat._phone.buttons, at)
        await (chat._taps(button) if button else chat.says("/start"))

    return deed


def taps_old(who: int, at: int) -> Deed:
    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        standing = {message["message_id"] for message in chat.person.messages()}
        old = [button for button in chat._phone.ever if button.message in standing]
        if button := one_of(old, at):
            await chat._taps(button)

    return deed


def writes(who: int, text: str) -> Deed:
    async def deed(here: Town) -> None:
        await (await _back(operator(here, who))).says(text)

    return deed


def replies(who: int, text: str, at: int) -> Deed:
    """To anything that stands in the private chat: a desk's message, a screen, one's own."""

    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        if messages := chat.person.messages():
            number = messages[at % len(messages)]["message_id"]
            await chat._does(lambda: chat.person.says(text, reply_to=number))

    return deed


def edits(who: int, at: int) -> Deed:
    """A message of one's own, passed on or not."""

    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        own = [m for m in chat.person.messages() if m["from"]["id"] == chat.person.id and _can_be_edited(m)]
        if own:
            number = own[at % len(own)]["message_id"]
            await chat._does(lambda: chat.person.edits(number, f"diubah {at}"))

    return deed


def _can_be_edited(message: Message) -> bool:
    return bool({"text", "photo", "document", "video", "audio", "voice", "animation"} & set(message))


def sends(who: int, kind: str, caption: str) -> Deed:
    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        await chat._does(lambda: chat.person.sends(kind, caption=caption))

    return deed


def sends_album(who: int, kinds: list[str]) -> Deed:
    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        await chat._does(lambda: chat.person.sends_album(kinds, caption="layar")[0])

    return deed


def blocks(who: int) -> Deed:
    async def deed(here: Town) -> None:
        if not operator(here, who).person.blocked:
            await operator(here, who).blocks_bot()

    return deed


def erases(who: int) -> Deed:
    async def deed(here: Town) -> None:
        chat = await _back(operator(here, who))
        await chat.says("/hapus_data")
        if "Ya, hapus semua" in chat.buttons:
            await chat.taps("Ya, hapus semua")

    return deed


# Staff.


def presses(who: int, at: int) -> Deed:
    """Any button that stands in the group now, also by somebody who was sent away."""

    async def deed(here: Town) -> None:
        here_now = [button for message in staff(here, who).group.messages() for button in buttons_of(message)]
        if button := one_of(here_now, at):
            await staff(here, who)._taps(button)

    return deed


def works(who: int, what: str, at: int) -> Deed:
    """What a card is for: its button `what`, and then one of those that it has led to."""

    async def deed(here: Town) -> None:
        one = staff(here, who)
        for wanted in (f":desk:{what}", f":desk:{what}_"):
            standing = [button for message in one.group.messages() for button in buttons_of(message)]
            found = [button for button in standing if button.data.partition(wanted)[1]]
            if button := one_of(found[-8:], at):
                await one._taps(button)

    return deed


def presses_old(who: int, at: int) -> Deed:
    async def deed(here: Town) -> None:
        standing = {message["message_id"] for message in staff(here, who).group.messages()}
        old = [button for _, button in staff(here, who)._ever if button.message in standing]
        if button := one_of(old, at):
            await staff(here, who)._taps(button)

    return deed


def forges(who: int, at: int, choice: str, *, ahead: int = 0) -> Deed:
    """Data that no button has, for a case of any desk's; mostly with the count that the case has now."""

    async def deed(here: Town) -> None:
        cases = await here.world.rows("SELECT case_id, json_extract(doc, '$.seq') FROM desk_cases ORDER BY 1")
        messages = [m for m in staff(here, who).group.messages() if m["from"]["is_bot"]]
        if cases and messages:
            case, seq = cases[at % len(cases)]
            data = write_button(case, max(0, seq + ahead), "desk", choice)
            await staff(here, who)._taps(Button(messages[-1]["message_id"], "forged", data))

    return deed


def answers(who: int, text: str, at: int) -> Deed:
    """In the group: below any message, in any topic, or beside all of them."""

    async def deed(here: Town) -> None:
        one = staff(here, who)
        if not _is_in(one):
            return
        messages, threads = [m for m in one.group.messages() if _is_said(m)], [None, *one.group.topics]
        if messages and at % 2:
            await one.replies(messages[at % len(messages)], text)
        else:
            await one.says(text, threads[at % len(threads)])

    return deed


def withdraws(who: int) -> Deed:
    """One's own last message, where it stands still."""

    async def deed(here: Town) -> None:
        one = staff(here, who)
        own = [m for m in one.group.messages() if m["from"]["id"] == one.person.id and _is_said(m)]
        if own and _is_in(one):
            await one.replies(own[-1], "/tarik")

    return deed


def answers_with(who: int, kinds: list[str], at: int) -> Deed:
    """Files, one or an album, in a topic or below a message."""

    async def deed(here: Town) -> None:
        one = staff(here, who)
        if not _is_in(one):
            return
        messages, threads = [m for m in one.group.messages() if _is_said(m)], list(one.group.topics)
        thread = threads[at % len(threads)] if threads else None
        below = messages[at % len(messages)]["message_id"] if messages and thread is None else None
        if len(kinds) > 1:
            await one._does(
                lambda: one.person.sends_album(kinds, one.group, thread, caption="surat", reply_to=below)
            )
        else:
            await one._does(lambda: [one.person.sends(kinds[0], one.group, below, thread)])

    return deed


def corrects(who: int, at: int) -> Deed:
    async def deed(here: Town) -> None:
        one = staff(here, who)
        own = [m for m in one.group.messages() if m["from"]["id"] == one.person.id and _can_be_edited(m)]
        if own and _is_in(one):
            number = own[at % len(own)]["message_id"]
            await one._does(lambda: [one.person.edits(number, f"diubah {at}", one.group)])

    return deed


def comes_or_goes(who: int) -> Deed:
    async def deed(here: Town) -> None:
        one = staff(here, who)
        if _is_in(one):
            one.group.expels(one.person, by=one.person)
        else:
            one.group.admits(one.person)
            if one.person.id != here.joko.person.id:  # the others lead
                one.group.promotes(one.person, "can_manage_chat")
        await here.world.settles()

    return deed


def _is_in(one: Staff) -> bool:
    return one.group.members.get(one.person.id, Member({}, "left")).is_in


def _is_said(message: Message) -> bool:
    return bool({"text", "caption", "photo", "document", "voice", "sticker"} & set(message))


# The owner, the groups, and the world.


def governs(words: str) -> Deed:
    async def deed(here: Town) -> None:
        await here.owner.says(f"/kelola {words}")

    return deed


def links(who: int, code: str) -> Deed:
    """A code from the owner, written into a group by one of its staff: the group may be a desk already."""

    async def deed(here: Town) -> None:
        await here.owner.says(f"/kelola tautan {code}")
        told = [str(m.get("text", "")) for m in here.owner.person.messages()]
        found = re.findall(r"/hubungkan (\w+)", told[-1])
        if found and _is_in(staff(here, who)):
            await staff(here, who).says(f"/hubungkan {found[-1]}")

    return deed


def loses_topic(at: int) -> Deed:
    """Somebody deletes a topic with all that is in it."""

    async def deed(here: Town) -> None:
        topics = [(group, thread) for group in (here.contoh, here.prov) for thread in group.topics]
        if topics:
            group, thread = topics[at % len(topics)]
            group.deletes_topic(thread)

    return deed


async def sends_bot_away(here: Town) -> None:
    """From Kabupaten Contoh's group; or lets it in again, with its rights."""
    if here.contoh.bot.is_in:
        here.contoh.removes_bot(here.rini.person)
    else:
        here.contoh.adds_bot(here.rini.person, "can_manage_topics", "can_delete_messages")
    await here.world.settles()


async def demotes_or_promotes_bot(here: Town) -> None:
    """In Kabupaten Contoh's group."""
    if here.contoh.bot.is_administrator:
        here.contoh.demotes_bot(here.rini.person)
    elif here.contoh.bot.is_in:
        here.contoh.promotes_bot(here.rini.person, "can_manage_topics", "can_delete_messages")
    await here.world.settles()


async def moves_group(here: Town) -> None:
    """Kota Misal's group becomes a supergroup under another number."""
    here.misal = here.tati.group = here.misal.becomes_supergroup(here.misal.id - 100)
    await here.world.settles()


def waits(hours: int) -> Deed:
    async def deed(here: Town) -> None:
        await here.later(hours=hours)

    return deed


async def restarts(here: Town) -> None:
    await here.world.restarts()
