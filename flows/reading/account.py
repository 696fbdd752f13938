"""Reading who is logged in (`login`): whose account it is and which role is active."""

from flows.reading.claims import claims, standing
from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, Word, pattern
from flows.reading.wordings import wording

_LEADING = frozenset({"ks", "plt", "def"})
_EITHER = pattern(
    "(ks|plt|operator|guru|ptk) (account |w )?(or|what) (account |w )?(ks|plt|operator|guru|ptk) "
)
"""'akun kepsek apa operator ya ini'."""
_SO_IT_IS = pattern("(become|but) (w |login |account )*operator ")
"""'sandi kepsek gak tau, jadi pakai operator'."""
_USERS = frozenset({"ks", "plt", "def", "operator", "guru", "staff", "otherduty", "dinas", "oldone", "ptk"})
_OTHER_ROLES = frozenset({"ptk", "guru", "operator", "staff"})
_ROLE_OF_KS = pattern("(role|is|account) (w |just |already |is |also |and )*(ks|plt|def) ")
_NOT_THE_ROLE = pattern(
    "role (w |is |also )*(not|notyet|isnt|empty) |(not|notyet|isnt|no) (w |exist |is |already )*role |"
    "role (w )?ks (w ){0,2}(not|notyet|isnt) (?!ptk|guru|operator)|(isnt|not) (w |is )*ks "
)
_OPEN_NOW = pattern(
    "ks (_ )*(, |but |only )(_ )*(doing|wait|now|still|is|open|account) (w |is |account |open |now |already )*operator (w )*(, )*$"
)
"""'akun kepsek ada, tapi yang sedang terbuka akun operator'."""
_AS_OPERATOR = pattern("role (w |is )*operator |(login|open|but) is (w )?operator ")


def _with_leader(heard: Utterance) -> Utterance:
    """'akun beliau' is the principal's, who is spoken of."""
    named = heard.has("ks", "plt", "def", "otherduty", "isnt") or wording("title").search(heard.said)
    if named or not wording("his_account").search(heard.said):
        return heard
    words: list[Word] = []
    for word in heard.words:
        words += [word, Word("ks", word.written)] if word.means == "account" else [word]
    return Utterance.of(tuple(words), heard)


def login(heard: Utterance) -> Reading:
    """ks_account_ks_role, ks_account_other_role, operator, other or unknown: whose account and which role is active."""
    heard = _with_leader(heard)
    shown = heard.find(_OPEN_NOW)
    if shown and not heard.has("?") and not heard.find(_AS_OPERATOR):
        return Reading("operator", heard.within(shown))
    unsure = not_sure(heard)
    either = heard.find(_EITHER)
    if unsure and heard.find(_SO_IT_IS):
        return unclear(*unsure, runner_up="operator")
    if unsure or either:
        return Reading(UNKNOWN, unsure or (heard.within(either) if either else ()))
    found = [claim for claim in standing(claims(heard, _USERS)) if claim.holds]
    leading = [claim for claim in found if claim.kind in _LEADING]
    if not found:
        asked = not_looked(heard) or asked_back(heard)
        if asked:
            return Reading(UNKNOWN, asked)
        return Reading(UNKNOWN, heard.because("notyet")) if heard.find(pattern("notyet ")) else unclear()
    if not leading:
        kinds = {claim.kind for claim in found}
        because = tuple(dict.fromkeys(claim.written for claim in found))
        if kinds == {"operator"}:
            return Reading("operator", because)
        if heard.has("but") and heard.has("account") and "ptk" in kinds:
            return unclear(
                *because, runner_up="ks_account_other_role"
            )  # 'akun beliau tapi masuk sebagai PTK'
        return unclear(*because) if "operator" in kinds else Reading("other", because)
    return _of_the_principal(heard, [claim.kind for claim in found], tuple(claim.written for claim in found))


def _of_the_principal(heard: Utterance, kinds: list[str], because: tuple[str, ...]) -> Reading:
    """The principal's account, in the role that was named; which one is asked where none was."""
    if kinds[0] not in _LEADING:  # 'akun operator peran kepala sekolah'
        return unclear(*because, runner_up="operator" if kinds[0] == "operator" else "other")
    others = [kind for kind in kinds[1:] if kind in _OTHER_ROLES]
    if others and heard.has("role", "is", "but", "still", "open", "login"):
        both = kinds.count("ks") > 1
        return unclear(*because) if both else Reading("ks_account_other_role", because)
    if heard.find(_NOT_THE_ROLE) and heard.has("role", "but"):
        return Reading("ks_account_other_role", (*because, *heard.because("not", "notyet", "isnt")))
    named = sum(kind in _LEADING for kind in kinds)
    if named > 1 and heard.has("role", "is", "open", "login", "account"):
        return Reading("ks_account_ks_role", because)
    return unclear(*because, runner_up="ks_account_ks_role")
