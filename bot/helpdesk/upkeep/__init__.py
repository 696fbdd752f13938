"""Upkeep of the desks as time goes by: overviews, names of topics, reminders of staff."""
