"""Meaning of a typed message at a position: one of the buttons, a wish, a remark, or nothing that was understood.

A reading is never forced: what the reader does not understand, or what is no answer to this question, is asked again.
"""

import re
from collections.abc import Collection

from flows.dialogue.machine.questions import LARGEST_COUNT, QUESTIONS, counts, fact_value
from flows.dialogue.machine.replay import Position
from flows.dialogue.machine.steps import is_step
from flows.dialogue.machine.table import OPENINGS, subject_of
from flows.dialogue.typed.match import (
    OWN_NAMES,
    UNCLEAR,
    Match,
    answer_by_number,
    answer_named_within,
    button_by_label_or_beginning,
    facts_in,
)
from flows.dialogue.typed.own_phrases import OPENING, own_readings
from flows.reading import CONTEXTS, Reading, explain, intent, only_says, other_programs, too_long, utterance
from flows.reading import UNCLEAR as UNCLEAR_LABEL
from flows.reading.phrases import explain_by
from flows.rules.model import UNKNOWN
from flows.texts import write
from flows.troubles.registry import FIRST, TROUBLES
from flows.view import View

_LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "opening": {
        **{
            trouble.heard_as: ("symptom", trouble.symptom)
            for trouble in TROUBLES.values()
            if trouble.heard_as
        },
        "add_role": ("nav", "add_role"),
        "human": ("nav", "human"),
    },
    "step": {
        "help": ("nav", "how"),
        "unknown": ("nav", "how"),
        "back": ("nav", "back"),
        "resolved": ("button_now", "appeared"),
    },
    "yesno": {"help": ("nav", "how"), "back": ("nav", "back"), "cancel": ("nav", "stop")},
}
"""What a label of the reader stands for, where it is not an answer of the question's own."""

_NOT_SO_FAR = frozenset({"stuck", "not_yet", "unclear"})
_REMARKS = {"greeting": "greeting", "thanks": "thanks", "not_yet": "not_yet"}
_INTENTS = {
    "back": "back",
    "cancel": "stop",
    "help": "how",
    "why": "why",
    "human": "human",
    "edit": "edit",
}


NOT_KNOWN = Match("nav", "unknown")
_HOW = ("nav", "how")
_HUMAN = ("nav", "human")
_CLAUSES = re.compile(r"[,.;!?\n]+")
_WEIGHTY = frozenset({("dinas_changed", "yes")})
"""Answers on which a school waits for weeks: they are taken only where the reader is as sure as it can be."""


def hear(text: str, view: View, position: Position) -> Match:
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
        or _by_place(text, position.state, subject, offered, position.standing.symptom)
        or _by_phrases(text, position.state, subject)
        or _by_reading(text, position.state, subject)
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
        _LABELS["opening"].get(explain(part, "opening").label) for part in (*_CLAUSES.split(text), before)
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


def _by_phrases(text: str, state: str, subject: str | None) -> Match | None:
    """Match of the phrases that a trouble has of its own, for this question or at the opening; None where none is found."""
    opens = state in OPENINGS
    known = own_readings().get(OPENING if opens else subject or "")
    if known is None:
        return None
    reading = explain_by(text, known)
    subject = "symptom" if opens else subject
    if reading.label != UNCLEAR_LABEL:
        meant = _meaning("", reading.label, subject, None)
        return Match(*meant) if meant else None
    return _either(reading, "", subject) if reading.offers else None


