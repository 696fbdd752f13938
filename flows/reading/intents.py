"""Things that may be said at any question: back, stop, what does that mean, let me talk to somebody."""

from itertools import pairwise

from flows.reading.doubt import asked_back
from flows.reading.utterance import Utterance, pattern

_BACK = (
    pattern("mistake "),
    pattern("^correct (w )*(click|answer) "),
    pattern("^(w |want |can |hmm )*redo |redo (w |then )*(past|otherunit|answer|back) |back |^past (, )*$"),
    pattern("(appoint|change|supposed|want) (w |become )*answer "),
    pattern("^(w |hmm )?back "),
)
DONE_FIRST = pattern("^(w )*already ")
"""An answer, whatever comes back in it: 'sudah, sebelum orang-orang balik'."""
_BACK_NOT = pattern(
    "(vanish|appear|fail|exist) (w )*back |back (w )*(appear|success|exist|vanish|fail|same|ptk|guru|staff|operator|role)|(already|do) (_ )*but (_ )*back |(button|sync) (_ ){0,3}back |slow (_ )*back |(now|clean|become) back |back (w |chatter )*dinas |(success|click|can) (_ )*but (_ )*back "
)
_WHAT_WAS_TOLD = pattern("^(correct |all |otherunit |is |w )*back (_ ){0,4}(already|notyet|finish) ")
"""'langkah yang tadi sudah saya kerjakan': it is spoken of, not wished for."""
_LIKE = frozenset({"kayak", "kaya", "kyk", "seperti", "macam", "koyo"})
_SHORT = 6
_PERSON = (
    pattern("(want|can|connect|exist|where|howmany) (_ ){0,4}(person|connect) "),
    pattern(
        "(person|connect) (_ ){0,4}(person|dinas|operator|someone|want|howmany|can|exist|where|, bot|isnt bot|just) "
    ),
    pattern(
        "(want|can|connect) (_ ){0,3}(someone|dinas|operator) (_ ){0,3}(connect|isnt bot|just|, isnt bot)"
    ),
    pattern("connect (_ ){0,4}(someone|dinas|operator|person) "),
    pattern("(isnt|not|no) (w )*bot "),
    pattern("(someone|dinas|operator|person) (_ ){0,3}(connect|howmany) "),
    pattern("(want|ask|exist|can|leave) (_ ){0,2}person "),
    pattern("^(w |greeting |, )*want appear (person|dinas|operator) (_ )?$"),
    pattern("^person (, |[?] )*$"),
    pattern("exist (w )?(dinas|operator) (w |leave )*[?] "),
    pattern("^(want |can )*connect (_ )?(, |[?] )*$"),
)


def as_before(heard: Utterance) -> bool:
    """Whether something is said to be again as it was: 'balik lagi kayak semula'."""
    said = [word for word, _ in heard.spelled]
    return (
        any(one in _LIKE and other == "semula" for one, other in pairwise(said))
        and heard.has("back")
        and not heard.has("button", "sync")
    )


def going_back(heard: Utterance) -> tuple[str, ...]:
    """The words that ask for the earlier question, or none."""
    told = heard.find(_WHAT_WAS_TOLD) and heard.line.count("back ") == 1 and not heard.has("mistake")
    if told or as_before(heard) or heard.find(_BACK_NOT):
        return ()
    for back in _BACK:
        match = heard.find(back)
        if match:
            return heard.within(match)
    return ()


def wants_person(heard: Utterance) -> tuple[str, ...]:
    """The words that ask for a person or a help desk, or none."""
    for person in _PERSON:
        match = heard.find(person)
        if match:
            return heard.within(match)
    return ()


def intent_of(heard: Utterance) -> str | None:
    """'edit', 'back', 'cancel', 'human', 'resolved', 'why', 'help', 'thanks' or None. Conservative: a reply that
    also answers something is not taken for a wish.
    """
    if heard.find(
        pattern("(appoint|change|want|redo|supposed) (_ )?answer |answer (_ )?(appoint|change|want) ")
    ):
        return "edit"
    if (
        going_back(heard)
        and not heard.has("already", "notyet", "ks", "plt", "sync")
        and len(heard.words) <= _SHORT
    ):
        return "back"
    if heard.has("cancel") and not heard.has("button", "sync"):
        return "cancel"
    if wants_person(heard):
        return "human"
    if heard.has("not", "notyet"):
        return None
    if heard.find(
        pattern(
            "(button|sync) (already |w )*(appear|exist|success) |already (appear|exist) (w )?(button|sync) |can (w |already )*sync |success sync "
        )
    ) and not heard.has(
        "fail", "message", "supposed", "if", "but", "?", "how", "where", "when", "why", "later"
    ):
        return "resolved"
    if (
        heard.has("why")
        and len(heard.words) <= 5
        and heard.find(pattern("why (_ )?(ask|w|want|supposed|appoint)|ask (_ )?why"))
    ):
        return "why"
    if asked_back(heard) and not heard.has("already", "exist") and len(heard.words) <= 7:
        return "help"
    if heard.has("thanks") and all(
        word.means in {"thanks", "praise", "ok", ",", "many", "w", "yes"} for word in heard.words
    ):
        return "thanks"
    return None
