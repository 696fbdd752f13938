"""Sending of the desks' letters: cards, topics, copies, posters."""
