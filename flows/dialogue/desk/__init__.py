"""A case as a help desk, or Dinas, sees it."""
