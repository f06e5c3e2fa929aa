"""Dates of diplomatic English, resolved against the dateline."""
