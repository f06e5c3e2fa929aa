"""Named office holders: names by form, with title, body and state."""
