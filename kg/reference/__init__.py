"""Reference data: states, bodies, series, places, as typed tables and as quads."""
