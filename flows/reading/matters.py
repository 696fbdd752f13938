"""Other matters at the opening: another program's sync, another button, a topic that has its own place to ask."""

from flows.reading.claims import clauses
from flows.reading.lexicon import lexicon
from flows.reading.reading import Reading, unclear
from flows.reading.utterance import Utterance, Word, pattern

OTHER_BUTTON = pattern(
    "button (w )?(login|role|validate|account|add|manage|click|appoint|unit|topic|guru|ptk|repair|change|open|staff|duty|back|message) |"
    "button w (_ ){0,4}(not|notyet|vanish|fail|where) |^want (w |unit ){1,4}button "
)
"""'tombol cetak', 'tombol simpan': a button with a name of its own is not ours."""
_OTHERS_SYNC = pattern(
    "sync (w |exist )?topic |topic (w |button |want |already |can |fail |slow |not |how |long |server ){0,3}sync (?!app)|sync (w )?from topic "
)
"""'sinkron e-rapor', 'arkas gak bisa sinkron': the sync of another program."""
_OTHER_MATTER = pattern("button (w )?(click|unit|topic|guru|ptk|repair|change|appoint|validate|login|staff) ")
"""'tombol simpan', 'menu penugasan'."""
_SYNC_FINE = pattern(
    "(?<!not )(?<!notyet )sync (w |app |already |exist |is |just )*(run|success|finish|can|clean|ok) |sync (w |app |is )*already (w )*$|already (w )?sync |(success|finish|can|run) (w )?sync |^(w |if )*app (w )?(clean|success|ok|run|finish) "
)
"""'sinkron sudah lancar, yang jadi soal NIK': our button is none of it."""
_GENERAL = frozenset({"login", "invalid", "gtk", "sk"})
"""Topics that a trouble with our button may name as well."""
FAILING = frozenset({"fail", "slow", "long", "percent", "server"})
_VALIDATING = frozenset({"invalid", "valid", "validate", "account"})
ASKS = frozenset({"how", "when", "howmany", "who", "why", "where", "?", "want", "notyet", "not"})


def of_another_program(heard: Utterance) -> Reading | None:
    """Another matter, where a sync or a button of something else is named; None where it may be ours."""
    if heard.find(_OTHERS_SYNC) or (heard.find(_OTHER_MATTER) and not heard.has("sync", "pull", "role")):
        return of_topic(heard)
    return None


def beside_fine_sync(heard: Utterance) -> Reading | None:
    """Another matter told beside a sync that is said to be fine; None where none is."""
    rest: list[Word] = []
    fine = False
    for piece in clauses(heard):
        told = Utterance.of(piece)
        if told.find(_SYNC_FINE) and not told.has("vanish", "not", "notyet", *FAILING):
            fine = True
        else:
            rest += piece
    about = Utterance.of(tuple(rest))
    if not fine or about.has("sync", "button"):
        return None
    if {topic for topic, _ in heard.topics} - {"login"} or about.has("topic"):
        return of_topic(heard)
    return unclear(*heard.because("unit"), runner_up="other") if about.has("unit") else None


def another_matter(heard: Utterance, person: tuple[str, ...], *, about_sync: bool) -> Reading | None:
    """A topic of its own, or the wish for a person; None where the reply may be about ours."""
    if heard.has("topic", "chatter") and not heard.has("sync"):
        return of_topic(heard)
    if (
        heard.has("unit")
        and heard.has(*ASKS)
        and not heard.has("sync", "pull", "role", "button", *_VALIDATING)
    ):
        return of_topic(heard)
    if about_sync:
        return None
    if person:
        return Reading("human", person)
    if heard.topics and not heard.has("server", "thanks") and _is_a_matter(heard):
        return of_topic(heard)
    return None


def of_topic(heard: Utterance) -> Reading:
    """Another matter, with the topic that counts where one is known by name."""
    named = dict(reversed(heard.topics))
    topic = next((topic for topic in lexicon().topics if topic in named), "")
    because = (named[topic],) if topic else heard.because("topic", "chatter", "unit")
    return Reading("other", because, topic=topic)


def _is_a_matter(heard: Utterance) -> bool:
    """Whether the reply asks or tells something of what it names: the bare word may be anything."""
    return len(heard.words) > 1 or bool({topic for topic, _ in heard.topics} - _GENERAL)
