"""From an article to its record: recognise, resolve, relate."""
