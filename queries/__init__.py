"""Saved SPARQL queries, one question each."""
