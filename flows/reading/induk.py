"""Reading whether this school is the leader's main assignment (`induk`)."""

import re
from dataclasses import replace

from flows.reading.claims import Claim, claims, clauses, standing
from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, pattern
from flows.reading.wordings import wording

_INDUK = pattern("induk ")
_NOT_HERE = pattern("induk (is |w )*(isnt|not) (?!nonduk|induk)")
"""'induknya bukan di sini'."""
_NOT_THERE = pattern("nonduk otherschool ")
"""'gak nginduk di tempat lain'."""
_NOT_MOVED = pattern("induk (w )*(not|notyet) (w )*(gone|change|become|appoint) ")
"""'induknya belum pindah ke sini'."""
_TERM_ASKED = pattern(
    "(induk|nonduk) (is |w )*(how|where|meaning|who) |(how|where|meaning) (w |is )*(induk|nonduk) |(induk|nonduk) (is |w )*(what|or) (induk |nonduk )?|what (is |w )?(induk|nonduk) "
)


def induk(heard: Utterance) -> Reading:
    """induk, non_induk or unknown: whether this school is the leader's main assignment."""
    unsure = not_sure(heard) or (
        not_looked(heard) if heard.has("not", "notyet") and not heard.has("nonduk") else ()
    )
    if unsure:
        return Reading(UNKNOWN, unsure)
    heard = _with_non(heard)
    elsewhere = heard.because("otherschool", "oldone")
    asked = heard.find(_TERM_ASKED)
    if asked:
        return Reading(UNKNOWN, heard.within(asked))
    away = heard.find(_NOT_HERE) or (None if elsewhere and heard.has("nonduk") else _stands_elsewhere(heard))
    if away:
        return Reading("non_induk", heard.within(away))
    return _moved(heard) or _assigned(heard, elsewhere)


def _with_non(heard: Utterance) -> Utterance:
    """'masih non': alone it is said of the assignment."""
    if not any(word.written == "non" for word in heard.words):
        return heard
    return Utterance.of(
        tuple(replace(word, means="nonduk") if word.written == "non" else word for word in heard.words), heard
    )


def _stands_elsewhere(heard: Utterance) -> re.Match[str] | None:
    """'induknya di SD 12': the main assignment is at a school that is named, or where the speaker is not."""
    if heard.asks or heard.has("now", "become", "correct"):
        return None
    named = wording("at_a_school").search(heard.said)
    return heard.find(_INDUK) if named else None


def _moved(heard: Utterance) -> Reading | None:
    """The reading of what was not, or not yet, moved: most likely so, but it is asked."""
    for found, likely in ((_NOT_THERE, "induk"), (_NOT_MOVED, "non_induk")):
        if heard.find(found):
            return unclear(*heard.because("nonduk", "induk", "otherschool"), runner_up=likely)
    return None


def _assigned(heard: Utterance, elsewhere: tuple[str, ...]) -> Reading:
    """The reading of the assignment that is claimed; `elsewhere` are the words for another school."""
    said = [claim for claim in standing(claims(heard, frozenset({"induk", "nonduk"}))) if claim.holds]
    kinds = [claim.kind for claim in said]
    if "induk" in kinds and "nonduk" in kinds:
        return _of_two(heard, said)
    if "nonduk" in kinds:
        denied = heard.find(pattern("(isnt|not) nonduk "))
        return Reading("induk" if denied else "non_induk", heard.because("nonduk"))
    if said:
        own = list(clauses(heard))[said[-1].clause]
        away = any(word.means in {"otherschool", "oldone"} for word in own)
        away = (away or heard.find(_BUT_AWAY) is not None) and heard.find(_MOVED_HERE) is None
        return Reading("non_induk" if away else "induk", (said[-1].written, *elsewhere))
    if heard.has("nonduk"):
        return Reading("induk", heard.because("not", "isnt", "nonduk"))
    if heard.has("induk"):
        return Reading("non_induk", heard.because("not", "isnt", "notyet", "induk"))
    unseen = not_looked(heard) or asked_back(heard)
    if unseen:
        return Reading(UNKNOWN, unseen)
    return unclear(*elsewhere, runner_up="non_induk") if elsewhere else unclear()


_BUT_AWAY = pattern("induk (, )?(but |, )(w )?(oldone|otherschool) (, |$)")
_MOVED_HERE = pattern("(already|become|gone|same) (_ ){0,2}induk (_ )*from ")
"""'sudah induk, dipindah dari sekolah lama'."""


def _of_two(heard: Utterance, said: list[Claim]) -> Reading:
    """The reading where both are named: that which it became, or which is not said of another."""
    labels = {"induk": "induk", "nonduk": "non_induk"}
    pieces = list(clauses(heard))
    others = {"otherschool", "oldone", "guru", "someone", "past"}
    own = [claim for claim in said if not others & {word.means for word in pieces[claim.clause]}]
    kinds = {claim.kind for claim in own}
    if len(kinds) == 1:
        return Reading(labels[own[-1].kind], (own[-1].written,))
    if heard.find(pattern("(become|now|correct) (_ )*(induk|nonduk) ")):
        return Reading(labels[said[-1].kind], (said[-1].written,))
    if said[0].kind == "nonduk":
        return Reading("non_induk", (said[0].written,))
    return unclear(*(claim.written for claim in said), runner_up="non_induk")
