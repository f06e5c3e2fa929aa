"""Texts that nobody means well with, each as long as asked: what reads articles must come through them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

_HEAD: Final = "Ministers meet\n\nTOKYO, 3 May 2019 - "


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: _HEAD + piece * (size // len(piece) + 1)


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda size: _HEAD + opening * (size // 2) + closing * (size // 2)


KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    "brackets that open": _repeated("("),
    "brackets within brackets": _nested("(", ")"),
    "square brackets": _nested("[", "]"),
    "quotation marks": _repeated('"'),
    "curly quotation marks": _repeated("“"),
    "blanks": _repeated(" "),
    "lines": _repeated("\n"),
    "one word": _repeated("a"),
    "one capital": _repeated("A"),
    "initials": _repeated("A."),
    "initials with blanks": _repeated("A. "),
    "digits": _repeated("7"),
    "dotted digits": _repeated("1."),
    "days": _repeated("3 May "),
    "hyphens": _repeated("Kim-"),
    "dashes": _repeated("- "),
    "apostrophes": _repeated("'s "),
    "commas": _repeated(", "),
    "conjunctions": _repeated("and "),
    "capitalised words": _repeated("Minister "),
    "names": _repeated("Ann Lee, "),
    "titles": _repeated("Minister of Foreign Affairs of "),
    "officials": _repeated("Foreign Minister Ann Lee of Japan and "),
    "states": _repeated("Japan, France and "),
    "ordinals": _repeated("the 11th Japan-France "),
    "series": _repeated("the 11th Japan-France Defence Dialogue and "),
    "verbs": _repeated("agreed to "),
    "speech": _repeated("he said that "),
    "talks in one sentence": _repeated("Ann Lee met Ken Abe in Tokyo on 3 May, "),
    "talks": _repeated("Ann Lee met Ken Abe in Tokyo on 3 May. "),
    "statements": _repeated("Ann Lee urged Ken Abe to stop. "),
    "pronouns": _repeated("They agreed. He urged her. "),
    "links": _repeated("https://example.org/a?b=c "),
    "tags": _repeated("<p><b>"),
    "marks above": _repeated("e\u0301"),
    "signs of other scripts": _repeated("日本 "),
    "signs beyond the first plane": _repeated("\U0001f600"),
    "zero width": _repeated("\u200b"),
    "control characters": _repeated("\x01"),
}


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Each kind with a text of about so many characters."""
    for name, make in KINDS.items():
        yield name, make(size)
