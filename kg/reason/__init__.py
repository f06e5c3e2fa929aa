"""Consistency under OWL 2 DL: HermiT, and its findings in a curator's words."""
