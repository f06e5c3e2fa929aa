"""Asks a case of the server and judges what comes."""

from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from tests.w3c import compare, results
from tests.w3c.scratch import Bench, Reply, quads_of
from tests.w3c.suites import Case, Source, file
from tests.w3c.triples import suffix

OK, WRITTEN, BAD, REFUSED = 200, 204, 400, 403
_ACCEPT = {
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_FORMS = {media: form for form, media in _ACCEPT.items()} | {"application/n-triples": "nt"}
_UNKNOWN = b"is not supported"
"""Some syntax tests call functions that nobody has: they parse, and are refused when run."""
_ANY = "application/sparql-results+json, application/n-triples"


@dataclass(frozen=True, slots=True)
class Verdict:
    """ "passes", "fails" or "refused" (by policy), and why."""

    word: str
    why: str = ""


def judge(case: Case, bench: Bench) -> Verdict:
    """The verdict on one test."""
    if case.kind.startswith("update"):
        return _on_update(case, bench)
    return judge_text(case, file(case.asked), bench)


def judge_text(case: Case, query: bytes, bench: Bench) -> Verdict:
    """The verdict on a query, the case's own or another one that should have its result."""
    bench.serve(case.data)
    reply = _asked(case, query, bench)
    if reply.status == REFUSED:
        return Verdict("refused", reply.body.decode())
    if case.kind != "query":
        parsed = reply.status == OK or _UNKNOWN in reply.body
        why = f"status {reply.status}: {reply.body[:300]!r}"
        return failing("" if parsed == (case.kind == "positive") and reply.status in (OK, BAD) else why)
    if reply.status != OK:
        return Verdict("fails", f"status {reply.status}: {reply.body[:300]!r}")
    return _on_answer(case, reply)


def failing(why: str) -> Verdict:
    """ "passes" where there is nothing to say."""
    return Verdict("fails", why) if why else Verdict("passes")


def _asked(case: Case, query: bytes, bench: Bench) -> Reply:
    """The protocol has no parameter for the base, so it stands before the query."""
    text = f"BASE <{case.asked}>\n".encode() + query
    accept = _ACCEPT.get(suffix(case.result), _ANY)
    return bench.send("POST", "/sparql", text, Accept=accept, **_typed("query"))


def _typed(what: str) -> dict[str, str]:
    return {"Content_Type": f"application/sparql-{what}"}


def _on_update(case: Case, bench: Bench) -> Verdict:
    """Refused by the real server; judged by what it leaves where writing is switched on."""
    if bench.writable:
        bench.serve(case.data)
    text = f"BASE <{case.asked}>\n".encode() + file(case.asked)
    reply = bench.send("POST", "/sparql", text, **_typed("update"))
    if reply.status == REFUSED:
        return Verdict("refused", reply.body.decode())
    bench.served = None
    why = f"status {reply.status}: {reply.body[:300]!r}"
    if case.kind != "update":
        return failing("" if (reply.status == BAD) == (case.kind == "update-negative") else why)
    if reply.status != WRITTEN:
        return Verdict("fails", why)
    return failing(_other_graphs(case, bench))


def _other_graphs(case: Case, bench: Bench) -> str:
    """How the data set differs from what it should be; "" where it does not."""
    query = b"SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    listed = bench.send("POST", "/sparql", query, Accept="text/csv", **_typed("query"))
    found: list[ox.Quad] = []
    for name in ("", *listed.body.decode().split()[1:]):
        path = f"/graphs?graph={quote(name, safe='')}" if name else "/graphs?default"
        reply = bench.send("GET", path, Accept="application/n-triples")
        found += quads_of(reply.body, Source("data.nt", name))
    wanted = [quad for source in case.after for quad in quads_of(file(source.iri), source)]
    return "" if compare.canonical(found) == compare.canonical(wanted) else f"another data set: {found}"


def _on_answer(case: Case, reply: Reply) -> Verdict:
    wanted = results.read(file(case.result), suffix(case.result), case.result)
    found = results.read(reply.body, _FORMS[reply.media], case.asked)
    plain = suffix(case.result) == "csv"
    if difference := compare.difference(wanted, found, lax=case.lax, plain=plain):
        return Verdict("fails", difference)
    if plain or suffix(case.result) == "tsv":
        return failing(_other_order(case, wanted, found))
    return Verdict("passes")


def _other_order(case: Case, wanted: results.Answer, found: results.Answer) -> str:
    """Columns are in the order of SELECT, which leaves it open only where it is `*`."""
    names = [answer.names for answer in (wanted, found) if isinstance(answer, results.Table)]
    free = b"*" in file(case.asked)
    return "" if free or names[0] == names[1] else f"columns {names[1]} instead of {names[0]}"
