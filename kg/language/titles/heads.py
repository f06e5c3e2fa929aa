"""Heads of titles: whether a noun is one, and how far modifiers and portfolio reach before it."""

from collections.abc import Callable, Mapping

from kg.language.names import SURNAMES
from kg.language.rows import Row
from kg.language.tables import table

_LEADING = frozenset({"chief", "head", "inspector", "surgeon", "attorney"})
_RANK_PLURALS = frozenset({"generals", "majors"})
_VERBS = frozenset({"head", "chair", "chief", "delegate", "representative"})
_NOUNS = frozenset({"head", "chair", "chief"})
_CLOSED = frozenset({"committee", "commission", "ministry", "council", "parliament", "party"})
_BEFORE_RANKS = frozenset({"vice", "rear", "lieutenant", "lt", "retired", "army", "fleet", "senior"})
_BEFORE_HYPHENS = frozenset({"co", "rear", "lieutenant"})
_UNOFFICIAL = frozenset(table("titles")["unofficial"].split())
_LOOK_BACK = 9
_LOOK_AHEAD = 4
_SONS = frozenset({"bin", "ibn", "bint", "binti"})
_SHORT_RANK = 5
_SHORTEST = 3


def is_head(row: Row, at: int, head: str) -> bool:
    """Whether the noun at a token, `head` in the singular, is the head of a title here."""
    hit = row.hit(at)
    if (hit and hit.entry.kind in {"body", "compound"}) or row.key(at - 1) in _SONS:
        return False
    if head not in row.words.heads:
        if commands(row, at, head):
            return True
        rank = head in row.words.ranks and row.capital(at)
        return rank and row.key(at + 1) != "assembly" and _rank_fits(row, at, head)
    return not _in_name(row, at) and not _other_sense(row, at, head) and _as_noun(row, at, head)


def commands(row: Row, at: int, head: str) -> bool:
    """Whether a rank's word is an office: "commanding general of U.S. Army Pacific"."""
    return head == "general" and row.key(at - 1) == "commanding"


def _as_noun(row: Row, at: int, head: str) -> bool:
    """Whether a word that can be a head stands as a noun here: "heads" and "chairs" are verbs too."""
    if row.capital(at):
        return True
    if row.key(at) != head and head in _VERBS:
        return head != "chair" and row.key(at + 1) == "of"
    return head not in _NOUNS or _noun(row, at)


def _other_sense(row: Row, at: int, head: str) -> bool:
    """Whether a word that can be a head is an adjective or part of a longer office here."""
    sense = _SENSES.get(head)
    return not sense(row, at) if sense else head in _LEADING and _goes_before(row, at)


def _adviser(row: Row, at: int) -> bool:
    """Whether an assistant is one "to the President"."""
    return row.key(at + 1) == "to"


def _of_state(row: Row, at: int) -> bool:
    """Whether a leader is one of a state and not of a party's or faith's."""
    return row.key(at - 1) not in _UNOFFICIAL


def _shouted(row: Row, at: int) -> bool:
    """Whether an abbreviation is written as one."""
    return row.tokens[at].text.isupper()


def _ranking(row: Row, at: int) -> bool:
    """Whether a diplomat is a state's "top diplomat"."""
    return row.key(at) == "diplomat" and row.key(at - 1) in {"top", "chief", "senior"}


def _ruler(row: Row, at: int) -> bool:
    """Whether "Sultan" is no given name, as it is before a particle: "Sultan bin Saad"."""
    return row.key(at + 1) not in _SONS


def _abbreviated(row: Row, at: int) -> bool:
    """Whether letters are an office because a name or rank follows: "UK NSA Sir Tim Hall"."""
    after = row.key(at + 1)
    named = _plain(row, at + 1) or after in row.words.honorifics or after in row.words.ranks
    return row.tokens[at].text.isupper() and named and row.capital(at + 1)


def _member(row: Row, at: int) -> bool:
    """Whether a member is one of a body: "Member of Parliament", "NAME, a member of the Political Bureau"."""
    if row.capital(at) or row.key(at + 1) != "of":
        return row.capital(at) and row.key(at + 1) == "of"
    ahead = {row.key(n) for n in range(at + 2, at + 7) if row.capital(n)}
    return row.key(at - 1 - (row.key(at - 1) == "a")) == "," and not ahead.isdisjoint(row.words.bodies)


