"""The texts' keys by their first word: a test for each part, which names the key that is wrong."""

from collections import defaultdict

from flows.texts import words

PARTS: dict[str, list[str]] = defaultdict(list)
"""The keys of each part, sorted: `{"ask": ["ask.left", ...], ...}`."""
for _key in sorted(words()):
    PARTS[_key.partition(".")[0]].append(_key)
