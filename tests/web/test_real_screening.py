"""The real screener on extracts of real lists, through the published client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from yente_client import Client
from yente_client.entities import Person, Vessel

from vetoproof.model import Listing
from vetoproof.screen.lists.read import read


@pytest.fixture(scope="module")
def real(real_address: str) -> Iterator[Client]:
    with Client(base_url=real_address) as one:
        yield one


@pytest.fixture(scope="module")
def entries() -> list[Listing]:
    from served_lists import LISTS

    found = []
    for name in ("un_extract.xml", "ofac_sdn.csv"):
        with (LISTS / name).open("rb") as source:
            found += [one for one in read(source, name) if isinstance(one, Listing)]
    return found


def test_every_entry_is_found_by_its_own_name_and_fetched_by_its_id(real: Client, entries: list[Listing]) -> None:
    for entry in entries:
        found = real.search(entry.name, limit=50)
        assert f"{entry.list}-{entry.id}" in [one.id for one in found.results]
        assert real.fetch(f"{entry.list}-{entry.id}").caption == entry.name


def test_a_person_of_the_list_is_matched_with_reasons_that_add_up(real: Client, entries: list[Listing]) -> None:
    entry = next(one for one in entries if one.schema == "Person" and one.birth_dates)
    best = real.match(Person(name=entry.name, birthDate=entry.birth_dates[0])).top
    assert best is not None
    assert best.id == f"{entry.list}-{entry.id}"
    assert best.match
    assert best.score > 0.9
    assert best.explanations["likelihood_ratio"].score > 4
    assert any(name.startswith("born") for name in best.explanations)


def test_a_vessel_is_matched_by_number_and_contradicted_by_another(real: Client) -> None:
    (found,) = real.match(Vessel(imoNumber="8517839")).results
    assert (found.caption, found.match, found.properties["flag"]) == ("MARIA", True, ["pa"])
    other = real.match(Vessel(name="MARIA", imoNumber="9617923"), cutoff=0.0).results
    assert not any(one.match for one in other)


def test_dates_are_iso_dates_and_countries_codes(real: Client, entries: list[Listing]) -> None:
    for entry in entries:
        properties = real.fetch(f"{entry.list}-{entry.id}", nested=False).properties
        for day in properties.get("birthDate", ()):
            assert date.fromisoformat(f"{day}-01-01"[:10])
        for prop in ("country", "nationality", "flag"):
            assert all(len(str(code)) == 2 and str(code).islower() for code in properties.get(prop, ()))


def test_a_wrong_check_digit_and_several_names_in_one_are_told_in_the_answer(real_address: str) -> None:
    ship = {"schema": "Vessel", "properties": {"name": ["Qwortle"], "imoNumber": ["9617924"]}}
    both = {"schema": "Person", "properties": {"name": ["Qwortle aka Kim Yong Chol"]}}
    found = httpx.post(f"{real_address}/match/default", json={"queries": {"ship": ship, "both": both}}).json()["responses"]
    assert found["ship"]["doubts"] == ["the check digit of the IMO number is wrong: 9617924"]
    assert found["both"]["doubts"] == ["asked as several names: Qwortle; Kim Yong Chol"]
