"""A case at a desk: its card, what can be done to it, and what passes between the two sides. Mostly pure."""
