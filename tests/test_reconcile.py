"""Names are matched by the reconciliation API 0.2, whose rules stand here as JSON schemas of our own."""

import json
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

from kg.vocabulary import PAR
from server.reconcile.schema import kinds_of, properties, types
from server.reconcile.score import name_part

EDITION = "event/jp-kr-security-policy-consultation-11"
TEXT = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
TYPE = NAMED | {"properties": NAMED["properties"] | {"broader": {"type": "array", "items": NAMED}}}  # type: ignore[operator]
SERVICE = {
    "type": "object",
    "properties": {"service_url": TEXT, "service_path": TEXT},
    "required": ["service_url"],
}
WITH_ID = {"type": "string", "pattern": "\\{\\{id\\}\\}"}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "format": "uri"},
        "schemaSpace": {"type": "string", "format": "uri"},
        "documentation": {"type": "string", "format": "uri"},
        "logo": {"type": "string", "format": "uri"},
        "serviceVersion": TEXT,
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "view": {"type": "object", "required": ["url"], "properties": {"url": WITH_ID}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "suggest": {"type": "object", "additionalProperties": SERVICE},
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": SERVICE,
                "property_settings": {"type": "array", "items": {"required": ["name", "label", "type"]}},
            },
        },
        "batchSize": {"type": "integer", "minimum": 1},
    },
}
FEATURE = {"required": ["id", "value"], "properties": {"id": TEXT, "value": {"type": ["number", "boolean"]}}}
CANDIDATE = NAMED | {
    "required": ["id", "name", "score"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": {"type": "string"},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": TYPE},
        "features": {"type": "array", "items": FEATURE},
    },
    "additionalProperties": False,
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": NAMED}},
}
DATE = {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$"}
CELLS = {"str": {"type": "string"}, "int": {"type": "integer"}, "date": DATE}
CELL = {
    "oneOf": [
        NAMED,
        *({"required": [key], "properties": {key: form}, "maxProperties": 1} for key, form in CELLS.items()),
    ]
}
EXTENDED = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {"additionalProperties": {"additionalProperties": {"type": "array", "items": CELL}}},
    },
}


def valid(schema: dict[str, Any], answer: Any) -> Any:
    jsonschema.validate(answer, schema)
    return answer


