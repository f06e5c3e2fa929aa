"""An assistant reads the graph by the Model Context Protocol, as the SDK's own client does."""

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from kg.errors import MissingExtraError, ParleyError
from kg.settings import Settings
from server.assistant.protocol import build, serve
from server.assistant.tools import ROWS, Desk

STATES = "SELECT ?state { ?state a <https://w3id.org/parley/def#State> }"
EDITION = "event/jp-kr-security-policy-consultation-11"
TOOLS = {"search", "describe", "list_queries", "read_query", "list_terms", "run_query"}


@pytest.fixture(scope="module")
def desk(small_data: Path) -> Iterator[Desk]:
    made = Desk.over(Settings(data=small_data))
    yield made
    made.close()


def waited(call: Callable[[], Awaitable[Any]]) -> Any:
    """What a coroutine gives, in a thread of its own: a browser's event loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, call).result()


def over_stdio(data: Path, tool: str, **arguments: Any) -> Any:
    """What the command answers to a client of another process."""
    command = ["-m", "kg.cli", "--data", str(data), "mcp"]

    async def call() -> Any:
        async with Client(StdioServerParameters(command=sys.executable, args=command)) as client:
            assert {found.name for found in (await client.list_tools()).tools} == TOOLS
            return await client.call_tool(tool, arguments)

    return waited(call)


def called(desk: Desk, tool: str, **arguments: Any) -> Any:
    """What the server answers to a client of the same process."""

    async def call() -> Any:
        async with Client(build(desk)) as client:
            return await client.call_tool(tool, arguments)

    return waited(call)


def test_the_command_answers_on_standard_input_and_output(small_data: Path) -> None:
    answer = over_stdio(small_data, "describe", id=EDITION)
    assert not answer.is_error
    found = json.loads(answer.content[0].text)
    assert "11th ROK-Japan Security Policy Consultation" == found["name"]
    assert found["sentences"][0]["sentence"].startswith("Kim Yong-kil led the Korean side")


def test_the_command_runs_queries_in_bounded_processes(small_data: Path) -> None:
    answer = over_stdio(small_data, "run_query", query=STATES, limit=3)
    found = json.loads(answer.content[0].text)
    assert (["state"], 3, True) == (found["columns"], len(found["rows"]), found["more"])


def test_without_a_release_the_command_says_what_to_run(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg.cli", "--data", str(tmp_path), "mcp"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (1, True) == (done.returncode, "parley build" in done.stderr)


def test_without_the_extra_the_message_says_what_to_install(
    small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.assistant.protocol.find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'parley-kg\[mcp\]'"):
        serve(Settings(data=small_data))


def test_a_thing_is_found_in_any_spelling(desk: Desk) -> None:
    assert "James Mattis" == desk.search("mattis")[0]["name"]
    assert "state/KR" == desk.search("Republic of Korea", kind="state")[0]["id"]


def test_what_is_found_can_be_described(desk: Desk) -> None:
    found = desk.describe(desk.search("mattis")[0]["id"])
    assert ("James Mattis", "Official") == (found["name"], found["kind"])
    assert any("United States [state/US]" in values for values in found["facts"].values())


def test_a_sentence_comes_with_its_article_rule_and_confidence(desk: Desk) -> None:
    sentence = desk.describe(EDITION)["sentences"][0]
    assert {"sentence", "article", "publisher", "published", "evidence", "rule"} <= set(sentence)


def test_no_more_sentences_come_than_were_asked_for(desk: Desk) -> None:
    assert [] == desk.describe(EDITION, sentences=0)["sentences"]


def test_acts_lead_to_their_talk_by_what_they_say(desk: Desk) -> None:
    led = desk.describe(EDITION)["led_to_by"]
    assert any("more frequent talks" in value for values in led.values() for value in values)


def test_a_wrong_id_is_answered_with_what_is_near(desk: Desk) -> None:
    with pytest.raises(ParleyError, match="near it are official/james-mattis"):
        desk.describe("official/james mattis")


def test_saved_questions_are_found_by_words(desk: Desk) -> None:
    assert "talk_hosts" in {query["name"] for query in desk.queries("host")}
    assert len(desk.queries()) > len(desk.queries("host"))


def test_a_saved_question_can_be_read_and_run(desk: Desk) -> None:
    answer = desk.run(desk.query_text("state_partners"))
    assert {"columns", "rows", "more", "release"} == set(answer)
    assert answer["rows"]


def test_terms_are_found_by_words(desk: Desk) -> None:
    assert "par:hostParty" in {term["term"] for term in desk.terms("host")}
    assert all(term["label"] for term in desk.terms())


def test_a_query_gives_at_most_so_many_rows(desk: Desk) -> None:
    answer = desk.run("SELECT * { ?s ?p ?o }", limit=10_000)
    assert (ROWS, True) == (len(answer["rows"]), answer["more"])


def test_a_yes_or_no_question_has_one_answer(desk: Desk) -> None:
    assert {"answer": True} == desk.run("ASK { ?s ?p ?o }")


def test_an_unbound_value_is_left_out(desk: Desk) -> None:
    assert [{"a": "1"}] == desk.run("SELECT ?a ?b { BIND(1 AS ?a) }")["rows"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT", "Line 1, column 7"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is switched off"),
    ],
)
def test_a_refused_query_is_answered_with_the_reason(desk: Desk, query: str, reason: str) -> None:
    answer = called(desk, "run_query", query=query)
    assert (True, True) == (answer.is_error, reason in answer.content[0].text)


def test_a_query_that_takes_too_long_is_stopped(small_data: Path) -> None:
    hurried = Desk.over(Settings(data=small_data, timeout=0.5))
    try:
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        answer = called(hurried, "run_query", query=endless)
    finally:
        hurried.close()
    assert (True, True) == (answer.is_error, "stopped" in answer.content[0].text)


def test_every_tool_says_that_it_only_reads(desk: Desk) -> None:
    async def listed() -> Any:
        async with Client(build(desk)) as client:
            return (await client.list_tools()).tools

    for tool in waited(listed):
        assert tool.description
        assert tool.annotations.read_only_hint
        assert "KINDS" not in tool.description
