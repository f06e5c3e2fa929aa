"""Other ways of reading: a parser trained here on three sentences, and an endpoint of our own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from spacy.training import Example

from kg.articles.layout import lay_out
from kg.cli import main
from kg.errors import ArticleError, ReaderError
from kg.extraction.clauses.read import Clause
from kg.language.sentences import sentences
from kg.model import Document, Metadata, Span
from kg.readers.answer import AnnotationSaid
from kg.readers.choice import RULES, Way, extractor_of, way_of
from kg.readers.dependency import DependencyReader, load_reader
from kg.readers.record import record_from, when_of
from tests.reading import lexicon

SENTENCES = (
    ("Smith urged Smith to stop .", [1, 1, 4, 4, 1, 1], "nsubj ROOT nsubj aux ccomp punct"),
    ("Smith and Smith agreed to meet .", [3, 0, 0, 3, 5, 3, 3], "nsubj cc conj ROOT aux xcomp punct"),
    ("Smith agreed with Smith to meet .", [1, 1, 3, 1, 5, 1, 1], "nsubj ROOT case obl aux xcomp punct"),
)
TEXT = "Minister Ann Lee met Minister Ken Abe in Oslo. Ann Lee urged Ken Abe to stop ."
SAID = {
    "officials": [
        {"name": "Ann Lee", "state": "GB", "role": "Minister", "organization": None, "sentence": TEXT[:46]},
        {"name": "Nobody", "state": None, "role": None, "organization": None, "sentence": "Never written."},
    ],
    "talks": [
        {
            "key": "t1", "form": "meeting", "label": None, "series": None, "ordinal": None,
            "date": "2019-06-04", "place": "Oslo", "place_state": "NO", "parties": ["JP", "GB"],
            "participants": ["Ann Lee"], "status": "held", "main": True, "sentence": TEXT[:46],
        }
    ],
    "commitments": [],
    "statements": [
        {
            "talk": "t1", "act": "urge", "speaker": "Ann Lee", "addressee": "JP", "about": "to stop",
            "sentence": TEXT[47:],
        }
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a spaCy pipeline that parses the three sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    gold = [
        Example.from_dict(nlp.make_doc(text), {"heads": heads, "deps": labels.split()})
        for text, heads, labels in SENTENCES
    ]
    nlp.initialize(lambda: gold)
    for _ in range(60):
        nlp.update(gold)
    folder = tmp_path_factory.mktemp("spacy")
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def reader(pipeline: Path) -> DependencyReader:
    found = load_reader(str(pipeline))
    assert isinstance(found, DependencyReader)
    return found


def read(reader: DependencyReader, text: str, *actors: str) -> tuple[Clause, ...]:
    """The clauses of a sentence whose actors are named in order."""
    spans, at = [], 0
    for actor in actors:
        at = text.index(actor, at)
        spans.append(Span(at, at + len(actor)))
        at += len(actor)
    return reader(text, Span(0, len(text)), spans)


def test_the_parse_says_who_urges_whom_to_do_what(reader: DependencyReader) -> None:
    text = "Ann Lee urged Ken Abe to stop ."
    (clause,) = read(reader, text, "Ann Lee", "Ken Abe")
    assert ((0,), (1,), "parsed-act") == (clause.subjects, clause.hearers, clause.family)
    assert "urge" == clause.row.act
    assert clause.content[0].of(text).endswith("to stop")


def test_the_parse_joins_subjects(reader: DependencyReader) -> None:
    (clause,) = read(reader, "Ann Lee and Ken Abe agreed to meet .", "Ann Lee", "Ken Abe")
    assert (0, 1) == clause.subjects


def test_the_parse_finds_partners(reader: DependencyReader) -> None:
    (clause,) = read(reader, "Ann Lee agreed with Ken Abe to meet .", "Ann Lee", "Ken Abe")
    assert ((0,), (1,)) == (clause.subjects, clause.partners)


def test_a_sentence_without_a_verb_of_the_lexicon_is_not_parsed(reader: DependencyReader) -> None:
    assert () == read(reader, "Ann Lee slept .", "Ann Lee")


def test_a_pipeline_that_is_not_there_is_told() -> None:
    with pytest.raises(ReaderError, match="spaCy has no pipeline 'nowhere'"):
        extractor_of(Way("spacy", "nowhere"))


def test_a_pipeline_without_a_parser_is_told(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ReaderError, match="has no parser"):
        load_reader(str(tmp_path))


def test_a_build_reads_through_a_parser(pipeline: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    data = ["--data", str(tmp_path / "data")]
    done = CliRunner().invoke(main, [*data, "build", str(article), "--parser", f"spacy:{pipeline}"])
    assert "release 1 made" in done.output
    again = CliRunner().invoke(main, [*data, "build", str(article)])
    assert "release 2 made" in again.output


@pytest.mark.parametrize(
    ("parser", "extractor", "way"),
    [
        (None, None, RULES),
        ("spacy:en_core_web_sm", None, Way("spacy", "en_core_web_sm")),
        (None, "llm:http://127.0.0.1:1/v1#m", Way("llm", "http://127.0.0.1:1/v1", "m")),
        (None, "llm:http://127.0.0.1:1/v1/", Way("llm", "http://127.0.0.1:1/v1")),
    ],
)
def test_a_way_is_read_from_its_option(parser: str | None, extractor: str | None, way: Way) -> None:
    assert way == way_of(parser, extractor)


@pytest.mark.parametrize(
    ("parser", "extractor", "told"),
    [
        ("stanza:en", None, "write spacy:MODEL"),
        (None, "llm:localhost", "write llm:URL#MODEL"),
        ("spacy:x", "llm:http://a", "exclude each other"),
    ],
)
def test_a_way_that_makes_no_sense_is_told(parser: str | None, extractor: str | None, told: str) -> None:
    with pytest.raises(ReaderError, match=told):
        way_of(parser, extractor)


class Endpoint(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible endpoint does; what it says stands on its server."""

    def do_GET(self) -> None:
        self._send({"object": "list", "data": [{"id": "tiny", "object": "model"}]})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)  # type: ignore[attr-defined]
        content = self.server.said  # type: ignore[attr-defined]
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        self._send(
            {"id": "1", "object": "chat.completion", "created": 0, "model": "tiny", "choices": [choice]}
        )

    def _send(self, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def endpoint() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Endpoint) as server:
        server.said, server.asked = json.dumps(SAID), []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def address(server: HTTPServer) -> Way:
    return Way("llm", f"http://127.0.0.1:{server.server_port}/v1")