def _by_reading(text: str, state: str, subject: str | None) -> Match:
    context = _context(state, subject)
    wish = _wish(text)
    if wish == "resolved" and state != "menu":  # a case is closed by it: both readers must say so
        appeared = ("button_now", "appeared")
        return Match(*appeared) if explain(text, "step").label == "resolved" else Match(runner_up=appeared)
    if (
        wish == "human" and subject and subject.startswith("dinas.")
    ):  # whoever speaks of Dinas speaks of people
        return Match(runner_up=("nav", "human"))
    if wish in _INTENTS and (context is None or wish in {"why", "edit", "human"}):
        return Match("nav", _INTENTS[wish])
    if context is None:
        return _plainly(text, wish, subject)
    reading = explain(text, context)
    if reading.label in _REMARKS:
        return Match(remark=_REMARKS[reading.label])
    if reading.label == "other":
        topic = reading.topic
        at_menu = state == "menu"
        return Match("symptom", "other", topic=topic) if at_menu else Match(remark="off_topic", topic=topic)
    no_answer = _only_calls(reading) or (context == "yesno" and subject in QUESTIONS and _of_the_button(text))
    meant = None if no_answer else _meaning(context, reading.label, subject, reading.number)
    if meant is None and wish in _INTENTS:
        return Match("nav", _INTENTS[wish])
    if meant is None and wish == "thanks":
        return Match(remark="thanks")
    if meant in _WEIGHTY and not reading.firm:
        return Match(offers=(meant, (meant[0], "no")))
    return Match(*meant) if meant else _either(reading, context, subject)


def _of_the_button(text: str) -> bool:
    """Whether the sync button is what is denied, which answers no question of another fact: "belum muncul tombolnya" does not say
    that the internet is down.
    """
    heard = utterance.hear(text)
    return (
        heard.has("button")
        and heard.has("not", "notyet")
        and not heard.has("yes", "already", "finish", "pull")
    )


def _only_calls(reading: Reading) -> bool:
    """Whether a reading rests on a question mark alone: "halo?" does not say that the answer is not known."""
    return reading.label == UNKNOWN and set(reading.because) == {"?"}


def _wish(text: str) -> str | None:
    """Wish that is heard at any question; to stop, both readers must hear it."""
    wish = intent(text)
    return None if wish == "cancel" and explain(text, "yesno").label != "cancel" else wish


def _either(reading: Reading, context: str, subject: str | None) -> Match:
    """Match of what the reader was not sure of: one or two buttons that may have been meant."""
    meant = [
        None if label in _REMARKS else _meaning(context, label, subject, reading.number)
        for label in reading.offers
    ]
    if not meant or meant[0] is None:  # the likeliest is no button
        return UNCLEAR
    if meant[1] is None or meant[1] == meant[0]:
        return Match(runner_up=meant[0])
    return Match(offers=(meant[0], meant[1]))


def _plainly(text: str, wish: str | None, subject: str | None) -> Match:
    """Match where only names and numbers are answers: thanks, and not knowing. Of the level that is an answer like the others,
    unless it is said in two words, as by whoever will look or ask first.
    """
    if wish == "thanks":
        return Match(remark="thanks")
    reading = explain(text, "yesno")
    if reading.label != "unknown":
        return UNCLEAR
    if subject == "level":
        return Match(subject, "unknown") if len(reading.because) == 1 else UNCLEAR
    return NOT_KNOWN


def _by_place(
    text: str, state: str, subject: str | None, offered: Collection[tuple[str, str]], symptom: str
) -> Match | None:
    """Match of words that mean something in some places only; None where nothing special is meant."""
    step = explain(text, "step")
    opening = explain(text, "opening")
    missing = opening.label == FIRST.heard_as
    still = TROUBLES.get(symptom, FIRST).heard_as
    if (subject, "looked") in offered and still and still in {opening.label, opening.runner_up}:
        return Match(subject, "looked")  # the step was done, and the trouble is still there
    if state == "result" and ("button_now", "still_missing") not in offered:
        return _told_the_result(text, step)
    if subject == "button_now":
        return _seen(text, step, missing=missing)
    if subject == "dinas.2":
        return _waited(text, step)
    if subject == "R9.1" and explain(text, "validation").label == "some":
        return Match(remark="still_invalid")
    if state in {"solved", "finished"} and (missing or _not_so_far(step)):
        return Match(remark="missing_again")
    return None


def _not_so_far(step: Reading) -> bool:
    """Whether `step` says that nothing came of it yet, be it tried or not."""
    return bool({step.label, *step.offers} - {"unclear"}) and {step.label, *step.offers} <= _NOT_SO_FAR


