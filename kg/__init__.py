"""Parley: press releases about diplomacy in, a citable knowledge graph out."""

from importlib.metadata import version

__version__ = version("parley-kg")
