"""An operator who answers truly for a school whose sync fails, does each step and tries once."""

from dataclasses import dataclass, field

from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.machine.replay import Position
from tests.dialogue.failing_schools import BLOCKS, FINE, TROUBLE, School
from tests.dialogue.walking import START, Told, tell

ENDS = {"finished", "ask_level"}
MOST = 40
"""So many taps no way takes."""


@dataclass
class Operator:
    """One way through the dialogue."""

    school: School
    done: frozenset[str] = frozenset()
    taps: int = 1
    """The one that names the symptom counts."""
    advised_after: int | None = None
    """How many taps led to the first advice."""
    position: Position = field(default_factory=lambda: tell(START, ("symptom", TROUBLE.symptom)))

    def walks(self) -> "Operator":
        """From the symptom to a sync that works, or to a person."""
        while self.position.state not in ENDS:
            if self.position.state in LED_STEPS and self.advised_after is None:
                self.advised_after = self.taps
            self.position = tell(self.position, self._tells())
            self.taps += 1
            assert self.taps < MOST, self.position
        return self

    def _tells(self) -> Told:
        state = self.position.state
        if state in TROUBLE.warns:
            return "nav", "human"
        if state in LED_STEPS:
            self.done |= {LED_STEPS[state]}
            return ("button_now", "appeared") if self.school.works(self.done) else (state, "looked")
        if state.startswith("trying."):
            return TROUBLE.look
        subject = state.removeprefix("ask_")
        return subject, self._true(str(QUESTIONS[subject].fact))

    def _true(self, fact: str) -> str:
        if fact in BLOCKS and BLOCKS[fact] in self.done:
            return FINE[fact]
        if fact == "seen" and self.school.amiss <= self.done:
            return self.school.then
        return dict(self.school.told)[fact]
