"""What holds on every path, not on samples: all answers to all questions, and then every way to an end.

The numbers are printed and stand in docs/flow.md.
"""

from itertools import chain, islice

import pytest

from flows.dialogue.machine.conditions import diagnosing, holds
from flows.dialogue.machine.led import LED_STEPS
from flows.dialogue.machine.questions import ORDER as MACHINE_ORDER
from flows.dialogue.machine.questions import QUESTIONS, fact_value
from flows.dialogue.machine.replay import after
from flows.dialogue.machine.rows import may
from flows.dialogue.machine.rows import next_state as read
from flows.dialogue.machine.runner import move
from flows.dialogue.machine.standing import Standing
from flows.dialogue.machine.steps import STEPS, remedy_of
from flows.dialogue.machine.table import ANYWHERE, ASKED, CROSSINGS, ENDS, ROWS, STATES
from flows.dialogue.screens.screens import screen
from flows.eligibility import Facts, Status, evaluate, values
from flows.troubles.registry import FIRST
from flows.troubles.trouble import CROSS, Row
from tests.dialogue.figures import assert_written
from tests.dialogue.walk import (
    LED_FAR_ON,
    ORDER,
    RESTING,
    VERDICTS,
    Walk,
    after_all,
    classes,
    fits,
    progress,
    statuses,
    turns,
    ways,
)
from tests.dialogue.walking import HERE, SESSION, Told, offered, record, tell
from tests.sampling import amount

pytestmark = [pytest.mark.sampled, pytest.mark.xdist_group("walk")]