def asked(client: FlaskClient, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    answer = valid(RESULTS, client.post("/reconcile", data={"queries": json.dumps(queries)}).json)
    return {key: found["result"] for key, found in answer.items()}


def best(client: FlaskClient, **query: Any) -> dict[str, Any]:
    return asked(client, q=query)["q"][0]


def extended(client: FlaskClient, ids: list[str], *wanted: dict[str, Any]) -> dict[str, Any]:
    given = json.dumps({"ids": ids, "properties": list(wanted)})
    found: dict[str, Any] = valid(EXTENDED, client.post("/reconcile", data={"extend": given}).json)
    return found


def test_the_manifest_keeps_to_the_specification(client: FlaskClient) -> None:
    valid(MANIFEST, client.get("/reconcile").json)


def test_the_manifest_s_addresses_answer(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert manifest
    services = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    addresses = [service["service_url"] + service["service_path"] for service in services]
    views = [manifest[name]["url"].replace("{{id}}", "state%2FKR") for name in ("view", "preview")]
    flyout = manifest["suggest"]["entity"]["flyout_service_path"].replace("${id}", "state%2FKR")
    for address in (*addresses, *views, flyout):
        assert client.get(address, follow_redirects=True).status_code == 200


def test_other_sites_may_ask(client: FlaskClient) -> None:
    assert "*" == client.get("/reconcile").headers["Access-Control-Allow-Origin"]


def test_a_batch_is_answered_key_by_key_by_get_as_by_post(client: FlaskClient) -> None:
    queries = {"a": {"query": "Japan"}, "b": {"query": "nobody at all"}}
    by_get: Any = client.get("/reconcile", query_string={"queries": json.dumps(queries)}).json
    assert by_get == client.post("/reconcile", data={"queries": json.dumps(queries)}).json
    assert {"a", "b"} == set(valid(RESULTS, by_get))
    assert [] == by_get["b"]["result"]


@pytest.mark.parametrize(
    ("query", "kind", "id_"),
    [
        ("South Korea", "State", "state/KR"),
        ("republic of KOREA", "State", "state/KR"),
        ("JP", "State", "state/JP"),
        ("ASEAN", "InternationalOrganization", "organization/ASEAN"),
        ("Japan", "Party", "state/JP"),
        ("11th ROK-Japan Security Policy Consultation", "DiplomaticEvent", EDITION),
        ("ASEAN Defence Ministers' Meeting-Plus", "TalkSeries", "series/admm-plus"),
    ],
)
def test_a_name_is_matched(client: FlaskClient, query: str, kind: str, id_: str) -> None:
    found = best(client, query=query, type=kind)
    assert (id_, 100, True) == (found["id"], found["score"], found["match"])


@pytest.mark.parametrize(
    ("query", "score"),
    [("James Mattis", 100), ("Secretary James Mattis", 90), ("james mattis", 100), ("Mattis, James", 90)],
)
def test_a_person_s_name_is_scored_by_how_it_is_written(
    client: FlaskClient, query: str, score: float
) -> None:
    found = best(client, query=query, type="Official")
    assert ("James Mattis", score) == (found["name"], found["score"])


@pytest.mark.parametrize("query", ["Mattis", "James Matis", "Jmaes Mattis"])
def test_what_is_not_certain_is_offered_and_not_matched(client: FlaskClient, query: str) -> None:
    found = best(client, query=query, type="Official")
    assert ("James Mattis", False) == (found["name"], found["match"])
    assert 45 <= found["score"] < 95


def test_a_state_tells_namesakes_apart(client: FlaskClient) -> None:
    right, wrong = {"pid": "party", "v": "US"}, {"pid": "party", "v": "Japan"}
    found = asked(
        client,
        right={"query": "James Mattis", "properties": [right]},
        wrong={"query": "James Mattis", "properties": [wrong]},
    )
    assert (100, True) == (found["right"][0]["score"], found["right"][0]["match"])
    assert (70, False) == (found["wrong"][0]["score"], found["wrong"][0]["match"])


@pytest.mark.parametrize("value", ["South Korea", "KR", {"id": "state/KR"}, ["FR", "KR"]])
def test_a_value_may_be_a_name_a_code_an_id_or_several(client: FlaskClient, value: Any) -> None:
    found = best(client, query="Jeong Kyeong-doo", properties=[{"pid": "party", "v": value}])
    assert 100 == found["score"]


@pytest.mark.parametrize(
    ("value", "score"), [("2018-03-15", 100), ("2018", 100), ("2018-03", 100), ("2019", 70)]
)
def test_a_date_may_be_less_exact(client: FlaskClient, value: str, score: float) -> None:
    name = "11th ROK-Japan Security Policy Consultation"
    found = asked(client, q={"query": name, "properties": [{"pid": "date", "v": value}]})["q"]
    assert score == next(one["score"] for one in found if one["id"] == EDITION)


def test_a_score_is_told_in_parts(client: FlaskClient) -> None:
    found = best(client, query="James Mattis", properties=[{"pid": "party", "v": "US"}])
    assert [{"id": "name", "value": 1.0}, {"id": "property:party", "value": 1.0}] == found["features"]


def test_without_a_name_properties_find_things(client: FlaskClient) -> None:
    found = best(client, type="State", properties=[{"pid": "isoCode", "v": "JP"}])
    assert ("state/JP", True) == (found["id"], found["match"])


def test_a_type_keeps_others_out(client: FlaskClient) -> None:
    found = asked(client, q={"query": "Japan", "type": ["TalkSeries", "DiplomaticEvent"], "limit": 50})["q"]
    assert {"TalkSeries", "DiplomaticEvent"} >= {kind["id"] for one in found for kind in one["type"]}


def test_no_more_come_than_were_asked_for(client: FlaskClient) -> None:
    assert 1 == len(asked(client, q={"query": "Korea", "limit": 1})["q"])


@pytest.mark.parametrize(
    "queries", ["[]", "x", '{"q": {}}', '{"q": "Japan"}', '{"q": {"query": "a", "properties": [{"v": 1}]}}',
                '{"q": {"query": "a", "limit": 0}}', json.dumps({str(n): {"query": "a"} for n in range(51)})]
)  # fmt: skip
def test_what_is_not_of_the_protocol_is_refused_with_a_reason(client: FlaskClient, queries: str) -> None:
    answer = client.post("/reconcile", data={"queries": queries}, headers={"Accept": "application/json"})
    assert 400 == answer.status_code
    assert answer.text.strip()


@pytest.mark.parametrize(
    ("what", "prefix", "first"), [("entity", "jap", "state/JP"), ("type", "off", "Official")]
)
def test_suggestions_begin_with_what_is_typed(
    client: FlaskClient, what: str, prefix: str, first: str
) -> None:
    answer = valid(SUGGESTED, client.get(f"/reconcile/suggest/{what}?prefix={prefix}").json)
    assert first == answer["result"][0]["id"]


def test_suggestions_go_on_from_a_cursor(client: FlaskClient) -> None:
    first = valid(SUGGESTED, client.get("/reconcile/suggest/property?prefix=a").json)["result"]
    rest = valid(SUGGESTED, client.get("/reconcile/suggest/property?prefix=a&cursor=1").json)["result"]
    assert first[1:] == rest[: len(first) - 1]


def test_a_flyout_says_what_a_property_means(client: FlaskClient) -> None:
    answer = client.get("/reconcile/flyout/property?id=party").json
    assert answer
    assert ("party", True) == (answer["id"], "ISO 3166-1" in answer["html"])


def test_properties_are_proposed_for_a_type(client: FlaskClient) -> None:
    answer = client.get("/reconcile/properties?type=Official&limit=2").json
    assert answer
    assert ("Official", ["party", "post"]) == (answer["type"], [one["id"] for one in answer["properties"]])


def test_values_are_fetched_in_their_forms(client: FlaskClient) -> None:
    rows = extended(client, [EDITION], {"id": "date"}, {"id": "ordinal"}, {"id": "party"})["rows"]
    wanted = {
        "date": [{"date": "2018-03-15T00:00:00Z"}],
        "ordinal": [{"int": 11}],
        "party": [{"id": "state/JP", "name": "Japan"}, {"id": "state/KR", "name": "South Korea"}],
    }
    assert wanted == rows[EDITION]


def test_a_setting_bounds_the_values(client: FlaskClient) -> None:
    rows = extended(client, [EDITION], {"id": "party", "settings": {"limit": 1}})["rows"]
    assert 1 == len(rows[EDITION]["party"])


def test_what_has_no_value_has_an_empty_cell(client: FlaskClient) -> None:
    rows = extended(client, ["state/KR", "nothing"], {"id": "post"})["rows"]
    assert {"state/KR": {"post": []}, "nothing": {"post": []}} == rows


def test_the_type_of_fetched_entities_is_told(client: FlaskClient) -> None:
    (meta,) = extended(client, [], {"id": "participant"})["meta"]
    assert "Official" == meta["type"]["id"]


def test_an_unknown_property_is_refused_with_those_known(client: FlaskClient) -> None:
    answer = client.post("/reconcile", data={"extend": '{"ids": [], "properties": [{"id": "x"}]}'})
    assert (400, True) == (answer.status_code, "isoCode" in answer.text)


def test_the_preview_may_be_framed_by_others_and_no_other_page(client: FlaskClient) -> None:
    policies = [
        client.get(path).headers["Content-Security-Policy"]
        for path in ("/reconcile/preview?id=state/KR", "/page/state/KR")
    ]
    assert [True, False] == ["frame-ancestors *" in policy for policy in policies]


def test_the_preview_shows_the_sentence(client: FlaskClient) -> None:
    page = client.get(f"/reconcile/preview?id={EDITION}").text
    assert "Kim Yong-kil" in page
    assert "<mark>" in page


@pytest.mark.parametrize("name", [name for name, found in types().items()])
def test_a_type_is_a_class_of_the_ontology(name: str) -> None:
    assert str(PAR[name])  # it raises where the ontology declares none
    assert kinds_of([name])


@pytest.mark.parametrize("prop", properties().values(), ids=list(properties()))
def test_a_property_is_explained_and_of_known_types(prop: Any) -> None:
    assert prop.description.endswith(".")
    assert set(prop.types) <= set(types())


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [("Kim Jong-un", "Kim Jong Un", 1.0), ("Kim", "Kim Jong Un", 0.5), ("Zoë Å", "zoe a", 1.0)],
)
def test_names_are_compared_without_case_accents_and_hyphens(one: str, other: str, part: float) -> None:
    assert part == pytest.approx(name_part(one, [other]), abs=0.02)
