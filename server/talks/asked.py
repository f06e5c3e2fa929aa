"""The queries of the talks browser: from filters to SPARQL that anyone may go on with."""

from collections.abc import Iterator
from typing import Final

from server.rdf import declared
from server.talks.wanted import LEVELS, Wanted

_USED: Final = ("par", "rdfs", "skos", "xsd")
_ORDERS: Final = {
    "newest": "DESC(?date) ?talk",
    "oldest": "DESC(BOUND(?date)) ?date ?talk",
    "name": "?label ?talk",
    "parties": "DESC(?parties) DESC(?date) ?talk",
}


def rows(wanted: Wanted) -> str:
    """All talks with what a table says of them."""
    return f"""{declared(_USED)}
SELECT ?date ?talk ?label (MIN(?notation) AS ?form) ?status (MIN(?where) AS ?place)
  (COUNT(DISTINCT ?party) AS ?parties)
WHERE {{
{_pattern(wanted)}
  ?talk rdfs:label ?label ;
    par:status/rdfs:label ?status .
  OPTIONAL {{ ?talk a/skos:notation ?notation }}
  OPTIONAL {{ ?talk par:earliest ?date }}
  OPTIONAL {{ ?talk par:place/rdfs:label ?where }}
  OPTIONAL {{ ?talk par:hasParty ?party }}
}}
GROUP BY ?date ?talk ?label ?status
ORDER BY {_ORDERS[wanted.order]}
"""


def part(wanted: Wanted, size: int, offset: int) -> str:
    """A page of the talks: their IRIs only."""
    more = "  OPTIONAL { ?talk par:hasParty ?party }\n" if wanted.order == "parties" else ""
    count = " (COUNT(DISTINCT ?party) AS ?parties)" if more else ""
    label = "  ?talk rdfs:label ?label .\n" if wanted.order == "name" else ""
    group = f" GROUP BY ?talk ?date{' ?label' if label else ''}"
    return f"""{declared(_USED)}
SELECT ?talk ?date{" ?label" if label else ""}{count}
WHERE {{
{_pattern(wanted)}
  OPTIONAL {{ ?talk par:earliest ?date }}
{label}{more}}}{group}
ORDER BY {_ORDERS[wanted.order]}
LIMIT {size} OFFSET {offset}
"""


def years(wanted: Wanted) -> str:
    """How many talks there are, by year; a row without a year counts those without a date."""
    return f"""{declared(_USED)}
SELECT ?year (COUNT(DISTINCT ?talk) AS ?talks)
WHERE {{
{_pattern(wanted)}
  OPTIONAL {{ ?talk par:earliest ?date }}
  BIND(SUBSTR(STR(?date), 1, 4) AS ?year)
}}
GROUP BY ?year
ORDER BY ?year
"""


def _pattern(wanted: Wanted) -> str:
    return "\n".join(f"  {line}" for line in _lines(wanted))


def _lines(wanted: Wanted) -> Iterator[str]:
    yield from (f"?talk par:hasParty <{party}> ." for party in wanted.parties)
    if wanted.official:
        yield f"?talk par:hasParticipant <{wanted.official}> ."
    if wanted.series:
        yield f"?talk par:inSeries <{wanted.series}> ."
    if wanted.place:
        yield f"?talk par:place/par:within? <{wanted.place}> ."
    if wanted.topic:
        yield f"{{ ?talk par:topic <{wanted.topic}> }}"
        yield f"UNION {{ ?agreed par:topic <{wanted.topic}> ; par:reachedIn ?talk }}"
        yield f"UNION {{ ?told par:topic <{wanted.topic}> ; par:madeIn ?talk }}"
    if wanted.form:
        yield f'?talk a ?class . ?class skos:notation "{wanted.form}" .'
    yield "?talk a par:DiplomaticEvent ."
    if wanted.status:
        yield f"?talk par:status par:{wanted.status} ."
    if wanted.level:
        yield from _level(wanted.level)
    if wanted.first:
        yield f'?talk par:latest ?end . FILTER(?end >= "{wanted.first}"^^xsd:date)'
    if wanted.last:
        yield f'?talk par:earliest ?start . FILTER(?start <= "{wanted.last}"^^xsd:date)'


def _level(level: str) -> Iterator[str]:
    """The highest level among those who took part; `skos:notation` counts levels from "1", the highest."""
    path = "par:participation/par:inCapacity/par:post/par:seniority/skos:notation"
    yield f"{{ SELECT ?talk (MIN(?rank) AS ?highest) {{ ?talk {path} ?rank }} GROUP BY ?talk }}"
    yield f'FILTER(?highest = "{LEVELS.index(level) + 1}")'
