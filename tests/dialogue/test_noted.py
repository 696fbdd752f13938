"""What was noted before its question is kept and shown: in the list of answers, the summary and on the card, also if that never comes."""

from collections.abc import Iterable

import pytest

from flows.dialogue.desk.card_lines import card_parts
from flows.dialogue.machine.events import Chose, Typed
from flows.dialogue.machine.replay import replay
from flows.dialogue.machine.session import Session
from flows.dialogue.screens.summaries import case_summary
from flows.dialogue.turn.engine import advance
from flows.texts import say
from flows.view import View
from tests.dialogue.desks import EMPTY, here
from tests.dialogue.walking import SESSION

BEGINNINGS: tuple[list[str], ...] = (
    ["sinkron gagal terus"],
    ["tombol sinkron hilang"],
    ["tombol sinkron hilang", "akun operator"],
    [],
)
TOLD = {
    "ptk_type": ("jenis ptk guru", "Guru"),
    "induk": ("ptk induk", "Induk"),
    "role_ks": ("peran kepala sekolah sudah ada", "Sudah"),
}


def _said(session: Session, texts: Iterable[str]) -> Session:
    for text in texts:
        session = advance(session, Typed(text), here(EMPTY)).session
    return session


def _tapped(session: Session, subject: str, choice: str) -> Session:
    return advance(session, Chose(session.case, session.seq, subject, choice), here(EMPTY)).session


def _is_noted(begins: list[str], subject: str) -> bool:
    session = _said(SESSION, [*begins, TOLD[subject][0]])
    return "notice.noted" in [line.key for line in session.notices]


NOTED = [(begins, subject) for begins in BEGINNINGS for subject in TOLD if _is_noted(begins, subject)]


@pytest.mark.parametrize(("begins", "subject"), NOTED, ids=str)
def test_it_is_shown_and_can_be_changed(begins: list[str], subject: str) -> None:
    session = _said(SESSION, [*begins, TOLD[subject][0]])
    edit = advance(session, Typed("ubah jawaban"), here(EMPTY))
    session = _tapped(edit.session, "nav", f"change_{subject}")
    assert session.panel == f"change:{subject}"
    session = _tapped(session, subject, "unknown")
    (latest,) = [one for one in session.records if one.subject == subject]
    assert latest.choice == "unknown"


@pytest.mark.parametrize("subject", TOLD)
def test_the_desk_reads_it(subject: str) -> None:
    session = _said(SESSION, ["sinkron gagal terus", TOLD[subject][0]])
    position = replay(session.records)
    shown = (case_summary(session, position), View(card_parts(session).folded))
    about = say(View((case_summary(session, position).lines[0],))).text
    for view in shown:
        assert TOLD[subject][1].casefold() in say(view).text.casefold().replace(about.casefold(), "")
