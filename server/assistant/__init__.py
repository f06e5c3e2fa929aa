"""For assistants: the graph as tools of the Model Context Protocol (`parley mcp`).

`tools` holds what the tools do, `protocol` hands it to the SDK, which is an optional extra.
"""
