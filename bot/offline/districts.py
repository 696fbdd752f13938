"""The districts of the simulation: two and their province, each with its group, and who works there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.records.help_desk import Desk
from bot.simulator.groups import Group
from bot.simulator.people import Person
from bot.simulator.telegram import Telegram
from flows.texts import write
from flows.view import Line

_OPENS, _CLOSES = 8 * 60, 15 * 60 + 30
_RIGHTS = ("can_manage_topics", "can_pin_messages", "can_delete_messages")


@dataclass(frozen=True, slots=True)
class Office:
    """A district's help desk. Its head is the first of its staff."""

    code: str
    level: Literal["kabkota", "provinsi"]
    parent: str | None
    chat: int
    forum: bool
    staff: tuple[int, ...]

    @property
    def name(self) -> str:
        return write(Line(f"bot.simulation.district.{self.code}"))

    @property
    def desk(self) -> Desk:
        """The desk as the bot knows it."""
        return Desk(
            self.code, self.name, self.level, self.parent, "WIB", _OPENS, _CLOSES, self.chat, self.forum
        )

    def moves_in(self, telegram: Telegram, people: Iterable[Person]) -> Group:
        """Make the district's group, with the bot as an administrator and those of the people in it who work there."""
        group = telegram.group(self.chat, write(Line("bot.simulation.group", {"name": self.name})))
        group.is_forum = self.forum
        head, *others = (person for person in people if person.id in self.staff)
        group.adds_bot(head, *_RIGHTS)
        group.promotes(head, "can_manage_chat", "can_promote_members")
        for person in others:
            group.admits(person, by=head)
        return group


STAFF = (5, 6, 7)
OFFICES = (
    Office("contoh", "kabkota", "prov", -1_009_000_000_001, forum=True, staff=(5, 6)),
    Office("misal", "kabkota", "prov", -1_009_000_000_002, forum=False, staff=(7,)),
    Office("prov", "provinsi", None, -1_009_000_000_003, forum=True, staff=(7,)),
)
