"""Model of a method, and the register of all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

from bot.simulator.params import Params

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

Act = Callable[["Telegram", Params], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """Method: what it does, and the parameters that it takes here; any other is refused by name."""

    act: Act
    parameters: frozenset[str]

    @property
    def waits(self) -> bool:
        return iscoroutinefunction(self.act)


METHODS: dict[str, Method] = {}


def models(name: str, *parameters: str) -> Callable[[Act], Act]:
    """The function below is the Bot API's method of this name."""

    def remember(act: Act) -> Act:
        METHODS[name] = Method(act, frozenset(parameters))
        return act

    return remember
