"""Linking of groups to desks, and the commands that look after districts."""