def _told_the_result(text: str, step: Reading) -> Match:
    """A "sudah" or "oke" to what is not met yet is most likely the wish to go on, and certainly no button that is back."""
    if step.label == "resolved":
        return Match("button_now", "appeared")
    agrees = explain(text, "yesno").label == "yes" or step.label == "done"
    return Match(runner_up=("nav", "recheck")) if agrees else UNCLEAR


def _seen(text: str, step: Reading, *, missing: bool) -> Match | None:
    """Whether the button is there, as an answer to just that. A "sudah" beside other words may be said of what was done."""
    told = explain(text, "yesno")
    if step.label == "resolved":
        return Match("button_now", "appeared")
    if missing or _not_so_far(step) or told.label == "no":
        return Match("button_now", "still_missing")
    if told.label != "yes":
        return None
    appeared = ("button_now", "appeared")
    return Match(*appeared) if _is_all_of(told, text) else Match(runner_up=appeared)


_DINAS_CHANGED = utterance.pattern(
    "^(greeting |yes |, )*dinas (w )?already change (w |type |duty |induk |all |, |thanks |praise )*$"
)
"""Just that, as it is asked; said with a hedge, or of what is to come, it is offered at most."""


def _waited(text: str, step: Reading) -> Match | None:
    """Match of what came of the waiting for Dinas; that something else is done, or still missing, is nothing that Dinas did."""
    if _not_so_far(step):
        return Match(remark="still_waiting")
    heard = utterance.hear(text)
    if heard.find(_DINAS_CHANGED):
        return Match("dinas.2", "done")
    if step.label == "done" and not _is_all_of(step, text) and not heard.has("change"):
        return Match(runner_up=("dinas.2", "done"))  # "dinas sudah saya hubungi"
    return None


def _is_all_of(reading: Reading, text: str) -> bool:
    """Whether nothing stands in `text` but the words that decided the reading."""
    return len(text.split()) <= len(reading.because)


def context_at(position: Position) -> str | None:
    """The reader's context for what is typed at `position`, or the question that has phrases of its own; None where there is none."""
    subject = subject_of(position.state)
    if position.state == f"ask_{subject}" and subject in own_readings():
        return subject
    return _context(position.state, subject)


def _context(state: str, subject: str | None) -> str | None:
    if state in OPENINGS:
        return "opening"
    if subject in QUESTIONS:
        context = QUESTIONS[subject].reading
        return context if context in _READ_CONTEXTS else None
    if subject and is_step(subject):
        return "step"
    return "yesno" if state == "look" else None


_READ_CONTEXTS = frozenset(CONTEXTS) - {"opening", "step"}


def _meaning(context: str, label: str, subject: str | None, number: int | None) -> tuple[str, str] | None:
    """The button that a reader's label stands for at this question; None for `unclear` and for what is no answer."""
    general = _LABELS.get(context, {}).get(label)
    if general:
        return general
    if label in {"unclear", "other"} or subject is None:
        return None
    if label == "unknown":
        return "nav", "unknown"
    if context == "validation" and label == "some" and number:
        return subject, str(min(number, LARGEST_COUNT))
    if context == "yesno" and subject in QUESTIONS and label in {"yes", "no"}:
        return subject, QUESTIONS[subject].options[label == "no"]
    return subject, OWN_NAMES.get(context, {}).get(label, label)


def label_at(position: Position, subject: str, choice: str) -> str | None:
    """The reader's label that the button stands for at `position`; None where no label of that context does."""
    context = context_at(position)
    if context is None:
        return None
    if counts(subject) and choice.isdecimal():
        return "some" if int(choice) else "zero"
    own = subject_of(position.state)
    if context in own_readings():
        return UNKNOWN if (subject, choice) == ("nav", "unknown") else choice if subject == context else None
    labels = CONTEXTS[context]
    return next((name for name in labels if _meaning(context, name, own, None) == (subject, choice)), None)
