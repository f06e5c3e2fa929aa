"""What templates may call: addresses, labels, values."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from flask import Flask
from markupsafe import Markup, escape

from kg.textindex import folded
from server import editor, names, urls, web
from server.dates import written
from server.draw.figure import Goal
from server.quotes import Quote, Source, quote_of, source_of
from server.state import Snapshot
from server.values import Value, link_to, literal


def install(app: Flask) -> None:
    """Makes the helpers known to templates."""
    app.context_processor(_context)
    app.jinja_env.filters["link"] = _link
    app.jinja_env.filters["label"] = _label
    app.jinja_env.filters["code"] = _code
    app.jinja_env.filters["short_name"] = _short_name
    app.jinja_env.filters["date"] = written
    app.jinja_env.filters["count"] = _count
    app.jinja_env.filters["cell"] = _cell
    app.jinja_env.filters["capitalised"] = names.capitalised
    app.jinja_env.filters["source"] = _source
    app.jinja_env.filters["act_anchor"] = _anchor
    app.jinja_env.filters["href"] = _href
    app.jinja_env.filters["quote"] = _quote
    app.jinja_env.filters["page"] = lambda iri: web.urls().page(iri)
    app.jinja_env.filters["slug"] = _slug
    app.jinja_env.filters["marked"] = _marked
    app.jinja_env.filters["is_number"] = _is_number
    app.jinja_env.globals.update(
        names_of=_FORMATS, style=_digest(app, "style.css"), script=_digest(app, "suggest.js")
    )
    app.jinja_env.globals.update(starter=editor.STARTER, editor=editor.bundle())


def _context() -> dict[str, Any]:
    found: Snapshot = web.snapshot()
    shown = web.site().settings.text
    return {
        "urls": web.urls(),
        "at": urls,
        "release": found.release,
        "stamp": found.stamp,
        "sentences": shown != "none",
    }


def _digest(app: Flask, name: str) -> str:
    """Changes a file's address with its content, so that no browser keeps an old one."""
    return sha256(Path(app.static_folder or "", name).read_bytes()).hexdigest()[:8]


def _source(article: str) -> Source:
    return source_of(web.snapshot().graph, article)


def _href(goal: Goal) -> str | None:
    """Where a mark of a picture or a cell of its table leads."""
    if goal.iri:
        return _link(goal.iri).href
    if goal.pair:
        return web.urls().pair(*goal.pair)
    return web.urls().talks(goal.talks) if goal.talks else None


def _quote(evidence: str | None) -> Quote | None:
    return quote_of(web.snapshot().graph, evidence) if evidence else None


def _slug(iri: str) -> str:
    """The end of an address in letters, figures and hyphens, for a key of BibTeX."""
    return re.sub(r"[^0-9A-Za-z]+", "-", iri.rpartition("/id/")[2]).strip("-")


def _anchor(iri: str) -> str:
    """An anchor for a card: the last three parts of its address."""
    return "-".join(iri.rsplit("/", 3)[1:])


def _marked(text: str, words: str) -> Markup:
    """A sentence with the words that were looked for marked; everything escaped."""
    wanted = "|".join(re.escape(word) for word in folded(words).split())
    parts = re.split(rf"(?i)(\b(?:{wanted})\w*)", text) if wanted else [text]
    marked = (Markup("<mark>{}</mark>").format(p) if at % 2 else escape(p) for at, p in enumerate(parts))
    return Markup("").join(marked)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdecimal()


def _link(iri: str) -> Value:
    """A link to a thing; remembered, since a page has hundreds and a release never changes."""
    at = web.urls()
    return web.snapshot().graph.kept(f"link {at.root}", iri, lambda graph, one: link_to(graph, at, one))


def _label(iri: str) -> str:
    return web.snapshot().graph.label(iri)


def _code(iri: str) -> str:
    return names.code(web.snapshot().graph, iri)


def _short_name(iri: str) -> str:
    return names.short_name(web.snapshot().graph, iri)


def _count(number: int) -> str:
    """12345 as "12 345" with a thin space."""
    return f"{number:,}".replace(",", "\u2009")


def _cell(term: list[str] | None) -> Value:
    """A term of a query's answer, as `server.worker` hands it over."""
    if term is None:
        return Value("")
    kind, text, datatype, language = term
    if kind == "iri":
        return _link(text)
    return literal(text, datatype, language) if kind == "literal" else Value(text)


_FORMATS: Final = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
}
