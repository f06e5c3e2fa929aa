"""Talks of an article: found, given date, place, parties and participants, merged."""