def _official(row: Row, at: int) -> bool:
    """Whether "official" is an office: "Senior Official NAME", "NAME, Senior Bureau Official"."""
    known = _modifies(row, at - 1) or row.hit(at - 1) is not None
    if row.key(at) != "official" or not known:
        return False
    return _plain(row, at + 1) or (row.capital(at) and row.capital(at - 1) and not row.capital(at + 1))


def _of_charge(row: Row, at: int) -> bool:
    """Whether an officer has an office: "officer-in-charge", "commanding officer"."""
    plain = [key for key in (row.key(at + n) for n in range(1, 5)) if key != "-"]
    return (
        plain[:2] == ["in", "charge"]
        or plain[:1] == ["commanding"]
        or row.key(at - 1)
        in {
            "commanding",
            "executive",
            "medical",
            "liaison",
        }
    )


_SENSES: Mapping[str, Callable[[Row, int], bool]] = {
    "assistant": _adviser,
    "sultan": _ruler,
    "diplomat": _ranking,
    "leader": _of_state,
    "member": _member,
    "officer": _of_charge,
    "official": _official,
    **dict.fromkeys(("pm", "fm", "dpm"), _shouted),
    **dict.fromkeys(("nsa", "eam", "cds", "coas", "cdf", "sfa", "goc"), _abbreviated),
}


def _goes_before(row: Row, at: int) -> bool:
    """Whether "chief" and the like only modify a head that follows ("chief nuclear envoy")."""
    hit = row.hit(at + 1)
    end = hit.last if hit and hit.entry.codes and row.key(at) == "chief" else at + 1
    while end - at < _LOOK_AHEAD and row.words.portfolio(row.key(end)) and not row.hit(end):
        end += 1
    return row.key(end) in row.words.heads or row.key(end) in row.words.plurals.keys() - _RANK_PLURALS


def _plain(row: Row, at: int) -> bool:
    """Whether a capitalised word is of no known class, as a given name is."""
    key, words = row.key(at), row.words
    known = key in words.modifiers or key in words.honorifics or key in words.heads or words.portfolio(key)
    known = known or key in words.never
    return row.capital(at) and row.hit(at) is None and not known and key not in words.holdings


def _in_name(row: Row, at: int) -> bool:
    """Whether a head is the first part of a hyphenated name ("Amir-Rahimi")."""
    if row.key(at) in SURNAMES and _plain(row, at - 1) and not row.capital(at + 1):
        return True
    joined = row.key(at + 1) == "-" and row.glued(at + 1) and row.glued(at + 2) and row.capital(at + 2)
    other = row.key(at + 2)
    return joined and other not in row.words.heads and other not in {"general", "designate", "elect"}


def _noun(row: Row, at: int) -> bool:
    """Whether "head" or "chief" in lower case is an office: "deputy head of", "army chief", "UN chief"."""
    before, hit = row.key(at - 1), row.hit(at - 1)
    if row.key(at) == "chief" and row.capital(at + 1) and hit and hit.entry.codes:
        return True
    known = before in row.words.modifiers or before in row.words.holdings or before in {"the", ",", "its"}
    known = known or row.words.portfolio(before)
    return (known or _of_staff(row, at)) and before != "to"


def _of_staff(row: Row, at: int) -> bool:
    """Whether a chief is one of staff or defence."""
    staff = row.key(at + 1) == "of" and row.key(at + 2) in {"staff", "defence", "defense"}
    return staff and row.key(at) == "chief"


def _rank_fits(row: Row, at: int, head: str) -> bool:
    if (len(head) <= _SHORT_RANK or head in {"lieutenant", "lieut"}) and not row.capital(at + 1):
        return row.key(at + 1) in {".", "-", "("}
    if head == "general" and row.key(at + 1 + (row.key(at + 1) == "-")) in {"secretary", "director"}:
        return False
    return (
        head not in {"major", "general", "air", "captain"}
        or not row.words.portfolio(row.key(at + 1))
        or (row.key(at + 1) in row.words.ranks)
    )


