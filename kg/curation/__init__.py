"""Curators' decisions: read, checked against the graph, applied at build."""
