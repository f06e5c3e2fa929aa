"""Clauses of a sentence: verb, voice, mood, subjects and content."""
