"""The W3C's SPARQL test suites, asked over HTTP of the real server."""
