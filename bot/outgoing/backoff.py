"""A wait that a wrong clock cannot lengthen."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Backoff:
    """Wait from a moment on, for a span. A clock that was set back before the moment ends it: nobody knows how much has passed."""

    begun: datetime
    span: timedelta = timedelta(0)

    def is_over(self, now: datetime) -> bool:
        return not self.begun <= now < self.begun + self.span
