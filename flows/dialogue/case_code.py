"""A case's code: short, readable aloud, with a check character that catches a slip of the pen.

The alphabet is Crockford's base 32 (no I, L, O, U) without Z. The check character is a weighted sum of the others modulo
31; as 31 is prime, one wrong character or two neighbours exchanged never fit.
"""

from functools import lru_cache

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
LENGTH = 5
LARGEST = len(DIGITS) ** LENGTH
"""Case numbers are below this."""

_BASE = len(DIGITS)
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


@lru_cache(maxsize=1_024)  # each button of a screen bears it
def case_code(case: int) -> str:
    """The code of case number `case` (0 <= case < LARGEST), five characters and a check character: `7K3QX-M`."""
    if not 0 <= case < LARGEST:
        raise ValueError(f"case number {case} is not between 0 and {LARGEST - 1}")
    digits = []
    rest = case
    for _ in range(LENGTH):
        rest, digit = divmod(rest, _BASE)
        digits.append(digit)
    digits.reverse()
    return "".join(DIGITS[digit] for digit in digits) + "-" + DIGITS[_check(digits)]


@lru_cache(maxsize=1_024)  # a tap's is read where it is kept, and where it is taken
def read_code(text: str) -> int | None:
    """The case number of a code as people write it (any case, with or without dash); None where it cannot be one."""
    plain = "".join(letter for letter in text.upper() if letter.isalnum()).translate(_READ_AS)
    digits = [DIGITS.find(letter) for letter in plain]
    if len(digits) != LENGTH + 1 or not all(0 <= digit < _BASE for digit in digits):
        return None
    *number, check = digits
    if _check(number) != check:
        return None
    case = 0
    for digit in number:
        case = case * _BASE + digit
    return case


def _check(digits: list[int]) -> int:
    return sum(weight * digit for weight, digit in enumerate(digits, start=2)) % _BASE
