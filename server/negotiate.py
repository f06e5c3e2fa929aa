"""Content negotiation as RFC 9110 §12.5.1 has it: q-values, wildcards, the most specific range wins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.problems import NotAcceptableError

_RANGE = re.compile(r"^(?P<type>[\w!#$%&'*+.^`|~-]+)/(?P<subtype>[\w!#$%&'*+.^`|~-]+)$")
_QUALITY = re.compile(r"^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$")


@dataclass(frozen=True, slots=True)
class Offer:
    """One form in which an answer can be given.

    Attributes:
        name: short name, also the suffix of an address ("ttl", "csv").
        media: media type that is sent.
        aliases: other media types that clients ask for and mean this.
        charset: whether the type is sent with `charset=utf-8`.
    """

    name: str
    media: str
    aliases: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        """Value of the Content-Type header."""
        return f"{self.media}; charset=utf-8" if self.charset else self.media


@dataclass(frozen=True, slots=True)
class _Preference:
    media: str
    parameters: frozenset[str]
    quality: float

    def specificity(self, media: str) -> tuple[int, int]:
        """How closely the range names the type; (-1, 0) where it does not cover it."""
        kind = media.split("/", maxsplit=1)[0]
        if self.media == media:
            return 2, len(self.parameters)
        if self.media == f"{kind}/*":
            return 1, 0
        return (0, 0) if self.media == "*/*" else (-1, 0)


HTML = Offer("html", "text/html", ("application/xhtml+xml",), charset=True)
TURTLE = Offer("ttl", "text/turtle", ("application/x-turtle", "application/turtle"), charset=True)
N_TRIPLES = Offer("nt", "application/n-triples", ("text/plain",))
JSON_LD = Offer("jsonld", "application/ld+json", ("application/json", "application/x-json+ld"))
RDF_XML = Offer("rdf", "application/rdf+xml", ("application/xml", "text/xml"))
N3 = Offer("n3", "text/n3", ("text/rdf+n3", "application/n3"), charset=True)
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)

JSON = Offer(
    "json",
    "application/sparql-results+json",
    ("application/json", "text/javascript", "application/javascript"),
)
XML = Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
CSV = Offer("csv", "text/csv", charset=True)
TSV = Offer("tsv", "text/tab-separated-values", charset=True)
TABLES = (JSON, XML, CSV, TSV)


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer:
    """The offer that the client likes best; the server's order breaks ties.

    Args:
        accept: value of the Accept header; None or empty accepts everything.
        offers: what can be given, the server's favourite first.

    Raises:
        NotAcceptableError: the header rules out every offer.
    """
    found = best(accept, offers)
    if found is None:
        raise NotAcceptableError(offers)
    return found


def best(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """Like `choose`, with None where nothing is acceptable."""
    if not accept or not accept.strip():
        return offers[0]
    preferences = tuple(_preferences(accept))
    ranked = [
        (quality, -place) for place, offer in enumerate(offers) if (quality := _liked(offer, preferences))
    ]
    return offers[-max(ranked)[1]] if ranked else None


def _liked(offer: Offer, preferences: Sequence[_Preference]) -> float:
    """Quality of the offer's own type where the client names it, else the best of its aliases.

    An alias counts only where it is named in full: `text/*` speaks of what is sent.
    """
    own = _quality(offer.media, preferences)
    named = {p.media: p.quality for p in preferences}
    return max(own, *(named.get(alias, 0.0) for alias in offer.aliases), 0.0)


def _quality(media: str, preferences: Sequence[_Preference]) -> float:
    covering = [(p.specificity(media), p.quality) for p in preferences if p.specificity(media) >= (0, 0)]
    return max(covering)[1] if covering else 0.0


def _preferences(accept: str) -> Iterator[_Preference]:
    """The ranges of an Accept header; what does not parse is left out, as the RFC allows."""
    for item in accept.split(","):
        media, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = next((p[2:].strip() for p in parameters if p.startswith("q=")), "1")
        wanted = frozenset(p for p in parameters if p and not p.startswith("q=") and p != "charset=utf-8")
        if _RANGE.match(media) and _QUALITY.match(quality) and not _unmet(media, wanted):
            yield _Preference(media, wanted, float(quality))


def _unmet(media: str, parameters: frozenset[str]) -> bool:
    """Whether the range asks for a variant that no offer has, such as another character set.

    Profiles and versions are wishes (JSON-LD's `profile=…`): the plain type still answers them.
    """
    return media.startswith("text/") and any(p.startswith("charset=") for p in parameters)
