"""Many schools judged at once, from a table. Nothing of it is kept."""
