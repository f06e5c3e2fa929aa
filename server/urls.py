"""All addresses of the server: this file is the only one that knows them.

Individuals have IRIs under `settings.base`; the server answers for them wherever it runs, so a page
links to `Urls.page(iri)`, an address of this server, and data keep the IRI itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kg.vocabulary import PAR

HOME = "/"
ENTITY = "/id/<path:name>"
PAGE = "/page/<path:name>"
DATA = "/data/<path:name>.<suffix>"
TERMS = "/def"
TERM = "/def/<name>"
SPARQL = "/sparql"
EDITOR = "/sparql/editor.json"
EXAMPLES = "/sparql/examples"
GRAPHS = "/graphs"
GRAPH = "/graph/<path:name>"
QUERIES = "/queries"
QUERY = "/queries/<name>"
QUERY_FILE = "/queries/<name>.<suffix>"
SEARCH = "/search"
SEARCH_FILE = "/search.csv"
ARTICLES = "/articles"
SUGGEST = "/suggest"
TALKS = "/talks"
TALKS_FILE = "/talks.csv"
PAIR = "/pairs/<one>/<other>"
PANEL = "/panels/<name>"
PANEL_FILE = "/panels/<name>.<suffix>"
HISTORY = "/history/<path:name>"
QUALITY = "/quality"
DATASET = "/dataset"
VOID = "/.well-known/void"
DUMPS = "/dumps"
DUMP = "/dumps/<name>"
RELEASES = "/releases"
RELEASE = "/releases/<int:number>"
RELEASE_FILE = "/releases/<int:number>/<name>"
OLD_DATA = "/releases/<int:number>/data/<path:name>.<suffix>"
TIMEMAPS = "/timemap"
TIMEMAP = "/timemap/<path:name>"
RECONCILE = "/reconcile"
RECONCILE_SUGGEST = "/reconcile/suggest/<what>"
RECONCILE_FLYOUT = "/reconcile/flyout/<what>"
RECONCILE_PROPOSE = "/reconcile/properties"
RECONCILE_PREVIEW = "/reconcile/preview"
DOCS = "/docs"
DOCS_PAGE = "/docs/<path:name>"
HEALTH = "/health"
LIVE = "/health/live"
READY = "/health/ready"
METRICS = "/metrics"
OPENAPI = "/openapi.json"
ROBOTS = "/robots.txt"
STATIC = "/static"

_SAFE = "/:@!$&'()*+,;=~-._"


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path, _SAFE)


@dataclass(frozen=True, slots=True)
class Urls:
    """Builds addresses for one request.

    Attributes:
        root: path prefix that the visitor sees, "" or "/some/path".
        host: scheme and host that the visitor sees, without a slash at the end.
        base: base IRI of individuals.
    """

    root: str
    host: str
    base: str

    def to(self, route: str, **query: object) -> str:
        """Address of a route without variables, with a query string of what is not None or empty."""
        given = {name: value for name, value in query.items() if value not in (None, "")}
        return self.root + route + (f"?{urlencode(given)}" if given else "")

    def absolute(self, path: str) -> str:
        """The address with scheme and host, for headers and data that leave the server."""
        return self.host + path

    def iri(self, name: str) -> str:
        """IRI of the individual that `/id/<name>` stands for."""
        return f"{self.base}id/{name}"

    def name(self, iri: str) -> str | None:
        """What follows `id/` in an individual's IRI; None for IRIs of others."""
        start = f"{self.base}id/"
        return iri[len(start) :] if iri.startswith(start) and len(iri) > len(start) else None

    def entity(self, iri: str) -> str | None:
        """Address that stands for the thing itself; it redirects by Accept."""
        name = self.name(iri)
        return None if name is None else f"{self.root}/id/{quote(name, _SAFE)}"

    def graph(self, path: str) -> str:
        """IRI of the graph whose own address has this path, below the root."""
        return f"{self.base}{path.removeprefix('/')}"

    def page(self, iri: str) -> str | None:
        """Address of the page about an individual or a term; None for IRIs of others."""
        if iri.startswith(str(PAR)):
            return f"{self.root}{TERMS}#{quote(iri[len(str(PAR)) :], _SAFE)}"
        name = self.name(iri)
        return None if name is None else f"{self.root}/page/{quote(name, _SAFE)}"

    def data(self, iri: str, suffix: str) -> str:
        """Address of an individual's data in one format."""
        return f"{self.root}/data/{quote(self.name(iri) or '', _SAFE)}.{suffix}"

    def terms(self, suffix: str) -> str:
        """Address of the ontology in one format."""
        return f"{self.root}{TERMS}.{suffix}"

    def query(self, name: str, suffix: str = "") -> str:
        """Address of a saved query, or of its answer as a file."""
        return f"{self.root}{QUERIES}/{quote(name, _SAFE)}" + (f".{suffix}" if suffix else "")

    def panel(self, name: str, of: Mapping[str, str], suffix: str = "") -> str:
        """Address of the query behind a panel of a page, or of its answer as a file."""
        given = urlencode({parameter: self.name(iri) or "" for parameter, iri in of.items()}, safe="/")
        return f"{self.root}/panels/{quote(name, _SAFE)}{f'.{suffix}' if suffix else ''}?{given}"

    def pair(self, one: str, other: str) -> str:
        """Address of the page about two parties, whichever comes first."""
        names = sorted((self.name(iri) or "").rpartition("/")[2] for iri in (one, other))
        return f"{self.root}/pairs/{quote(names[0], _SAFE)}/{quote(names[1], _SAFE)}"

    def talks(self, filters: Iterable[tuple[str, str]] = (), suffix: str = "") -> str:
        """Address of the talks that filters leave; individuals by what follows `id/`."""
        given = urlencode([(key, self.name(value) or value) for key, value in filters if value], safe="/")
        return f"{self.root}{TALKS}{f'.{suffix}' if suffix else ''}" + (f"?{given}" if given else "")

    def history(self, iri: str) -> str:
        """Address of what releases said of an individual."""
        return f"{self.root}/history/{quote(self.name(iri) or '', _SAFE)}"

    def dump(self, name: str) -> str:
        """Address of a dump file."""
        return f"{self.root}{DUMPS}/{quote(name, _SAFE)}"

    def release(self, number: int, name: str = "") -> str:
        """Address of a release's page, or of one of its files."""
        return f"{self.root}{RELEASES}/{number}" + (f"/{quote(name, _SAFE)}" if name else "")

    def static(self, name: str) -> str:
        """Address of a style sheet or picture."""
        return f"{self.root}{STATIC}/{name}"
