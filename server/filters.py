"""What templates may call: addresses, labels, values."""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from flask import Flask

from server import editor, events, urls, web
from server.dates import written
from server.graph import par
from server.quotes import Source, source_of
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
    app.jinja_env.filters["capitalised"] = events.capitalised
    app.jinja_env.filters["source"] = _source
    app.jinja_env.filters["around"] = _around
    app.jinja_env.filters["act_anchor"] = _anchor
    app.jinja_env.filters["is_number"] = _is_number
    app.jinja_env.globals.update(names_of=_FORMATS, style=_digest(app))
    app.jinja_env.globals.update(starter=editor.STARTER, editor=editor.bundle())


def _context() -> dict[str, Any]:
    found: Snapshot = web.snapshot()
    return {"urls": web.urls(), "at": urls, "release": found.release, "stamp": found.stamp}


def _digest(app: Flask) -> str:
    """Changes the style sheet's address with its content, so that no browser keeps an old one."""
    return sha256(Path(app.static_folder or "", "style.css").read_bytes()).hexdigest()[:8]


def _source(article: str) -> Source:
    return source_of(web.snapshot().graph, article)


def _around(event: str) -> dict[str, list[str]]:
    """What a talk's head says beside date and place: IRIs by question."""
    graph = web.snapshot().graph
    asked = {"margins": "onMarginsOf", "host": "hostParty", "topics": "topic"}
    return {name: graph.links(event, par(prop)) for name, prop in asked.items()}


def _anchor(iri: str) -> str:
    """An anchor for a card: the last three parts of its address."""
    return "-".join(iri.rsplit("/", 3)[1:])


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdecimal()


def _link(iri: str) -> Value:
    return link_to(web.snapshot().graph, web.urls(), iri)


def _label(iri: str) -> str:
    return web.snapshot().graph.label(iri)


def _code(iri: str) -> str:
    return events.code(web.snapshot().graph, iri)


def _short_name(iri: str) -> str:
    return events.short_name(web.snapshot().graph, iri)


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
