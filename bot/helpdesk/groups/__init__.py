"""How a group becomes a desk, and how districts are looked after."""
