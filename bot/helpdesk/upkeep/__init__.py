"""What time brings to the desks: their overviews, their topics' names, and what staff are reminded of."""
