"""The published client of yente, unchanged, over the wire."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from yente_client import Client
from yente_client.entities import Address, Company, Person, Vessel
from yente_client.exceptions import APIError, BadRequestError, NotFoundError, ServerError


def test_a_person_is_matched_with_score_verdict_and_reasons(client: Client) -> None:
    answer = client.match(Person(id="mine", name="Ri Won Ho", birthDate="1964", nationality="kp"))
    best = answer.top
    assert best is not None
    assert (best.id, best.caption, best.schema_, best.match) == ("un-KPi.033", "Ri Won Ho", "Person", True)
    assert 0.5 <= best.score < 1
    assert best.datasets == ["un"]
    assert best.last_seen == datetime(2026, 2, 27)
    assert best.explanations["equal"].score == 2.0
    assert best.explanations["equal"].detail == "equal: ri (+2.0)"
    assert answer.total.value == 1
    assert answer.query == {
        "id": "mine", "schema": "Person", "properties": {"name": ["Ri Won Ho"], "birthDate": ["1964"], "nationality": ["kp"]},
    }  # fmt: skip


def test_a_vessel_is_matched_by_its_number_alone(client: Client) -> None:
    answer = client.match(Vessel(name="Renamed", imoNumber="IMO8517839"))
    assert [(one.id, one.match) for one in answer.results] == [("eu-32017R1509-XV.A/7", True)]
    said = answer.results[0].explanations["imo_equal"]
    assert (said.query, said.candidate) == ("IMO8517839", "8517839")


def test_near_misses_come_with_a_cutoff_and_not_without(client: Client) -> None:
    asked = Person(name="Won Somebody")
    assert client.match(asked).results == []
    near = client.match(asked, cutoff=0.0)
    assert [(one.id, one.match) for one in near.results] == [("un-KPi.033", False)]
    assert near.total.value == 0


def test_the_prior_is_set_through_config_and_moves_the_score(client: Client) -> None:
    asked = Person(name="Won Ho")
    low = client.match(asked, cutoff=0.0, config={"prior": 1e-5}).results[0].score
    high = client.match(asked, cutoff=0.0, config={"prior": 0.1}).results[0].score
    assert low < 0.5 < high


def test_names_of_other_algorithms_are_answered_by_ours(client: Client) -> None:
    asked = Person(name="Ri Won Ho")
    answers = [client.match(asked, algorithm=name) for name in ("best", "vetoproof", "logic-v2", "regression-v1")]
    assert len({answer.results[0].score for answer in answers}) == 1
    with pytest.raises(BadRequestError, match="Unknown algorithm"):
        client.match(asked, algorithm="magic")


def test_several_data_sets_are_all_asked_and_excluded_ones_are_not(client: Client) -> None:
    asked = Company(name="Ocean Trading Green")
    both = client.match(asked, cutoff=0.0, datasets=["un", "eu_32017r1509"])
    assert {one.datasets[0] for one in both.results} == {"un", "eu_32017r1509"}
    one = client.match(asked, cutoff=0.0, datasets=["eu-32017R1509"])
    assert {one.datasets[0] for one in one.results} == {"eu_32017r1509"}
    rest = client.match(asked, cutoff=0.0, exclude_datasets=["un"])
    assert {one.datasets[0] for one in rest.results} == {"eu_32017r1509"}
    with pytest.raises(NotFoundError, match="No such dataset"):
        client.match(asked, datasets=["nowhere"])


def test_filters_of_results(client: Client) -> None:
    asked = Company(name="Ocean Trading Green")
    ids = [one.id for one in client.match(asked, cutoff=0.0).results]
    assert ids == ["un-KPe.001", "eu-32017R1509-IV/Two Words"]
    assert [one.id for one in client.match(asked, cutoff=0.0, exclude_entities=ids[:1]).results] == ids[1:]
    assert [one.id for one in client.match(asked, cutoff=0.0, exclude_schemata=["Company"]).results] == ids[:1]
    assert [one.id for one in client.match(asked, cutoff=0.0, topics=["sanction"]).results] == ids
    for since in ("2018-01-01", datetime(2018, 1, 1, 12, 30, 0, 5, tzinfo=UTC)):
        assert [one.id for one in client.match(asked, cutoff=0.0, changed_since=since).results] == ids[1:]
    with pytest.raises(BadRequestError, match="topic"):
        client.match(asked, topics=["role.pep"])


def test_an_entry_without_a_day_may_have_changed(client: Client) -> None:
    answer = client.match(Vessel(imoNumber="8517839"), changed_since="2026-01-01")
    assert [one.id for one in answer.results] == ["eu-32017R1509-XV.A/7"]


def test_a_stream_of_entities_comes_back_by_its_keys(client: Client) -> None:
    asked = [(str(n), Person(name="Ri Won Ho" if n % 2 else "Nobody At All")) for n in range(40)]
    found = dict(client.match_iter(asked, workers=8))
    assert {key for key, answer in found.items() if answer.matches} == {str(n) for n in range(1, 40, 2)}


def test_what_cannot_be_set_is_refused_with_the_reason(client: Client) -> None:
    asked = Person(name="Ri Won Ho")
    with pytest.raises(BadRequestError, match="Weights cannot be set"):
        client.match(asked, weights={"name_match": 0.5})
    with pytest.raises(BadRequestError, match="Invalid configuration parameter: nm_number_mismatch"):
        client.match(asked, config={"nm_number_mismatch": 0.3})
    with pytest.raises(BadRequestError, match="Invalid schema"):
        client.match(Address(full="1 Main Road"))
    with pytest.raises(BadRequestError, match="neither a name nor an identifier"):
        client.match(Person(birthDate="1964"))
    with pytest.raises(APIError, match="threshold: Input should be less than or equal to 1"):
        client.match(asked, threshold=70)


def test_search_finds_by_name_with_facets(client: Client) -> None:
    found = client.search("ocean trading", facets=["countries", "schema", "datasets", "topics", "identifiers", "genders"])
    assert [one.id for one in found.results] == ["eu-32017R1509-IV/Two Words", "un-KPe.001"]
    assert (found.total.value, found.total.relation, found.limit, found.offset) == (2, "eq", 10, 0)
    assert {item.name: item.count for item in found.facets["countries"].values} == {"kp": 1, "ru": 1}
    assert {item.label for item in found.facets["schema"].values} == {"Companies", "Legal entities"}
    assert found.facets["topics"].label == "Topics"
    assert [item.name for item in found.facets["identifiers"].values] == ["7704730655"]


def test_search_finds_by_number_and_pages(client: Client) -> None:
    assert [one.id for one in client.search("IMO 8517839").results] == ["eu-32017R1509-XV.A/7"]
    assert [one.id for one in client.search("7704730655").results] == ["eu-32017R1509-IV/Two Words"]
    pages = [client.search("ocean trading", limit=1, offset=n).results for n in range(3)]
    assert [[one.id for one in page] for page in pages] == [["eu-32017R1509-IV/Two Words"], ["un-KPe.001"], []]


def test_search_is_narrowed_by_schema_country_data_set_and_property(client: Client) -> None:
    def ids(**filters: object) -> list[str]:
        return [one.id for one in client.search("ocean trading", **filters).results]  # type: ignore[arg-type]

    assert ids(countries=["ru"]) == ["eu-32017R1509-IV/Two Words"]
    assert ids(datasets=["un"]) == ["un-KPe.001"]
    assert ids(filter=["properties.innCode:7704730655"]) == ["eu-32017R1509-IV/Two Words"]
    assert ids(filter=["schema:LegalEntity", "schema:Company"]) == ["eu-32017R1509-IV/Two Words", "un-KPe.001"]
    assert ids(filter=["countries:kp", "topics:sanction"]) == ["un-KPe.001"]
    assert ids(schema="Vessel") == []


def test_what_search_cannot_do_is_refused_and_not_left_out(client: Client) -> None:
    for asked, reason in (
        ({"q": ""}, "q is empty"),
        ({"q": "properties.name:ocean"}, "fields, wildcards and operators"),
        ({"q": "oce*"}, "fields, wildcards and operators"),
        ({"q": "ocean", "sort": ["caption:asc"]}, "order of their likelihood"),
        ({"q": "ocean", "filter": ["nothing"]}, "Invalid filter"),
        ({"q": "ocean", "filter": ["first_seen:2020"]}, "Invalid filter"),
        ({"q": "ocean", "countries": ["zz zz"]}, "no country that is known"),
        ({"q": "ocean", "offset": 5_000}, "ranked by likelihood"),
    ):
        with pytest.raises(BadRequestError, match=reason):
            client.search(**asked)  # type: ignore[arg-type]
    assert client.search("oce* ocean", simple=True).results


def test_an_entity_is_fetched_with_its_designation(client: Client) -> None:
    entity = client.fetch("un-KPi.033")
    assert entity.properties["name"] == ["Ri Won Ho"]
    assert entity.properties["alias"] == ["리원호"]
    assert entity.properties["weakAlias"] == ["Won Ho"]
    assert entity.properties["previousName"] == ["Ri Won-ho"]
    (sanction,) = entity.properties["sanctions"]
    assert not isinstance(sanction, str)
    assert sanction.schema_ == "Sanction"
    assert sanction.properties["program"] == ["DPRK"]
    assert sanction.properties["reason"] == ["An official stationed abroad."]
    assert "sanctions" not in client.fetch("un-KPi.033", nested=False).properties


def test_an_id_with_strokes_and_blanks_is_fetched(client: Client) -> None:
    assert client.fetch("eu-32017R1509-IV/Two Words").caption == "Ocean Trading"
    assert client.adjacent("eu-32017R1509-IV/Two Words").entity.caption == "Ocean Trading"


def test_the_lists_own_id_leads_to_the_entity(client: Client) -> None:
    assert client.fetch("KPi.033").id == "un-KPi.033"


def test_what_points_at_an_entity(client: Client) -> None:
    around = client.adjacent("un-KPi.033")
    assert list(around.adjacent) == ["sanctions"]
    page = client.adjacent("un-KPi.033", prop="sanctions", limit=5)
    assert (page.total.value, len(page.results)) == (1, 1)
    assert client.adjacent("un-KPi.033", prop="sanctions", offset=1).results == []
    with pytest.raises(NotFoundError, match="No such property!"):
        client.adjacent("un-KPi.033", prop="ownershipOwner")


def test_unknown_entities_and_statements_are_not_found(client: Client) -> None:
    for id in ("un-KPi.999", "x", "../../etc/passwd", "un-", "a/b"):
        with pytest.raises(NotFoundError, match="No such entity!"):
            client.fetch(id)
    with pytest.raises(NotFoundError, match="not available on this server"):
        client.statements(entity_id="x")


def test_the_catalogue_names_lists_versions_and_hashes(client: Client) -> None:
    told = client.datasets()
    named = {one.name: one for one in told.datasets}
    assert set(named) == {"default", "sanctions", "un", "eu_32017r1509"}
    assert named["default"].children == ["eu_32017r1509", "un"]
    assert named["default"].load
    assert (named["un"].version, named["un"].entity_count, named["eu_32017r1509"].version) == ("20260227", 2, "b" * 12)
    assert client.datasets() == told


def test_algorithms_and_health(client: Client) -> None:
    told = client.algorithms()
    assert (told.default, told.best) == ("best", "vetoproof")
    ours = next(one for one in told.algorithms if one.name == "vetoproof")
    assert ours.docs is not None
    assert ours.docs["config"]["prior"]["default"] == 1e-4
    assert client.healthz().status == client.readyz().status == "ok"


def test_a_fault_of_ours_is_an_error_without_a_traceback(client: Client) -> None:
    with pytest.raises(ServerError) as raised:
        client.match(Person(name="crash"))
    assert "Traceback" not in raised.value.response.text
    assert "a fault of ours" not in raised.value.response.text
    assert client.healthz().status == "ok"
