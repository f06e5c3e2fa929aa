"""Readers: files, folders, JSON lines and URLs become documents; layout tells prose from furniture."""
