"""The language of a text, by its script and its commonest words: enough to refuse what is not English."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

from kg.errors import ArticleError
from kg.model import Document

_LONG_LINE = 60
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 15
_LEAST_SHARE = 0.08
_KANA_SHARE = 0.08
_SCRIPTS = {
    "HANGUL": "Korean", "CJK": "Chinese", "CYRILLIC": "Russian", "ARABIC": "Arabic", "THAI": "Thai",
    "DEVANAGARI": "Hindi", "HEBREW": "Hebrew", "GREEK": "Greek", "KHMER": "Khmer", "LAO": "Lao",
    "MYANMAR": "Burmese", "GEORGIAN": "Georgian", "ARMENIAN": "Armenian", "BENGALI": "Bengali",
    "TAMIL": "Tamil", "ETHIOPIC": "Amharic", "SINHALA": "Sinhala", "MONGOLIAN": "Mongolian",
}  # fmt: skip
_KANA = frozenset({"HIRAGANA", "KATAKANA"})


def language_of(text: str) -> str | None:
    """The English name of a text's language ("English", "Korean"); None where it is too short to tell.

    Long lines decide where there are some, so that a menu in another language does not.
    """
    long = "\n".join(line for line in text.split("\n") if len(line) >= _LONG_LINE)
    sample = (long or text)[:_SAMPLE]
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in sample if letter.isalpha())
    if not scripts:
        return None
    kana = sum(scripts[name] for name in _KANA)
    latin = scripts["LATIN"]
    other = scripts.total() - latin
    if other > latin:
        return "Japanese" if kana > _KANA_SHARE * other else _script_language(scripts)
    return _latin_language(Counter(_WORD.findall(sample.casefold())))


def refuse_foreign(document: Document, source: str) -> Document:
    """The document itself.

    Raises:
        ArticleError: its text is in a language other than English.
    """
    language = language_of(document.text)
    if language not in {None, "English"}:
        raise ArticleError(source, f"not English (looks like {language}); only English is read")
    return document


def _script_language(scripts: Counter[str]) -> str:
    name = next(name for name, _ in scripts.most_common() if name != "LATIN")
    return _SCRIPTS.get(name, f"{name.capitalize()} script")


def _latin_language(words: Counter[str]) -> str | None:
    if words.total() < _FEWEST_WORDS:
        return None
    counts = {language: sum(words[word] for word in common) for language, common in _common_words().items()}
    language = max(counts, key=lambda name: counts[name])
    if counts["English"] == counts[language]:
        language = "English"
    return language if counts[language] >= _LEAST_SHARE * words.total() else None


@cache
def _common_words() -> dict[str, frozenset[str]]:
    source = files("kg.articles").joinpath("data", "languages.toml").read_text("utf-8")
    return {row["name"]: frozenset(row["words"].split()) for row in tomllib.loads(source)["language"]}
