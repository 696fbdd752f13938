"""The screens: which lines and buttons stand in each state."""
