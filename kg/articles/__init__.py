"""Readers: files, folders, JSON lines and URLs become documents; layout tells prose from furniture."""

from kg.articles.sources import read_sources

__all__ = ["read_sources"]
