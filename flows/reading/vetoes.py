"""Second thoughts: a reading is withdrawn where other words of the same reply speak against it.

Each rule was kept because, on lines that nobody had tuned for, it withdrew more wrong readings than right ones.
"""

from collections.abc import Callable

from flows.reading.lexicon import WORD
from flows.reading.reading import UNCLEAR, UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, pattern

_ASKS = frozenset({"where", "how", "meaning", "?"})
_DENIES = frozenset({"not", "notyet", "no", "isnt", "empty"})
_TURNS = frozenset({"but", "now", "become", "past", "although"})
_A_STORY = 3
"""So many words not understood, and a yes may be about anything."""
_NOTHING_MUCH = frozenset({WORD, ",", "?", "and", "is", "ok", "yes", "greeting", "hmm", "past"})
_BUSY = pattern(
    "^(w )*(ks|guru|plt|operator|staff) (w )*(wait|doing) (w |, |dinas )|"
    "^(w )*(ks|plt|operator|staff) (w |already |wait |doing |also )*(want|ask|know) |"
    "^(w )*(ks|plt|operator|staff|guru|dinas) (also )?(already|wait|doing|want|notyet|not|newly|later) w "
)
"""'guru kelas lagi rapat', 'kepala sekolah sudah minta': what somebody does, not what somebody is."""
_ONLY_MEANT = pattern("already (want|supposed|wait|later) (change|do|add|repair|login|pull) ")
_IN_A_ROOM = pattern("^ks (w |already |also )*exist (w )?unit ")
_SAID_OF_IT = pattern("role (w )?ks w w ")
_STATES = frozenset(
    {
        "already",
        "exist",
        "yes",
        "finish",
        "ok",
        "do",
        "add",
        "appoint",
        "appear",
        "can",
        "only",
        "still",
        "now",
    }
)
_DONE_PLAINLY = pattern(
    "^(w |ok |change |role |all |is |otherunit )*(already|finish) (all )?(do|click) |^(w |ok )*already (all )?, "
)
"""'Sudah kami laksanakan sesuai arahan'."""
_AFTER_IT = pattern(
    "left (check|wait) |later (then )*(what|how) |^(w )*already (_ ){0,3}, (_ ){0,3}later (_ )*check "
)
"""'sudah, habis ini apa lagi': what comes later is another thing."""
_KS_AT_LAST = pattern(
    ", (role |w |account |yes |if ){0,3}(already ks|ks already|exist role ks|ks exist) (add |w |role |ks ){0,2}(, )*$"
)
"""'bukan PTK lagi, sudah kepala sekolah'."""
_STATED_FIRST = pattern(
    "^(w |hmm |yes )*(role |ks |ptk |already |notyet |not |exist |only |still |just |account |add |is |w ){1,6}, (_ )*(what|how|who|supposed|can|differ|[?]) "
)
"""'masih PTK, memang bisa saya ubah sendiri?'."""
_AT_ANOTHER = pattern(
    "(appear|success|exist|finish|sync|button|can|already) (w |also |already )*otherschool (w |also )*(, |but |$)"
)
_ABSENT = pattern("^(not|notyet) exist w ")
_ABSENT_TOLD = 2
"""Words not understood from which on it is no mere "tidak ada masalah"."""
_PLT_DENIED = pattern("plt (w |just |also |dinas )*(not|notyet|empty) (?!(exist |w )*def)")

Rule = Callable[[Utterance, Reading], bool]


def _asks(heard: Utterance, _: Reading) -> bool:
    return heard.has(*_ASKS)


def _denied(heard: Utterance, reading: Reading) -> bool:
    """A yes beside a denial that nothing turns."""
    told = heard.find(_KS_AT_LAST) is not None
    return reading.label == "yes" and heard.has(*_DENIES) and not heard.has(*_TURNS) and not told


def _clean_too(heard: Utterance, reading: Reading) -> bool:
    told = heard.has(*_TURNS, "notyet", "not", "still", "number", "many")
    return reading.label == "some" and heard.has("clean") and not told


