"""Reading what the leader is registered as (`ptk_type`) and what duty is recorded (`duty`); what both share with `leader`."""

from flows.reading.claims import Claim, claims, standing
from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, pattern

_TYPES = frozenset({"ks", "guru", "staff", "operator"})
_DUTIES = frozenset({"ks", "def", "plt", "otherduty", "oldone"})

_NOT_THERE = pattern("(notyet|not) exist |empty |(notyet|not) (add|appoint|change|is) ")
_TERM_ASKED = pattern("(plt|def|ks|type|duty|role|induk) (is |w )*(how|what|meaning) ")
_GOES_ON = pattern("(not|notyet) (w )*(ended|clean) ")
_OR = pattern("(plt|def|ks|guru|staff) (w )?(or|what) (w )?(plt|def|ks|guru|staff|isnt|not) ")


_NOT_SEEN_THERE = pattern("(app|exist ks|ks|type) (w )*(notyet|not) (can )?check (w )*(, )*$")
"""'di SK kepala sekolah, di dapodik belum dilihat'."""
_NEITHER = pattern(
    "(guru isnt , ks (w |also )*isnt|isnt guru , isnt ks|isnt ks , isnt guru|ks isnt , guru (w |also )*isnt|^ks also isnt) , (appoint|is|but) (w )+(, )*$"
)
"""'guru bukan, kepala sekolah juga bukan, isinya pamong belajar'."""


def ptk_type(heard: Utterance) -> Reading:
    """kepala_sekolah, guru, other_type or unknown."""
    labels = {"ks": "kepala_sekolah", "guru": "guru", "staff": "other_type", "operator": "other_type"}
    unseen = heard.find(_NOT_SEEN_THERE)
    if unseen:
        return Reading(UNKNOWN, heard.within(unseen))
    neither = heard.find(_NEITHER)
    if neither and not heard.asks:
        return Reading("other_type", heard.within(neither))
    held = [claim for claim in standing(claims(heard, _TYPES)) if claim.holds]
    doubt = doubted(heard, held)
    if doubt is not None:
        return doubt
    if not held:
        return asking(heard)
    return later_of(heard, held, labels)


_RECORD_EMPTY = pattern(
    "(app|button|message|duty|, become|unit) (w |duty |is |exist |appoint |app |still )*(empty|not exist|notyet exist|not is|not appoint|notyet appoint|notyet w) (any |w |duty |number |message |is |appoint |empty )*(, )*$"
)
"""'SK Plt ada di map, di Dapodik tugas tambahannya kosong'."""


def duty(heard: Utterance) -> Reading:
    """kepala_sekolah, plt, none or unknown; a duty that ended or is the earlier principal's is none."""
    empty = None if heard.asks or not_sure(heard) or not heard.has(",", "but") else heard.find(_RECORD_EMPTY)
    if empty and not heard.has("?", "open_ended", "who", "how"):
        return Reading("none", heard.within(empty))
    found = claims(heard, _DUTIES)
    held = [claim for claim in standing(found) if claim.holds]
    valid = [claim for claim in held if claim.kind in {"ks", "def", "plt"}]
    doubt = doubted(heard, valid)
    if doubt is not None:
        return doubt
    denied = {claim.kind for claim in found if not claim.holds}
    over = (heard.has("ended") or (heard.has("clean") and not valid)) and not heard.find(_GOES_ON)
    if heard.has("dangling") or (over and (not valid or not _ended_another(heard))):
        return Reading("none", heard.because("ended", "clean", "dangling", "oldone"))
    if any(claim.kind == "oldone" for claim in held):
        later = [
            claim for claim in valid if claim.clause > min(old.clause for old in held if old.kind == "oldone")
        ]
        if not later:
            return Reading("none", heard.because("oldone", "still"))
        valid = later
    if valid:
        return later_of(heard, valid, {"ks": "kepala_sekolah", "def": "kepala_sekolah", "plt": "plt"})
    if any(claim.kind == "otherduty" for claim in held):
        return Reading("none", written(held, "otherduty"))
    if found and all(claim.supposed for claim in found) and heard.has("later", "want"):
        return unclear(*written(found), runner_up="none")  # 'dinas janji mau menambah kepala sekolah'
    return _no_duty(heard, denied)


