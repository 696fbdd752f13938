"""Schools as they may really stand, with an operator who answers truly: does the button come back, and is nothing asked in vain?

The button shows when every requirement of the rules is met in truth. Whoever may mend something mends it when asked.
"""

import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import pytest

from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import STEPS, remedy_of
from flows.dialogue.machine.table import subject_of
from flows.eligibility import ALLOWED, Facts, Status, Verdict, evaluate, mended
from tests.dialogue.figures import assert_written
from tests.dialogue.walking import START, Told, tell, tellable
from tests.sampling import WHOLE, amount
from tests.sampling import dice as chance

pytestmark = pytest.mark.sampled
ENDS = {"finished", "handed_over"}
LEADERS = {"definitif": "kepala_sekolah", "plt": "plt"}
MOST = 60
"""So many taps no journey takes."""


@dataclass
class School:
    """What is true of a school, and how often who answers for it says "tidak tahu", in percent."""

    truth: Facts
    dice: random.Random
    ignorance: int = 0
    taps: int = 0
    needless: list[str] = field(default_factory=list)
    vain: int = 0
    """How often the operator was sent to look, and saw no button."""
    asked_of_dinas: tuple[str, ...] = ()
    position: Position = START

    @property
    def button(self) -> bool:
        return evaluate(self.truth).verdict is Verdict.CHECK_BUTTON

    def unmet(self, key: str) -> bool:
        return evaluate(self.truth).requirements[key] is not Status.MET

    def walks(self) -> "School":
        """From the opening to an end."""
        while self.position.state not in ENDS:
            told = self._tells(tellable(self.position))
            self.position = tell(self.position, told)
            self.taps += 1
            assert self.taps < MOST, self.position
        return self

    def _tells(self, offered: list[Told]) -> Told:
        state = self.position.state
        subject = subject_of(state) or ""
        if self.button and ("button_now", "appeared") in offered:
            return "button_now", "appeared"
        if state == "menu":
            return "symptom", "button_missing"
        if state == "waiting":
            self._dinas_acts()
            return subject, "done"
        if state.startswith("request"):
            self._asks_dinas()
            return subject, "done"
        if subject in STEPS or subject == "R8.0":
            at_once = (remedy_of(subject), "done")
            step = at_once[0] if at_once in offered else subject
            return step, self._does(state, step)
        if state == "result":
            self.vain += ("nav", "next") not in offered
            return ("nav", "next") if ("nav", "next") in offered else (subject, "still_missing")
        if state == "look":
            self.vain += 1
            return subject, "still_missing"
        if state == "solved":
            return next(one for one in offered if one[0] == "helped")
        return subject, self._answer(subject, [choice for name, choice in offered if name == subject])

    def _answer(self, subject: str, choices: list[str]) -> str:
        if subject in {"reminder", "level", "district"}:
            return {"reminder": "none", "level": "sd", "district": "none"}[subject]
        if self.ignorance and "unknown" in choices and self.dice.randrange(100) < self.ignorance:
            return "unknown"
        true = self.truth.value({"leader_sk": "leader", "role_again": "role_ks"}.get(subject, subject))
        return str(true) if subject != "invalid" or true == 0 else "some"

    def _does(self, state: str, step: str) -> str:
        """Whoever logs in with a role that does not exist gets stuck; everything else can be done."""
        key = remedy_of(step)
        if not self.unmet(key) and not self.ignorance:
            self.needless.append(key)
        if key == "R8" and self.truth.role_ks != "yes":
            return "skip" if state.endswith(".stuck") else "stuck"
        self.truth = self.truth.but(**({"refreshed": "no"} | mended(key, self.truth)))
        return "done"

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


def _possible(truth: Facts) -> bool:
    """A role that is not there is nobody's login, nobody pulls what was not changed, and nobody leads by no duty."""
    if truth.login == "ks_account_ks_role" and (truth.role_ks != "yes" or truth.accounts == "0"):
        return False
    if truth.dinas_changed == "no" and truth.pulled_after == "yes":
        return False
    return truth.leader != "none" or (truth.duty == "none" and truth.ptk_type != "kepala_sekolah")


NAMES = (
    "login", "leader", "ptk_type", "induk", "duty", "dinas_changed", "pulled_after", "accounts", "role_ks", "refreshed",
)  # fmt: skip


def _schools(ignorance: int, every: int) -> Iterator[School]:
    """Of all that can be true of a school, every so many-th, each once with invalid data and once without."""
    dice = random.Random(ignorance)
    first = 0 if WHOLE else chance("schools").randrange(every)
    everything = product(*([value for value in ALLOWED[name] if value != "unknown"] for name in NAMES))
    for number, values in enumerate(everything):
        for invalid in (0, 3):
            truth = Facts(invalid=invalid, symptom="button_missing").but(
                **dict(zip(NAMES, values, strict=True))
            )
            if number % every == first and _possible(truth):
                yield School(truth, dice, ignorance)


def test_whoever_answers_truly_gets_the_button_back(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that stands right is mended, Dinas is asked for nothing that it has done, nobody looks in vain, and only what nobody can mend is handed over."""
    taps = list[int]()
    for school in _schools(ignorance=0, every=amount(71, 7)):
        if school.button:
            continue
        first = school.truth
        school.walks()
        assert not school.needless, (first, school.needless)
        if first.accounts == "0":
            continue
        assert not school.vain, first
        assert school.button, (first, school.truth, school.position)
        assert school.position.state == "finished", (first, school.position)
        taps.append(school.taps)
    assert len(taps) > amount(30, 300)
    mean = f"{statistics.mean(taps):.1f}"
    with capsys.disabled():
        print(f"\njourneys to the button: {len(taps)}; taps: mean {mean}, most {max(taps)}")
    if WHOLE:
        assert_written("taps to the button, most", str(max(taps)))
        assert_written("taps to the button, mean", mean)


@pytest.mark.parametrize("ignorance", [15, 50, 100])
def test_whoever_does_not_know_is_led_on_too(ignorance: int) -> None:
    """Doubt may cost taps and a hand-over, but nobody goes round in circles."""
    ends = [school.walks().position.state for school in _schools(ignorance, every=amount(301, 67))]
    assert set(ends) <= ENDS
    assert len(ends) > amount(10, 50)
