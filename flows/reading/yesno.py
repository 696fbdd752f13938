"""Reading a plain yes or no (`yesno`)."""

from flows.reading.doubt import asked_back, not_known, not_looked, not_sure, not_understood
from flows.reading.intents import DONE_FIRST, as_before, going_back
from flows.reading.reading import UNKNOWN, Reading, unclear
from flows.reading.utterance import Utterance, pattern

_YES = frozenset({"yes", "already", "exist", "finish", "ok", "can"})
_NO = frozenset({"not", "notyet", "no", "isnt"})
_OF_SOMETHING = pattern(
    "^not w (w )+(, )*$|^not (any|w (is|app|leave|otherunit|fail)) |^wait (w )?, (w )*(exist|not) |^(w )*(ks|server|unit) (w |past )*(already|notyet|exist) (w |chatter )+(, |$)|^(already|notyet) (w )?(chatter|otherunit|number otherunit|topic|long) "
)
"""A denial of something that is not understood."""
_STRANGE = 2
"""Words not understood from which on a question is not one about ours."""
_CONCLUDED = pattern("so (w )*(notyet|already|not|yes) (, )*$")
"""'kayaknya lupa, berarti belum'."""
_SETTLED = pattern(
    "^(correct |hmm |but |w |, )*(already|yes|finish) (?!(w )*(want|wait|doing|later|ask|supposed))|(but|now) (w |now )*(already|yes|finish) (?!(w )*(want|wait|doing|ask))|(yes|already) (, )?$"
)
"""'sudah, lama banget nunggunya': what was waited for is there."""
_OF_THE_BOT = pattern("bot (_ ){0,3}(what|isnt|person|who|also|[?]) |(answer|is|person|isnt) (_ ){0,2}bot ")
"""'ini yang jawab bot apa orang'."""
_NONE_WRONG = pattern("^(yes |already |, )*not (mistake|wrong) ")
"""'tidak salah lagi'."""
_A_STORY = 4
"""So many words not understood, and it may be about anything."""
_EXPLAIN = pattern("(meaning|how|where|picture) |what is |is what |ask what |^what (w )?([?] |, )*$")


_STOPS = pattern("^(w )*cancel |^out $")
_NONE_MISSING = pattern("^(already |yes |, )*not exist (w |doing |left )*(notyet|not) (?!exist)")
"""'gak ada yang belum'."""


_UNDONE = pattern(
    "(yes|already|unwilling) (_ )*(, |now |clean |do |open |check |yes |become )back (?!answer)|^back (past |w )*(, )?(become )?(not|notyet) (exist )?(, )*$"
)
"""'kemarin sempat iya, hari ini balik lagi seperti semula'."""
_LOOKED_NOT = pattern(
    "already (_ )*(, |but )(_ )*(check|open) (w )*(notyet|not) (w )?(, )*$|^already what , (_ )*(same|still) "
)
"""'bilangnya sudah, saya cek sendiri belum'."""
_FIRST_YES = pattern(
    "^(praise |hmm |w )?(yes |already |already exist ){1,3}(w )?, (only |just |past |w |then )*(forget|notyet unwilling|not want ask|someone) "
)
"""'iya, cuma lupa saya laporkan'."""
_ENDS_IN_YES = pattern("(already|yes) (w )?(, )*$")
_FIRST_NO = pattern(
    "^(yes |any |hmm |also )?(notyet|not|no) (any |also |just |w )?(, )+(although|already number|already w|someone|how|dinas|w|person|supposed) "
)
"""'belum, padahal sudah dua minggu ditunggu'."""
_ONLY_THAT_NOT = pattern(
    "already (_ )*(, |but )(_ )*(notyet|still not exist) (also |any |just |exist |staff |but |w )?(, )*$"
)
"""'suratnya sudah dikirim, perubahannya yang belum'."""
_HOW_SEEN = pattern(
    "(check|appear) (w )?(from )?where |how (w )?check |already (is |w )*(how meaning|meaning how) |if already (w |is )*how |meaning how "
)
"""'sudah itu dilihat di mana'."""


def yesno(heard: Utterance) -> Reading:
    """yes, no, unknown, back, help, cancel or other."""
    wished = _wished(heard)
    if wished is not None:
        return wished
    outright = _outright(heard)
    if outright is not None:
        return outright
    asked = heard.find(_EXPLAIN)
    doubt = _doubted(heard)
    if doubt is not None:
        return doubt
    if not_known(heard) and not (asked and not_looked(heard)):
        return Reading(UNKNOWN, not_known(heard))
    if asked and not heard.has("already", "yes", "notyet"):
        return Reading("help", heard.within(asked))
    complete = heard.find(_NONE_MISSING) or heard.find(_NONE_WRONG)
    if complete:
        return Reading("yes", heard.within(complete))
    if heard.find(_OF_SOMETHING):
        return unclear(
            *heard.because("not", "already", "notyet"),
            runner_up="no" if heard.has("not", "notyet") else "yes",
        )
    return _last_state(heard)


