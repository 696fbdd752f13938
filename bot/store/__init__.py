"""The store: people, cases, updates that came in, letters that go out. `interface` says what a store can do."""
