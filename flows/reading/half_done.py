"""Steps told outright (`step`): all of it done, a part of it, the button back before the time, the wish to go back."""

from flows.reading.intents import DONE_FIRST, going_back
from flows.reading.reading import Reading
from flows.reading.utterance import Utterance, pattern

_ONLY_UNSEEN = pattern(
    "(already|finish) (_ )*(, |but )(w )*((button|sync) )?(w )*notyet (w |exist )*check (w )*(, )*$"
)
"""'sudah disimpan, hasilnya belum saya lihat': the step is done."""
_NEXT = pattern(
    "^(_ ){0,6}(already|finish) (_ ){0,8}(, |then )(then |later |finish |clean |now |w )*(what|how) (_ ){0,3}$"
)
"""'sudah diklik, habis ini apa lagi': the person wants what comes next."""
_NONE_PASSED = pattern(
    "^all already finish , (_ )*(all|already|do|finish) |not exist (doing |number |otherunit |w ){0,3}(missed|left|notyet|fail) (_ )*(already|finish|do|all) |(already|finish) (_ )*not exist (doing |number |otherunit |w ){0,3}(missed|left) "
)
"""'tidak ada yang terlewat, semua sudah': all of it is done."""
_APPEARED_EARLY = pattern(
    "(notyet|newly|only|although|cancel|fail) (_ )*(, |but |otherunit )(_ )*button (sync )?(w |already |now |also )*(appear|exist) (w |past |now |already )*(, |$)|^sync (now |already )*(run|finish) (and )+(success|finish) "
)
"""'belum selesai langkahnya, tombol sinkronnya sudah keluar duluan'."""
_FORGOT_TO_SAY = pattern(
    "^(correct |w |notyet , |, )*already (do |w |, |already )*(only |past )?forget (?!check)"
)
"""'sudah, cuma lupa lapor'."""
_HALF = pattern(
    "^(newly |w )?many (run|already|do|from) |^(from )?number (otherunit |w ){1,3}only number |^already (w )*want (?!, )|^(_ ){1,4}already (_ ){0,4}, (_ ){0,3}(do|login|click|otherunit|add) (redo )?(w )*(later|wait) |^already (check|w) (_ ){0,3}, (_ ){0,2}do (_ ){0,2}later "
)
"""'dari tiga langkah baru dua', 'baca sudah, ngerjakannya besok'."""
_PART = pattern(
    "(newly|only|still|doing) (w |open |do )*(otherunit|many|number otherunit|slow) |^(w )?(otherunit number|many) (just |past |newly |run )*$|"
    "^(newly|only) (w |can )*(login|open|pull|manage|click|add) (w |just |manage |account |pull )*$|"
    "number otherunit (w )*, (w )*(later|notyet|wait) |otherunit number (w )?already (w )*, (w )*otherunit number (w )?notyet "
)
"""'baru sampai langkah tiga'."""


_ASKED_FOR = frozenset({"how", "where", "meaning", "picture", "what", "back"})


def outright(heard: Utterance) -> Reading | None:
    """The reading of what needs no second look: the button back before the time, all of it done, the wish to go back."""
    early = heard.find(_APPEARED_EARLY)
    if early and not heard.has("if", "later", "topic", "?"):
        return Reading("resolved", heard.within(early))
    forgot = heard.find(_FORGOT_TO_SAY)
    if forgot:
        return Reading("done", heard.within(forgot))
    if going_back(heard) and not heard.find(DONE_FIRST) and not heard.find(_NONE_PASSED):
        return Reading("back", going_back(heard))
    passed = heard.find(_NONE_PASSED) or heard.find(_ONLY_UNSEEN)
    if passed and not heard.has("if", "dontknow", "or"):
        return Reading("done", heard.because("already", "finish", "do", "all"))
    return None


def part_way(heard: Utterance, *, stuck: bool) -> Reading | None:
    """The reading of a part that is done: not yet the whole, or all of it and what comes next is asked."""
    half = heard.find(_HALF)
    if half and not heard.has("?", "button", "all", "now"):
        return Reading("not_yet", heard.within(half))
    if stuck:
        return None
    if heard.find(_NEXT) and not heard.has("notyet", "if"):
        return Reading("done", heard.because("already", "finish"))
    part = heard.find(_PART)
    if part and not heard.has("finish", "all", "?", *_ASKED_FOR):
        return Reading("not_yet", heard.within(part))
    return None
