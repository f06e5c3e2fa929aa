"""Precision, recall and F1 of annotations against a gold standard, all articles pooled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.scoring.compare import (
    HALF,
    Item,
    assign,
    overlap,
    same_date,
    same_name,
    same_place,
    sentence_words,
    talk_likeness,
)

FIELDS = ("officials", "talks", "talks strict", "participants", "commitments", "statements")
AVERAGED = ("officials", "talks strict", "participants", "commitments", "statements")
ATTRIBUTES = (
    "official role",
    "talk date",
    "talk place",
    "talk form",
    "talk status",
    "talk ordinal",
    "commitment act",
    "statement act",
    "statement addressee",
)


@dataclass(slots=True)
class Tally:
    """Counts of one field: what was right, what the gold wants, what was found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def add(self, hit: int, gold: int, found: int) -> None:
        """Count one article's items."""
        self.hit += hit
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0.0 where nothing was found."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what the gold wants that was found; 0.0 where it wants nothing."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """Tallies by field and by rule; right and judged by attribute; what is missing and extra, a line each."""

    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    attributes: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in ATTRIBUTES})
    errors: list[str] = field(default_factory=list)
    rules: dict[str, Tally] = field(default_factory=dict)

    @property
    def mean_f1(self) -> float:
        """Mean F1 of the five fields that are averaged."""
        return sum(self.fields[name].f1 for name in AVERAGED) / len(AVERAGED)

    def judge(self, attribute: str, *, right: object) -> None:
        """Count one attribute of one matched item."""
        self.attributes[attribute][0] += bool(right)
        self.attributes[attribute][1] += 1


Pairs = list[tuple[Item, Item]]


def measure(gold: Mapping[str, Item], found: Mapping[str, Item]) -> Score:
    """Compare annotations by article identifier; a gold article that was not found counts as empty."""
    score = Score()
    for identifier in sorted(gold):
        _measure_article(score, identifier, gold[identifier], found.get(identifier, {}))
    return score


def _measure_article(score: Score, identifier: str, gold: Item, found: Item) -> None:
    _measure_officials(score, identifier, gold["officials"], found.get("officials", []))
    _measure_talks(score, identifier, gold["talks"], found.get("talks", []))
    for kind in ("commitments", "statements"):
        _measure_acts(score, identifier, kind, gold, found)


def _measure_officials(score: Score, identifier: str, gold: list[Item], found: list[Item]) -> None:
    pairs = assign(gold, found, _official_likeness)
    same_state = [(g, f) for g, f in pairs if g["state"] == f.get("state")]
    _count(score, "officials", identifier, *_required(same_state, gold, found))
    for g, f in pairs:
        if g.get("role"):
            score.judge("official role", right=overlap(g["role"], f.get("role")) >= HALF)


def _official_likeness(gold: Item, found: Item) -> float:
    return (1 + (gold["state"] == found.get("state"))) if same_name(gold["name"], found["name"]) else 0


def _measure_talks(score: Score, identifier: str, gold: list[Item], found: list[Item]) -> None:
    exact = [(g, f) for g, f in assign(gold, found, talk_likeness) if _same_parties(g, f)]
    exact, wanted, got = _required(exact, gold, found)
    _count(score, "talks", identifier, exact, wanted, got)
    strict = [(g, f) for g, f in exact if same_date(g.get("date"), f.get("date"))]
    score.fields["talks strict"].add(len(strict), len(wanted), len(got))
    for g, f in exact:
        _measure_participants(score, g, f)
        _judge_talk(score, g, f)
    for g in _without(wanted, (g for g, _ in exact)):
        score.fields["participants"].add(0, len(g["participants"]), 0)


def _same_parties(gold: Item, found: Item) -> bool:
    free = set(gold.get("parties_optional", [])) - set(gold["parties"])
    return set(found.get("parties") or []) - free == set(gold["parties"])


