"""Writes names for readers; with `server.dates`, the only place of the server that does.

Labels themselves come from the graph (`Graph.label`), links with them from `server.values`.
"""

from server.graph import Graph, par


def code(graph: Graph, party: str) -> str:
    """A party's short sign: its ISO code or acronym, else its label."""
    return graph.text(party, par("isoCode")) or graph.text(party, par("acronym")) or graph.label(party)


def short_name(graph: Graph, party: str) -> str:
    """The shortest usual name of a party that is still a word: an acronym, or its label."""
    return graph.text(party, par("acronym")) or graph.label(party)


def capitalised(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def described(graph: Graph, form: str, parties: tuple[str, ...]) -> str:
    """A name for a talk that has none: "Meeting of Japan and South Korea"."""
    names = [short_name(graph, party) for party in parties]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    return f"{form.capitalize() or 'Event'} of {listed}" if listed else form.capitalize() or "Event"
