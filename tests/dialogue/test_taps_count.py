"""A tap counts if its screen is not older than the turn in which the present question, step or panel was entered; any other is answered,
changes nothing and shows the present screen. Over any history of taps, words, pictures, commands and edits.
"""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dialogue.machine.events import (
    Chose,
    Commanded,
    CommandName,
    Edited,
    Event,
    Forwarded,
    Reminded,
    Sent,
    Typed,
)
from flows.dialogue.machine.session import SESSION_JSON, Session
from flows.dialogue.turn.engine import advance, begin, show
from flows.view import Choice
from tests.dialogue.walking import HERE, NOON
from tests.sampling import amount

TAP, EARLIER = "tap", "earlier"
_COMMANDS: list[CommandName] = ["start", "lanjut", "ulang", "batal", "kasus", "bantuan"]
_WORDS = [
    "ya",
    "belum",
    "gak tau",
    "kembali",
    "3",
    "plt",
    "guru",
    "ubah jawaban",
    "sd",
    "halo min",
    "🙂",
    "lihat gambar ini",
]
OTHERS: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from(_WORDS).map(Typed),
    st.sampled_from(_WORDS).map(Forwarded),
    st.sampled_from(["photo", "sticker", "voice"]).map(Sent),
    st.sampled_from(_WORDS).map(lambda words: Sent("photo", words)),
    st.sampled_from(_COMMANDS).map(Commanded),
    st.just(Edited()),
    st.just(Reminded()),
)
DOINGS = st.one_of(
    st.tuples(st.sampled_from([TAP, EARLIER, EARLIER]), st.integers(0, 50), st.integers(0, 50)), OTHERS
)


@dataclass
class History:
    """A case with all its screens: each with its buttons, and the turn in which what it asks was entered."""

    session: Session
    entered: int = 0
    """The count of the screen with which the present question, step or panel came, or was answered last."""
    screens: dict[int, tuple[Choice, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._look()

    def happens(self, event: Event) -> bool:
        """Whether a tap was taken for late."""
        turn = advance(self.session, event, HERE)
        if turn.stale:
            assert turn.session == self.session
            assert turn.view == show(self.session, HERE)
            return True
        before, after = self.session, SESSION_JSON.read(SESSION_JSON.write(turn.session))  # as over a restart
        if isinstance(event, Chose) or (before.records, before.panel) != (after.records, after.panel):
            self.entered = after.seq
        self.session = after
        self._look()
        return False

    def _look(self) -> None:
        self.screens[self.session.seq] = self.buttons

    @property
    def buttons(self) -> tuple[Choice, ...]:
        return tuple(at for row in show(self.session, HERE).rows for at in row)


@pytest.mark.sampled
@given(st.lists(DOINGS, max_size=40))
@settings(max_examples=amount(60, 1_000))
def test_a_tap_counts_since_what_it_answers_was_asked(doings: list[tuple[str, int, int] | Event]) -> None:
    history = History(begin(7, 1, NOON))
    for doing in doings:
        if not isinstance(doing, tuple):
            history.happens(doing)
            continue
        kind, which, at = doing
        seqs = sorted(history.screens)
        seq = history.session.seq if kind == TAP else seqs[-1 - which % len(seqs)]
        buttons = history.screens[seq]
        button = buttons[at % len(buttons)]
        offered = (button.subject, button.choice) in {(one.subject, one.choice) for one in history.buttons}
        counts = seq >= history.entered and offered
        late = history.happens(Chose(7, seq, button.subject, button.choice))
        assert late != counts or (not offered and button.subject == "nav"), (seq, history.entered, button)
