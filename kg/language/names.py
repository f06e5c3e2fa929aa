"""Names of persons, recognised by their form alone.

A name is a run of capitalised words with the particles, initials and hyphens that names have. No
word is known to be a name; some are known not to be (`data/names.toml`).
"""

from kg.language.rows import Row

_LONGEST = 7
HONOUR_LETTERS = range(2, 6)
_MOST_HYPHENS = 4
_MOST_PARTICLES = 3
_SHORTEST = 2
_DASHES = frozenset({"-", "‑", "–"})
_ABBREVIATED = frozenset({"ma", "st", "ste", "wm", "md", "mohd", "abd", "chas", "jos", "ant", "fr"})
_CALENDAR = frozenset(
    {"jan", "jun", "sun", "mon", "mar", "may", "april", "june", "august", "sat", "dec", "mark", "will"}
)
SURNAMES = frozenset(
    {"prince", "sultan", "king", "major", "marshal", "chancellor", "mayor", "speaker", "head", "chief"}
)
_FORMAL = frozenset(["mr", "mrs", "ms", "dr", "prof", "he", "hon", "sir", "dame", "dato", "datuk", "shri"])
_MOST_INITIALS = 3
_NUMERALS = frozenset({"ii", "iii", "iv"})
_SONS = frozenset({"bin", "ibn", "bint", "binti", "ben"})
_LOCATING = frozenset({"in", "at", "of", "from", "near", "to", "for", ","})
_QUOTES = "\"“”‘’'"


def name_at(row: Row, first: int, *, titled: bool = False) -> int | None:
    """The token after the name that starts here, None where none does.

    Args:
        row: the sentence.
        first: where to look.
        titled: whether a title or honorific stands before, so that one word will do and a word
            that is also a state's name may be one of a person.
    """
    at = _first(row, first, titled=titled)
    if at is None:
        return None
    count = 1
    while count < _LONGEST and (after := _next(row, at, single=count == 1)) is not None:
        at, count = after, count + 1
    at = _generation(row, _without_letters(row, first, at))
    return None if _is_initial(row, at - 1) and count == 1 else at


def _first(row: Row, at: int, *, titled: bool) -> int | None:
    if titled and row.key(at) in row.words.particles and row.key(at + 1) == "-" and row.capital(at + 2):
        return _hyphens(row, at + 1)
    if not _is_word(row, at) or not _free(row, at, titled=titled) or row.key(at) in _NUMERALS:
        return None
    if row.words.portfolio(row.key(at)) and not (titled and _plain(row, at + 1)):
        return None
    return _hyphens(row, at + 1)


def _without_letters(row: Row, first: int, last: int) -> int:
    """The end of a name before the letters of its honours ("Kerr AO RAN")."""
    end = last
    while end - first > _SHORTEST and _letters(row, end - 1) and not row.glued(end - 1):
        end -= 1
    plain = [at for at in range(first, end) if row.tokens[at].text[-1:].islower()]
    return end if len(plain) > 1 else last


def _letters(row: Row, at: int) -> bool:
    text = row.tokens[at].text
    return text.isupper() and text.isalpha() and len(text) in HONOUR_LETTERS


def _ends_names(row: Row, key: str) -> bool:
    """Whether a capitalised word ends a name: a common noun, in headlines a verb too."""
    return key in row.words.never or (row.headline and key in row.words.verbs)


def _spared(row: Row, at: int) -> bool:
    """Whether a word that is mostly a month, a verb or a noun may be part of a name here."""
    key = row.key(at)
    if key in _CALENDAR:
        after = row.key(at + 1)
        return not after[:1].isdigit() and not (after == "." and row.glued(at + 1))
    return key in {"park", "lake", "bush", "hall"}


def _plain(row: Row, at: int) -> bool:
    return _is_word(row, at) and not row.words.portfolio(row.key(at)) and not row.glued(at)


