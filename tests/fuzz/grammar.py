"""Random SPARQL: mostly right, of every form, about what a release holds and what it does not."""

from collections.abc import Callable
from random import Random

_VARIABLES = ("?s", "?p", "?o", "?x", "?label", "$y", "?g")
_IRIS = (
    "par:Talk",
    "par:State",
    "par:hasParty",
    "par:date",
    "rdfs:label",
    "a",
    "<urn:nowhere>",
    "par:evidence",
    "<https://w3id.org/parley/id/state/KR>",
    "skos:altLabel",
    "<relative>",
    "par:",
    "owl:Thing",
)
_LITERALS = (
    '"Korea"',
    '"x"@en-GB',
    '"2018-03-15"^^xsd:date',
    "1",
    "-2.5",
    "1e300",
    "true",
    '"""a\n"b" c"""',
    "'\\u00e9\\n'",
    '"1"^^xsd:nonNegativeInteger',
    '"no"^^<urn:type>',
    '""',
    "0.0000001",
    '"٣"',
    "99999999999999999999999",
)
_FUNCTIONS = (
    "STR",
    "LANG",
    "DATATYPE",
    "IRI",
    "ABS",
    "CEIL",
    "UCASE",
    "STRLEN",
    "YEAR",
    "TZ",
    "MD5",
    "SHA512",
    "ISIRI",
    "ENCODE_FOR_URI",
    "BNODE",
    "xsd:integer",
    "xsd:dateTime",
    "<urn:unknown>",
)
_PAIRS = (
    "CONTAINS",
    "STRSTARTS",
    "LANGMATCHES",
    "REGEX",
    "STRBEFORE",
    "sameTerm",
    "STRDT",
    "STRLANG",
    "CONCAT",
)
_OPERATORS = ("=", "!=", "<", ">=", "&&", "||", "+", "-", "*", "/", "IN")
_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_PROLOGUE = """PREFIX par: <https://w3id.org/parley/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


class Grammar:
    """Writes queries; the same seed writes the same ones."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def query(self) -> str:
        """One query."""
        form = self._random.choice((self._select, self._select, self._ask, self._construct, self._describe))
        base = "BASE <http://example.org/a/>\n" if self._random.random() < 0.1 else ""
        return f"{base}{_PROLOGUE}{form()}"

    def _select(self) -> str:
        grouped = self._random.random() < 0.3
        key = self._variable()
        aggregate = f"{self._pick(_AGGREGATES)}({self._pick(('', 'DISTINCT '))}{self._variable()})"
        head = (
            f"{key} ({aggregate} AS ?n)"
            if grouped
            else self._pick(("*", "?s ?o", "DISTINCT ?s", "REDUCED ?o"))
        )
        tail = f"GROUP BY {key} HAVING ({aggregate} > 1)" if grouped else self._order()
        return (
            f"SELECT {head} {self._data_set()} WHERE {self._group(3)} {tail} {self._slice()} {self._values()}"
        )

    def _ask(self) -> str:
        return f"ASK {self._group(3)}"

    def _construct(self) -> str:
        return f"CONSTRUCT {{ {self._triple()} . {self._triple()} }} WHERE {self._group(2)} {self._slice()}"

    def _describe(self) -> str:
        what = self._pick(("?s", "<https://w3id.org/parley/id/state/KR>", "*"))
        return f"DESCRIBE {what} {self._group(2)} LIMIT 3"

    def _group(self, depth: int) -> str:
        parts = [self._part(depth) for _ in range(self._random.randint(1, 3))]
        return "{ " + " ".join(parts) + " }"

    def _part(self, depth: int) -> str:
        if depth <= 0:
            return f"{self._triple()} ."
        inner = self._group(depth - 1)
        makers: tuple[Callable[[], str], ...] = (
            lambda: f"{self._triple()} .",
            lambda: f"{self._triple()} ; {self._predicate()} {self._object()} .",
            lambda: f"OPTIONAL {inner}",
            lambda: f"{inner} UNION {self._group(depth - 1)}",
            lambda: f"MINUS {inner}",
            lambda: f"FILTER {self._pick(('', 'NOT '))}EXISTS {inner}",
            lambda: f"FILTER ({self._expression(2)})",
            lambda: f"BIND ({self._expression(2)} AS ?b{self._random.randint(0, 9999)})",
            lambda: f"GRAPH {self._pick(('?g', '<https://w3id.org/parley/graph/reference>'))} {inner}",
            lambda: f"{{ SELECT * {inner} LIMIT {self._random.randint(0, 5)} }}",
            self._values,
        )
        return self._random.choice(makers)()

    def _triple(self) -> str:
        subject = self._pick((*_VARIABLES, "<https://w3id.org/parley/id/state/KR>", "[]", "_:b", "( 1 ?x )"))
        return f"{subject} {self._predicate()} {self._object()}"

    def _predicate(self) -> str:
        step = self._pick(_IRIS)
        if self._random.random() < 0.7:
            return self._pick((step, "?p", "?x"))
        other = self._pick(_IRIS)
        return self._pick(
            (f"{step}/{other}", f"({step}|{other})", f"^{step}", f"{step}*", f"{step}+", f"!({step})")
        )

    def _object(self) -> str:
        return self._pick((*_VARIABLES, self._pick(_IRIS[:-1]), self._pick(_LITERALS)))

    def _expression(self, depth: int) -> str:
        if depth <= 0:
            return self._pick((self._variable(), self._pick(_LITERALS)))
        one, other = self._expression(depth - 1), self._expression(depth - 1)
        operator = self._pick(_OPERATORS)
        return self._pick(
            (
                f"{one} {operator} ({other})",
                f"{self._pick(_FUNCTIONS)}({one})",
                f"{self._pick(_PAIRS)}({one}, {other})",
                f"IF({one}, {other}, {one})",
                f"COALESCE({one}, {other})",
                f"!({one})",
                "NOW()",
                "RAND()",
                f"REGEX({one}, '{self._pick(('(a+)+$', '[', '.*', '^K', '(?i)x{1000}'))}')",
            )
        )

    def _data_set(self) -> str:
        return self._pick(
            ("", "", "", "FROM <https://w3id.org/parley/graph/reference>", "FROM NAMED <urn:none>")
        )

    def _order(self) -> str:
        return self._pick(("", "", f"ORDER BY {self._variable()}", f"ORDER BY DESC({self._expression(1)})"))

    def _slice(self) -> str:
        return self._pick((f"LIMIT {self._random.randint(0, 50)}", "LIMIT 5 OFFSET 3", "LIMIT 20"))

    def _values(self) -> str:
        return self._pick(
            ("", f"VALUES ?x {{ {self._pick(_LITERALS)} UNDEF }}", "VALUES (?s ?o) { (UNDEF 1) }")
        )

    def _variable(self) -> str:
        return self._pick(_VARIABLES)

    def _pick(self, choices: tuple[str, ...]) -> str:
        return self._random.choice(choices)
