"""Reading who leads the school (`leader`): a definitive principal, a Plt, nobody."""

from flows.reading.claims import Claim, claims, standing
from flows.reading.ptk import asking, doubted, later_of, written
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, pattern
from flows.reading.wordings import wording

_LEADERS = frozenset({"ks", "plt", "def", "plh", "appointed"})
_NOBODY = pattern(
    "(still )?wait (w )?(appoint|appointed) |(notyet|not) (exist |appoint )|empty |^(not|notyet) (all |any |just )+(, )*$"
)
_NO_SUCCESSOR = pattern(
    "(notyet|not) (exist |w |appoint |already )*(successor|appointed) |successor (w |is |also )*(notyet|not) "
)
_NOT_EVEN = pattern("plt (w )?just (w |also )*(not|notyet) (?!def )")
"""'plt saja belum ada': less than a Plt is nobody."""
_TWICE = pattern("(not|notyet|empty) (_ )*(not|notyet|empty) ")
_OVER = pattern(
    "plt (_ )*(empty|not exist (any|w)|(not|notyet) (exist )?successor|successor (w |also )*(not|notyet) (_ ){0,2}|empty (_ ){0,3}) (w |exist |appoint |any |now )*(, )*$"
)
"""'Plt-nya habis Desember, belum ada gantinya'."""
_ENDS = frozenset({"ended", "gone", "finish", "clean", "back", "become", "past"})
_TENURED = pattern("(ks|already|is|still) same (?!plt|ks|not|notyet)|^same (, )*$")
"""'tetap' of a principal is 'permanent'; of anything else, 'the same'."""


def leader(heard: Utterance) -> Reading:
    """definitif, plt, none or unknown. A denied Plt alone says nothing: there may be a definitive principal."""
    found = claims(heard, _LEADERS)
    held = [claim for claim in standing(found) if claim.holds]
    plain = _plain(heard)
    if plain is not None:
        return plain
    doubt = doubted(heard, [claim for claim in held if claim.kind in {"plt", "def"}])
    if doubt is not None:
        return doubt
    denied = {claim.kind for claim in found if not claim.holds}
    over = heard.find(_OVER)
    if over and heard.has(*_ENDS) and not heard.has("def", "?", "open_ended", "because"):
        return Reading("none", heard.within(over))
    return _titled(heard, held, denied) or _nobody(heard, denied) or _principal(heard, held, denied)


_ALTHOUGH_DEF = pattern("although (ks |w |already |past |is )*(def|appointed) ")
"""'masih tertulis Plt, padahal SK definitifnya sudah keluar'."""
_WAITS_FOR_DEF = pattern("^(still )?plt (w )?, (wait|want|later|notyet) (w )*def (w )*$")
_NOW_DEF = pattern(
    "^(_ )*plt (_ )*(, |because )(_ ){0,4}(exist|already|successor|def) (already |ks |exist |w )*(def|appointed|already) (w |is )*(, )*$"
)
"""'dua tahun dipegang Plt, mulai Juli ada kepala sekolah definitif'."""
_IN_TRUTH_PLT = pattern(
    "^(all |someone |w |appear |hearsay )+(ks|def) (what )?, (although |but )?(w |message |check )*(only |is )*plt (w )?(, )*$|^def what , (only )?plt "
)
"""'orang panggil beliau kepsek, di suratnya Plt'."""
_NOT_A_SOUL = pattern(
    "^(w |otherunit |, |greeting |yes |operator |newly |already |number )*((not|notyet) exist (ks (or plt |w )?|any |ok def and plt )|empty ks |ks (w )?empty )(w |now )*(, |$)"
)
_NO_LONGER = pattern("plt (w |just |also |already )*(back|gone|ended|not|notyet) ")


def _plain(heard: Utterance) -> Reading | None:
    """The reading of what is plain whatever stands beside it: 'gak ada siapa-siapa, bingung yang tanda tangan'."""
    if heard.asks:
        return None
    if not heard.has("not", "notyet", "later", "wait", "if", "?", "isnt") and heard.find(_NOW_DEF):
        return Reading("definitif", heard.because("def", "appointed"))
    if wording("even_plt").search(heard.said) and heard.find(_NO_LONGER):
        return Reading("none", heard.because("plt", "not", "notyet"))
    for found, label in ((_ALTHOUGH_DEF, "definitif"), (_WAITS_FOR_DEF, "plt"), (_IN_TRUTH_PLT, "plt")):
        match = heard.find(found)
        if match:
            return Reading(label, heard.within(match))
    nobody = heard.find(_NOT_A_SOUL)
    either = heard.find(pattern("exist ks or plt "))
    led = heard.has("plt", "def", "plh", "but", "become", "if") or heard.line.count("ks ") > 1
    if nobody and (either or not led or heard.find(_NO_LONGER)):
        return Reading("none", heard.within(nobody))
    return None


def _titled(heard: Utterance, held: list[Claim], denied: set[str]) -> Reading | None:
    """The reading Plt, definitif or Plh, if one of the three is named and holds."""
    kinds = {claim.kind for claim in held}
    if {"plt", "def"} <= kinds:
        return later_of(
            heard,
            held,
            {"ks": "definitif", "plt": "plt", "def": "definitif", "appointed": "definitif", "plh": UNKNOWN},
        )
    if "plt" in kinds:
        both = any(claim.kind == "ks" and claim.exists for claim in held) and not heard.has(
            "only", "still", "isnt"
        )
        return (
            unclear(*written(held), runner_up="definitif") if both else Reading("plt", written(held, "plt"))
        )
    tenure = heard.find(_TENURED)
    if tenure:
        return Reading("definitif", heard.within(tenure))
    if "plh" in kinds:
        return Reading(UNKNOWN, heard.because("plh"))
    if "def" in kinds or ("appointed" in kinds and "ks" not in denied):
        return Reading("definitif", written(held, "def", "appointed"))
    return None


def _nobody(heard: Utterance, denied: set[str]) -> Reading | None:
    """The reading that nobody leads, or that nothing can be said because only one of the two kinds was denied."""
    because = heard.because("not", "notyet", "empty", "exist", "successor", "appointed", "ks", "plt", "def")
    if heard.find(_NO_SUCCESSOR) or ("plt" in denied and heard.find(_NOT_EVEN)):
        return Reading("none", because)
    if "ks" in denied and "def" not in denied:  # one who only left may have a Plt in his place
        return (
            Reading("none", because)
            if heard.has("not", "notyet", "empty")
            else unclear(*because, runner_up="none")
        )
    twice = "plt" in denied and heard.has("also", "empty") and heard.find(_TWICE) is not None
    return Reading("none", because) if twice or {"plt", "def"} <= denied else None


def _principal(heard: Utterance, held: list[Claim], denied: set[str]) -> Reading:
    """A principal without a title: definitif if said to be there, or to be no Plt."""
    principals = [claim for claim in held if claim.kind == "ks"]
    if principals:
        there = any(claim.exists for claim in principals) or len(heard.words) == 1
        if there or ("plt" in denied and heard.has("isnt")):
            return Reading("definitif", written(principals))
        return unclear(*written(principals), runner_up="definitif")
    if denied & {"plt", "def"}:
        return unclear(*heard.because("plt", "def", "not", "notyet", "isnt"))
    if heard.find(_NOBODY):
        return Reading("none", heard.because("not", "notyet", "empty", "exist"))
    return asking(heard)