def _next(row: Row, at: int, *, single: bool) -> int | None:
    """The end of one more part of a name."""
    if not row.key(at):
        return None
    if row.key(at) in row.words.particles and not row.capital(at):
        return _particle(row, at)
    if row.tokens[at].text in _QUOTES:
        if _nickname(row, at):
            return at + 3
        return _hyphens(row, at + 2) if _glottal(row, at) else None
    joined = row.glued(at) and not row.tokens[at - 1].text.endswith(".")
    if not _is_word(row, at) or joined or _closes(row, at, single=single):
        return None
    return _hyphens(row, at + 1) if _inside(row, at) else None


def _nickname(row: Row, at: int) -> bool:
    """Whether a quoted word stands between two parts of a name."""
    after = row.tokens[at + 2 : at + 3]
    return row.capital(at + 1) and bool(after) and after[0].text in _QUOTES and _is_word(row, at + 3)


def _glottal(row: Row, at: int) -> bool:
    """Whether an apostrophe is the letter before a name of the Pacific ("'Ulukalala") and no quote."""
    opens = row.key(at) in {"'", "‘"} and not row.glued(at) and row.glued(at + 1)
    closed = any(token.text in {"'", "’"} for token in row.tokens[at + 2 : at + 8])
    return opens and _is_word(row, at + 1) and not closed


def _closes(row: Row, at: int, *, single: bool) -> bool:
    """Whether a capitalised word ends the name before it."""
    key, words = row.key(at), row.words
    if _is_initial(row, at) or _bare_initial(row, at):
        return False
    if key in words.generations or (key in words.suffixes and row.tokens[at].text.isupper()):
        return True
    hyphened = row.key(at + 1) == "-" and row.glued(at + 1) and row.glued(at + 2) and not row.capital(at + 2)
    return _ends_names(row, key) and not hyphened and not (single and _spared(row, at))


def _inside(row: Row, at: int) -> bool:
    hit, key = row.hit(at), row.key(at)
    if hit and hit.last - hit.first > 1:
        return False
    listed = hit and hit.entry.kind not in {"place", "capital"} and key not in row.words.shared
    if listed and not _surname(row, at):
        return False
    if row.key(at + 1) == "-" and row.glued(at + 1) and row.glued(at + 2):
        return True
    if key in row.words.heads or key in _FORMAL or key in row.words.plurals:
        return not row.capital(at + 1) and key in SURNAMES
    return key not in row.words.bodies


def _surname(row: Row, at: int) -> bool:
    """Whether a state's name is a family name here: "Abraham Denmark, deputy assistant secretary"."""
    hit, before = row.hit(at), row.key(at - 2)
    named = hit is not None and hit.entry.kind == "name" and not row.headline and row.hit(at - 1) is None
    return named and row.key(at + 1) == "," and before not in _LOCATING and not row.glued(at)


def _particle(row: Row, at: int) -> int | None:
    end = at
    while row.key(end) in row.words.particles or row.key(end) == "-":
        end += 1
        if end - at > _MOST_PARTICLES:
            return None
    goes_on = _is_word(row, end) and (_inside(row, end) or row.key(end - 1) in _SONS)
    return _hyphens(row, end + 1) if goes_on else None


def _is_word(row: Row, at: int) -> bool:
    return row.capital(at) and row.tokens[at].text[0].isalpha()


def _is_initial(row: Row, at: int) -> bool:
    return row.tokens[at].text.endswith(".") and len(row.key(at)) <= _MOST_INITIALS


def _bare_initial(row: Row, at: int) -> bool:
    """Whether a single letter without its dot stands between two parts of a name ("Enrique A Reyes")."""
    letter = len(row.tokens[at].text) == 1 and not row.headline
    return letter and _is_word(row, at + 1) and row.key(at + 1) not in row.words.never


def _before_given(row: Row, at: int, *, titled: bool) -> bool:
    """Whether a word of sentences is a family name here: "General To Lam", "An Ik-san"."""
    if row.headline or not _is_word(row, at + 1) or row.glued(at + 1):
        return False
    hyphened = row.key(at + 2) == "-" and row.glued(at + 2) and row.glued(at + 3) and not row.capital(at + 3)
    within = at > 0 and row.key(at - 1).isalpha() and not row.capital(at - 1)
    return hyphened or (titled and not row.opens(at)) or within


