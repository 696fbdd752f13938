"""What holds on every path: all answers to all questions, and then every way to an end. `make test` walks a part of them.

The numbers are printed and stand in docs/flow.md.
"""

import pytest

from flows.dialogue.machine.questions import QUESTIONS, fact_value
from flows.dialogue.machine.table import ASKED, ENDS, STATES
from flows.dialogue.screens.screens import screen
from flows.eligibility import Facts, evaluate, values
from tests.dialogue.figures import assert_written
from tests.dialogue.walk import ORDER, RESTING, VERDICTS, Walk, classes, fits, progress, statuses, ways
from tests.dialogue.walking import HERE, SESSION
from tests.sampling import amount

pytestmark = [pytest.mark.sampled, pytest.mark.xdist_group("walk")]


@pytest.mark.prove
def test_the_numbers_of_the_walk(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    """How far it is to a result, at most and on average over all ways to answer."""
    root = walk.root
    with capsys.disabled():
        print(
            f"\nanswer sets {root.paths:,}; distinct positions {len(walk.nodes):,}; "
            f"taps to a result: longest {root.longest}, mean {root.taps / root.paths:.1f}"
        )
    assert root.paths > 100_000
    assert_written("answer sets", f"{root.paths:,}")
    assert_written("taps to a result, longest", str(root.longest))
    assert_written("taps to a result, mean over all sets", f"{root.taps / root.paths:.1f}")


def test_the_result_is_what_the_rules_say_to_the_answers(walk: Walk) -> None:
    """An answer sets its own fact, and only that; what is shown is the rules' result on the facts."""
    asked = set[str]()
    answers = 0
    for node in walk.nodes:
        subject = ASKED.get(node.position.state)
        for told, child in node.ways:
            after = child.position.standing.facts
            if subject and told[0] == subject:
                answers += 1
                asked.add(subject)
                expected = node.position.standing.facts.but(
                    **{QUESTIONS[subject].fact or "": fact_value(subject, told[1])}
                )
                assert after == expected, (node.position.state, told)
    for position in walk.results:
        standing = position.standing
        assert standing.result == evaluate(Facts.model_validate(standing.facts.model_dump()))
    assert asked == set(ASKED.values())
    assert answers > amount(2_000, 100_000)


def test_no_question_is_asked_in_vain(walk: Walk) -> None:
    """Below each question there are two answers that lead to different results."""
    checked = 0
    for node in walk.nodes:
        if node.position.state in ASKED and node.complete:
            checked += 1
            outcomes = [child.outcomes for _, child in node.ways]
            assert len(set(outcomes)) > 1, (node.position.state, node.position.standing.facts)
    assert checked > amount(400, 50_000)


def test_nothing_worth_asking_is_left_out(walk: Walk) -> None:
    """At a result, no answer to a question that was passed over would change a requirement."""
    tried = 0
    for position in walk.results:
        standing = position.standing
        for fact in (
            "ptk_type",
            "induk",
            "duty",
            "dinas_changed",
            "pulled_after",
            "accounts",
            "role_ks",
            "refreshed",
        ):
            if fact in standing.settled:
                continue
            tried += 1
            for value in values(fact):
                assert tuple(evaluate(standing.facts.but(**{fact: value})).requirements.values()) == statuses(
                    position
                ), (fact, value, standing.facts)
    assert tried > amount(1_000, 10_000)


def test_every_screen_fits_telegram(walk: Walk) -> None:
    """Text within 4,096, data within 64 bytes, at most 100 buttons; question screens and results alike."""
    seen_states = set()
    checked = 0
    for position in [*classes(walk.results), *(node.position for node in walk.nodes)]:
        if position.state != "result":
            if position.state in seen_states:
                continue
            seen_states.add(position.state)
        fits(position)
        checked += 1
    assert checked > amount(200, 500)


def test_every_path_ends(walk: Walk) -> None:
    """Whatever is told, the case comes nearer to an end: solved, handed over, or waiting for Dinas."""
    assert set(ORDER) == set(STATES)
    edges = 0
    for node in walk.nodes:
        for _, child in node.ways:
            edges += 1
            assert progress(child.position) > progress(node.position), node.position
    ended = set()
    for position in walk.beyond:
        if position.state in {"solved", *ENDS}:
            ended.add(position.state)
        assert position.standing.looks <= 2 or position.state in {"ask_level", "ask_district", *ENDS}
        for told, below in ways(position):
            edges += 1
            if position.state not in RESTING:
                assert progress(below) > progress(position), (position.state, told)
    assert ended == {"solved", *ENDS}
    assert edges > amount(8_000, 200_000)


def test_every_state_is_reached_and_has_a_way_back(walk: Walk) -> None:
    """No state of the table is dead wood, and none but the opening is without `Kembali`."""
    reached = {node.position.state for node in walk.nodes}
    for position in walk.beyond:
        reached.add(position.state)
        buttons = {at.choice for row in screen(SESSION, position, HERE).rows for at in row}
        assert position.state == "menu" or "back" in buttons, position.state
        assert buttons & {"appeared", "next", "restart", "human", "done", "helped", "other"}, position.state
        fits(position)
    assert reached == set(STATES)


def test_a_verdict_of_each_kind_is_met(walk: Walk) -> None:
    """The walk would prove nothing if it missed a kind of result."""
    found = {position.standing.result.verdict for position in walk.results}
    assert found == VERDICTS
