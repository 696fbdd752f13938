"""Reading what is asked of the account and the assignment: who is logged in (`login`), `induk`, how many `accounts`."""

import re
from dataclasses import replace

from flows.reading.claims import Claim, claims, clauses, standing
from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import NUMBER, Utterance, Word, pattern

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
_SINGLE = pattern("(not|isnt) (w )*double ")
_NO_ACCOUNT = pattern(
    "^(already |w |also )*(ended|vanish|empty) (all |w |also |, )*$|(not|notyet|no) (w |exist |already |also |can |add |appoint |all |any )*(exist|account|add|appoint|empty|any) |"
    "^(not|notyet) (w |all |any |, )*$|empty |account (w |is )*(not|notyet|empty|vanish) "
)
_AT_A_SCHOOL = re.compile(
    r"\binduk\w* (masih |tetap |itu )?(di|nang|neng|ring) (sana|sd|smp|sma|smk|tk|mi|mts|sdn|smpn|sman|smkn|paud|slb)\b(?! (kami|ini|saya|kita|sini))"
)
_INDUK = pattern("induk ")
_NOT_HERE = pattern("induk (is |w )*(isnt|not) (?!nonduk|induk)")
"""'induknya bukan di sini'."""
_NOT_THERE = pattern("nonduk otherschool ")
"""'gak nginduk di tempat lain'."""
_NOT_MOVED = pattern("induk (w )*(not|notyet) (w )*(gone|change|become|appoint) ")
"""'induknya belum pindah ke sini'."""
_HOW_MANY = pattern("number (account )?(or|what) (account )?(number|not|notyet|double) ")
_TERM_ASKED = pattern(
    "(induk|nonduk) (is |w )*(how|where|meaning|who) |(how|where|meaning) (w |is )*(induk|nonduk) |(induk|nonduk) (is |w )*(what|or) (induk |nonduk )?|what (is |w )?(induk|nonduk) "
)


_OPEN_NOW = pattern(
    "ks (_ )*(, |but |only )(_ )*(doing|wait|now|still|is|open|account) (w |is |account |open |now |already )*operator (w )*(, )*$"
)
"""'akun kepsek ada, tapi yang sedang terbuka akun operator'."""
_AS_OPERATOR = pattern("role (w |is )*operator |(login|open|but) is (w )?operator ")
_NAMED = re.compile(r"\b(kepala|kepsek|ks|kasek)\b")
_HIS_ACCOUNT = re.compile(r"\bakun (pak|bu|bapak|ibu|beliau)\b(?! (operator|guru|bendahara|wakil|tu))")


def _with_leader(heard: Utterance) -> Utterance:
    """'akun beliau' is the principal's, who is spoken of."""
    said = " ".join(word for word, _ in heard.spelled)
    named = heard.has("ks", "plt", "def", "otherduty", "isnt") or _NAMED.search(said)
    if named or not _HIS_ACCOUNT.search(said):
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
    named = _AT_A_SCHOOL.search(" ".join(word for word, _ in heard.spelled))
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
        away = any(word.means in {"otherschool", "oldone"} for word in own) or heard.find(_BUT_AWAY)
        away = away and not heard.find(_MOVED_HERE)
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


_NOT_EVEN_ONE = pattern("number (account |w )*(just|also) (w |account )*(not|notyet) (exist |w )*(, )*$")
"""'satu saja belum ada'."""


def accounts(heard: Utterance) -> Reading:
    """'0', '1', '2+' or unknown: how many accounts the leader has."""
    either = heard.find(_HOW_MANY)
    unsure = heard.within(either) if either else not_sure(heard)
    numbers = not either and heard.has(NUMBER)
    unseen = not_looked(heard) or asked_back(heard)
    if not numbers and (unsure or unseen):
        return Reading(UNKNOWN, unsure or unseen)
    if unsure:
        return unclear(*unsure, runner_up=UNKNOWN)
    if numbers:
        return _counted(heard)
    if heard.find(_NO_ACCOUNT):
        return Reading("0", heard.because("not", "notyet", "no", "empty", "account"))
    if heard.find(_SINGLE):
        return Reading("1", heard.because("not", "isnt", "double"))
    if heard.has("double"):
        return Reading("2+", heard.because("double"))
    if heard.has("only", "just") and heard.has("account"):
        return unclear(*heard.because("only", "account"), runner_up="1")
    if heard.has("exist") or heard.has("account"):
        return unclear(*heard.because("exist", "account"), runner_up="1")
    return unclear()


