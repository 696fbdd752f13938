"""What can keep a school from syncing: each trouble is a folder here, and a line in `registry.py`."""
