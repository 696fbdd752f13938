"""A clock that runs on, and can be moved."""

from datetime import UTC, datetime, timedelta


class MovableClock:
    """The time now, further by so much as it was moved; always aware, in UTC."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    @property
    def ahead(self) -> timedelta:
        """Time by which the clock was moved on."""
        return self._ahead

    def move(self, span: timedelta) -> None:
        """Have it so much later from now on. ValueError for a negative span: time does not run backwards."""
        if span < timedelta():
            raise ValueError("time does not run backwards")
        self._ahead += span
