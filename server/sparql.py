"""The SPARQL 1.1 protocol for queries, and a page with a form for people at the same address."""

from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from typing import Any, Final

from flask import Blueprint, Response, request
from werkzeug.wsgi import FileWrapper

from kg.queries import saved_queries
from server import description, editor, federation, guard, urls, web, wordsearch
from server.access_log import query_digest
from server.express import ASKED
from server.frames import LEAST_SECONDS, Question, seconds_of
from server.hot import QUERY
from server.negotiate import GRAPHS, HTML, N3, TABLES, Offer, best, choose
from server.pool import Answer
from server.problems import (
    FormError,
    MalformedError,
    NotAcceptableError,
    RefusedError,
    RequestError,
    TooLargeError,
    WrongMediaError,
)
from server.results import ROWS, Table, ask_rows

blueprint = Blueprint("sparql", __name__)

_OFFERS: Final = {offer.name: offer for offer in (*TABLES, *GRAPHS, N3)}
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks.

    Attributes:
        query: None where there is none.
        default_graphs: None where neither list is given; then both are.
        format: short name that a visitor picked on the page, "" for none.
    """

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    seconds: float
    format: str


@blueprint.route(urls.SPARQL, methods=["GET", "POST"])
def endpoint() -> Response:
    """A query's answer; without a query the form, or the service description for programs."""
    asked = requested()
    for_people = best(request.headers.get("Accept"), (*TABLES, HTML)) is HTML
    if asked.query is None:
        return _without_query(for_people=for_people)
    if for_people and not asked.format:
        return _page(asked)
    return web.vary(answer(asked), "Accept")


@blueprint.get(urls.EXAMPLES)
def examples() -> Response:
    """The saved queries with SHACL's words, for editors and assistants."""
    offer = choose(request.headers.get("Accept"), (*GRAPHS, N3))
    body = description.examples(web.urls(), offer)
    return web.vary(web.remembered(Response(body, content_type=offer.content_type), offer.name))


def requested() -> Asked:
    """The query and its parameters, wherever the protocol lets them stand.

    Raises:
        RefusedError: it is an update.
        WrongMediaError: a POST of something else.
        MalformedError: a parameter is given twice or makes no sense.
    """
    if len(request.query_string) > web.site().settings.max_request:
        raise TooLargeError("The address is longer than this server reads. Send the query by POST.")
    values = request.args
    direct = None
    if request.method == "POST":
        if request.mimetype == _UPDATE:
            raise RefusedError("This endpoint is read-only: updates are not taken.")
        if request.mimetype == _QUERY:
            direct = _decoded(request.get_data())
        elif request.mimetype == _FORM:
            values = request.form
        else:
            raise WrongMediaError(f"Send the query as {_FORM} (query=…) or as {_QUERY}.")
    if "update" in values:
        raise RefusedError("This endpoint is read-only: updates are not taken.")
    return _asked(values, direct)


def answer(asked: Asked) -> Response:
    """Runs the query and sends what comes, whole or as it comes.

    Raises:
        NotAcceptableError: the answer is a table where only graphs are wanted, or the reverse.
    """
    query = asked.query or ""
    steady = _inspected(query)
    table, graph = _formats(asked)
    variant = (web.body_digest(query.encode()), repr(asked), table or "", graph or "")
    if steady and (unchanged := web.unchanged(*variant)):
        return unchanged
    try:
        found = _found(asked, table, graph)
    except FormError as error:
        raise NotAcceptableError(TABLES if error.form == "table" else (*GRAPHS, N3)) from error
    response = sent(found)
    return web.remembered(response, *variant) if steady and request.method != "POST" else response


def _found(asked: Asked, table: str | None, graph: str | None) -> Answer:
    """What comes of the query; it may have been asked on the way here (`server.express`)."""
    given = request.environ.pop(ASKED, None)
    if isinstance(given, RequestError):
        raise given
    if given is not None:
        return given  # type: ignore[no-any-return]  # there is nothing else
    question = _question(_resolved(asked), table, graph)
    return web.site().pool.ask(web.snapshot().store_path, question, client=web.client())


def _inspected(query: str) -> bool:
    """Refuses what is never run, and tells the access log which query it was."""
    request.environ[QUERY] = query_digest(query)
    services = bool(web.site().settings.services)
    steady = guard.inspect(query, services=services or wordsearch.asks(query))
    if not services and wordsearch.asks(query):  # without our own blocks there must be none left
        guard.inspect(_searched(query))
    return steady


def _resolved(asked: Asked) -> Asked:
    """The query with what other endpoints say in the place of `SERVICE`."""
    found = federation.resolved(_searched(asked.query or ""), web.site().settings, _base())
    return replace(asked, query=found)


def _searched(query: str) -> str:
    """The query with what the text index finds in the place of `SERVICE par:search`."""
    if not wordsearch.asks(query):
        return query
    return wordsearch.resolved(query, web.snapshot().index.texts(), _base())


def _base() -> str:
    """What relative IRIs are relative to: the endpoint."""
    return web.urls().absolute(web.urls().to(urls.SPARQL))


