"""Requirements that a help desk can mark as changed by Dinas, as one word of a record: `R2+R4`."""

from flows.eligibility import REQUIREMENTS, Facts, asks_dinas

MARKS: tuple[str, ...] = tuple(key for key in REQUIREMENTS if asks_dinas(key, Facts(accounts="2+")))
"""The requirements that Dinas can be asked for at all."""


def write_marks(keys: tuple[str, ...]) -> str | None:
    """The word for the requirements `keys`, in the rules' order; None where none of them can be marked."""
    return "+".join(key for key in MARKS if key in keys) or None


def read_marks(word: str) -> tuple[str, ...] | None:
    """The requirements that a word stands for; None for a word that is none of ours."""
    keys = tuple(word.split("+"))
    return keys if write_marks(keys) == word else None
