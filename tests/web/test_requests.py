"""What is on the wire: the answer field by field, and refusals in yente's shape."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from vetoproof.web.app import ADDRESS_LIMIT, BODY_LIMIT
from vetoproof.web.examples import BATCH_LIMIT, TEXT_LIMIT, VALUE_LIMIT

EXAMPLE = {"schema": "Person", "properties": {"name": ["Ri  Won Ho "], "birthDate": "1964", "email": ["a@example.org"]}}


def posted(http: httpx.Client, body: object, query: str = "") -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return http.post(f"/match/default{query}", content=content)


def detail(answer: httpx.Response) -> Any:
    return answer.json()["detail"]


def test_an_answer_has_every_field_of_the_protocol_and_says_how_it_was_made(http: httpx.Client) -> None:
    answer = posted(http, {"queries": {"mine": EXAMPLE}}, "?threshold=0.9")
    assert answer.status_code == 200
    assert answer.headers["x-batch-size"] == "1"
    assert answer.headers["x-algorithm"] == "vetoproof"
    assert answer.headers["x-ignored-values"] == "1"
    score = round(100 / 101, 4)
    assert answer.json() == {
        "limit": 5, "algorithm": "vetoproof", "algorithm_asked": "best", "prior": 1e-4, "threshold": 0.9, "cutoff": 0.9,
        "lists": [
            {"dataset": "un", "list": "un", "file": "un.xml", "sha256": "a" * 64, "edition": "2026-02-27"},
            {"dataset": "eu_32017r1509", "list": "eu-32017R1509", "file": "eu.csv", "sha256": "b" * 64, "edition": None},
        ],
        "responses": {
            "mine": {
                "status": 200,
                "total": {"value": 1, "relation": "eq"},
                "query": {"id": None, "schema": "Person", "properties": {"name": ["Ri Won Ho"], "birthDate": ["1964"]}},
                "algorithm": "vetoproof",
                "ignored_properties": {"email": 1},
                "doubts": [],
                "results": [
                    {
                        "id": "un-KPi.033",
                        "caption": "Ri Won Ho",
                        "schema": "Person",
                        "properties": {
                            "topics": ["sanction"],
                            "name": ["Ri Won Ho"],
                            "alias": ["리원호"],
                            "weakAlias": ["Won Ho"],
                            "previousName": ["Ri Won-ho"],
                            "passportNumber": ["381310014"],
                            "nationality": ["kp"],
                            "birthPlace": ["Pyongyang"],
                            "position": ["Official"],
                            "gender": ["male"],
                            "address": ["1 Main Road"],
                            "program": ["DPRK"],
                            "notes": [
                                "First note.", "Second note.", "passport: 381310014 (kp)", "odd: 77", "country: Nowhere Land",
                                "born: 17 July 1964", "born: circa 1965", "linked: A Ministry",
                            ],
                        },
                        "datasets": ["un"],
                        "referents": ["KPi.033"],
                        "target": True,
                        "first_seen": "2016-11-30T00:00:00",
                        "last_seen": "2026-02-27T00:00:00",
                        "last_change": "2017-08-05T00:00:00",
                        "score": score,
                        "match": True,
                        "features": {"likelihood_ratio": 6.0, "equal": 2.0, "equal_2": 2.0, "equal_3": 2.0},
                        "explanations": {
                            "likelihood_ratio": {
                                "score": 6.0,
                                "detail": "1e+06 times likelier if both are one party than if they are two",
                                "query": "Ri Won Ho",
                                "candidate": "Ri Won Ho",
                            },
                            "equal": {"score": 2.0, "detail": "equal: ri (+2.0)", "query": None, "candidate": None},
                            "equal_2": {"score": 2.0, "detail": "equal: won (+2.0)", "query": None, "candidate": None},
                            "equal_3": {"score": 2.0, "detail": "equal: ho (+2.0)", "query": None, "candidate": None},
                        },
                        "disposition": None,
                    }
                ],
            }
        },
    }  # fmt: skip


def test_a_batch_is_answered_under_its_keys_and_one_bad_example_refuses_it_all(http: httpx.Client) -> None:
    answer = posted(http, {"queries": {"a": EXAMPLE, "ключ": EXAMPLE}})
    assert list(answer.json()["responses"]) == ["a", "ключ"]
    refused = posted(http, {"queries": {"a": EXAMPLE, "b": {"schema": "Spaceship", "properties": {"name": "x"}}}})
    assert refused.status_code == 400
    assert detail(refused).startswith("Cannot parse example entity: 'b': Invalid schema: 'Spaceship'")


@pytest.mark.parametrize(
    ("body", "kind", "where"),
    [
        (b"", "json_invalid", ["body"]),
        (b"{", "json_invalid", ["body"]),
        (b"\xff\xfe", "json_invalid", ["body"]),
        (b'{"queries": {"q": {"schema": "Person", "properties": {"name": ["\\ud800"]}}}}', "json_invalid", ["body"]),
        (b"[" * 100_000, "value_error", ["body"]),
        (b'{"queries": ' + b'{"q":' * 50_000, "json_invalid", ["body"]),
        ({}, "missing", ["body", "queries"]),
        ({"queries": []}, "value_error", ["body", "queries"]),
        ({"queries": {"q": None}}, "value_error", ["body", "queries", "q"]),
        ({"queries": {"q": {"properties": {}}}}, "missing", ["body", "queries", "q", "schema"]),
        ({"queries": {"q": {"schema": "Person"}}}, "missing", ["body", "queries", "q", "properties"]),
        ({"queries": {"q": {"schema": "Person", "properties": {"birthDate": 1965}}}}, "value_error", None),
        ({"queries": {"q": {"schema": "Person", "properties": {"name": [{"a": 1}]}}}}, "value_error", None),
        ({"queries": {"q": EXAMPLE}, "weights": {"a": "b"}}, "value_error", None),
    ],
)
def test_a_body_of_another_shape_is_told_where_it_fails(
    http: httpx.Client, body: object, kind: str, where: list[str] | None
) -> None:
    answer = posted(http, body)
    assert answer.status_code == 422
    (one,) = detail(answer)
    assert set(one) == {"type", "loc", "msg"}
    assert one["type"] == kind
    assert one["loc"][0] == "body"
    assert where is None or one["loc"] == where


def test_numbers_in_lists_are_read_as_they_are_written(http: httpx.Client) -> None:
    example = {
        "schema": "Person",
        "properties": {"name": ["Ri Won Ho"], "birthDate": [1964, None, " "], "idNumber": [7704730655]},
    }
    seen = posted(http, {"queries": {"q": example}}).json()["responses"]["q"]["query"]
    assert seen["properties"] == {"name": ["Ri Won Ho"], "birthDate": ["1964"], "idNumber": ["7704730655"]}


def test_limits_are_told(http: httpx.Client) -> None:
    many = posted(http, {"queries": {str(n): EXAMPLE for n in range(BATCH_LIMIT + 1)}})
    assert (many.status_code, detail(many)) == (400, "Too many queries in one batch (limit: 100)")
    assert detail(posted(http, {"queries": {}})) == "No queries provided."
    for properties, reason in (
        ({"name": ["x" * (TEXT_LIMIT + 1)]}, "longer than 1,000 characters"),
        ({"name": [f"x {n}" for n in range(VALUE_LIMIT + 1)]}, "more than 250 values"),
    ):
        refused = posted(http, {"queries": {"q": {"schema": "Person", "properties": properties}}})
        assert refused.status_code == 400
        assert reason in detail(refused)
    # What is not looked at may be of any length.
    long = {"schema": "Person", "properties": {"name": ["Ri Won Ho"], "notes": ["x" * 50_000]}}
    assert posted(http, {"queries": {"q": long}}).status_code == 200
    large = posted(http, b" " * (BODY_LIMIT + 1))
    assert large.status_code == 413
    address = http.get("/search/default", params={"q": "x" * ADDRESS_LIMIT})
    assert (address.status_code, detail(address)) == (414, "Request URI too long")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?treshold=0.5", 422),
        ("?threshold=nan", 422),
        ("?threshold=-1", 422),
        ("?limit=501", 422),
        ("?limit=1e9999", 422),
        ("?prior=0", 422),
        ("?prior=1", 422),
        ("?changed_since=yesterday", 422),
        ("?exclude_entity_ids=a" * 1 + "&exclude_entity_ids=a" * 50, 422),
        ("?exclude_schema=Spaceship", 400),
        ("?algorithm=magic", 400),
        ("?exclude_dataset=default", 400),
        ("?include_dataset=nowhere", 404),
        ("?limit=-1", 422),
        ("?limit=0", 422),
        ("?limit=1&fuzzy=false&algorithm=%20BEST%20", 200),
        ("?cutoff=0&threshold=1", 200),
        ("?cutoff=1&threshold=0", 200),
        ("?changed_since=2020-01-01T10:00:00.5%2B02:00", 200),
    ],
)
def test_parameters_are_understood_or_refused(http: httpx.Client, query: str, status: int) -> None:
    answer = posted(http, {"queries": {"q": EXAMPLE}}, query)
    assert answer.status_code == status
    if status != 200:
        assert detail(answer)


def test_a_mistyped_parameter_is_named(http: httpx.Client) -> None:
    (one,) = detail(posted(http, {"queries": {"q": EXAMPLE}}, "?treshold=0.5"))
    assert one["loc"] == ["query", "treshold"]


def test_all_matches_are_counted_though_fewer_are_shown(http: httpx.Client) -> None:
    asked = {"schema": "Company", "properties": {"name": ["Ocean Trading Green"]}}
    one = posted(http, {"queries": {"q": asked}}, "?limit=1&prior=0.1").json()["responses"]["q"]
    assert (len(one["results"]), one["total"]) == (1, {"value": 2, "relation": "eq"})


def test_a_person_is_named_by_parts_where_no_name_is_whole(http: httpx.Client) -> None:
    parts = {"firstName": "Won Ho", "lastName": ["Ri"], "fatherName": []}
    answer = posted(http, {"queries": {"q": {"schema": "Person", "properties": parts}}}).json()["responses"]["q"]
    assert [one["id"] for one in answer["results"]] == ["un-KPi.033"]
    both = {"name": "Ri Won Ho", "fatherName": "Chol"}
    answer = posted(http, {"queries": {"q": {"schema": "Person", "properties": both}}}).json()["responses"]["q"]
    assert answer["ignored_properties"] == {"fatherName": 1}


def test_the_catalogue_is_not_sent_twice(http: httpx.Client) -> None:
    first = http.get("/catalog")
    assert first.json() == http.get("/manifest").json()
    for known in (first.headers["etag"], "*", f'"other", W/{first.headers["etag"]}'):
        again = http.get("/catalog", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    files = [one["files"] for one in first.json()["datasets"] if one["name"] == "un"]
    assert files == [
        [{"file": "un.xml", "sha256": "a" * 64, "edition": "2026-02-27", "entries": 2, "rejected": {"no name": 1}}]
    ]


def test_the_lists_own_id_is_redirected_to_the_entitys(http: httpx.Client) -> None:
    answer = http.get("/entities/XV.A%2F7?nested=false")
    assert (answer.status_code, answer.headers["location"]) == (308, "/entities/eu-32017R1509-XV.A%2F7?nested=false")
    assert detail(answer) == "This entity is at /entities/eu-32017R1509-XV.A%2F7?nested=false"


def test_other_addresses_and_methods(http: httpx.Client) -> None:
    assert (http.get("/match/default").status_code, http.post("/search/default").status_code) == (405, 405)
    for path in ("/updatez", "/reconcile/default", "/", "/docs", "/match"):
        answer = http.get(path)
        assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found"})
    described = http.get("/openapi.json").json()
    assert {"/match/{dataset}", "/search/{dataset}", "/entities/{id}", "/catalog", "/algorithms"} <= set(described["paths"])


def test_a_negative_names_the_versions_of_the_lists_that_were_asked(http: httpx.Client) -> None:
    nobody = {"schema": "Person", "properties": {"name": ["Qwortle"]}}
    answer = http.post("/match/un", json={"queries": {"q": nobody}}).json()
    assert answer["responses"]["q"]["results"] == []
    assert [(one["list"], one["edition"], one["sha256"]) for one in answer["lists"]] == [("un", "2026-02-27", "a" * 64)]


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ('{"queries": {"q1": %s, "q1": %s}}', "q1"),
        ('{"queries": {"a": %s}, "queries": {"b": %s}}', "queries"),
        ('{"queries": {"a": {"schema": "Person", "properties": {"name": "X", "name": "Ri Won Ho"}}}}', "name"),
        ('{"queries": {"a": {"schema": "Person", "properties": {"name": "X", "n\\u0061me": "Ri Won Ho"}}}}', "name"),
        ('{"queries": {"a": {"schema": "Person", "schema": "Company", "properties": {"name": "X"}}}}', "schema"),
    ],
)
def test_a_key_that_stands_twice_is_named_and_nothing_is_left_out_in_silence(http: httpx.Client, body: str, key: str) -> None:
    answer = posted(http, body.replace("%s", json.dumps(EXAMPLE)).encode())
    assert answer.status_code == 422
    (one,) = detail(answer)
    assert one["loc"] == ["body", key]
    assert f"{key!r} stands twice" in one["msg"]


def test_numbers_of_any_length_are_no_fault(http: httpx.Client) -> None:
    body = '{"queries": {"q": {"schema": "Person", "properties": {"name": "Ri Won Ho", "height": [1e400]}}}}'
    assert posted(http, body.encode()).status_code in (200, 422)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_search_for_no_results_is_refused(http: httpx.Client, limit: int) -> None:
    assert http.get("/search/default", params={"q": "Ri Won Ho", "limit": limit}).status_code == 422


def test_what_of_names_is_not_looked_at_is_said(http: httpx.Client) -> None:
    parts = {"firstName": [f"Won {n}" for n in range(6)], "fatherName": [f"F {n}" for n in range(4)], "lastName": ["Ri"]}
    (doubt,) = posted(http, {"queries": {"q": {"schema": "Person", "properties": parts}}}).json()["responses"]["q"]["doubts"]
    assert doubt.startswith("of 24 ways to put the parts of names together 20 are asked")
    two = {"name": "Ri Won Ho", "gender": ["male", "female"]}
    assert posted(http, {"queries": {"q": {"schema": "Person", "properties": two}}}).json()["responses"]["q"]["doubts"] == [
        "one sex is asked for, not this: female"
    ]
    assert "doubts" in http.get("/search/default", params={"q": "Ri Won Ho"}).json()
