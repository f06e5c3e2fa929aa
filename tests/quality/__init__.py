"""The extraction's quality, measured through the graph, with floors that it may not fall below."""
