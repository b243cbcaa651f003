"""Reading and writing checked against the `followthemoney` library itself, in both directions.

The library builds on ICU, for which there are no wheels, so it is no development dependency: install the extra `ftm` (with the
headers of ICU, pkg-config and a C++ compiler at hand) to run this.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import ftm, ftm_writing
from vetoproof.screen.lists.ftm_joined import POINTERS
from vetoproof.screen.lists.read import read

library = pytest.importorskip("followthemoney", reason="the followthemoney library is not installed (extra `ftm`; needs ICU)")

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests/fixtures/lists"
LISTS = ("eu_journal.csv", "uk_list.csv", "uk_conlist.csv", "eu_fsf.xml", "ftm_entities.json", "un_extract.xml", "ofac_sdn.csv")
REAL = (
    "eu_oj_32017R1509.csv",
    "eu_oj_32014R0269.csv",
    "eu_oj_32014R0833.csv",
    "un_consolidated_2026-02-27.xml",
    "ofac_sdn_2023-01.csv",
)
CODES = {"dprk": "kp", "iraq": "iq", "russian": "ru", "afghanistan": "af", "pakistan": "pk", "gabon": "ga", "zimbabwe": "zw"}


def listings(path: Path) -> list[Listing]:
    with path.open("rb") as source:
        return [entry for entry in read(source, path.name) if isinstance(entry, Listing)]


def faults(data: dict[str, Any]) -> list[str]:
    """What the model would refuse or change of an entity."""
    schema = library.model.get(data["schema"])
    if schema is None:
        return [f"{data['id']}: no schema {data['schema']}"]
    found = [] if library.registry.entity.validate(data["id"]) else [f"id {data['id']}"]
    for name, values in data["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            found.append(f"{data['schema']} has no property {name}")
            continue
        kept = [prop.type.clean(value, format=prop.format) for value in values]
        found += [f"{name}: {value!r} is refused" for value, clean in zip(values, kept, strict=True) if clean is None]
        # Names, addresses and texts the library tidies (quotation marks around a name); all others it must keep as they are.
        if prop.type.name not in ("name", "address", "text", "string"):
            found += [
                f"{name}: {value!r} becomes {clean!r}" for value, clean in zip(values, kept, strict=True) if clean != value
            ]
        found += [f"{name}: {value!r} is {len(value)} long" for value in values if len(value) > prop.type.max_length]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_the_model_accepts_every_property_and_value_that_is_written(name: str) -> None:
    entities = [json.loads(line) for line in ftm_writing.written(listings(FIXTURES / name), CODES)]
    assert entities
    assert [fault for entity in entities for fault in faults(entity)] == []


@pytest.mark.parametrize("name", REAL)
def test_the_model_accepts_the_real_lists_whole_and_they_come_back_as_they_were(name: str) -> None:
    path = ROOT.parent / "shared/data/lists" / name
    if not path.exists():
        pytest.skip(f"the real list {name} is not beside the repository")
    entries = listings(path)
    lines = list(ftm_writing.written(entries, CODES))
    assert [fault for line in lines for fault in faults(json.loads(line))] == []
    back = ftm.read(io.BytesIO("\n".join(lines).encode()), "e.ftm.json")
    assert list(back) == entries


def test_entities_that_the_library_makes_are_read() -> None:
    ship = library.model.make_entity("Vessel")
    ship.id = "ship-1"
    ship.add("name", "MARIA")
    ship.add("previousName", "Hana")
    ship.add("imoNumber", "8517839")
    ship.add("flag", "Panama")
    ship.add("topics", "sanction")
    sanction = library.model.make_entity("Sanction")
    sanction.id = "ship-1-sanction"
    sanction.add("entity", ship)
    sanction.add("program", "Annex XLII")
    sanction.add("startDate", "2024-06-25")
    sanction.add("reason", "Transport of crude oil.")
    lines = "\n".join(json.dumps({**entity.to_dict(), "datasets": ["eu"]}) for entity in (sanction, ship))
    [found] = ftm.read(io.BytesIO(lines.encode()), "e.ftm.json")
    assert found == Listing(
        list="eu",
        id="ship-1",
        schema="Vessel",
        names=(ListedName(text="MARIA", kind="primary"), ListedName(text="Hana", kind="former")),
        programmes=("Annex XLII",),
        listed_on="2024-06-25",
        reason="Transport of crude oil.",
        flags=("pa",),
        identifiers=(Identifier(kind="imo", value="8517839"),),
        row="line 2",
    )


def test_what_the_library_reads_and_writes_again_is_still_the_same_listing() -> None:
    entries = listings(FIXTURES / "uk_list.csv")
    through = []
    for line in ftm_writing.written(entries, CODES):
        proxy = library.EntityProxy.from_dict(json.loads(line), cleaned=False)
        through.append(json.dumps(proxy.to_dict()))
    back = [entry for entry in ftm.read(io.BytesIO("\n".join(through).encode()), "e.ftm.json") if isinstance(entry, Listing)]
    assert back == entries


def test_every_name_that_the_reader_knows_is_in_the_model() -> None:
    assert all(library.model.get(schema) for schema in (*ftm.SCHEMATA, *POINTERS))
    known = {name for schema in ftm.SCHEMATA for name in library.model.get(schema).properties}
    assert set(ftm.IDENTIFIERS) <= known
    assert all(pointer in library.model.get(schema).properties for schema, pointer in POINTERS.items())
