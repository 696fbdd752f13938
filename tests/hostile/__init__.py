"""Messages made to cost as much as they can."""
