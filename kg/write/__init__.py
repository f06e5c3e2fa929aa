"""An article's record as quads in its own graph."""
