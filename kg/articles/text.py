"""Plain text from bytes: encodings detected, binary files and empty ones refused."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from kg.errors import ArticleError

LARGEST = 20 * 1024**2
LARGEST_SIDECAR = 1024**2
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")
# What XML 1.0 has no way to write (section 2.2), so that no RDF/XML could carry it.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
# Blanks of other widths, which part words as the plain one does ("NATO\N{NO-BREAK SPACE}Secretary General").
_BLANK = re.compile("[\N{NO-BREAK SPACE}\u2002-\u200a\N{NARROW NO-BREAK SPACE}\u205f\u3000]")
_SAMPLE = 64 * 1024
_MOST_CONTROLS = 0.02
# What pages call an encoding, and the larger one that they mean
# (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "iso-8859-9": "cp1254", "euc-kr": "cp949", "ks-c-5601-1987": "cp949", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip
_LIKELY = ["cp949", "cp932", "euc_jp", "gb18030", "big5", "cp1250", "cp1251", "cp1254", "cp1256"]
# Letters that few European names hold, runs of accents, and signs within words: another encoding's bytes.
_UNLIKELY_WESTERN = re.compile(r"[\ufffdþðýÞÐÝ]|[À-ÖØ-öø-ÿ]{3}|[^\W\d_][¡-©«-¶¸-¿×÷¤][^\W\d_]|[¡-©«-¶¸-¿]{2}")
_SIGNATURES = {
    b"%PDF": "a PDF file: save its text as .txt",
    b"PK\x03\x04": "a ZIP archive or an office document: save its text as .txt",
    b"\xd0\xcf\x11\xe0": "an office document: save its text as .txt",
    b"\x1f\x8b": "a gzip file: unpack it first",
}


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file.

    Raises:
        ArticleError: it cannot be opened, or has more than `largest` bytes.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            raise ArticleError(str(path), f"{size:,} bytes are more than an article may have ({largest:,})")
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(str(path), error.strerror or str(error)) from error


def decoded(content: bytes, source: str, declared: str | None = None) -> str:
    r"""The text of bytes, line ends "\n", without characters that no graph format can write.

    Tried in this order: byte order mark, UTF-16 without one, UTF-8, the declared encoding, detection.

    Raises:
        ArticleError: the bytes are not text, or empty.
    """
    _refuse_binary(content, source)
    text = cleaned(_decoded(content, source, declared))
    if not text.strip():
        raise ArticleError(source, "it holds no text")
    return text


def cleaned(text: str) -> str:
    r"""The text with line ends "\n", unwritable characters and odd blanks made spaces, no byte order mark."""
    return _BLANK.sub(" ", _FORBIDDEN.sub(" ", _LINE_END.sub("\n", text.removeprefix("\ufeff"))))


def _refuse_binary(content: bytes, source: str) -> None:
    kind = next((kind for signature, kind in _SIGNATURES.items() if content.startswith(signature)), None)
    if kind:
        raise ArticleError(source, f"it is {kind}")


def _decoded(content: bytes, source: str, declared: str | None) -> str:
    marked = next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), None)
    if marked:
        return content[len(marked[0]) :].decode(marked[1], "replace")
    for encoding in filter(None, (_wide_encoding(content), "utf-8", _WIDER.get(_key(declared), declared))):
        try:
            return _not_binary(content.decode(encoding), source)
        except (UnicodeDecodeError, LookupError):
            continue
    return _not_binary(_detected(content, source), source)


def _key(declared: str | None) -> str:
    return (declared or "").casefold().replace("_", "-")


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: English has a zero in every other byte."""
    sample = content[:_SAMPLE]
    pairs = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.4 * pairs and sample[::2].count(0) < 0.05 * pairs:
        return "utf-16-le"
    if sample[::2].count(0) > 0.4 * pairs and sample[1::2].count(0) < 0.05 * pairs:
        return "utf-16-be"
    return None


def _detected(content: bytes, source: str) -> str:
    western = content.decode("cp1252", "replace")
    if not _UNLIKELY_WESTERN.search(western):
        return western
    best = from_bytes(content[:_SAMPLE], cp_isolation=_LIKELY).best()
    if best is None:
        raise ArticleError(source, "it is no text in any known encoding: save it as UTF-8 text")
    return content.decode(best.encoding, "replace")


def _not_binary(text: str, source: str) -> str:
    sample = text[:_SAMPLE]
    if len(_FORBIDDEN.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise ArticleError(source, "it is a binary file, not text")
    return text