def _at_another_school(heard: Utterance, reading: Reading) -> bool:
    """'tombol sinkron sudah muncul di SMP lain': nothing is told of ours."""
    return reading.label in {"resolved", "done"} and heard.find(_AT_ANOTHER) is not None


def _other_absent(heard: Utterance, reading: Reading) -> bool:
    """'tidak ada listrik di sekolah': what is not there is something else, and much is told of it."""
    return reading.label == "zero" and heard.find(_ABSENT) is not None and _strange(heard) >= _ABSENT_TOLD


def _a_story(heard: Utterance, reading: Reading) -> bool:
    return reading.label == "yes" and _strange(heard) >= _A_STORY


def _done_among_strange(heard: Utterance, reading: Reading) -> bool:
    plain = heard.find(_DONE_PLAINLY) is not None
    return (
        reading.label == "done"
        and len(reading.because) == 1
        and _strange(heard) >= _A_STORY - 1
        and not plain
    )


def _later_too(heard: Utterance, reading: Reading) -> bool:
    return reading.label == "done" and heard.has("later") and heard.find(_AFTER_IT) is None


def _plt_denied(heard: Utterance, reading: Reading) -> bool:
    return reading.label == "plt" and heard.find(_PLT_DENIED) is not None


def _busy(heard: Utterance, _: Reading) -> bool:
    return heard.find(_BUSY) is not None


def _praised(heard: Utterance, reading: Reading) -> bool:
    """'peran kepala sekolah penting sekali': of the role something is said, but not that it is there."""
    return (
        reading.label == "yes"
        and heard.has("role")
        and not heard.has(*_STATES)
        and heard.find(_SAID_OF_IT) is not None
    ) or heard.find(_IN_A_ROOM) is not None


def _only_meant(heard: Utterance, reading: Reading) -> bool:
    """'dinas sudah mau ubah': it is meant, and not done."""
    return reading.label in {"yes", "done"} and heard.find(_ONLY_MEANT) is not None


def _of_the_weather(heard: Utterance, reading: Reading) -> bool:
    """'iya nih hujan terus': agreeing with something of one's own."""
    return reading.label in {"yes", "no"} and heard.has("chatter")


def _one_among_strange(heard: Utterance, _: Reading) -> bool:
    """Whether one known word stands among many that are not: it may be about anything."""
    known = [word for word in heard.words if word.means not in _NOTHING_MUCH]
    return len({word.means for word in known}) <= 1 and _strange(heard) >= _A_STORY


_RULES: dict[str, tuple[Rule, ...]] = {
    "yesno": (_a_story, _of_the_weather, _only_meant),
    "leader": (_plt_denied, _busy),
    "ptk_type": (_busy,),
    "duty": (_busy,),
    "login": (_busy,),
    "role": (_denied, _praised, _busy),
    "validation": (
        _clean_too,
        _other_absent,
    ),
    "step": (_done_among_strange, _later_too, _only_meant, _at_another_school),
}
_ASKED = {"role": {"yes", "no"}, "validation": {"some"}}
"""Where a question stands beside such an answer, the person does not know."""


def considered(heard: Utterance, context: str, reading: Reading) -> Reading:
    """The reading, or what is left of it at second thought."""
    if reading.label == UNCLEAR:
        return reading
    stated = context == "role" and not heard.asks and heard.find(_STATED_FIRST) is not None
    if (
        reading.label in _ASKED.get(context, ())
        and reading.number is None
        and _asks(heard, reading)
        and not stated
    ):
        return Reading(UNKNOWN, heard.because(*_ASKS))
    rules = (
        _RULES.get(context, ()) if context == "opening" else (*_RULES.get(context, ()), _one_among_strange)
    )
    if any(rule(heard, reading) for rule in rules):
        return unclear(*reading.because, runner_up=reading.label)
    return reading


def _strange(heard: Utterance) -> int:
    return sum(word.means == WORD for word in heard.words)