def rank_end(row: Row, at: int) -> int:
    """The last token of a rank of several words: "Lt. Gen.", "Brigadier-General", "General (GEN)"."""
    while True:
        after = at + 1
        if row.key(after) in {".", "-"} and row.glued(after):
            after += 1
        if row.key(after) in row.words.ranks and row.capital(after):
            at = after
        elif row.key(at + 1) == "." and row.glued(at + 1):
            return at + 1
        elif row.key(at + 1) == "(" and row.key(at + 3) == ")" and _rank_note(row, at + 2):
            return at + 3
        else:
            return at


def _rank_note(row: Row, at: int) -> bool:
    """Whether a word in brackets after a rank is its abbreviation or "Retired"."""
    return row.tokens[at].text.isupper() or row.key(at) in {"retired", "ret", "retd", "rtd"}


def reach(row: Row, head: int, floor: int, *, rank: bool) -> int:
    """Where modifiers and portfolio before a head begin."""
    at, low = head, max(floor, head - _LOOK_BACK)
    while at > low:
        step = _step_left(row, at, head, rank=rank)
        if not step or at - step < low:
            break
        at -= step
    return at + (row.key(at) in {"and", "&", ",", "-"})


def _step_left(row: Row, at: int, head: int, *, rank: bool) -> int:
    """How many tokens more belong to the title, 0 for none."""
    key = row.key(at - 1)
    service = _service(row, at) if rank else 0
    if service or row.hit(at - 1):
        return service
    if key in {"-", "st", "nd"}:
        return 2 if _tied(row, at) else 0
    if rank:
        return int(key in _BEFORE_RANKS and row.capital(at - 1))
    return _word_left(row, at, head)


def _word_left(row: Row, at: int, head: int) -> int:
    """The same for what stands before an office and not before a rank."""
    key = row.key(at - 1)
    if _modifies(row, at - 1):
        return int(row.capital(at - 1) or not _other_use(row, at))
    if key in {"and", "&", ","}:
        return 2 if _coordinated(row, at, head) else 0
    return int(_attribute(row, at - 1))


def _service(row: Row, at: int) -> int:
    """How many tokens before a rank name its service: "Air Force Maj. Gen."."""
    two = row.key(at - 2) in {"air", "space", "marine"} and row.key(at - 1) in {"force", "corps"}
    return 2 * (two and row.capital(at - 1) and row.capital(at - 2))


def _modifies(row: Row, at: int) -> bool:
    """Whether a word is a modifier or a portfolio; unlisted portfolios have a capital."""
    key, words = row.key(at), row.words
    listed = key in words.portfolios or (row.capital(at) and words.portfolio(key))
    return key in words.modifiers or (listed and key not in words.heads)


def _tied(row: Row, at: int) -> bool:
    """Whether "Vice-", "1st" or the like stands before."""
    inner, words = row.key(at - 2), row.words
    if row.key(at - 1) != "-":
        return inner in {"1", "2"} and row.glued(at - 1)
    known = inner in words.modifiers or words.portfolio(inner) or inner in _BEFORE_HYPHENS
    return row.glued(at) and known


def _other_use(row: Row, at: int) -> bool:
    """Whether "under", "state" or "all" in lower case belongs to the sentence and not to a title."""
    key, after = row.key(at - 1), row.key(at)
    if key == "under":
        return after not in {"secretary", "secretaries"}
    return key in {"state", "all"} and after not in row.words.heads and after != "department"


def _coordinated(row: Row, at: int, head: int) -> bool:
    """Whether "and" or a comma joins two parts of one portfolio."""
    inner, words = row.key(at - 2), row.words
    if row.hit(at - 2) or inner in words.heads or inner in _CLOSED:
        return False
    joined = words.portfolio(inner) and words.portfolio(row.key(at))
    return joined and (row.key(at - 1) != "," or "and" in _keys(row, at, head))


def _keys(row: Row, first: int, last: int) -> set[str]:
    return {row.key(at) for at in range(first, last)}


def _attribute(row: Row, at: int) -> bool:
    """Whether an unknown capitalised word may belong to the portfolio after it ("Unification Minister")."""
    token, words = row.tokens[at], row.words
    if not token.capital or row.opens(at) or token.key in words.never or token.key in words.honorifics:
        return False
    if (
        token.key in words.heads
        or token.key in words.plurals
        or token.key in words.ranks
        or len(token.key) < _SHORTEST
    ):
        return False
    return (not row.capital(at - 1) and row.key(at - 1) not in {"-", ",", "and"}) or token.text.isupper()
