"""What the control is asked: the JSON objects of its requests."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.simulator.actions import (
    Block,
    Choose,
    Edit,
    Open,
    Pay,
    React,
    Say,
    SearchAction,
    Send,
    TapAction,
    Vote,
)
from bot.simulator.group_actions import Dismiss, Invite, Join, Leave, Promote, ShareChat

ACTIONS = (
    Say,
    Send,
    TapAction,
    Edit,
    Open,
    React,
    SearchAction,
    Choose,
    Vote,
    Pay,
    Block,
    Invite,
    Dismiss,
    Join,
    Leave,
    Promote,
    ShareChat,
)
Action = (
    Say | Send | TapAction | Edit | Open | React | SearchAction | Choose | Vote | Pay | Block | Invite | Dismiss | Join | Leave | Promote | ShareChat
)  # fmt: skip
ACTION: TypeAdapter[Action] = TypeAdapter(Annotated[Action, Field(discriminator="act")])

Name = Annotated[str, Field(min_length=1, max_length=128)]
Percent = Annotated[float, Field(ge=0, le=100)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewBot(_Request):
    """A bot. Without a token it gets one."""

    token: str = ""
    name: Name = "Bot"
    username: str = ""
    privacy: bool = True


class NewPerson(_Request):
    """A person, who has not written to the bot yet."""

    id: Annotated[int, Field(ge=1, lt=2**52)]
    first_name: Name
    username: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{0,32}$")] = ""
    language_code: Annotated[str, Field(max_length=16)] = "en"


class NewGroup(_Request):
    """A group with the bot and these people in it; a supergroup's id begins with -100, and only such a one is a forum."""

    id: Annotated[int, Field(lt=0, gt=-(2**52))]
    title: Name
    forum: bool = False
    members: tuple[int, ...] = ()
    administrators: tuple[int, ...] = ()
    bot_rights: tuple[str, ...] | None = None
    """Rights of the bot, without `can_`; none of them: the bot is an ordinary member. Left out: the bot is not in the group."""


class NewFault(_Request):
    """The next `times` calls of `method`, or of any, go wrong; `times` null: all from now on."""

    kind: Literal["drop_before", "drop_after", "error", "flood", "timeout", "delay"]
    method: str | None = None
    times: Annotated[int, Field(ge=1)] | None = 1
    seconds: Annotated[float, Field(ge=0, le=3600)] = 1.0
    code: Annotated[int, Field(ge=400, le=599)] = 500
    description: str = "Internal Server Error"


class Weather(_Request):
    """How often, of a hundred calls, each thing goes wrong by chance; `limits`: Telegram's sending limits hold."""

    drop_before: Percent = 0
    drop_after: Percent = 0
    error: Percent = 0
    flood: Percent = 0
    timeout: Percent = 0
    delay: Percent = 0
    limits: bool = False


class TimePasses(_Request):
    """Passing of `seconds` seconds."""

    seconds: Annotated[float, Field(gt=0, le=366 * 86400)]

    @property
    def span(self) -> timedelta:
        return timedelta(seconds=self.seconds)
