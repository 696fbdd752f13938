"""What a help desk, or Dinas, sees of a case."""
