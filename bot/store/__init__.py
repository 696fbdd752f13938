"""What is kept: people, cases, what came in and what is to go out. `interface` says what a store can do."""
