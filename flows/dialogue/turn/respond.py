"""Response of a case to a written message: taken for a button, for an answer, passed on, or asked about."""

from dataclasses import replace

from flows.dialogue.machine.effects import Unread
from flows.dialogue.machine.questions import NOTED, QUESTIONS
from flows.dialogue.school import School, named_school, told_number, told_school
from flows.dialogue.screens.case_at_desk import desk_listens
from flows.dialogue.screens.change_panels import CHANGE, answer_places
from flows.dialogue.screens.cut_off_lines import when_is_cut_off
from flows.dialogue.screens.district_choice import exactly, found, is_choosing, like
from flows.dialogue.screens.keyboard import HUMAN, MORE, answer_label, echo, nav
from flows.dialogue.screens.panels import CONFIRMING, elsewhere, more, offers_of, which
from flows.dialogue.screens.requirements import in_a_row
from flows.dialogue.screens.screens import screen
from flows.dialogue.turn.case import LOUD, Case, Turn, present
from flows.dialogue.turn.exchange import at_closed, held, passed_on, question_answered
from flows.dialogue.turn.ways import pressed
from flows.dialogue.turn.whereabouts import district_chosen, school_named
from flows.dialogue.typed.labels import context_at
from flows.dialogue.typed.match import Match, button_by_label, note_in
from flows.dialogue.typed.meaning import confirmed, meaning_of, of_which
from flows.reading import explain, intent
from flows.reading.closing import asks_cut_off
from flows.reading.happened import happened
from flows.texts import words
from flows.troubles.registry import FIRST
from flows.view import Line, View

_FOR_DESK = frozenset({None, "off_topic", "still_waiting", "too_long"})
"""What is passed on where a help desk listens: what was not understood, and what its staff can say more to than the bot."""


def written(case: Case, text: str) -> Turn:
    """The turn that `text` makes. Whoever has a help desk's ear speaks to it, unless they name a button."""
    view = present(case.session, case.position, case.here)
    kind = case.session.panel
    if kind in CONFIRMING and (decided := confirmed(text, view)):
        return pressed(case, *decided)
    if kind and not kind.startswith(
        CHANGE
    ):  # an explanation lies there; what it explains may be answered over it
        below = screen(case.session, case.position, case.here)
        view = View(view.lines, (*view.rows, *below.rows))
    if any(MORE in row for row in view.rows):  # what stands behind that button can be named as well
        view = View(view.lines, (*view.rows, *more(case.position).rows, (nav("help"),)))
    if named := button_by_label(text, view):
        return _understood(case, Match(*named), view, text)
    if school := _school(case, text):
        return school_named(case, school.word)
    choosing = case.position.state == "ask_district" or is_choosing(kind)
    if (
        turn := question_answered(case, text)
        or (_exactly(case, text) if choosing else None)
        or _of_which(case, text)
    ):
        return turn
    spoken = desk_listens(case.here)
    if at_closed(case) or (spoken and case.position.state == "handed_over"):
        return (_like(case, text) if choosing else None) or (passed_on(case) if spoken else held(case))
    return _heard(case, text, view, choosing=choosing, spoken=spoken)


def forwarded(case: Case, text: str) -> Turn:
    """Respond to forwarded words: somebody else's go where one's own go. Where the trouble is still to be told they may
    name it: one's own tap says whether it is that.
    """
    if at_closed(case):
        return held(case)
    if desk_listens(case.here):
        return passed_on(case)
    view = present(case.session, case.position, case.here)
    heard = meaning_of(text, view, case.position)
    label = _offered(view).get((heard.subject or "", heard.choice or ""))
    if label and heard.subject == "symptom" and not case.session.records:
        return case.stays(Line("notice.which", {"what": label}))
    return case.stays(Line("notice.forwarded"))


def _school(case: Case, text: str) -> School | None:
    """The school that is named: at its question by anything that can be one, elsewhere by who says NPSN."""
    panel = case.session.panel
    if panel != f"{CHANGE}npsn" and (case.position.state != "ask_npsn" or panel):
        asked = case.position.state == "handed_over" and not case.position.standing.npsn
        return told_number(text) if asked and not panel else named_school(text)
    if (school := told_school(text)) and school.npsn:
        return school
    if intent(text) or explain(text, "yesno").label in {"unknown", "no", "back", "cancel", "help"}:
        return None
    return school


