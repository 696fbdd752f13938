"""Meaning of a typed message at the present screen."""
