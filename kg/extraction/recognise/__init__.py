"""Mentions in an article: parties, officials, bodies, places, series, dates."""
