"""A desk's holidays as people write them. Pure."""

import re
from datetime import date, timedelta

MOST = 60
"""So many days are written down at once at most."""
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_TILL = re.compile(r"\s+(?:sampai|s/?d|hingga)\s+", re.IGNORECASE)


def read_days(text: str) -> tuple[str, ...]:
    """The days of `17-8-2026`, or of `24-12-2026 sampai 1-1-2027`, as 2026-08-17; none where it cannot be read."""
    parts = [_day(part) for part in _TILL.split(text.strip())]
    first, last = parts[0], parts[-1]
    if len(parts) > 2 or first is None or last is None or not 0 <= (last - first).days < MOST:
        return ()
    return tuple((first + timedelta(days=ahead)).isoformat() for ahead in range((last - first).days + 1))


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
