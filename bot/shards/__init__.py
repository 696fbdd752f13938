"""Several processes that serve one bot: which persons and groups each of them works for. See docs/decisions."""
