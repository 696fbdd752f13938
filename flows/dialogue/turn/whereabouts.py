"""Whereabouts of a case: its district and its school, at their questions or at any other time."""

from dataclasses import replace

from flows.dialogue.machine.effects import Remember, RememberSchool
from flows.dialogue.machine.questions import NO_DISTRICT
from flows.dialogue.machine.session import Record
from flows.dialogue.school import school_of
from flows.dialogue.screens.change_panels import answer_places
from flows.dialogue.screens.district_choice import noted
from flows.dialogue.screens.keyboard import school_label
from flows.dialogue.turn.case import Case, Turn
from flows.view import Line


def district_chosen(case: Case, code: str, *, said: bool = False) -> Turn:
    """A district, at its question or over any position. It is remembered, and changes the answer where one was given."""
    remembered = () if code == NO_DISTRICT else (Remember(code),)
    asked = case.position.state == "ask_district"
    note = noted(code, case.here.directory)
    if asked:
        turn = case.goes_on([("district", code)], *((note,) if said else ()))
        return replace(turn, effects=(*remembered, *turn.effects))
    place = answer_places(case.session, case.position).get("district")
    if place is None or case.session.records[place].choice == code:
        return case.lays(None, note, effects=remembered)
    records = list(case.session.records)  # where a case goes on does not rest on this: nothing is taken anew
    records[place] = replace(records[place], choice=code, at=case.here.now)
    turn = case.moves(tuple(records), note)
    return replace(turn, effects=(*remembered, *turn.effects))


def school_named(case: Case, word: str) -> Turn:
    """The school, at its question or at any time. It is remembered, and from now on it is that of this case."""
    school = school_of(word)
    remembered = (RememberSchool(word),) if school else ()
    note = (Line("notice.school", {"school": school_label(school)}),) if school else ()
    if case.position.state == "ask_npsn":
        turn = case.goes_on([("npsn", word)], *note)
    elif "npsn" in answer_places(case.session, case.position):
        turn = case.changes("npsn", word, *note)
    else:
        record = Record(subject="npsn", choice=word, at=case.here.now, round=case.position.standing.round)
        turn = case.moves((*case.session.records, record), *note)
    return replace(turn, effects=(*remembered, *turn.effects))
