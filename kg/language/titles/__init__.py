"""Titles of office before and after a name."""
