"""How the desks' letters are sent: cards, topics, copies, posters."""
