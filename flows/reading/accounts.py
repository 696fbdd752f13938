"""Reading how many accounts the leader has (`accounts`)."""

from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import NUMBER, Utterance, Word, pattern

_SINGLE = pattern("(not|isnt) (w )*double ")
_NO_ACCOUNT = pattern(
    "^(already |w |also )*(ended|vanish|empty) (all |w |also |, )*$|(not|notyet|no) (w |exist |already |also |can |add |appoint |all |any )*(exist|account|add|appoint|empty|any) |"
    "^(not|notyet) (w |all |any |, )*$|empty |account (w |is )*(not|notyet|empty|vanish) "
)
_HOW_MANY = pattern("number (account )?(or|what) (account )?(number|not|notyet|double) ")
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
    held = _held(heard)
    ones = all(word.value == 1 for word in heard.words if word.means == NUMBER)
    if ones and heard.find(_NOT_A_SINGLE) and not heard.has("double", "otherunit"):
        return Reading("0", heard.because("not", "notyet"))
    if not held:
        return Reading("2+", heard.because("double")) if heard.has("double") else unclear()
    last = held[-1].value or 0
    if last == 1 and heard.find(_NOT_EVEN_ONE):
        return Reading("0", (held[-1].written, *heard.because("not", "notyet")))
    if (last > 1 and heard.find(_MORE_THAN_THOUGHT)) or heard.find(_ONE_PERSON):
        return Reading(_label(last), (held[-1].written,))
    if (held[0].value or 0) > 1 and len(held) > 1 and _one_by_one(heard, held):
        return Reading("2+", (held[0].written,))
    return _last_of(heard, held)


def _held(heard: Utterance) -> list[Word]:
    """The numbers that may count the principal's accounts."""
    denied = pattern("(isnt|not) (w |account |exist )*$")
    held = []
    for at, word in enumerate(heard.words):
        if word.means != NUMBER or [later.means for later in heard.words[at + 1 : at + 2]] in _OTHER_UNITS:
            continue
        before = "".join(f"{other.means} " for other in heard.words[:at])
        if not _ANOTHERS.search(before) and not denied.search(before):
            held.append(word)
    return held


def _last_of(heard: Utterance, held: list[Word]) -> Reading:
    """The last of the numbers, if something says that it is the one that counts; else which of two is asked."""
    last = held[-1].value or 0
    if len({word.value for word in held}) > 1 and not heard.has(
        "become", "now", "left", "only", "vanish", "but"
    ):
        counted = list(dict.fromkeys(_label(word.value or 0) for word in held))
        return unclear(*(word.written for word in held), offers=tuple(counted) if len(counted) == 2 else ())
    left = heard.find(_LEFT_ONE)
    if len(held) > 1 and last == 1 and not left:  # 'satu email lama satu email baru'
        return unclear(*(word.written for word in held), offers=("2+", "1"))
    if heard.has("double") and last == 1 and not left and not heard.find(_SINGLE):
        return unclear(*heard.because("double"), runner_up="2+")
    return Reading(_label(last), (held[-1].written,))


def _one_by_one(heard: Utterance, held: list[Word]) -> bool:
    """Whether what follows a number only goes through it: 'dua, satu lama satu baru'."""
    turned = heard.has("become", "now", "left", "only", "vanish", "but", "ended", "past", "wrong", "just")
    return not turned and all(word.value == 1 for word in held[1:])


def _label(count: int) -> str:
    return "2+" if count > 1 else str(count)