_OTHER_UNITS = (["otherunit"], ["role"], ["someone"], ["topic"])
_ANOTHERS = pattern(
    "(role|guru|operator|otherduty|staff|unit|ptk|person) (exist |account |w |only |is |many |still )*$"
)
_NOT_A_SINGLE = pattern(
    "(not|notyet) (exist |appear |w |appoint |account |ks |add |message )*number (?!otherunit )|number (account |ks |w )*(not|notyet) (exist |appear |appoint |, |$)"
)
"""'tidak ada satu pun', 'satu pun belum ada'."""
_MORE_THAN_THOUGHT = pattern("^(maybe|w) number (, |but )(w |open |but )*(exist|appear) number ")
_ONE_PERSON = pattern(
    "^(w )*(ks|someone|person) (w )*number (someone )?(, |but )(w )*account (w )*number (account )?(, )*$"
)
"""'kepala sekolahnya satu orang, akunnya dua'."""
_LEFT_ONE = pattern("(become|left|ks|just) (w |ks |only |account |just )*number (w |just |account )*(, )*$")
"""'dua, yang satu punya operator, jadi satu'."""


def _counted(heard: Utterance) -> Reading:
    """The last number that is not denied, nor one of days: 'bukan dua, satu saja'."""
    denied = pattern("(isnt|not) (w |account |exist )*$")
    held = []
    for at, word in enumerate(heard.words):
        before = "".join(f"{other.means} " for other in heard.words[:at])
        of_other = [later.means for later in heard.words[at + 1 : at + 2]] in _OTHER_UNITS or _of_another(
            before
        )
        if word.means == NUMBER and not of_other and not denied.search(before):
            held.append(word)
    ones = all(word.value == 1 for word in heard.words if word.means == NUMBER)
    if ones and heard.find(_NOT_A_SINGLE) and not heard.has("double", "otherunit"):
        return Reading("0", heard.because("not", "notyet"))
    if not held:
        return Reading("2+", heard.because("double")) if heard.has("double") else unclear()
    last = held[-1].value or 0
    if last == 1 and heard.find(_NOT_EVEN_ONE):
        return Reading("0", (held[-1].written, *heard.because("not", "notyet")))
    more = heard.find(_MORE_THAN_THOUGHT)
    if more and last > 1:
        return Reading("2+", (held[-1].written,))
    of_accounts = heard.find(_ONE_PERSON)
    if of_accounts:
        return Reading(_label(last), (held[-1].written,))
    if (held[0].value or 0) > 1 and len(held) > 1 and _one_by_one(heard, held):
        return Reading("2+", (held[0].written,))
    if len({word.value for word in held}) > 1 and not heard.has(
        "become", "now", "left", "only", "vanish", "but"
    ):
        counted = list(dict.fromkeys(_label(word.value or 0) for word in held))
        return unclear(*(word.written for word in held), offers=tuple(counted) if len(counted) == 2 else ())
    if len(held) > 1 and last == 1 and not heard.find(_LEFT_ONE):
        return unclear(
            *(word.written for word in held), offers=("2+", "1")
        )  # 'satu email lama satu email baru'
    if heard.has("double") and last == 1 and not heard.find(_LEFT_ONE) and not heard.find(_SINGLE):
        return unclear(*heard.because("double"), runner_up="2+")
    return Reading(_label(last), (held[-1].written,))


def _of_another(before: str) -> bool:
    """Whether the number that stands after `before` counts what is not the principal's: 'akun guru ada 12'."""
    return _ANOTHERS.search(before) is not None


def _one_by_one(heard: Utterance, held: list[Word]) -> bool:
    """Whether what follows a number only goes through it: 'dua, satu lama satu baru'."""
    turned = heard.has("become", "now", "left", "only", "vanish", "but", "ended", "past", "wrong", "just")
    return not turned and all(word.value == 1 for word in held[1:])


def _label(count: int) -> str:
    return "2+" if count > 1 else str(count)
