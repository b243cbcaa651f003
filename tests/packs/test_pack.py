"""The loader: a small regime is enough, and whatever is wrong is told with file, line and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vetoproof
from patience import Within
from vetoproof.packs.checks import imo_check_digit, law_nine
from vetoproof.packs.errors import PackError
from vetoproof.packs.pack import load, shipped
from vetoproof.packs.regime import Regime
from vetoproof.packs.scales import Scales
from vetoproof.packs.yaml_lines import Tree, scalar

PACKS = Path(vetoproof.__file__).parent / "packs"

TEN_LINES = """\
id: sahel
title: An invented embargo
parties: ["ML"]
scope:
  - {types: [arms_transfer], any_of: ["ML"]}
triage: [rifles]
provisions:
  - {id: "1/1", resolution: "1", paragraph: "1", adopted: 2020-01-02, subject: arms, bearer: all states, direction: to ML,
     summary: No arms., valid_from: 2020-01-02, checked: false, status: UNCONFIRMED, source: a, limitation: b,
     published: 2020-01-02}
"""


MAPPING = "id: m, provision: '{}', events: [visit], mode: {}, elements: [], published: 2020-01-02"


def row(table: str, text: str) -> str:
    """A table of one row that has a source and a limitation."""
    return f"{table}:\n  - {{{text}, source: s, limitation: l}}"


def write(folder: Path, text: str = "", **files: str) -> Path:
    (folder / "regime.yaml").write_text(TEN_LINES + text, encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


def fault(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        load(folder)
    return str(caught.value)


def test_a_regime_of_ten_lines_loads_from_its_file_and_from_its_folder(tmp_path: Path) -> None:
    folder = write(tmp_path)
    pack = load(folder)
    assert pack.regime.id == "sahel"
    assert pack.regime.provisions[0].direction == "to ML"
    assert pack.languages["en"].code == "en"
    assert load(folder / "regime.yaml").digest == pack.digest


def test_files_of_a_folder_are_one_regime_and_long_lists_may_be_split(tmp_path: Path) -> None:
    place = "{{id: {0}, name: {0}, names: [], kind: city, country: ML, source: s, limitation: l}}"
    write(tmp_path, places="places: [" + place.format("gao") + "]", more="places: [" + place.format("kati") + "]")
    assert [row.id for row in load(tmp_path).regime.places] == ["kati", "gao"], "in the order of the file names"


def test_a_file_that_is_a_bare_list_holds_the_rows_of_its_name(tmp_path: Path) -> None:
    silent = "- {{event: {}, why: w, source: s, limitation: l}}\n"
    write(tmp_path, silent=silent.format("visit") + silent.format("visits"))
    message = fault(tmp_path)
    assert message.startswith(f"{tmp_path}/silent.yaml:2: ")
    assert "write one of: agreement, arms_transfer" in message


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("ships: [", 12, "not YAML"),
        ("title: again", 11, "given twice"),
        ("shops: []", 11, "unknown field `shops`"),
        ("notes: [!!python/object:os.system x]", 11, "tag"),
        ("x: &a {}\nnotes: *a", 11, "alias"),
        ("silent:\n  - event: visit\n    why: w\n    source: s", 12, "add 'limitation' to this row"),
        ("silent:\n  - event: visit\n    why: w\n    source: s\n    limitation: 3", 15, "put it in quotes"),
        ("silent:\n  - event: visit\n    why: w\n    source: ' '\n    limitation: l", 14, "'source' is empty (law 9)"),
        ("silent:\n  - event: visit\n    why: w\n    source: s\n    limitation: ''", 15, "'limitation' is empty (law 9)"),
        (row("ships", "imo: '9179843', name: x"), 12, "check digit"),
        (row("ships", "imo: '9179842', name: x, listings: [in May]"), 12, "begin with YYYY-MM-DD"),
        (row("tenures", "person: p, names: [], office: o, institution: ML Army"), 12, "no actor has the id"),
        (row("tenures", "person: p, names: [], office: o, institution: ML government, country: XQ"), 12, "'XQ' is not"),
        (row("calendar", "names: [a], from: 2024-02-01,\n     to: 2024-01-01"), 13, "2024-01-01 is before 2024-02-01"),
        (row("calendar", "names: [a], from: 2024-02-30, to: 2024-03-01"), 12, "not a day"),
        (row("sources", "actor: Nobody"), 12, "no actor has the id 'Nobody'"),
        (row("sources", "actor: ML government, reliability: B"), 12, "without a cited record"),
        (row("weapons", "name: w, names: [], item_class: guns"), 12, "no item class has the id 'guns'"),
        (row("mappings", MAPPING.format("1/2", "text")), 12, "no provision has the id '1/2'"),
        (row("mappings", MAPPING.format("1/1", "argument")), 12, "nobody argues it"),
        (row("mappings", MAPPING.format("1/1", "maybe")), 12, "write one of: argument, text"),
        ("languages: [tlh]", 11, "no language 'tlh'"),
        ("countries:\n  - {code: ZZ, names: [Nowhere]}", 12, "'ZZ' is not"),
        ("allies:\n  - [ML, XX]", 12, "'XX' is not"),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_file_and_line_and_what_to_do(tmp_path: Path, text: str, line: int, told: str) -> None:
    first = fault(write(tmp_path, text)).splitlines()
    assert any(message.startswith(f"{tmp_path}/regime.yaml:{line}: ") and told in message for message in first), first
    assert all("; " in message for message in first), "each says what to do"


def test_all_faults_of_a_pass_are_told_at_once(tmp_path: Path) -> None:
    text = "ships:\n  - {imo: '1', name: x, source: '', limitation: l}\n  - {imo: '2', name: y, source: s, limitation: ''}"
    assert len(fault(write(tmp_path, text)).splitlines()) == 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("checked: false", "checked: 'no'"), "Expected `bool`, got `str` at $.provisions[0].checked"),
        (("valid_from: 2020-01-02", "valid_from: soon"), "'soon' is not a day"),
        (("valid_from: 2020-01-02", "valid_from: 2020-01-02, valid_to: 2019-01-01"), "2019-01-01 is before 2020-01-02"),
        (("checked: false", "checked: false, superseded_by: ['1/9']"), "no provision has the id '1/9'"),
        (("checked: false", "checked: false, chequed: true"), "unknown field `chequed`"),
    ],
)
def test_a_fault_of_a_provision_is_told(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    (tmp_path / "regime.yaml").write_text(TEN_LINES.replace(*change), encoding="utf-8")
    message = fault(tmp_path)
    assert told in message
    assert ":9: " in message or ":10: " in message


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert "name a folder, a file or one of: dprk" in fault(tmp_path / "absent")
    assert "holds no .yaml file" in fault(tmp_path)
    (tmp_path / "regime.yaml").write_bytes(b"id: a\ntitle: \xff\n")
    assert fault(tmp_path).startswith(f"{tmp_path}/regime.yaml:2: not UTF-8")
    (tmp_path / "regime.yaml").write_bytes(b"")
    assert "the file is empty" in fault(tmp_path)


def test_the_digest_follows_every_byte_and_no_place_and_no_line_end(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        shutil.copytree(PACKS / "regimes" / "dprk", folder)
    shipped = load("dprk").digest
    assert load(one).digest == load(two).digest == shipped
    ships = two / "ships.yaml"
    ships.write_bytes(ships.read_bytes().replace(b"\n", b"\r\n"))
    assert load(two).digest == shipped
    ships.write_bytes(ships.read_bytes() + b"# a remark\n")
    assert load(two).digest != shipped
    ships.rename(two / "vessels.yaml")
    assert load(two).digest != shipped


def test_a_pack_loads_in_seconds_at_most(within: Within) -> None:
    with within(2.0):  # .2 s alone on a core; its rows compared each with each took a minute
        load("dprk")


@pytest.mark.parametrize("regime", shipped())
def test_every_row_of_a_shipped_pack_has_source_and_limitation(regime: str) -> None:
    pack = load(regime)
    for part in (pack.regime, *pack.languages.values(), pack.scales):
        assert not list(law_nine(part))


@pytest.mark.parametrize("kind", [Regime, Scales])
def test_every_table_asks_for_source_and_limitation(kind: type) -> None:
    bare = {"ScopeRule", "Country", "Term"}
    for field in msgspec.structs.fields(kind):
        info = msgspec.inspect.type_info(field.type)
        row = getattr(info, "item_type", None)
        if isinstance(row, msgspec.inspect.StructType) and row.cls.__name__ not in bare:
            asked = {inner.name for inner in row.fields if inner.required}
            assert {"source", "limitation"} <= asked, row.cls.__name__


def test_plain_words_stay_words() -> None:
    tree = Tree("t", "a: NO\nb: no\nc: 2024-03-28\nd: 12:30\ne: '7'\nf: 7\ng: 0.5\nh: true\ni: ~\nj: 1_000")
    assert tree.value == {
        "a": "NO", "b": "no", "c": "2024-03-28", "d": "12:30", "e": "7", "f": 7, "g": 0.5, "h": True, "i": None, "j": "1_000",
    }  # fmt: skip


@given(st.integers())
def test_integers_are_read_back(number: int) -> None:
    assert scalar(str(number)) == number


@given(st.integers(min_value=0, max_value=999_999))
def test_exactly_one_check_digit_fits(number: int) -> None:
    assert sum(imo_check_digit(f"{number:06d}{digit}") for digit in range(10)) == 1