def _outright(heard: Utterance) -> Reading | None:
    """The reading of what is plain whatever stands beside it: 'belum, padahal sudah lama ditunggu'."""
    says_yes = bool(heard.words) and heard.words[0].means in _YES
    if (
        not says_yes
        and not heard.has("correct", "if", "dontknow", "maybe", "otherschool")
        and heard.find(_ONLY_THAT_NOT)
    ):
        return Reading("no", heard.because("notyet", "not"))
    if (
        heard.find(_FIRST_NO)
        and not heard.has("correct", "but", "now", "chatter")
        and not heard.find(_ENDS_IN_YES)
    ):
        return Reading("no", heard.because("notyet", "not", "no"))
    for found, label in ((_LOOKED_NOT, "no"), (_FIRST_YES, "yes"), (_HOW_SEEN, "help")):
        match = (
            None
            if label == "help" and heard.has(",", "dontknow", "confused", "forget", "not")
            else heard.find(found)
        )
        if match:
            return Reading(label, heard.within(match))
    return None


def _wished(heard: Utterance) -> Reading | None:
    """The reading of a wish to stop, to go back or to speak of something else: no answer, but plain."""
    if heard.find(_STOPS) and not heard.has("notyet"):
        return Reading("cancel", heard.because("cancel", "out"))
    if heard.has("topic", "chatter") and not heard.find(pattern("^(yes|already|notyet|not|no) ")):
        topics = [topic for topic, _ in heard.topics if topic]
        return Reading("other", heard.because("topic", "chatter"), topic=topics[0] if topics else "")
    if heard.find(_OF_THE_BOT) and not heard.has("already", "notyet", "dinas"):
        return Reading("other", heard.because("bot"))
    if heard.has("cancel") and not heard.has("notyet"):
        return Reading("cancel", heard.because("cancel"))
    undone = heard.find(_UNDONE)
    if as_before(heard) and not heard.has("if", "?", "not", "notyet"):
        return Reading("no", heard.because("back", "past"))
    if undone and not heard.has("answer", "if", "mistake", "want", "redo", "dontknow"):
        return Reading("no", heard.within(undone))
    if going_back(heard) and not heard.find(DONE_FIRST) and not heard.find(_NONE_WRONG):
        return Reading("back", going_back(heard))
    return None


def _doubted(heard: Utterance) -> Reading | None:
    """The reading of not knowing, or of a question beside it: 'gak tau caranya' may be either."""
    if heard.find(_CONCLUDED):
        return _last_state(heard)
    unsure = not_sure(heard) or heard.because("maybe")
    asked = heard.find(_EXPLAIN)
    if unsure and not_understood(heard):
        return Reading("help", unsure)
    if unsure and asked:
        wants = heard.has("meaning", "want", "picture")
        return Reading("help", heard.within(asked)) if wants else unclear(*unsure, runner_up="help")
    return Reading(UNKNOWN, unsure) if unsure else None


def _last_state(heard: Utterance) -> Reading:
    """The last clause that says yes or no; in it a denial outweighs."""
    piece: list[tuple[str, str]] = []
    found: list[Reading] = []
    for word in (*heard.words, None):
        if word is None or word.means in {",", "but", "then", "?"}:
            denied = [written for meaning, written in piece if meaning in _NO]
            agreed = [written for meaning, written in piece if meaning in _YES]
            if denied or agreed:
                found.append(Reading("no" if denied else "yes", tuple(denied or agreed)))
            piece = []
        else:
            piece.append((word.means, word.written))
    if not found:
        if heard.words and all(word.means in {"laugh", ","} for word in heard.words):
            return Reading("other", heard.because("laugh"))
        asked = asked_back(heard)
        strange = sum(word.means == "w" for word in heard.words)
        return Reading("help", asked) if asked and strange < _STRANGE else unclear(*asked)
    if sum(word.means == "w" for word in heard.words) >= _A_STORY and not _says_so_first(heard):
        return unclear(*found[-1].because)
    if heard.has("wait", "later", "doing") and found[-1].label == "yes" and not heard.find(_SETTLED):
        return unclear(*found[-1].because, runner_up="yes")
    first, last = found[0], found[-1]
    if last.label == "no" and heard.has("but") and heard.has("notyet"):
        return last  # 'sudah diajukan, tapi belum diubah'
    if first.label != last.label and not heard.has("now", "past", "supposed") and not _agrees(heard):
        return unclear(*first.because, *last.because, runner_up=last.label)
    return last


def _says_so_first(heard: Utterance) -> bool:
    return heard.words[0].means in _YES | _NO


def _agrees(heard: Utterance) -> bool:
    """'iya, belum' is no, the first word only agrees; 'sudah tapi belum muncul' answers something else."""
    return heard.words[0].means in {"yes", "ok", "not", "isnt", "no"} and not heard.has("but", "although")
