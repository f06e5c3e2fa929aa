"""Writes what many parts of an article's graph name: parties and concepts."""

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import SKOS

from kg.vocabulary import PAR
from kg.write.draft import Draft


def write_party(draft: Draft, code: str) -> ox.NamedNode:
    """A party with its class; one that the reference data lack gets its code for a name too."""
    addresses = draft.addresses
    node = draft.node(addresses.party(code))
    is_state = addresses.is_state(code)
    draft.typed(node, PAR.State if is_state else PAR.InternationalOrganization)
    if code not in addresses.known.states and code not in addresses.known.organizations:
        draft.add(node, PAR.isoCode if is_state else PAR.acronym, code)
        draft.names(node, code)
    return node


def write_concept(draft: Draft, scheme: str, kind: URIRef, notation: str) -> ox.NamedNode:
    """A topic or a kind of act; one that the schemes lack gets its notation for a name too."""
    path = draft.addresses.concept(scheme, notation)
    node = draft.node(path)
    draft.typed(node, kind)
    if path not in draft.addresses.known.names:
        draft.add(node, SKOS.notation, notation)
        draft.add(node, SKOS.prefLabel, notation.replace("-", " "))
    return node
