"""A search as SPARQL: what the page finds by its index, asked of any endpoint with this graph."""

from collections.abc import Iterator
from typing import Final

from kg.textindex import folded
from server.kinds import KINDS
from server.rdf import declared
from server.search.facets import Chosen

_USED: Final = ("dcterms", "oa", "par", "rdfs", "skos")
_NAMES: Final = (
    "rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title|par:acronym|par:abbreviation|par:isoCode"
)
_PARTY: Final = "par:hasParty|par:serves|par:committedParty|par:speaksFor|par:memberParty|par:ofParty"


def sparql(words: str, given: Chosen) -> str:
    """Things with a name or a sentence that holds every word, in capitals or not."""
    prefixes = declared(_USED)
    lines = "".join(f"  {line}\n" for line in _lines(words, given))
    return f"""{prefixes}
SELECT DISTINCT ?thing ?label ?matched
WHERE {{
  {{ ?thing {_NAMES} ?matched }}
  UNION {{ ?thing par:evidence/oa:exact ?matched }}
{lines}  OPTIONAL {{ ?thing rdfs:label ?label }}
}}
ORDER BY ?label ?thing ?matched
LIMIT 1000
"""


def _lines(words: str, given: Chosen) -> Iterator[str]:
    yield from (f'FILTER(CONTAINS(LCASE(STR(?matched)), "{word}"))' for word in folded(words).split())
    for facet, value in given.items():
        if facet == "kind":
            yield from (f"?thing a par:{kind.term} ." for kind in KINDS if kind.name == value)
        elif facet == "year":
            yield f'?thing par:earliest ?day . FILTER(STRSTARTS(STR(?day), "{value}"))'
        else:
            path = {"party": _PARTY, "series": "par:inSeries", "topic": "par:topic"}[facet]
            yield f"?thing {path} <{value}> ."
