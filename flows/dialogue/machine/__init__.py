"""The machine: the table, what runs it, and what the records of a case add up to."""
