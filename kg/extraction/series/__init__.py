"""Named and numbered series of meetings."""
