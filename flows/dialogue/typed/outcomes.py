"""Outcomes told in words that mean something in one place only: of a step, a look, the result, the wait for Dinas."""

from collections.abc import Collection

from flows.dialogue.typed.match import UNCLEAR, Match
from flows.reading import Reading, explain, utterance
from flows.troubles.registry import FIRST, TROUBLES

_NOT_SO_FAR = frozenset({"stuck", "not_yet", "unclear"})


def outcome_told(
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
