"""The actions of people by which the bot, or somebody, comes into a group, goes, or stands otherwise there."""

from typing import Literal

from bot.simulator.actions import Payload, PersonAction, Update
from bot.simulator.telegram import Telegram


class Invite(PersonAction):
    """Somebody follows a link `?startgroup=<payload>` into a group; it asks for these rights, without `can_`."""

    act: Literal["invite"]
    chat: int
    payload: Payload = ""
    rights: tuple[str, ...] = ()

    def do(self, telegram: Telegram) -> Update:
        person, group = telegram.people[self.person], telegram.groups[self.chat]
        if group.bot.is_in:  # it is only told the payload, as by Telegram
            return person.says(f"/start@{telegram.bot_user['username']} {self.payload}".rstrip(), group)
        return group.adds_bot(person, *(f"can_{right}" for right in self.rights), payload=self.payload)


class Dismiss(PersonAction):
    """Somebody sends the bot away from a group."""

    act: Literal["dismiss"]
    chat: int

    def do(self, telegram: Telegram) -> Update:
        return telegram.groups[self.chat].removes_bot(telegram.people[self.person])


class Join(PersonAction):
    """Somebody comes into a group, by an invite link where one is named."""

    act: Literal["join"]
    chat: int
    link: str | None = None

    def do(self, telegram: Telegram) -> Update:
        person, group = telegram.people[self.person], telegram.groups[self.chat]
        return group.admits(person) if self.link is None else group.comes_by(person, self.link)


class Leave(PersonAction):
    """Somebody leaves a group."""

    act: Literal["leave"]
    chat: int

    def do(self, telegram: Telegram) -> Update:
        return telegram.groups[self.chat].expels(telegram.people[self.person])


class Promote(PersonAction):
    """`person` becomes an administrator of a group with these rights, without `can_`; `bot`: the bot does, by that person."""

    act: Literal["promote"]
    chat: int
    rights: tuple[str, ...] = ()
    bot: bool = False

    def do(self, telegram: Telegram) -> Update:
        person, group = telegram.people[self.person], telegram.groups[self.chat]
        rights = [f"can_{right}" for right in self.rights]
        return group.promotes_bot(person, *rights) if self.bot else group.promotes(person, *rights)


class ShareChat(PersonAction):
    """Somebody chooses a group by the button that asks for one."""

    act: Literal["share_chat"]
    group: int

    def do(self, telegram: Telegram) -> Update:
        return telegram.people[self.person].shares_chat(telegram.groups[self.group])
