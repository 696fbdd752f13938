"""Reading how many invalid data are left (`validation`). Warnings do not count."""

from flows.reading.claims import clauses
from flows.reading.doubt import asked_back, not_looked, not_sure
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import NUMBER, Utterance, Word, pattern

_NONE_LEFT = pattern(
    "(not|notyet) (exist |appear |w |also |already )*(exist |w |still )*(invalid|left|fail) |invalid (w |already |just |also |all )*(not |vanish |empty |clean |notyet exist )"
)
_SOME_LEFT = pattern(
    "(not|notyet) (w |all |already |yes |can |also |become |finish )*(clean|valid|all|finish|empty|0) |(still|exist) (exist |w |also |many )*(invalid|left|many) |(many|all) (w )?invalid |invalid (w )?(many|all|exist|still) "
)
_NONE_MISSING = pattern(
    "(not|isnt) (exist |w |still |all |doing )*(notyet|not|slow notyet) (w |already |can )?(valid|clean|finish|ok|repair|$)"
)
"""'gak ada yang belum beres'."""
_LEFT_AFTER = pattern("still (exist|not|notyet) ")
_TO_GO = pattern("still (w )*number otherunit ")
"""'masih tiga langkah lagi'."""
_NOT_ONE = pattern("(not|notyet) (w |already |exist |left |invalid |also )*number ")
"""'tidak ada satu pun'."""
_EITHER = pattern(
    "(number|clean|finish) (w )?(or|what) (not|notyet|still|number) |invalid (w )?(or|what) warning |left howmany "
)
"""'nol apa belum ya'."""
_WHERE = pattern("where (_ ){0,2}check |check (_ ){0,2}where ")
"""Where the number is to be seen is asked, not how many there are."""


_ALL_DONE = pattern(
    "^(w |hmm )*number (w )?(not|notyet) exist (invalid |w |any )*(, |$)|all invalid (w |already )*(finish|clean|ok|repair) "
)
"""'satu pun tidak ada', 'semua invalid sudah dibereskan'."""
_MANY = pattern("^(w )?many (many |w |invalid )*, (unwilling|where) ")
"""'banyak, malas menghitungnya'."""
_CLEARED = ("clean", "empty", "finish", "valid", "not", "notyet", "many")
_UNCOUNTED = pattern(
    "invalid (is |w )*(dontknow|(not|notyet) (can )?(check|know|open)) (howmany |w |, )*$|(dontknow|not know) (w )*howmany invalid "
)
"""'warning terlihat, invalidnya tidak saya perhatikan'."""


def _before_reason(heard: Utterance) -> Utterance:
    """The reply up to the reason of it: 'invalidnya 2 gara-gara NPWP kosong'."""
    means = [word.means for word in heard.words]
    cut = means.index("because") if "because" in means else 0
    told = cut and {NUMBER, "exist", "many"} & set(means[:cut])
    return Utterance.of(heard.words[:cut], heard) if told else heard


def validation(heard: Utterance) -> Reading:
    """zero, some or unknown, with the number of invalid data if one was said."""
    complete = heard.find(_NONE_MISSING) or heard.find(_ALL_DONE)
    if complete:
        return Reading("zero", heard.within(complete))
    if heard.find(_MANY):
        return Reading("some", heard.because("many"))
    uncounted = heard.find(_UNCOUNTED)
    if uncounted:
        return Reading(UNKNOWN, heard.within(uncounted))
    heard = _before_reason(heard)
    either = heard.find(_EITHER)
    if either:
        return Reading(UNKNOWN, heard.within(either))
    unsure = not_sure(heard)
    counts = _counts(heard)
    if not _bound(heard) and heard.find(_WHERE):
        return Reading(UNKNOWN, heard.because("where", "check"))
    if unsure and not counts:
        return Reading(UNKNOWN, unsure)
    if heard.has("maybe"):
        return Reading(UNKNOWN, heard.because("maybe"))
    if not counts and (not_looked(heard) or heard.has("slow")):
        return Reading(UNKNOWN, not_looked(heard) or heard.because("slow"))
    states = [state for piece in clauses(heard) for state in [_state(_of_now(piece))] if state]
    if not states:
        asked = asked_back(heard)
        return Reading(UNKNOWN, asked) if asked else unclear()
    return states[-1]


