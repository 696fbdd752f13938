"""Plain values that the store, the help desks and the turn share."""