@pytest.mark.prove
def test_the_numbers_of_the_walk(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    """How many ways there are through the questions and the school's own steps."""
    root = walk.root
    with capsys.disabled():
        print(f"\nways {root.paths:,}; kinds of positions {len(walk.nodes):,}; longest {root.longest}")
    assert root.paths > 100_000
    assert_written("ways to answer and to do", f"{root.paths:,}")
    assert_written("kinds of positions on them", f"{len(walk.nodes):,}")
    assert_written("taps on the longest of them", str(root.longest))


def test_the_result_is_what_the_rules_say_to_the_answers(walk: Walk) -> None:
    """An answer sets its own fact, and only that; what is shown is the rules' result on the facts."""
    asked = 0
    for node in walk.nodes.values():
        subject = ASKED.get(node.position.state)
        for told, number in node.ways:
            if subject is None or told[0] != subject:
                continue
            below = walk.nodes[number].position
            after = tell(node.position, told).standing.facts
            asked += 1
            expected = node.position.standing.facts.but(
                **{QUESTIONS[subject].fact or "": fact_value(subject, told[1])}
            )
            if told == ("login", "ks_account_ks_role") and expected.role_ks == "unknown":
                expected = expected.but(role_ks="yes")  # nobody logs in with a role that is not there
            assert after == expected, (node.position.state, told)
            assert statuses(below) == tuple(evaluate(expected).requirements.values())
    for position in classes(walk.ends):
        standing = position.standing
        assert standing.result == evaluate(Facts.model_validate(standing.facts.model_dump()))
    assert asked > amount(2_000, 50_000)


def test_no_question_is_asked_in_vain(walk: Walk) -> None:
    """Below each question there are two answers that lead to different steps or different results."""
    checked = 0
    for node in walk.nodes.values():
        subject = ASKED.get(node.position.state)
        if subject and node.complete:
            checked += 1
            outcomes = [walk.nodes[number].outcomes for told, number in node.ways if told[0] == subject]
            assert len(set(outcomes)) > 1, (node.position.state, node.position.standing.facts)
    assert checked > amount(500, 25_000)


def test_nothing_is_mended_or_asked_of_dinas_that_is_not_unmet(walk: Walk) -> None:
    """No step for a requirement that what was told does not make unmet; and nobody looks while one is."""
    steps = 0
    for position in (*(node.position for node in walk.nodes.values()), *walk.beyond):
        standing, state = position.standing, position.state.removesuffix(".stuck")
        found = standing.result.requirements
        if state in STEPS and state not in LED_STEPS and not standing.guiding:
            steps += 1
            # While Dinas is waited for, whoever does not know whether data are invalid may validate.
            open_too = {Status.UNKNOWN} if standing.request_sent and state == "R9.1" else set()
            assert found[remedy_of(state)] in {Status.UNMET, *open_too}, (state, standing.facts)
        if state == "request":
            assert all(found[key] is Status.UNMET for key in standing.for_dinas)
            assert standing.next_question not in FIRST.order.before_request
        if state == "look":
            assert set(standing.result.plan) <= {"R10"}
            assert standing.facts.button_now == "unknown"
    assert steps > amount(400, 10_000)


def test_nothing_worth_asking_is_left_out(walk: Walk) -> None:
    """Where nothing is left to do, no answer to a question that was passed over would change a requirement."""
    tried = 0
    for position in classes(walk.results):
        standing = position.standing
        if not diagnosing(standing):
            continue
        for fact in MACHINE_ORDER:
            if fact in standing.settled:
                continue
            tried += 1
            for value in values(fact):
                assert tuple(evaluate(standing.facts.but(**{fact: value})).requirements.values()) == statuses(
                    position
                ), (fact, value, standing.facts)
    assert tried > amount(20, 200)


def test_what_runs_is_what_was_walked(walk: Walk) -> None:
    """The library moves every case as the rows that these walks read say."""
    moved = 0
    for position in islice(chain(walk.beyond, (node.position for node in walk.nodes.values())), 0, None, 50):
        for trigger in {row.trigger for row in (*ROWS, *ANYWHERE) if row.source == position.state}:
            if may(position.state, trigger, position.standing):
                moved += 1
                assert move(position.state, trigger, position.standing) == read(
                    position.state, trigger, position.standing
                )
    assert moved > amount(200, 5_000)


def test_every_screen_fits_telegram(walk: Walk) -> None:
    """Text within 4,096, data within 64 bytes, at most 100 buttons; question screens and results alike."""
    seen_states = set()
    checked = 0
    for position in [*classes(walk.ends), *(node.position for node in walk.nodes.values())]:
        if position.state != "result":
            if position.state in seen_states:
                continue
            seen_states.add(position.state)
        fits(position)
        checked += 1
    assert checked > amount(40, 100)


def test_every_path_ends(walk: Walk) -> None:
    """Whatever is told, the case comes nearer to an end: solved, handed over, or waiting for Dinas."""
    assert set(ORDER) == set(STATES)
    edges = 0
    for node in walk.nodes.values():
        for told, number in node.ways:
            edges += 1
            below = walk.nodes[number].position
            assert progress(below)[:-2] >= progress(node.position)[:-2], (node.position, told)
            assert progress(tell(node.position, told)) > progress(node.position), (node.position, told)
    ended = set()
    for position in walk.beyond:
        if position.state in {"solved", *ENDS}:
            ended.add(position.state)
        for told, below in ways(position):
            edges += 1
            if position.state not in RESTING and not turns(position, below):
                assert progress(below) > progress(position), (position.state, told)
    assert ended == {"solved", *ENDS}
    assert edges > amount(8_000, 200_000)


def test_every_state_is_reached_and_has_a_way_back(walk: Walk) -> None:
    """No state of the table is dead wood, and none but the opening is without `Kembali`."""
    reached = {node.position.state for node in walk.nodes.values()}
    for position in walk.beyond:
        reached.add(position.state)
        buttons = {at.choice for row in screen(SESSION, position, HERE).rows for at in row}
        assert position.state == "menu" or "back" in buttons, position.state
        fits(position)
    assert reached == set(STATES)


BY_SOURCE: dict[tuple[str, str], list[Row]] = {}
for _row in (*ROWS, *ANYWHERE):
    BY_SOURCE.setdefault((_row.source, _row.trigger), []).append(_row)
UNTAPPED = {"asked", "desk_acted", "happened", "named", "volunteered"}
"""Triggers that are typed or come from the help desk: no button of these walks tells them."""
UNSEEN = {
    ("menu", "appeared"),
    ("ask_npsn", "done"),
    ("ask_seen", "stuck"),
    ("waiting", "answered"),
    ("R8.1", "done"),
    ("R8.1.stuck", "done"),
}
"""Rows of which no screen has the button: for what is typed, or was told to an older version."""
FAR_ON: tuple[tuple[Told, ...], ...] = (
    *(told for told in LED_FAR_ON if told[-1][0] in {"seen", "other_schools"}),
    (
        *(("symptom", "button_missing"), ("login", "operator"), ("R8.1", "stuck"), ("invalid", "unknown")),
        *(("leader", "unknown"), ("ptk_type", "kepala_sekolah"), ("duty", "unknown"), ("accounts", "2+")),
        *(("role_ks", "unknown"), ("npsn", "skip"), ("dinas.1", "done"), ("nav", "meanwhile")),
    ),
)
"""Ways whose last tap takes a row that chance seldom takes."""


def test_every_row_that_a_button_takes_is_walked(walk: Walk) -> None:
    """The walk would prove nothing of a row that none of its ways takes."""
    rows = {row for row in (*ROWS, *ANYWHERE) if row.trigger not in UNTAPPED}
    left = {row for row in rows if (row.source, row.trigger) not in UNSEEN}
    assert len({(row.source, row.trigger) for row in rows - left}) == len(UNSEEN)

    def noting(state: str, trigger: str, standing: Standing) -> str:
        """Move as the table says, and strike out each row on the way."""
        row = next(row for row in BY_SOURCE[state, trigger] if row.when is None or holds(row.when, standing))
        left.discard(row)
        return noting(row.dest, CROSS, standing) if row.dest in CROSSINGS else row.dest

    last = [after_all(*told[:-1]) for told in FAR_ON]
    for position in (*last, *walk.beyond, *(node.position for node in walk.nodes.values())):
        if not left:
            break
        for told in offered(position):
            after(position, 0, record(position, told), noting)
    assert not left


def test_a_verdict_of_each_kind_is_met(walk: Walk) -> None:
    """The walk would prove nothing if it missed a kind of result."""
    found = {position.standing.result.verdict for position in walk.ends}
    assert found == VERDICTS