def _of_now(piece: tuple[Word, ...]) -> Utterance:
    """The part said of the present: 'tadi 8 sekarang bersih' is 'bersih'."""
    turns = [at for at, word in enumerate(piece) if word.means in {"now", "become"}]
    if turns and turns[-1] + 1 < len(piece) and piece[turns[-1] + 1].means != "repair":
        return Utterance.of(piece[turns[-1] + 1 :])
    return Utterance.of(piece)


def _counts(heard: Utterance) -> bool:
    return bool(_bound(heard)) or heard.has("clean", "invalid", "left")


def _state(piece: Utterance) -> Reading | None:
    """The reading of what one clause says is left, or None. A clause about what was says nothing."""
    bound = _bound(piece)
    warned = piece.has("warning") and not piece.has("invalid")
    if bound and not warned:
        number = bound[-1]
        negated = piece.find(pattern("(not|notyet) (w |already |become )*number ")) is not None
        count = number.value or 0
        if count == 1 and piece.find(_NOT_ONE):
            return Reading("zero", (*piece.because("not", "notyet"), number.written))
        if negated:
            return Reading("some", (*piece.because("not", "notyet"), number.written)) if count == 0 else None
        return Reading("some" if count else "zero", (number.written, *piece.because("invalid")), number=count)
    if not bound and piece.has(NUMBER) and not piece.has("invalid", "left", "warning", *_CLEARED):
        return None  # 'ada 3 hari'
    if warned:
        only = piece.because("only", "left", "just", "all")
        return Reading("zero", (*only, *piece.because("warning"))) if only else None
    if piece.has("past") and not piece.has("now"):
        return None
    return _in_words(piece)


def _in_words(piece: Utterance) -> Reading | None:
    none_left, some_left = piece.find(_NONE_LEFT), piece.find(_SOME_LEFT)
    if some_left and not none_left:
        return Reading("some", piece.within(some_left))
    if none_left:
        return Reading("zero", piece.within(none_left))
    if piece.has("clean", "empty"):
        return Reading("zero", piece.because("clean", "empty"))
    if piece.has("valid") or (piece.has("finish") and piece.has("all", "already")):
        return Reading("zero", piece.because("valid", "finish", "all"))
    if piece.has("not") and piece.has("exist"):
        return Reading("zero", piece.because("not", "exist"))
    if piece.find(_TO_GO) and not piece.has("invalid"):
        return None
    if piece.has("invalid", "left", "many", "still", "exist") and not piece.has("notyet", "not"):
        return Reading("some", piece.because("invalid", "left", "many", "still", "exist"))
    return None


def _bound(piece: Utterance) -> list[Word]:
    """The numbers that count invalid data: not hours and days, not warnings, not what was before."""
    words = piece.words
    found: list[tuple[int, Word]] = []
    for at, word in enumerate(words):
        after = words[at + 1].means if at + 1 < len(words) else ""
        before = words[at - 1].means if at else ""
        if word.means != NUMBER or after in {"otherunit", "percent"} or before in {"otherunit", "message"}:
            continue
        of_other = before == "app" or after == "someone"
        if of_other and not piece.has("invalid", "left", "still", "exist"):
            continue  # 'sudah versi 2', 'siswa kami cuma 40 orang'
        found.append((at, word))
    spots = [at for at, word in enumerate(words) if word.means == "invalid"]
    warns = [at for at, word in enumerate(words) if word.means == "warning"]
    if spots and found:
        near = [
            (min(abs(at - spot) for spot in spots), at, word)
            for at, word in found
            if not warns or min(abs(at - spot) for spot in spots) <= min(abs(at - spot) for spot in warns)
        ]
        if warns:
            return _nearest(near, words)
    return [word for _, word in found]


def _nearest(near: list[tuple[int, int, Word]], words: tuple[Word, ...]) -> list[Word]:
    """Number beside 'invalid': the one on the side where this writer puts numbers."""
    if not near:
        return []
    least = min(distance for distance, _, _ in near)
    best = [word for distance, _, word in near if distance == least]
    leads = words[0].means == NUMBER
    return best[:1] if leads else best[-1:]