def _no_duty(heard: Utterance, denied: set[str]) -> Reading:
    """The reading where no valid duty was named: none, unless only one of the two was denied."""
    if denied == {"def"}:  # no duty is called so
        return unclear(*heard.because("def", "not", "notyet", "isnt"))
    if {"ks", "plt"} <= denied or (denied and (heard.has("duty") or heard.has("notyet"))):
        return Reading("none", heard.because("not", "notyet", "ks", "plt", "duty"))
    if denied:
        return unclear(*heard.because("not", "isnt", "ks", "plt"), runner_up="none")
    if heard.has("vanish") and not heard.has(
        "duty", "now", "already", "become"
    ):  # or it is only not to be seen
        return unclear(*heard.because("vanish"), runner_up="none")
    if (
        heard.find(_NOT_THERE)
        or heard.has("vanish")
        or heard.line in {"notyet ", "notyet w "}
        or (heard.has("notyet") and not heard.has("already"))
    ):
        return Reading("none", heard.because("not", "notyet", "empty", "exist"))
    return asking(heard)


def _ended_another(heard: Utterance) -> bool:
    """Whether the duty that ended is named: 'sudah kepala sekolah, plt nya sudah berakhir'."""
    return heard.find(pattern("(ks|plt|oldone|otherduty|appointed) (w |already |is )*ended ")) is not None


def doubted(heard: Utterance, held: list[Claim]) -> Reading | None:
    """`unknown` for what is not known or looked up; unclear where a claim stands beside the doubt."""
    unsure = not_sure(heard) or _asks_the_meaning(heard)
    if not unsure and not held:
        unsure = not_looked(heard)
    either = heard.find(_OR)
    if not unsure and either:
        unsure = heard.within(either)
    if unsure:
        if held and not either and not any(claim.doubtful for claim in held) and heard.has(",", "but"):
            return unclear(*unsure, runner_up=UNKNOWN)
        return Reading(UNKNOWN, unsure)
    if held and all(claim.doubtful for claim in held):
        return unclear(*heard.because("maybe"), runner_up=UNKNOWN)
    return None


def _asks_the_meaning(heard: Utterance) -> tuple[str, ...]:
    """'beda plt sama definitif apa': the terms are asked for. 'maksudnya plt' is an answer."""
    match = heard.find(_TERM_ASKED)
    if match:
        return heard.within(match)
    return (
        heard.because("meaning", "differ")
        if heard.has("meaning", "differ") and heard.has("what", "how", "why", "?", "and")
        else ()
    )


def asking(heard: Utterance) -> Reading:
    """A question back, or a mere 'hmm', where nothing was claimed."""
    asked = asked_back(heard) or not_looked(heard)
    if asked:
        return Reading(UNKNOWN, asked)
    return unclear()


def later_of(heard: Utterance, held: list[Claim], labels: dict[str, str]) -> Reading:
    """The label of the last claim, if something says that it is the one that counts; else which of two is asked."""
    names = list(dict.fromkeys(labels[claim.kind] for claim in held))
    if len(names) == 1:
        return Reading(names[0], tuple(dict.fromkeys(claim.written for claim in held)))
    first, last = held[0], held[-1]
    if (
        heard.find(pattern("(become|now|is|still|only|type|duty|but|appoint|change|newly) (_ )*" + last.kind))
        and not first.past
    ):
        return Reading(
            labels[last.kind], (last.written, *heard.because("become", "now", "is", "still", "only"))
        )
    return unclear(first.written, last.written, runner_up=names[0])


def written(found: list[Claim], *kinds: str) -> tuple[str, ...]:
    """The written words of the claims `found`, or of those of `kinds` only."""
    return tuple(dict.fromkeys(claim.written for claim in found if not kinds or claim.kind in kinds))
