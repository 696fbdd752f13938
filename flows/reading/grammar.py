"""The first reader: rules over the meanings of the words, one reader a question, and the structure that all share."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flows.reading.account import login
from flows.reading.accounts import accounts
from flows.reading.asking import SURELY, asks_of_the_rule, asks_whether_done
from flows.reading.disambiguate import after_correction, settled
from flows.reading.doubt import asked_back, not_known, not_looked, not_sure
from flows.reading.induk import induk
from flows.reading.leader import leader
from flows.reading.matters import FAILING
from flows.reading.off_question import elsewhere
from flows.reading.opening import opening
from flows.reading.ptk import duty, ptk_type
from flows.reading.reading import UNCLEAR, UNKNOWN, Reading, unclear
from flows.reading.remarks import NOT_TO_KNOW, remarked
from flows.reading.role import role
from flows.reading.step import step
from flows.reading.structure import (
    clauses_of,
    hedged,
    instead,
    of_now,
    of_ours,
    of_subject,
    told_as_supposed,
    told_plainly,
    turned,
    without_hedges,
)
from flows.reading.utterance import Utterance, hear, pattern
from flows.reading.validation import validation
from flows.reading.vetoes import considered
from flows.reading.yesno import yesno

READERS: dict[str, Callable[[Utterance], Reading]] = {
    "opening": opening,
    "yesno": yesno,
    "leader": leader,
    "ptk_type": ptk_type,
    "duty": duty,
    "role": role,
    "validation": validation,
    "login": login,
    "induk": induk,
    "accounts": accounts,
    "step": step,
}

_AT_ANY_QUESTION = frozenset({UNCLEAR, UNKNOWN, "help", "back"})
_NO_STATEMENT = frozenset({UNKNOWN, "help", "back", "cancel", "other"})
"""Labels that a question or a hedge beside them leaves as they are."""
_EXPLAINED = frozenset({"yesno", "step"})
"""Where a question put back to us is the wish for help; elsewhere it is not to know."""
_GRAVE = frozenset({"resolved", "none", "zero", "yes"})
"""What is not taken where anything beside it is supposed."""


_OF_ANY_SCHOOL = frozenset({"opening", "induk"})
_STILL_NOT = pattern("(not|notyet) (w |also )*(exist|appear|back) |^(already )?(clean|run|success) ")
_WHEN_CLICKED = pattern("if (w )?click ")
_SAID_FIRST = frozenset({"leader", "ptk_type", "duty", "role"})
"""Where an answer comes first and what is said of something else after it."""
_SEVERAL = 2
_LONG = 40
"""Words and marks beyond which a reply is a story: which of its clauses answers is not looked for."""
_NO_TELLING = frozenset({"if", "who", "why", "although"})
"""Words beside which a clause that seems to answer may be but the half of a question."""
_SAID_INSTEAD = (after_correction, instead)
_OVERTAKING = (after_correction, of_now)
"""What stands before these parts no longer holds, whether or not the part itself is understood."""


def listened(text: str) -> Utterance:
    """`text` as heard, every ambiguous word settled. Never raises."""
    return settled(hear(text))


def by_grammar(heard: Utterance, context: str) -> tuple[Reading, Utterance]:
    """The rules' reading in the context of a question that READERS has, and the part of the reply that counts."""
    reading, part = _by_structure(heard, context)
    if context == "opening" or reading.label in _NO_STATEMENT - {UNKNOWN} | {UNCLEAR}:
        return reading, part
    kind = remarked(heard, context)
    if kind and (reading.label != UNKNOWN or kind in NOT_TO_KNOW):
        return unclear(*reading.because, runner_up=reading.label), part
    return reading, part


def _by_structure(heard: Utterance, context: str) -> tuple[Reading, Utterance]:
    if context not in _OF_ANY_SCHOOL:
        heard = of_ours(heard) or heard
    overtaken = False
    for find in (after_correction, instead, of_now, partial(of_subject, context=context)):
        part = find(heard)
        if part is not None and (find in _SAID_INSTEAD or not _of_the_same_account(heard, part, context)):
            reading = _certain(part, context)
            if context == "opening" and _fails_instead(heard, part):
                return Reading("sync_fails", part.because(*FAILING)), part
            if (
                reading.label == "other"
                and part.has("role", "is")
                and _of_the_same_account(heard, part, context)
            ):
                return Reading(
                    "ks_account_other_role", reading.because
                ), part  # 'akun KS peran KS, eh bukan, perannya PTK'
            if reading.label != UNCLEAR:
                return reading, part
            overtaken = overtaken or find in _OVERTAKING
    reading = _certain(heard, context)
    if overtaken and reading.label not in _NO_STATEMENT | {UNCLEAR}:
        return unclear(*reading.because, runner_up=reading.label), heard  # it may be what was said before
    if reading.label == UNCLEAR and not overtaken:
        return _in_one_clause(heard, context) or (reading, heard)
    return reading, heard


