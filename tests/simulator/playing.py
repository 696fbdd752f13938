"""A simulation for the page, without a bot and with nobody who writes down what happens."""

from datetime import timedelta
from typing import Any

from bot.simulator.clock import MovableClock
from bot.simulator.people import Person
from bot.simulator.simulation import Simulation
from bot.simulator.telegram import Telegram


class Silent:
    """A recorder that records nothing."""

    def does(self, act: Any, person: Person, *, in_group: bool) -> None:
        pass

    def time_passes(self, span: timedelta) -> None:
        pass

    def restarts(self) -> None:
        pass

    def transcript(self, person: int) -> str:
        return f"# {person}\n"


def simulation(telegram: Telegram, clock: MovableClock) -> Simulation:
    """Everybody whom Telegram knows writes."""
    made = Simulation(telegram, clock, ("false",))
    made.writers = made.recorded = list(telegram.people.values())
    made.groups = list(telegram.groups.values())
    return made
