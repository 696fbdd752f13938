"""Questions for the cut-off: whether a message asks until when schools must synchronise, or whether there is time left."""

import re

_CLOSING = re.compile(
    r"\b(?:cut ?-?of+|batas (?:waktu|akhir|sink?ron|singkron)|deadline|tenggat|tgl penutupan|tanggal penutupan)\w*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:kapan|kpn|berapa|brp|tanggal|tgl|hari apa|jam|sampai|smp|sempat|keburu|lagi)\b", re.IGNORECASE
)
_IN_TIME = re.compile(r"\b(?:masih|msh|apa(?:kah)?|bisa) (?:sempat|keburu|ada waktu)\b", re.IGNORECASE)
_LONGEST = 80


def asks_cut_off(text: str) -> bool:
    """Whether `text` asks for the cut-off. Only a short question does: a long message tells of something else as well."""
    words = " ".join(text.split())
    return len(words) <= _LONGEST and bool(
        _IN_TIME.search(words) or (_CLOSING.search(words) and _ASKS.search(words))
    )