def test_a_language_models_answer_becomes_a_record(endpoint: HTTPServer) -> None:
    record = extractor_of(address(endpoint))(Document("a", TEXT, Metadata()), lexicon())
    assert ["Ann Lee"] == [one.name for one in record.officials]
    assert [("GB", "JP")] == [one.parties for one in record.talks]
    assert [("urge", "model")] == [(one.act, one.evidence.rule) for one in record.statements]


def test_a_language_model_is_held_to_the_schema(endpoint: HTTPServer) -> None:
    extractor_of(address(endpoint))(Document("a", TEXT, Metadata()), lexicon())
    (asked,) = endpoint.asked  # type: ignore[attr-defined]
    assert ("tiny", "json_schema") == (asked["model"], asked["response_format"]["type"])
    assert set(SAID) == set(asked["response_format"]["json_schema"]["schema"]["required"])


def test_an_answer_that_is_not_of_the_schema_costs_the_article(endpoint: HTTPServer) -> None:
    endpoint.said = '{"officials": 3}'  # type: ignore[attr-defined]
    with pytest.raises(ArticleError, match="the model tiny gave no annotation"):
        extractor_of(address(endpoint))(Document("a", TEXT, Metadata()), lexicon())


def test_an_endpoint_that_is_not_there_is_told() -> None:
    with pytest.raises(ReaderError, match="does not answer"):
        extractor_of(Way("llm", "http://127.0.0.1:9/v1"))


def test_what_no_sentence_says_is_left_out_and_told() -> None:
    article = lay_out(Document("a", TEXT, Metadata()))
    found = record_from(article, sentences(article), AnnotationSaid.model_validate(SAID))
    assert ("officials: 'Never written.'",) == found.unfounded


@pytest.mark.parametrize(
    ("text", "precision", "last"),
    [
        ("2019-02-03", "day", "2019-02-03"),
        ("2019-02", "month", "2019-02-28"),
        ("2019-12", "month", "2019-12-31"),
        ("2019", "year", "2019-12-31"),
        ("2019-02-03/2019-02-05", "range", "2019-02-05"),
    ],
)
def test_a_models_date_keeps_its_precision(text: str, precision: str, last: str) -> None:
    when = when_of(text)
    assert when is not None
    assert (precision, last) == (when.precision, str(when.latest))


@pytest.mark.parametrize("text", [None, "", "soon", "2019-13", "2019-02-30", "2020/2019"])
def test_a_models_date_that_is_none_is_dropped(text: str | None) -> None:
    assert when_of(text) is None
