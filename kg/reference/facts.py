"""Look-ups in the triples of the reference data, by address and property, with what must hold of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from kg.errors import ReferenceDataError

_WIKIDATA = "http://www.wikidata.org/entity/"
_OF_ONE = ("isoCode", "acronym", "label", "altLabel", "abbreviation", "demonym")


@dataclass(frozen=True, slots=True)
class Facts:
    """Values by key and property.

    A key is an address without the base and `id/` ("state/KR"); a property goes by its local name;
    a value is a literal's text, a key, or a whole IRI from elsewhere.
    """

    values: dict[str, dict[str, list[str]]]

    @classmethod
    def of(cls, quads: Iterable[ox.Quad], base: str) -> "Facts":
        """The facts of quads about individuals under a base.

        Raises:
            ReferenceDataError: a link leads to nothing, or a name that must be one party's is two's.
        """
        root = f"{base}id/"
        values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        links: list[tuple[str, str, str]] = []
        for subject, predicate, value, _ in quads:
            key, name = subject.value.removeprefix(root), _local(predicate.value)
            text = value.value
            if text.startswith(root):
                text = text[len(root) :]
                links.append((key, name, text))
            values[key][name].append(text)
        facts = cls({key: dict(properties) for key, properties in values.items()})
        facts._refuse_dangling(links)
        facts._refuse_shared_names()
        return facts

    def keys_under(self, prefix: str) -> tuple[str, ...]:
        """Keys that begin with a prefix ("state/"), sorted; a scheme itself is not among them."""
        return tuple(sorted(key for key in self.values if key.startswith(prefix)))

    def texts(self, key: str, name: str) -> tuple[str, ...]:
        """Every value of a property, sorted."""
        return tuple(sorted(self.values[key].get(name, ())))

    def maybe(self, key: str, name: str) -> str | None:
        """The value of a property that may have one.

        Raises:
            ReferenceDataError: it has more.
        """
        found = self.values[key].get(name, ())
        if len(found) > 1:
            raise ReferenceDataError(f"{key} has {len(found)} values of {name}: keep one of {found}")
        return found[0] if found else None

    def text(self, key: str, name: str) -> str:
        """The value of a property that must have one.

        Raises:
            ReferenceDataError: it has none or more.
        """
        found = self.maybe(key, name)
        if found is None:
            raise ReferenceDataError(f"{key} has no {name}: add it")
        return found

    def label(self, key: str) -> str:
        """The one English name."""
        return self.text(key, "prefLabel" if "prefLabel" in self.values[key] else "label")

    def names(self, key: str) -> tuple[str, ...]:
        """The other names."""
        return self.texts(key, "altLabel")

    def slug(self, key: str) -> str:
        """The key without its kind: "KR" of "state/KR"."""
        return key.partition("/")[2]

    def kind(self, key: str) -> str:
        """Local name of the class."""
        return _local(self.text(key, "type"))

    def links(self, key: str, name: str) -> tuple[str, ...]:
        """Slugs of what a property leads to."""
        return tuple(self.slug(value) for value in self.texts(key, name))

    def link(self, key: str, name: str) -> str | None:
        """Slug of what a property leads to; None where it is absent."""
        found = self.maybe(key, name)
        return self.slug(found) if found else None

    def codes(self, key: str, name: str) -> tuple[str, ...]:
        """Codes of the parties that a property leads to, sorted."""
        parties = self.values[key].get(name, ())
        return tuple(
            sorted(
                self.text(party, "isoCode" if party.startswith("state/") else "acronym") for party in parties
            )
        )

    def land(self, key: str) -> str | None:
        """Code of the land that a place lies in."""
        larger = self.maybe(key, "within")
        while larger is not None:
            code = self.maybe(larger, "isoCode")
            if code is not None:
                return code
            larger = self.maybe(larger, "within")
        return None

    def number(self, key: str, name: str) -> float | None:
        """A decimal number."""
        found = self.maybe(key, name)
        return float(found) if found else None

    def year(self, key: str, name: str) -> int | None:
        """A year."""
        found = self.maybe(key, name)
        return int(found) if found else None

    def wikidata(self, key: str) -> str | None:
        """The Wikidata item ("Q884")."""
        items = [v for v in self.values[key].get("exactMatch", ()) if v.startswith(_WIKIDATA)]
        return items[0].removeprefix(_WIKIDATA) if items else None

    def _refuse_dangling(self, links: Iterable[tuple[str, str, str]]) -> None:
        missing = sorted(f"{key} {name} {value}" for key, name, value in links if value not in self.values)
        if missing:
            raise ReferenceDataError(f"not described in the reference data: {'; '.join(missing)}")

    def _refuse_shared_names(self) -> None:
        for prefix in ("state/", "organization/"):
            owners: dict[str, str] = {}
            for key in self.keys_under(prefix):
                for name in set(chain.from_iterable(self.texts(key, p) for p in _OF_ONE)):
                    if owners.setdefault(name, key) != key:
                        raise ReferenceDataError(f"{name!r} names both {owners[name]} and {key}: keep one")


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