def _measure_participants(score: Score, gold: Item, found: Item) -> None:
    wanted, free = gold["participants"], gold.get("participants_optional", [])
    got = [
        name
        for name in found.get("participants") or []
        if _is_among(name, wanted) or not _is_among(name, free)
    ]
    hit = sum(_is_among(name, got) for name in wanted)
    score.fields["participants"].add(hit, len(wanted), len(got))


def _is_among(name: str, names: Iterable[str]) -> bool:
    return any(same_name(name, other) for other in names)


def _judge_talk(score: Score, gold: Item, found: Item) -> None:
    if gold.get("date"):
        score.judge("talk date", right=same_date(gold["date"], found.get("date")))
    if gold.get("place"):
        score.judge("talk place", right=same_place(gold, found))
    score.judge("talk form", right=gold["form"] == found.get("form"))
    score.judge("talk status", right=gold["status"] == found.get("status"))
    if gold.get("ordinal"):
        score.judge("talk ordinal", right=gold["ordinal"] == found.get("ordinal"))


def _measure_acts(score: Score, identifier: str, kind: str, gold: Item, found: Item) -> None:
    def likeness(g: Item, f: Item) -> float:
        if sentence_words(g["evidence"]) not in sentence_words(f.get("evidence")):
            return 0
        return 2 + _same_act(g, f) if _same_actors(kind, g, f, gold, found) else 0

    pairs = assign(gold[kind], found.get(kind, []), likeness)
    pairs, wanted, got = _required(pairs, gold[kind], found.get(kind, []))
    _count(score, kind, identifier, pairs, wanted, got)
    for g, f in pairs:
        score.judge(f"{kind[:-1]} act", right=_same_act(g, f))
        if kind == "statements" and g.get("addressee"):
            same = _state_of(g["addressee"], gold) == _state_of(f.get("addressee"), found)
            score.judge("statement addressee", right=same)


def _same_act(gold: Item, found: Item) -> bool:
    return found.get("act") in (gold["act"], gold.get("act_also"))


def _same_actors(kind: str, g: Item, f: Item, gold: Item, found: Item) -> bool:
    if kind == "commitments":
        return set(g["parties"]) == set(f.get("parties") or [])
    return _state_of(g["speaker"], gold) == _state_of(f.get("speaker"), found)


def _state_of(agent: str | None, article: Item) -> str | None:
    for official in article.get("officials", []):
        if same_name(official["name"], agent):
            state: str | None = official.get("state")
            return state
    return agent


def _required(pairs: Pairs, gold: list[Item], found: list[Item]) -> tuple[Pairs, list[Item], list[Item]]:
    """Without what the gold marks optional: neither missed when absent nor extra when found."""
    kept = [(g, f) for g, f in pairs if not g.get("optional")]
    free = [f for g, f in pairs if g.get("optional")]
    return kept, [g for g in gold if not g.get("optional")], _without(found, free)


def _without(items: Sequence[Item], others: Iterable[Item]) -> list[Item]:
    identities = {id(other) for other in others}
    return [item for item in items if id(item) not in identities]


def _count(
    score: Score, kind: str, identifier: str, pairs: Pairs, gold: list[Item], found: list[Item]
) -> None:
    score.fields[kind].add(len(pairs), len(gold), len(found))
    missing = _without(gold, (g for g, _ in pairs))
    extra = _without(found, (f for _, f in pairs))
    for item, hit in [*((f, 1) for _, f in pairs), *((f, 0) for f in extra)]:
        for rule in item.get("rules", ()):
            score.rules.setdefault(rule, Tally()).add(hit, 0, 1)
    score.errors += [f"{identifier} {kind} missing: {_short(item)}" for item in missing]
    score.errors += [f"{identifier} {kind} extra: {_short(item)}" for item in extra]


def _short(item: Item) -> str:
    shown = ("name", "state", "label", "parties", "date", "act", "speaker", "evidence")
    return " · ".join(str(item[key])[:70] for key in shown if item.get(key))