def _free(row: Row, at: int, *, titled: bool) -> bool:
    """Whether a capitalised word may begin a name."""
    key, words = row.key(at), row.words
    if key in words.homographs and _before_given(row, at, titled=titled):
        return True
    if _has_other_use(row, at):
        return (titled and _spared(row, at)) or _calendar_name(row, at)
    if key in words.ranks or key in words.bodies or (key in words.modifiers and not titled):
        return False
    return row.hit(at) is None or _shared(row, at) or (titled and _city(row, at))


def _has_other_use(row: Row, at: int) -> bool:
    """Whether a word is one of sentences, offices or honorifics."""
    key, words = row.key(at), row.words
    if _is_initial(row, at) and len(key) == 1:
        return key in words.honorifics
    given = key in SURNAMES and row.key(at + 1) in _SONS  # "Sultan bin Saad"
    used = key in words.never or key in words.verbs or (words.office(key) and not given)
    return used or (key in words.honorifics and _is_honorific(row, at))


def _calendar_name(row: Row, at: int) -> bool:
    """Whether a month's or day's short form is a given name ("Jun Miura")."""
    given = _is_word(row, at + 1) and row.hit(at + 1) is None and row.key(at + 1) not in row.words.never
    return given and row.key(at) in {"jun", "mark", "jan", "sun"} and _spared(row, at)


def _city(row: Row, at: int) -> bool:
    """Whether a city's name after a title or honorific is a given name ("H.E. Baghdad Amin")."""
    hit = row.hit(at)
    alone = hit is not None and hit.entry.kind in {"capital", "place"} and hit.last - hit.first == 1
    return (
        alone and _plain(row, at + 1) and row.hit(at + 1) is None and row.key(at + 1) not in row.words.never
    )


def _shared(row: Row, at: int) -> bool:
    """Whether a state's or city's name is a given name here ("Jordan Wells")."""
    hit = row.hit(at)
    alone = hit is not None and hit.last - hit.first == 1
    return alone and row.key(at) in row.words.shared and _is_word(row, at + 1) and row.hit(at + 1) is None


def _hyphens(row: Row, at: int) -> int:
    """Past hyphenated parts and the dot of an abbreviated one."""
    if row.key(at - 1) in _ABBREVIATED and row.key(at) == "." and row.glued(at) and row.capital(at + 1):
        at += 1
    last = at + 2 * _MOST_HYPHENS
    while at < last and row.key(at) in _DASHES and row.glued(at) and row.glued(at + 1):
        if not row.key(at + 1).isalpha():
            break
        at += 2
    return at


def _generation(row: Row, at: int) -> int:
    comma = at + 1 if row.key(at) == "," and row.key(at + 1) in {"jr", "sr"} else at
    if row.key(comma) in row.words.generations:
        dotted = row.key(comma + 1) == "." and row.glued(comma + 1) and row.key(comma) in {"jr", "sr"}
        return comma + 1 + dotted
    return at


def honorifics_at(row: Row, at: int) -> int:
    """The token after the honorifics that start here; the same token where none do."""
    while True:
        key = row.key(at)
        if key == "the" and row.key(at + 1) in {"hon", "honourable", "honorable", "rt", "right"}:
            at += 1
        elif key in row.words.honorifics and row.capital(at) and _is_honorific(row, at):
            at += 1
            at += row.key(at) in {".", "'", "’"} and row.glued(at)
        else:
            return at


def _is_honorific(row: Row, at: int) -> bool:
    key, text = row.key(at), row.tokens[at].text
    if key == "he":
        return text in {"H.E.", "H.E"} or (text == "HE" and not row.opens(at))
    if key in {"eng", "ing", "sen", "rep", "gen", "tan", "am", "drs", "ir"}:
        return row.key(at + 1) == "." or (key == "tan" and row.key(at + 1) == "sri")
    if key == "u":
        return text == "U" and row.capital(at + 1) and not row.glued(at + 1)
    if key in {"his", "her", "your"}:
        return row.key(at + 1) in {"excellency", "majesty", "royal", "highness"}
    return True
