"""Search over names in all spellings and over the sentences that facts rest on."""

from kg.textindex import folded
from server.search.index import Hit, Index

__all__ = ["Hit", "Index", "folded"]
