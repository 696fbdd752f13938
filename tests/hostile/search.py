"""A search for the message that costs most: pieces of the language and of nobody's language, mutated and climbed.

A message is grown from a recipe of pieces, so that the same recipe gives it at 1, 2 and 4 thousand letters.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.privacy.words import words
from flows.dialogue.districts.places import places
from flows.reading.lexicon import lexicon

LONGEST = 4096
"""As many as Telegram lets through."""

_ANY = {
    "\ue100": "bcdfghjklmnpqrstvwxyz",
    "\ue101": "aiueo",
    "\ue102": "abcdefghiklmnoprstuwy",
    "\ue103": "0123456789",
}
"""Signs in a piece that become another letter each time: a consonant, a vowel, a letter, a digit."""
_SIGN = re.compile(f"[{''.join(_ANY)}]")
_ODD = (
    *"abeiksty0123456789 .,;:!?/()[]{}<>&@#=+-_*~'\"\n\t`´",
    *"\u00a0\u00ad\u200b\u2060\u0300\u0323\u0345\u1d16e\ufdfa\u3300ßİ٣３•👍🆗❌\ue000\ud800\U0001f600",
    "08", "628", "3201", "2345", "0789", "1990", "12-01-2020", "a1", "1a", "aa", "&amp;", "<b>", "[•••]", "://", "http://",
    "a.b@c.id", "@gmail", "[at]", ".com", "/start ", "7K3QX-M", "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "bot1:",
    "0a1b2c3d-", "ke-1", "2026.b", "\ue100" * 5, "\ue102" * 4, "\ue102" * 6, "\ue102" * 9, "\ue102" * 20, "\ue102" * 29, "\ue100" * 29, "\ue100" * 15, "\ue102" * 15,
    "\ue100\ue101" * 4, "\ue103" * 4, "\ue103" * 16, "\ue102\ue103" * 3, "\ue102\ue102\ue102\ue102\ue103", "ber\ue102\ue102\ue102\ue102kannya",
)  # fmt: skip
_LENGTHS = (LONGEST, LONGEST, 2000, 1000, 600, 300, 100, 60)
_BETWEEN = (" ", "", " ", "", "-", ".", ", ", "\n", "1", ":", "? ")


@dataclass(frozen=True, slots=True)
class Recipe:
    """`begin`, then `pieces` with `between` them again and again, then `end`."""

    pieces: tuple[str, ...]
    between: str = " "
    begin: str = ""
    end: str = ""
    letters: int = LONGEST
    """So long at most: what is too long to be read costs nothing."""

    def message(self, letters: int = LONGEST) -> str:
        """A text of so many characters, or fewer. The same recipe gives the same."""
        letters = min(letters, self.letters)
        unit = self.between.join((*self.pieces, "")) or " "
        room = max(0, letters - len(self.begin) - len(self.end))
        body = unit * (room // len(unit) + 1)
        chance = random.Random(letters)
        body = _SIGN.sub(lambda sign: chance.choice(_ANY[sign[0]]), body[:room])
        return (self.begin + body + self.end)[:letters]


def pieces() -> tuple[str, ...]:
    """All that a recipe is made of: one way to write each meaning, the words of secrets and of places, and oddities."""
    meaning = {means: " ".join(phrase) for phrase, means in sorted(lexicon().phrases.items(), reverse=True)}
    secrets = {
        word.rstrip("*")
        for kind in ("password", "registration_code", "nik", "phone", "is")
        for word in words(kind)
    }
    named = sorted(places().words)[::9]
    kinds = sorted(places().kinds)
    return tuple(
        dict.fromkeys(
            (*_ODD, *meaning.values(), *sorted(lexicon().numbers), *sorted(secrets), *named, *kinds)
        )
    )


def worst(
    cost: Callable[[str], float], *, seed: int, tries: int, letters: int = LONGEST
) -> tuple[float, Recipe]:
    """The dearest recipe that was found and its cost: a third of the tries at random, then always from one of the best."""
    chance = random.Random(seed)
    stock = pieces()
    best: list[tuple[float, Recipe]] = []
    for number in range(tries):
        fresh = number < tries // 3 or not best
        recipe = _random(chance, stock) if fresh else _mutated(chance, stock, chance.choice(best)[1])
        best.append((cost(recipe.message(letters)), recipe))
        best.sort(key=lambda found: -found[0])
        del best[6:]
    return best[0]


def _random(chance: random.Random, stock: tuple[str, ...]) -> Recipe:
    several = tuple(chance.choice(stock) for _ in range(chance.choice((1, 1, 2, 3, 4, 6, 12))))
    return Recipe(several, chance.choice(_BETWEEN), letters=chance.choice(_LENGTHS))


def _mutated(chance: random.Random, stock: tuple[str, ...], recipe: Recipe) -> Recipe:
    found = list(recipe.pieces)
    at = chance.randrange(len(found))
    match chance.randrange(10):
        case 0:
            found[at] = chance.choice(stock)
        case 1:
            found.insert(at, chance.choice(stock))
        case 2 if len(found) > 1:
            del found[at]
        case 3:
            found[at] = found[at] * 2 if len(found[at]) < 60 else found[at][:7]
        case 4:
            found.insert(at, chance.choice(found))
        case 5:
            return replace(recipe, between=chance.choice(_BETWEEN))
        case 6:
            return replace(recipe, begin=chance.choice(("", "-", "1", chance.choice(stock))))
        case 7:
            return replace(recipe, letters=chance.choice(_LENGTHS))
        case 8:
            return replace(
                recipe, letters=min(LONGEST, int(recipe.letters * chance.choice((0.8, 0.9, 1.1, 1.25))))
            )
        case _:
            return replace(recipe, end=chance.choice(("", "@", "x", "9", chance.choice(stock))))
    return replace(recipe, pieces=tuple(found))
