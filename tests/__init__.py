"""Tests of Parley: one behaviour each, on real stores, servers and browsers."""
