"""What a mention leaves out and the talk under discussion, the headline or its series supplies."""

import re
from dataclasses import replace

from kg.extraction.mentions import SeriesMention
from kg.extraction.series.words import ordinal
from kg.extraction.talks.found import STATE, Found
from kg.extraction.talks.hit import EDITION
from kg.extraction.talks.names import core, two_plus_two
from kg.extraction.talks.walk import Walk, walk_party

_TRILATERAL = re.compile(r"(?i)\b(?:trilateral|three-way|tripartite)\b")


_THREE = 3


def _base(walk: Walk, found: Found) -> int:
    """The talk whose series a mention continues: the current one, else the last whose name it shortens."""
    words = found.words.of(walk.recognised.article.text)
    plain = SeriesMention(found.words, words, words, None, None, found.form)
    short = found.name or plain
    likely = (i for i in looked_back(walk) if (name := walk.drafts[i].name) and _shortens(short, name))
    return next(likely, walk.current or 0)


_KEPT = 40  # talks looked back upon


def looked_back(walk: Walk) -> list[int]:
    """The talks that a mention may take up: the current one, then the latest first."""
    last = len(walk.drafts)
    others = [i for i in reversed(range(max(0, last - _KEPT), last)) if i != walk.current]
    return others if walk.current is None else [walk.current, *others]


def _shortens(short: SeriesMention, name: SeriesMention) -> bool:
    if two_plus_two(short):
        return two_plus_two(name)
    return set(core(short)) <= set(core(name))


def completed(walk: Walk, found: Found) -> Found:
    """A mention of another round has the sides of the talk under discussion."""
    found = _with_home(walk, _of_pair(walk, found))
    if walk.current is None or len(found.parties) > 1 or found.form == "visit":
        return found
    base = walk.drafts[_base(walk, found)]
    whole = tuple(dict.fromkeys([*base.parties, *found.parties]))
    lead = max(0, found.words.start - 40)
    if len(whole) == _THREE and _TRILATERAL.search(walk.recognised.article.text, lead, found.words.end):
        return replace(found, parties=whole)
    same = set(found.parties) <= set(base.parties)
    if found.name and base.name and same and _shortens(found.name, base.name):
        return replace(found, parties=base.parties, form=base.form)
    open_ = not found.people and set(found.parties) <= set(base.parties) and len(base.parties) > 1
    return replace(found, parties=base.parties) if open_ and _relates(found) else found


def _of_pair(walk: Walk, found: Found) -> Found:
    """A call or meeting of which one side alone is named is that of the pair before: "In a call, A said"."""
    pair = {a.key: walk_party(walk, a.key) for a in walk.context.plural if a.kind == "official"}
    parties = tuple(dict.fromkeys(p for p in pair.values() if p))
    if found.explicit or found.name or found.other or found.form not in _WITH_ONE or len(parties) != STATE:
        return found
    if len(found.people) != 1 or found.people[0] not in pair or len(found.parties) != 1:
        return found
    return replace(found, parties=parties, people=tuple(pair))


def _with_home(walk: Walk, found: Found) -> Found:
    """A call or meeting with one named partner, whose other side is not said, is with the page's state."""
    home = walk.recognised.home
    if home is None or len(found.parties) != 1 or home in found.parties or len(home) != STATE:
        return found
    alone = (
        found.alone
        and found.explicit
        and not found.heading
        and found.form in _WITH_ONE
        and found.name is None
    )
    return replace(found, parties=(home, *found.parties)) if alone else found


_WITH_ONE = ("call", "meeting", "courtesy-call", "summit")


def _relates(found: Found) -> bool:
    """Whether a mention leans on the talk under discussion: it has no sides of its own."""
    if found.form == "exercise":
        return True
    name = found.name
    if name is None:
        return found.other or found.anaphoric
    return not (name.parties or name.form in ("conference", "summit") or name.series_id)


def headed(walk: Walk, found: Found) -> Found:
    """A name in the headline that holds no parties has those of the headline."""
    if not found.heading or found.name is None or len(found.parties) >= STATE:
        return found
    stated = set(found.name.parties) - set(walk.context.sides)
    if stated or found.name.series_id or found.form in ("conference", "summit", "exercise"):
        return found
    return replace(found, parties=tuple(dict.fromkeys([*found.parties, *walk.context.sides])))


_GOES_TO = re.compile(r" (?:to|of|in|by) ")


def hosted(walk: Walk, found: Found) -> Found:
    """A visit that does not say where it goes is one to the other side of the talk under discussion."""
    if found.form != "visit" or walk.current is None or len(found.parties) >= STATE:
        return found
    base = walk.drafts[walk.current].parties
    if not found.parties and found.status == "cancelled":
        return replace(found, parties=base)
    if _GOES_TO.match(walk.recognised.article.text, found.words.end):
        return found
    others = [p for p in base if p not in found.parties]
    if found.rule != "talk.visit-noun" or len(others) != 1 or not set(found.parties) < set(base):
        return found
    return replace(found, parties=(*found.parties, *others))


def edition(walk: Walk, found: Found) -> Found:
    """Another round, of the series of the talk under discussion, with its form, sides and name."""
    if found.rule != EDITION or walk.current is None:
        return found
    base = walk.drafts[_base(walk, found)]
    label = " ".join(found.words.of(walk.recognised.article.text).split())
    number, rest = ordinal(label.split()[0]), label.partition(" ")[2]
    name = None
    if base.name or number is not None:
        series = base.name.series if base.name else rest or label
        known = base.name.series_id if base.name else None
        name = SeriesMention(found.words, label, series, known, number, base.form, base.parties)
    return replace(found, form=base.form, name=name, parties=base.parties)


def with_members(walk: Walk, found: Found) -> Found:
    """An exercise whose sentence names no two parties has its usual ones, six-party talks their six."""
    if found.name is None or (found.form == "exercise" and len(found.parties) >= STATE):
        return found
    members = walk.members.get(found.name.series_id or "", ())
    return replace(found, parties=tuple(dict.fromkeys([*found.parties, *members])))
