"""Commitments and statements: who did what towards whom, about what."""