def sent(found: Answer) -> Response:
    """An answer as a response: with its length where it is whole, otherwise streamed.

    An error on the way leaves the iterator, so that the server cuts the connection: half an answer
    must not look like a whole one. Granian ends the body as if it were whole, so there the answer
    is first written to a file, and an error is still told in words.
    """
    media = _OFFERS[found.name].content_type
    if found.whole:
        return Response(found.start, content_type=media)
    if request.method == "HEAD":
        found.close()
        return Response(content_type=media)
    if not request.environ.get("SERVER_SOFTWARE", "").lower().startswith("granian"):
        return Response(found, content_type=media, direct_passthrough=True)
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    try:
        file.writelines(found)
    except BaseException:
        file.close()
        raise
    response = Response(FileWrapper(file, 1 << 18), content_type=media, direct_passthrough=True)
    response.content_length = file.tell()
    file.seek(0)
    return response


def _asked(values: Any, direct: str | None) -> Asked:
    query = direct if direct is not None else _single(values, "query")
    graphs = request.values  # the graphs of a POST may stand in its address as well as in its form
    default, named = graphs.getlist("default-graph-uri"), graphs.getlist("named-graph-uri")
    given = bool(default or named)
    return Asked(
        query=query,
        default_graphs=tuple(default) if given else None,
        named_graphs=tuple(named) if given else None,
        seconds=_seconds(_single(graphs, "timeout")),
        format=graphs.get("format", ""),
    )


def _single(values: Any, name: str) -> str | None:
    found = values.getlist(name)
    if len(found) > 1:
        raise MalformedError(f"{name} is given {len(found)} times; give it once.")
    return found[0] if found else None


def _seconds(text: str | None) -> float:
    settings = web.site().settings
    if not text:
        return settings.timeout
    wanted = seconds_of(text)
    if wanted is None:
        raise MalformedError(f"timeout={text!r} is not a number of seconds from {LEAST_SECONDS}.")
    return min(wanted, settings.max_timeout)


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise MalformedError("The query is not UTF-8.") from error


def _formats(asked: Asked) -> tuple[str | None, str | None]:
    """Formats for a table and for a graph; None where the client takes none of that sort.

    A visitor's pick on the page counts only where the browser asks for a page: SPARQLWrapper sends
    `format=` as well and means its Accept header.
    """
    accept = request.headers.get("Accept")
    picked = _OFFERS.get(asked.format)
    if picked and best(accept, (*TABLES, HTML)) is HTML:
        return (picked.name, None) if picked in TABLES else (None, picked.name)
    table, graph = best(accept, TABLES), best(accept, (*GRAPHS, N3))
    if table is None and graph is None:
        raise NotAcceptableError((*TABLES, *GRAPHS))
    return (table.name if table else None), (graph.name if graph else None)


def _question(asked: Asked, table: str | None, graph: str | None) -> Question:
    base = _base()
    lists = (asked.default_graphs, asked.named_graphs)
    return Question(asked.query or "", table, graph, *lists, seconds=asked.seconds, base=base)


def _without_query(*, for_people: bool) -> Response:
    if for_people:
        return web.vary(_form_page("", None, None))
    if request.method == "POST":
        raise MalformedError("There is no query: send one as query=….")
    offer: Offer = choose(request.headers.get("Accept"), (*GRAPHS, N3))
    body = description.service(web.urls(), web.snapshot(), web.site().settings, offer)
    response = web.remembered(Response(body, content_type=offer.content_type), offer.name)
    response.headers["Link"] = f'<{web.urls().to(urls.EXAMPLES)}>; rel="help"; type="text/turtle"'
    return web.vary(response)


def _page(asked: Asked) -> Response:
    """The form again, with the answer as a table, or with the fault marked in the query."""
    try:
        steady = _inspected(asked.query or "")
        query = _resolved(asked).query or ""
        table = ask_rows(query, asked.default_graphs, asked.named_graphs, asked.seconds)
    except RequestError as error:
        web.counted(error)
        return web.vary(_form_page(asked.query or "", None, error))
    page = web.vary(_form_page(asked.query or "", table, None))
    return page if steady else web.fleeting(page)


def _form_page(query: str, table: Table | None, error: RequestError | None) -> Response:
    line = getattr(error, "line", None)
    response = web.page(
        "sparql.html",
        status=error.status if error else 200,
        query=query,
        table=table,
        most=ROWS,
        error=error,
        message=web.error_text(error) if error else "",
        marked=_marked(query, line) if line else (),
        examples=saved_queries(),
        settings=web.site().settings,
        formats=GRAPHS if table and table.graph else TABLES,
    )
    if editor.bundle():
        response.headers["Content-Security-Policy"] = editor.POLICY
    if error:
        response.headers.update(error.headers)
    return response


def _marked(query: str, wrong: int) -> list[tuple[int, str, bool]]:
    """The lines around the fault: number, text, whether it is the one."""
    lines = query.splitlines() or [""]
    around = range(max(wrong - 3, 0), min(wrong + 2, len(lines)))
    return [(number + 1, lines[number], number + 1 == wrong) for number in around]
