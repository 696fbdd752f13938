"""The dialogue: a pure function of a case and of what happened."""
