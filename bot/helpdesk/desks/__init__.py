"""The districts' desks as they are: directory, working hours, membership."""
