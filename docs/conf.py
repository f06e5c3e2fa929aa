"""Sphinx: renders this folder as the manual that the server shows at /docs."""

project = "Parley"
copyright = "The Parley project"  # noqa: A001  Sphinx's own name for it
language = "en"
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["notebooks/*", "_templates", "_static"]
suppress_warnings = [
    "misc.highlighting_failure",  # CSV and TriG have no colours
    "myst.xref_missing",  # links to files beside docs/ lead to the sources
]

html_theme = "basic"
html_title = "Parley’s manual"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
templates_path = ["_templates"]
pygments_style = "bw"  # enough contrast on either ground