def _heard(case: Case, text: str, view: View, *, choosing: bool, spoken: bool) -> Turn:
    """Respond by what the reader makes of `text`. What it makes nothing of is for the help desk, where one listens."""
    heard = meaning_of(text, view, case.position)
    if heard.choice in {None, "unknown"} and not heard.more and asks_cut_off(text):
        return case.stays(when_is_cut_off(case.position, case.here))
    if heard.subject and heard.choice:
        return _understood(case, heard, view, text)
    if choosing and (turn := _like(case, text)):
        return turn
    if heard.more:
        more = list(heard.more.items())
        return case.goes_on(more, _noted(more, view), early=True)
    if heard.earlier and heard.earlier[0] in answer_places(case.session, case.position):
        return case.changes(*heard.earlier, _noted([heard.earlier], view))
    if spoken and heard.remark in _FOR_DESK:
        return passed_on(case)
    if heard.remark == "greeting" and view.lines[0].key == "menu.greeting":  # it greets already
        return case.lays(None)
    if heard.offers:
        return _asks_which(case, heard, text)
    if heard.remark:
        return case.stays(_named_topic(heard) or Line(f"notice.{heard.remark}"))
    return _misread(case, heard, text, view, unknown_name=choosing)


def _of_which(case: Case, text: str) -> Turn | None:
    """Whether it is Dapodik or another program that fails, where the opening leaves that open."""
    found = of_which(text, case.position.state)
    return case.lays(elsewhere(*found)) if found else None


def _exactly(case: Case, text: str) -> Turn | None:
    district = exactly(text, case.position, case.here)
    return district_chosen(case, district.code, said=True) if district else None


def _like(case: Case, text: str) -> Turn | None:
    districts = like(text, case.position, case.here)
    return case.lays(found(districts)) if districts else None


def _understood(case: Case, heard: Match, view: View, text: str) -> Turn:
    """A typed message that stands for a button: taken, and shown as what it was taken for."""
    subject, choice = heard.subject or "", heard.choice or ""
    if subject == "district":
        return district_chosen(case, choice, said=True)
    if (subject, choice) == (HUMAN.subject, HUMAN.choice) and heard.more:
        more = list(heard.more.items())
        return case.goes_on([*more, (subject, choice)], Line("notice.to_person"), _noted(more, view))
    if subject == "nav":
        return pressed(case, subject, choice)
    if choice == "other" and asks_cut_off(text):
        return case.stays(when_is_cut_off(case.position, case.here))
    if topic := _named_topic(heard):
        return case.goes_on([(subject, choice)], topic)
    told = [(subject, choice), *heard.more.items()]
    if told[0] == ("symptom", FIRST.symptom) and (before := happened(text)):
        told.insert(0, ("happened", before))
    if subject in case.position.standing.trouble.noted and (note := note_in(text)):
        told.insert(0, (NOTED, note))
    if (case.session.panel or "").startswith(CHANGE):
        return pressed(case, subject, choice)
    return case.goes_on(told, _noted(told, view))


def _misread(case: Case, heard: Match, text: str, view: View, *, unknown_name: bool) -> Turn:
    misread = case.session.misread + 1
    unread = Unread(context_at(case.position) or case.position.state, text)
    notice = Line(f"notice.unclear_{misread if misread < 4 else 2 + misread % 2}")
    if case.position.state == "ask_npsn" and any(map(str.isdigit, text)):
        notice = Line("notice.npsn")
    if unknown_name and misread % 2:
        notice = Line("notice.district_not_found")
    if heard.runner_up:
        label = _offered(View((), (*view.rows, (HUMAN,)))).get(heard.runner_up) or answer_label(
            *heard.runner_up
        )
        if label.key in words():  # else it is said nowhere here
            notice = Line("notice.which", {"what": label})
    if heard.runner_up == (HUMAN.subject, HUMAN.choice):  # then its button must be there
        misread = max(misread, LOUD)
    over = (
        None if offers_of(case.session.panel or "") else case.session.panel
    )  # they were for another message
    session = replace(case.session, misread=misread, panel=over)
    return case.turn(session, case.position, (notice,), (unread,))


def _asks_which(case: Case, heard: Match, text: str) -> Turn:
    """'Maksudnya A atau B?': both as buttons over the screen that stands."""
    unread = Unread(context_at(case.position) or case.position.state, text)
    session = replace(case.session, misread=case.session.misread + 1, panel=which(heard.offers))
    return case.turn(session, case.position, (), (unread,))


def _named_topic(heard: Match) -> Line | None:
    """Line that tells where to ask about another subject, if that one is known by its name."""
    key = f"topic.{heard.topic}"
    return Line(key) if key in words() else None


def _noted(told: list[tuple[str, str]], view: View) -> Line:
    """Notice what a message was taken for, so that a misreading is seen at once. Other questions' answers are named as such."""
    offered = _offered(view)
    said = [
        echo(*one) if one[0] in {"symptom", *QUESTIONS} else offered.get(one, Line("button.done"))
        for one in told
        if one[0] not in {"happened", NOTED}
    ]
    before = [Line(f"notice.happened.{choice}") for subject, choice in told if subject == "happened"]
    return Line("notice.noted", {"what": in_a_row([*said, *before])})


def _offered(view: View) -> dict[tuple[str, str], Line]:
    """Labels of the present buttons, by subject and choice."""
    return {(at.subject, at.choice): at.label for row in view.rows for at in row}
