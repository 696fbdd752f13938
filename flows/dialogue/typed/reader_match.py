"""The reader's half of reading: what it makes of a message at a question, as a match of buttons or a remark."""

from flows.dialogue.machine.questions import QUESTIONS
from flows.dialogue.machine.table import OPENINGS
from flows.dialogue.typed.labels import button_for, context_of
from flows.dialogue.typed.match import NOT_KNOWN, UNCLEAR, Match
from flows.dialogue.typed.own_phrases import OPENING, own_readings
from flows.reading import UNCLEAR as UNCLEAR_LABEL
from flows.reading import Reading, explain, intent, utterance
from flows.reading.phrases import explain_by
from flows.rules.model import UNKNOWN

_REMARKS = {"greeting": "greeting", "thanks": "thanks", "not_yet": "not_yet"}
_INTENTS = {
    "back": "back",
    "cancel": "stop",
    "help": "how",
    "why": "why",
    "human": "human",
    "edit": "edit",
}
_WEIGHTY = frozenset({("dinas_changed", "yes")})
"""Answers on which a school waits for weeks: they are taken only where the reader is as sure as it can be."""


def by_phrases(text: str, state: str, subject: str | None) -> Match | None:
    """Match of the phrases that a trouble has of its own, for this question or at the opening; None where none is found."""
    opens = state in OPENINGS
    known = own_readings().get(OPENING if opens else subject or "")
    if known is None:
        return None
    reading = explain_by(text, known)
    subject = "symptom" if opens else subject
    if reading.label != UNCLEAR_LABEL:
        meant = button_for("", reading.label, subject, None)
        return Match(*meant) if meant else None
    return _either(reading, "", subject) if reading.offers else None


def by_reading(text: str, state: str, subject: str | None) -> Match:
    """Match of what the reader makes of `text` at the question that `state` asks."""
    context = context_of(state, subject)
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
    meant = None if no_answer else button_for(context, reading.label, subject, reading.number)
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
    """Wish that is heard at any question; to stop, both readers must meaning_of it."""
    wish = intent(text)
    return None if wish == "cancel" and explain(text, "yesno").label != "cancel" else wish


def _either(reading: Reading, context: str, subject: str | None) -> Match:
    """Match of what the reader was not sure of: one or two buttons that may have been meant."""
    meant = [
        None if label in _REMARKS else button_for(context, label, subject, reading.number)
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
