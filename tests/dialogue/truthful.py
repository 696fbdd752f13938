"""An operator who answers truly for a school, does each step at once and looks; and a Dinas that does what it is asked."""

import random
from dataclasses import dataclass, field

from flows.dialogue.machine.dinas_marks import write_marks
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import STEPS, remedy_of
from flows.dialogue.machine.table import subject_of
from flows.eligibility import Facts, Status, Verdict, evaluate, mended
from tests.dialogue.walking import START, Told, offered, tell

ENDS = {"finished", "handed_over"}
LEADERS = {"definitif": "kepala_sekolah", "plt": "plt"}
MOST = 60
"""So many taps no journey takes."""


@dataclass
class Operator:
    """What is true of a school, and how often who answers for it says "tidak tahu", in percent."""

    truth: Facts
    dice: random.Random
    ignorance: int = 0
    desk: bool = False
    """Whether the request goes to a help desk of Dinas in the bot, which marks what was changed."""
    taps: int = 0
    """What was tapped until the button was there, the tap that says so counted; else until the end."""
    needless: list[str] = field(default_factory=list)
    vain: int = 0
    """How often the operator was sent to look although something that was told, or known to be asked of Dinas, is missing."""
    asked_of_dinas: tuple[str, ...] = ()
    position: Position = START
    told: list[Told] = field(default_factory=list)

    @property
    def button(self) -> bool:
        """Whether it is there: for who looks, as looking means to refresh."""
        return evaluate(self.truth.but(refreshed="yes")).verdict is Verdict.CHECK_BUTTON

    def unmet(self, key: str) -> bool:
        return evaluate(self.truth).requirements[key] is not Status.MET

    def walks(self) -> "Operator":
        """From the opening to the button, or to another end."""
        while self.position.state not in {*ENDS, "solved"} or self._desk_acts():
            told = self._tells(offered(self.position))
            self.position = tell(self.position, told)
            self.told.append(told)
            self.taps += 1
            assert self.taps < MOST, self.position
        return self

    def _desk_acts(self) -> bool:
        """The desk has changed what it was asked and says so: no tap of the operator's."""
        if not self.desk or self.position.state != "handed_over" or not self.asked_of_dinas:
            return False
        self._dinas_acts()
        self.position = tell(self.position, ("desk", write_marks(self.asked_of_dinas) or ""))
        self.asked_of_dinas = ()
        return True

    def _tells(self, offered: list[Told]) -> Told:
        state = self.position.state
        subject = subject_of(state) or ""
        if state == "menu":
            return "symptom", "button_missing"
        if state == "waiting":
            self._dinas_acts()
            return subject, "done"
        if state.startswith("request"):
            self._asks_dinas()
            return ("nav", "human") if self.desk else (subject, "done")
        if subject in STEPS:
            return self._does(state, subject, offered)
        if state == "make_account":
            self.truth = self.truth.but(accounts="1")
            return subject, "done"
        if state == "result":
            return ("nav", "recheck") if ("nav", "recheck") in offered else ("nav", "human")
        if state == "look":
            return self._looks((subject, "still_missing"))
        return subject, self._answer(subject, [choice for name, choice in offered if name == subject])

    def _looks(self, otherwise: Told) -> Told:
        if self.button:
            return "button_now", "appeared"
        standing = self.position.standing
        self.vain += bool(set(standing.result.plan) - {"R10"}) and otherwise[0] == "button_now"
        return otherwise

    def _answer(self, subject: str, choices: list[str]) -> str:
        if subject in {"npsn", "level", "district"}:
            return {"npsn": "skip", "level": "sd", "district": "none"}[subject]
        if self.ignorance and "unknown" in choices and self.dice.randrange(100) < self.ignorance:
            return "unknown"
        true = self.truth.value({"leader_sk": "leader", "role_again": "role_ks"}.get(subject, subject))
        return str(true) if subject != "invalid" or true == 0 else "some"

    def _does(self, state: str, step: str, offered: list[Told]) -> Told:
        """Whoever logs in with a role that does not exist sees so, and nobody logs in with an account that does not."""
        key = remedy_of(step)
        if not self.unmet(key) and not self.ignorance:
            self.needless.append(key)
        if key == "R8" and (self.truth.leader == "none" or self.truth.accounts == "0"):
            return step, "skip" if state.endswith(".stuck") else "stuck"
        if key == "R8" and self.truth.role_ks != "yes":
            return step, "no_role"
        self.truth = self.truth.but(**({"refreshed": "no"} | mended(key, self.truth)))
        return self._looks((step, "looked")) if (step, "looked") in offered else (step, "done")

    def _asks_dinas(self) -> None:
        self.asked_of_dinas = self.position.standing.for_dinas
        if not self.ignorance:
            self.needless += [key for key in self.asked_of_dinas if not self.unmet(key)]

    def _dinas_acts(self) -> None:
        for key in self.asked_of_dinas:
            if key == "R1":
                leader = self.dice.choice(list(LEADERS))
                self.truth = self.truth.but(
                    leader=leader, ptk_type="kepala_sekolah", induk="induk", duty=LEADERS[leader]
                )
            else:
                self.truth = self.truth.but(**mended(key, self.truth))
        self.truth = self.truth.but(dinas_changed="yes", pulled_after="no", refreshed="no")
