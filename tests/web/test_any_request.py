"""Whatever is sent to the real screener is answered or refused with a reason, and is never a failure of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vetoproof.model.ftm import IDENTIFIERS, SCHEMATA
from vetoproof.web.examples import BIRTH_DATES, COUNTRIES, GENDER, PARTS

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PROPERTIES = ("name", "alias", "weakAlias", "previousName", "notes", *PARTS, *BIRTH_DATES, *COUNTRIES, *GENDER, *IDENTIFIERS)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = [
    "Ri Won Ho",
    "리원호",
    "李原浩",
    "Мария",
    "محمد علي",
    "0",
    "-",
    "26.1.1966",
    "circa 1947",
    "9187629",
    "IMO 9187629",
    "kp",
]
words = st.text(max_size=40) | st.sampled_from([*NAMES, "\x00", "'\"", "a" * 900])
scalars = words | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
examples = st.fixed_dictionaries(
    {
        "schema": st.sampled_from([*SCHEMATA, "Thing", "Address"]) | st.text(max_size=5),
        "properties": st.dictionaries(
            st.sampled_from(PROPERTIES) | st.text(max_size=5), words | st.lists(scalars, max_size=4), max_size=5
        ),
    },
    optional={"id": st.none() | words},
)
KNOWN = (
    *("limit", "offset", "threshold", "cutoff", "prior", "algorithm", "changed_since", "fuzzy", "q", "schema", "sort"),
    *("countries", "topics", "filter", "filter_op", "facets", "exclude_schema", "exclude_dataset", "simple", "x"),
)
parameters = st.dictionaries(
    st.sampled_from(KNOWN),
    st.text(max_size=12) | st.sampled_from(["0", "5", "-1", "0.5", "1e-300", "nan", "inf", "best", "2020", "true", "kp", "un"]),
    max_size=4,
)


@pytest.fixture(scope="module")
def real(real_address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=real_address, timeout=60) as one:
        yield one


def settled(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 400, 404, 422), answer.text
    body = answer.json()
    assert answer.status_code == 200 or body["detail"]


@QUICK
@given(body=json_values)
def test_any_json_is_answered_or_refused(real: httpx.Client, body: Any) -> None:
    settled(real.post("/match/default", content=json.dumps(body).encode()))


@QUICK
@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered_or_refused(real: httpx.Client, body: bytes) -> None:
    settled(real.post("/match/default", content=body))


@QUICK
@given(queries=st.dictionaries(words, examples, min_size=1, max_size=3), config=st.just({}) | json_values)
def test_any_examples_are_answered_or_refused(real: httpx.Client, queries: Any, config: Any) -> None:
    answer = real.post("/match/default?cutoff=0", content=json.dumps({"queries": queries, "config": config}).encode())
    settled(answer)
    if answer.status_code == 200:
        told = answer.json()["responses"]
        assert list(told) == list(queries)
        for one in told.values():
            scores = [result["score"] for result in one["results"]]
            assert scores == sorted(scores, reverse=True)
            assert all(0 <= score <= 1 for score in scores)
            assert all(
                result["match"] == (result["score"] >= 0.5) or 0.4999 < result["score"] < 0.5001 for result in one["results"]
            )


@QUICK
@given(told=parameters, text=words, dataset=st.sampled_from(["default", "un"]) | st.text(min_size=1, max_size=6))
def test_any_parameters_are_answered_or_refused(real: httpx.Client, told: dict[str, str], text: str, dataset: str) -> None:
    place = quote(dataset, safe="")
    settled(real.get(f"/search/{place}", params={"q": text, **told}))
    settled(
        real.post(f"/match/{place}", params=told, json={"queries": {"q": {"schema": "Person", "properties": {"name": "Ri"}}}})
    )


@QUICK
@given(id=st.text(min_size=1, max_size=20))
def test_any_id_is_found_or_not(real: httpx.Client, id: str) -> None:
    answer = real.get(f"/entities/{quote(id, safe='')}", follow_redirects=True)
    assert answer.status_code in (200, 404)
