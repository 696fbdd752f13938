"""The page in the browser: its API here, its files in `static/`."""
