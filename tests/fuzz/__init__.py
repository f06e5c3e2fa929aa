"""Queries from a grammar and requests bent out of shape, sent to a real server."""
