"""Name forms: spellings of an official's name of which more is known than their letters."""

from typing import Literal

import pyoxigraph as ox

from kg.identity.known import plain
from kg.identity.names import KOREAN, romanisation
from kg.model import Official
from kg.vocabulary import PAR
from kg.write.draft import Draft

Order = Literal["family-first", "given-first"]
_LANGUAGES = {"KR": "ko-Latn", "KP": "ko-Latn", "JP": "ja-Latn", "CN": "zh-Latn", "TW": "zh-Latn"}
_CAPITALS = 3
_FEWEST = 2


def spellings(official: Official) -> tuple[str, ...]:
    """Every form of a name, each once."""
    return tuple(dict.fromkeys((official.name, *official.forms)))


def order_of(form: str, party: str | None) -> Order | None:
    """Which of the two names comes first, where capitals or the list of Korean family names tell.

    "KISHIDA Fumio" and "Kim Yong-kil" put the family name first, "Sergey LAVROV" and "Yong-kil Kim" last.
    """
    words = form.split()
    if len(words) < _FEWEST:
        return None
    loud = [word.isupper() and sum(map(str.isalpha, word)) >= _CAPITALS for word in words]
    if loud[0] != loud[-1]:
        return "family-first" if loud[0] else "given-first"
    return _korean_order(words) if party in KOREAN else None


def _korean_order(words: list[str]) -> Order | None:
    family = romanisation().family
    first, last = plain(words[0]) in family, plain(words[-1]) in family
    if first and (not last or "-" in words[-1] or len(words) > _FEWEST):
        return "family-first"
    return "given-first" if last and (not first or "-" in words[0]) else None


def write_spellings(draft: Draft, official: Official, person: ox.NamedNode, first: int) -> None:
    """A name form for each spelling whose order is known; all spellings are numbered, from `first` on."""
    for number, form in enumerate(spellings(official), first):
        order = order_of(form, official.party)
        node = draft.item("name-form", number)
        if order and draft.kept(node):
            draft.typed(node, PAR.NameForm, form)
            draft.add(person, PAR.nameForm, node)
            draft.add(node, PAR.literalForm, form)
            draft.add(node, PAR.nameOrder, order)
            draft.add(node, PAR.nameLanguage, _LANGUAGES.get(official.party or ""))