def _in_one_clause(heard: Utterance, context: str) -> tuple[Reading, Utterance] | None:
    """The reading of the one clause that answers, where the others say nothing of what is asked; None where there is no such clause.

    It is the last one; of who leads and of what stands on record also the first: 'definitif, kok tombolnya tetap hilang'.
    """
    barred = (
        context == "opening"
        or len(heard.words) > _LONG
        or heard.asks
        or hedged(heard)
        or heard.has(*_NO_TELLING)
    )
    pieces = [] if barred else clauses_of(heard)
    read = [_certain(piece, context) for piece in pieces]
    told = [at for at, reading in enumerate(read) if reading.label != UNCLEAR]
    if len(pieces) < _SEVERAL or len(told) != 1 or read[told[0]].label in _NO_STATEMENT:
        return None
    at = told[0]
    first = at == 0 and context in _SAID_FIRST and not (read[at].label == "none" and heard.has("plt", "ks"))
    return (read[at], pieces[at]) if first or at == len(pieces) - 1 else None


def _fails_instead(heard: Utterance, part: Utterance) -> bool:
    """Whether the part says only how it fails: 'kemarin hilang, sekarang sudah ada tapi gagal terus'."""
    others = {topic for topic, _ in heard.topics} - {"invalid"}
    supposed = heard.has("if") and heard.find(_WHEN_CLICKED) is None
    ours = (
        (heard.has("sync", "button") or heard.line.startswith("isnt vanish "))
        and not others
        and not supposed
        and not heard.has("pull", "topic", "unit")
    )
    gone = part.has("vanish") or part.find(_STILL_NOT) is not None
    return ours and part.has("fail", "slow", "percent") and not gone and not part.asks


def _of_the_same_account(heard: Utterance, part: Utterance, context: str) -> bool:
    """Whether the part tells only the role: 'akun kepsek, tadi peran KS sekarang PTK' is still that account."""
    whose = ("account", "ks", "operator")
    return context == "login" and heard.has(*whose) and not part.has(*whose)


def _certain(heard: Utterance, context: str) -> Reading:
    """The reading, unless the reply asks, or tells it only as supposed or heard of."""
    if context == "opening":
        return _about_this(heard, context)
    asked = "help" if context in _EXPLAINED else UNKNOWN
    if heard.asks == SURELY:
        return _question(heard, context, asked)
    reading = _told(heard, context)
    asks = heard.asks or (reading.label == UNKNOWN and asked_back(heard) and not not_known(heard))
    named = reading.label not in _NO_STATEMENT | {UNCLEAR} or bool(reading.runner_up)
    if asks and context not in _EXPLAINED and asks_of_the_rule(heard, named=named):
        return unclear("?", *reading.because, runner_up=UNKNOWN)
    if heard.asks and reading.label == UNCLEAR and not reading.runner_up and not reading.offers:
        return Reading(asked, reading.because or ("?",))
    if heard.asks and reading.label not in {UNCLEAR, "stuck", *_NO_STATEMENT}:
        return unclear("?", *reading.because, offers=(reading.label, asked))
    return reading


def _question(heard: Utterance, context: str, asked: str) -> Reading:
    """'ada plt-nya gak ya': no answer, whatever it names. A wish put as a question is a wish."""
    reading = _about_this(replace(heard, asks=""), context)
    named = reading.label not in _NO_STATEMENT | {UNCLEAR}
    of_the_rule = context not in _EXPLAINED and asks_of_the_rule(heard, named=named)
    sure_not = not_sure(heard) and not (of_the_rule and heard.words[0].means == "if")
    if reading.label in _NO_STATEMENT and (reading.label != UNKNOWN or sure_not):
        return reading
    if reading.label == "stuck" and heard.words[0].means != "if":
        return unclear(*reading.because, offers=("stuck", asked))
    if context in _EXPLAINED and asks_whether_done(heard):
        return Reading(UNKNOWN, reading.because or ("?",))
    if of_the_rule and (not not_looked(heard) or heard.words[0].means == "can"):
        return unclear(*reading.because, runner_up=UNKNOWN)  # neither an answer nor not to know
    return Reading(asked, reading.because or ("?",))


def _told(heard: Utterance, context: str) -> Reading:
    """The reading of what is told for certain; what is only supposed is offered."""
    unsure = hedged(heard)
    reading = _about_this(heard, context)
    if not unsure or (reading.label == UNKNOWN and not_sure(heard)):
        return reading
    supposed = _about_this(without_hedges(heard), context)
    plain = None if context == "login" else told_plainly(heard)
    told = unclear() if plain is None else _about_this(plain, context)
    alone = UNCLEAR if plain is None else _about_this(without_hedges(told_as_supposed(heard)), context).label
    alike = told.label not in _GRAVE and alone in {told.label, UNCLEAR}
    if told.label != UNCLEAR and (alike or turned(heard)):
        return told
    if supposed.label in _NO_STATEMENT:
        return supposed
    if supposed.label == "stuck" and not heard.has("maybe", "ought"):
        return supposed  # what the screen is said to say
    label = supposed.label if supposed.label != UNCLEAR else supposed.runner_up
    return unclear(*unsure, runner_up=label, offers=(label, UNKNOWN) if label else ())


def _about_this(heard: Utterance, context: str) -> Reading:
    """The reading by this question's reader, unless the reply is about another question."""
    reading = considered(heard, context, READERS[context](heard))
    if context == "leader" and reading.label == UNKNOWN and reading.because == not_looked(heard):
        other = elsewhere(heard, context)  # who leads is not to be seen there
        return unclear(*other, runner_up=UNKNOWN) if other else reading
    if reading.label in _AT_ANY_QUESTION:
        return reading
    other = elsewhere(heard, context)
    return unclear(*other) if other else reading
