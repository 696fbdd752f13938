"""Meaning of a typed message at a position: one of the buttons, a wish, a remark, or nothing that was understood.

A reading is never forced: what the reader does not understand, or what is no answer to this question, is asked again.
"""

import re

from flows.dialogue.machine.questions import QUESTIONS, counts, fact_value
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import is_step
from flows.dialogue.machine.table import OPENINGS, subject_of
from flows.dialogue.typed.labels import LABELS
from flows.dialogue.typed.match import (
    NOT_KNOWN,
    UNCLEAR,
    Match,
    answer_by_number,
    answer_named_within,
    button_by_label_or_beginning,
    facts_in,
)
from flows.dialogue.typed.outcomes import outcome_told
from flows.dialogue.typed.reader_match import by_phrases, by_reading
from flows.reading import UNCLEAR as UNCLEAR_LABEL
from flows.reading import explain, only_says, other_programs, too_long
from flows.texts import write
from flows.troubles.registry import TROUBLES
from flows.view import View

_HOW = ("nav", "how")
_HUMAN = ("nav", "human")
_CLAUSES = re.compile(r"[,.;!?\n]+")


def meaning_of(text: str, view: View, position: Position) -> Match:
    """The meaning of `text` typed while `view` was shown at `position`."""
    offered = {(at.subject, at.choice): at for row in view.rows for at in row}
    named = button_by_label_or_beginning(text, view)
    if named:
        return Match(*named)
    if too_long(text):
        return Match(remark="too_long")
    subject = subject_of(position.state)
    heard = (
        answer_by_number(text, position.state)
        or answer_named_within(text, subject, view)
        or outcome_told(text, position.state, subject, offered, position.standing.symptom)
        or by_phrases(text, position.state, subject)
        or by_reading(text, position.state, subject)
    )
    more = {
        about: choice
        for about, choice in facts_in(text).items()
        if about != heard.subject and QUESTIONS[about].fact not in position.standing.settled
    }
    if (
        (heard.subject not in {None, "nav"} or heard == NOT_KNOWN)
        and (heard.subject, heard.choice) not in offered
        and not _unshown(heard, subject)
    ):
        heard = UNCLEAR
    if heard.offers and not set(heard.offers) <= offered.keys():
        likeliest = heard.offers[0]
        heard = Match(runner_up=likeliest) if likeliest in offered else UNCLEAR
    if heard.runner_up == _HOW and _HOW not in offered:
        heard = UNCLEAR
    if (heard.offers or heard.runner_up) and (earlier := _earlier(text, position)):
        return earlier
    if heard == UNCLEAR and more and position.state in {"menu", f"ask_{subject}"}:
        return Match(more=more)
    if heard == UNCLEAR:
        return _elsewhere(text, position)
    return _with_more(heard, more, text, position.state)


def _with_more(heard: Match, more: dict[str, str], text: str, state: str) -> Match:
    """Match of what was heard with what else is told in the same message. A wish is a matter by itself, but for a person's at the opening."""
    if (heard.subject, heard.choice) == _HUMAN:
        return Match(*_HUMAN, more=_told_beside(text, state, more))
    if more and heard.subject and heard.subject != "nav":
        return Match(heard.subject, heard.choice, heard.remark, more)
    return heard


def _told_beside(text: str, state: str, more: dict[str, str]) -> dict[str, str]:
    """Answers told at the opening together with the wish for a person: the symptom, in a clause of its own or before the wish, and
    `more`; nothing where no symptom is named.
    """
    if state not in OPENINGS:
        return {}
    wish = explain(text, "opening").because
    before = text[: text.casefold().find(wish[0].casefold())] if wish else ""
    meant = (
        LABELS["opening"].get(explain(part, "opening").label) for part in (*_CLAUSES.split(text), before)
    )
    named = next((told for told in meant if told and told[0] == "symptom"), None)
    return dict([named]) | more if named else {}


def _earlier(text: str, position: Position) -> Match | None:
    """Give another answer to a question that was answered before; None where none, or more than one, is given."""
    facts = position.standing.facts
    earlier = [
        (subject, choice)
        for subject, choice in facts_in(text).items()
        if subject in position.standing.settled and facts.value(subject) != fact_value(subject, choice)
    ]
    return Match(earlier=earlier[0]) if len(earlier) == 1 else None


def _elsewhere(text: str, position: Position) -> Match:
    """Match of what is no answer here: one to a question that was answered before, or another subject altogether."""
    if earlier := _earlier(text, position):
        return earlier
    reading = explain(text, "yesno")
    if reading.label == "other" and reading.because:
        return Match(remark="off_topic", topic=reading.topic)
    return UNCLEAR


def of_which(text: str, state: str) -> tuple[str, str] | None:
    """The symptom and the topic of an opening that may be about another program's exchange with Dapodik as well; None of any other."""
    named = other_programs(text) if state in OPENINGS and state != "other_subject" else ()
    for trouble in TROUBLES.values():
        topic = next((topic for topic in named if topic in trouble.elsewhere), None)
        if topic and explain(text, "opening").label in {"other", UNCLEAR_LABEL, trouble.heard_as}:
            return trouble.symptom, topic
    return None


_YES_OR_NO = frozenset(
    {"yes", "no", "ok", "sure", "not", "notyet", "want", "just", "all", "thanks", "praise", ","}
)
"""Meanings of what may stand in a yes or a no that says no more."""


def confirmed(text: str, view: View) -> tuple[str, str] | None:
    """The button that a typed yes or no stands for, where the first row of `view` is just that; None for an unsure yes, and for
    whoever says more than yes or no: "tombolnya tidak ada" is no answer to it.
    """
    reading = explain(text, "yesno")
    labels = {word.strip(",.").casefold() for at in view.rows[0] for word in write(at.label).split()}
    if reading.label not in {"yes", "no"} or not only_says(text, _YES_OR_NO, labels):
        return None
    if reading.label == "yes" and not reading.firm:  # a yes puts a case aside, or erases everything
        return None
    at = view.rows[0][0 if reading.label == "yes" else 1]
    return at.subject, at.choice


def _unshown(heard: Match, subject: str | None) -> bool:
    """Whether `heard` may be told without a button of its own: a number, a level, another subject, a trouble that the opening has no
    room for, and not to know one's district.
    """
    if heard.subject == subject == "symptom" and heard.choice in TROUBLES:
        return True
    if heard.subject == "level":  # it is read only where it is asked for
        return True
    if heard == NOT_KNOWN:
        return subject in {"district", "npsn"}
    done = is_step(heard.subject or "") and heard.choice == "done"  # what is seen then, is asked
    return (
        heard.topic is not None or done or (counts(heard.subject or "") and (heard.choice or "").isdecimal())
    )
