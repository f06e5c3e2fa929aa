"""The talks browser as a page and as a file."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request

from server import urls, web
from server.dates import written
from server.draw.years import by_year
from server.events import row
from server.frames import Question
from server.problems import NotFoundError
from server.sparql import sent
from server.talks import asked
from server.talks.choices import Choices, choices
from server.talks.wanted import ORDERS, STATUSES, Wanted, wanted

blueprint = Blueprint("talks", __name__)

_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: what it says, and the address without it."""

    name: str
    text: str
    away: str


@blueprint.get(urls.TALKS)
def browser() -> Response:
    """Talks that pass the filters, a page of them, with a bar for each year."""
    found = wanted(request.args, web.urls().iri)
    number = web.page_number()
    if unchanged := web.unchanged("html"):
        return unchanged
    counted = {year: int(count) for year, count in _ask(asked.years(found))}
    total = sum(counted.values())
    pages = max(1, -(-total // _SIZE))
    if number > pages:
        raise NotFoundError(f"The list has {pages} pages.")
    graph = web.snapshot().graph
    events = [row(graph, talk[0]) for talk in _ask(asked.part(found, _SIZE, (number - 1) * _SIZE))]
    filters = tuple((name, value) for name, value in found.filters() if value)
    dated = Counter({int(year): count for year, count in counted.items() if year})
    plain = tuple(pair for pair in filters if pair[0] not in {"from", "to"})
    given = choices(graph)
    return web.page(
        "talks.html",
        wanted=found,
        events=events,
        total=total,
        page=number,
        pages=pages,
        figure=by_year(dated, plain, "Talks by year"),
        chips=list(_chips(found, given)),
        choices=given,
        orders=ORDERS,
        statuses=STATUSES,
        address=web.urls().talks(filters),
        csv=web.urls().talks(filters, "csv"),
        query=asked.rows(found),
        iris=[*found.parties, "", ""][:2],
    )


@blueprint.get(urls.TALKS_FILE)
def table() -> Response:
    """All talks that pass the filters, as CSV."""
    query = asked.rows(wanted(request.args, web.urls().iri))
    if unchanged := web.unchanged("csv"):
        return unchanged
    question = Question(query, table="csv", seconds=web.site().settings.timeout)
    response = sent(web.site().pool.ask(web.snapshot().store_path, question, client=web.client()))
    response.headers["Content-Disposition"] = 'attachment; filename="talks.csv"'
    return web.remembered(response, "csv")


def _ask(query: str) -> list[tuple[str, ...]]:
    """Values of a query's rows, "" where a variable has none."""
    question = Question(query, table="json", seconds=web.site().settings.timeout)
    answer = web.site().pool.ask(web.snapshot().store_path, question, client=web.client())
    found = json.loads(b"".join(answer))
    names = found["head"]["vars"]
    return [
        tuple(row[name]["value"] if name in row else "" for name in names)
        for row in found["results"]["bindings"]
    ]


def _chips(found: Wanted, given: Choices) -> Iterator[Chip]:
    graph = web.snapshot().graph
    for name, value in found.filters():
        if not value or name == "order":
            continue
        text = graph.label(value) if value.startswith("http") else _said(given, name, value)
        yield Chip(name, text, web.urls().talks(found.without(name, value).filters()))


def _said(given: Choices, name: str, value: str) -> str:
    if name in {"from", "to"}:
        return f"{name} {written(value)}"
    return next((one.name for one in given.get(name, ()) if one.value == value), value.lower())
