"""The districts, and how people write their names."""
