"""How good the graph is: annotations read back out of it, compared with what careful readers found."""
