"""The help desks: districts, their groups, and the cases that people have at them."""
