"""How far a score could be off by the choice of articles: percentile bootstrap over articles (Efron 1979).

Articles are drawn, not items: facts of one article stand or fall together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kg.scoring.compare import Item
from kg.scoring.measure import AVERAGED, FIELDS, Score, Tally, measure

DRAWS = 1000
"""Resamples; the ends of a 95 % interval move by about 0.005 from seed to seed."""
SEED = 20180315


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of a share, both ends in 0..1."""

    low: float
    high: float


def by_article(gold: Mapping[str, Item], found: Mapping[str, Item]) -> tuple[Score, ...]:
    """The score of each gold article by itself, in the order of their identifiers."""
    return tuple(measure({key: gold[key]}, {key: found.get(key, {})}) for key in sorted(gold))


def intervals(scores: Sequence[Score], draws: int = DRAWS, seed: int = SEED) -> dict[str, Interval]:
    """Intervals of F1 per field, of accuracy per attribute, and of "mean F1".

    Args:
        scores: one score for each article.
        draws: resamples of as many articles as there are.
        seed: of the generator; the same seed gives the same intervals.
    """
    random = Random(seed)  # noqa: S311  statistics, not secrets
    if not scores:
        return {}
    seen: dict[str, list[float]] = {}
    for _ in range(draws):
        for name, share in shares(random.choices(scores, k=len(scores))).items():
            seen.setdefault(name, []).append(share)
    return {name: _middle(values) for name, values in seen.items()}


def shares(scores: Sequence[Score]) -> dict[str, float]:
    """F1 per field, accuracy per attribute that was judged, and "mean F1", of articles together."""
    found = {name: pooled([score.fields[name] for score in scores]).f1 for name in FIELDS}
    for name in scores[0].attributes if scores else ():
        judged = sum(score.attributes[name][1] for score in scores)
        if judged:
            found[name] = sum(score.attributes[name][0] for score in scores) / judged
    return found | {"mean F1": sum(found[name] for name in AVERAGED) / len(AVERAGED)}


def pooled(tallies: Sequence[Tally]) -> Tally:
    """The counts of several articles as one."""
    return Tally(*(sum(getattr(tally, part) for tally in tallies) for part in ("hit", "gold", "found")))


def _middle(values: Sequence[float]) -> Interval:
    """The middle 95 % of the values."""
    ordered = sorted(values)
    cut = len(ordered) * 25 // 1000
    return Interval(ordered[cut], ordered[-1 - cut])
