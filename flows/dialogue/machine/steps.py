"""The steps of each remedy, in order. Their words are in `texts/id/step.toml`.

`R7` is the role guide, six steps (F34 to F39); the others are done in one go. A remedy counts as done when its last
step is done, and as given up when its last step is skipped.
"""

REMEDIES: dict[str, tuple[str, ...]] = {
    "R5": ("R5.1",),
    "R7": ("R7.1", "R7.2", "R7.3", "R7.4", "R7.5", "R7.6"),
    "R8": ("R8.1",),
    "R9": ("R9.1",),
    "R10": ("R10.1",),
}

STEPS: tuple[str, ...] = tuple(step for steps in REMEDIES.values() for step in steps)


def remedy_of(step: str) -> str:
    """The requirement that `step` mends."""
    return step.partition(".")[0]


def is_last(step: str) -> bool:
    """Whether the remedy ends with `step`."""
    return REMEDIES[remedy_of(step)][-1] == step
