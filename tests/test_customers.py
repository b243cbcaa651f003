"""Files of customers in the shapes that they come in."""

from __future__ import annotations

import codecs
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.customer_columns import recognised
from vetoproof.customers import Customer, columns, customers
from vetoproof.model import Identifier, Query
from vetoproof.screen.lists.outcome import ListError, RejectedRow

TEXT = (
    "Customer-ID,Customer Name,D.O.B,Nationality,Type,IMO Number\n"
    "1,Kim Jong Un,8.1.1984,DPRK,Individual,\n"
    '2,"Müller, Übersee & Söhne",,DE,,\n'
    "3,Maria,,,ship,9617923\n"
)
QUERIES = [
    Query(id="1", names=("Kim Jong Un",), schema="Person", birth_dates=("8.1.1984",), countries=("DPRK",)),
    Query(id="2", names=("Müller, Übersee & Söhne",), countries=("DE",)),
    Query(id="3", names=("Maria",), schema="Vessel", identifiers=(Identifier(kind="imo", value="9617923"),)),
]


def good(path: Path, **named: str) -> list[Query]:
    rows = list(customers(path, named))
    assert all(isinstance(row, Customer) for row in rows), rows
    return [row.query for row in rows if isinstance(row, Customer)]


def table(folder: Path, text: str, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT.encode("cp1252"), TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(), ("Customers of a bank\n\n" + TEXT).encode(),
    ],
)  # fmt: skip
def test_one_table_in_any_encoding_and_with_lines_before_it_gives_the_same_customers(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(data)
    assert good(path) == QUERIES


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_columns_may_be_parted_by_other_marks(tmp_path: Path, delimiter: str) -> None:
    lines = [line.split(",") for line in TEXT.replace('"Müller, Übersee & Söhne"', "Müller").splitlines()]
    path = table(tmp_path, "\n".join(delimiter.join(cells) for cells in lines))
    assert [query.names for query in good(path)] == [("Kim Jong Un",), ("Müller",), ("Maria",)]


def test_columns_of_any_name_are_named_by_the_caller(tmp_path: Path) -> None:
    path = table(tmp_path, "Liste der Kunden\nNr;Kunde;Geboren am\n7;Kim Jong Un;8.1.1984\n")
    with pytest.raises(ListError, match="--column name=THEIRS"):
        list(customers(path))
    assert good(path, name="Kunde", birth_date="geboren AM", id="Nr") == [
        Query(id="7", names=("Kim Jong Un",), birth_dates=("8.1.1984",))
    ]


def test_columns_that_are_not_there_or_not_known_are_refused_with_those_that_are(tmp_path: Path) -> None:
    path = table(tmp_path, "Kunde,Ort\nA,B\n")
    with pytest.raises(ListError, match="it has: Kunde, Ort"):
        list(customers(path, {"name": "Klient"}))
    with pytest.raises(ListError, match="'nom' is no column that is known: take one of name"):
        list(customers(path, {"nom": "Kunde"}))


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ListError, match=r"some\.csv"):
        list(customers(table(tmp_path, text)))


def test_a_table_without_rows_has_no_customers(tmp_path: Path) -> None:
    assert good(table(tmp_path, "name\n")) == []


def test_rows_without_a_name_or_a_number_are_rejected_with_their_place(tmp_path: Path) -> None:
    path = table(tmp_path, "id,name,imo\n1,Kim,\n2,,\n3,n/a,\n4,?!,\n5,,9617923\n6,one,cell,more\n")
    rows = list(customers(path))
    assert [row.where for row in rows if isinstance(row, RejectedRow)] == ["line 3", "line 4", "line 5", "line 7"]
    assert [row.query.id for row in rows if isinstance(row, Customer)] == ["1", "5"]


def test_a_kind_that_nobody_knows_is_screened_as_any_and_said(tmp_path: Path) -> None:
    rows = list(customers(table(tmp_path, "name,type\nKim,Sole trader\nLee,natural  PERSON\nPark,n/a\n")))
    assert [(r.query.schema, r.unknown) for r in rows if isinstance(r, Customer)] == [
        ("", "Sole trader"), ("Person", ""), ("", ""),
    ]  # fmt: skip


def test_names_in_parts_are_put_together(tmp_path: Path) -> None:
    path = table(tmp_path, "First Name,Middle Name,Last Name\nSergei,Petrovich,Ivanov\nKim,,\n")
    assert [query.names for query in good(path)] == [("Sergei Petrovich Ivanov",), ("Kim",)]
    path = table(tmp_path, "name,surname\nSergei,Ivanov\nSergei Ivanov,Ivanov\n")
    assert [query.names for query in good(path)] == [("Sergei Ivanov",), ("Sergei Ivanov",)]


def test_several_names_dates_and_countries_stand_in_one_cell(tmp_path: Path) -> None:
    path = table(tmp_path, "name,aka,dob,country\nA B,C D; E F | A B,1950; 1951,ru|by\n")
    assert good(path) == [Query(names=("A B", "C D", "E F"), birth_dates=("1950", "1951"), countries=("ru", "by"))]


def test_cells_that_say_nothing_are_empty_and_whole_numbers_lose_their_fraction(tmp_path: Path) -> None:
    path = table(tmp_path, "name,imo,dob,country,passport\nNan,NULL,N/A,-,nan\nLi,8517839.0,1966.0,CN,12.50\n")
    assert good(path) == [
        Query(names=("Nan",)),
        Query(
            names=("Li",), schema="Vessel", birth_dates=("1966",), countries=("CN",),
            identifiers=(Identifier(kind="imo", value="8517839"), Identifier(kind="passport", value="12.50")),
        ),
    ]  # fmt: skip


def test_parquet_of_many_types_is_read(tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "some.parquet"
    pl.DataFrame(
        {
            "Customer ID": [1, 2], "Full  Name": ["Kim Jong Un", None], "aliases": [["A", "B C"], None],
            "dob": [date(1984, 1, 8), None], "imo": [None, 9617923.0],
        }
    ).write_parquet(path)  # fmt: skip
    assert good(path) == [
        Query(id="1", names=("Kim Jong Un", "A", "B C"), birth_dates=("1984-01-08",)),
        Query(id="2", schema="Vessel", identifiers=(Identifier(kind="imo", value="9617923"),)),
    ]
    pl.DataFrame({"name": ["X"], "dob": [datetime(1984, 1, 8, 12, 30)]}).write_parquet(path)
    assert good(path) == [Query(names=("X",), birth_dates=("1984-01-08",))]


def test_parquet_that_is_none_or_has_names_in_a_structure_is_refused(tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "some.parquet"
    path.write_bytes(b"PAR1 not")
    with pytest.raises(ListError, match=r"some\.parquet could not be read as Parquet"):
        list(customers(path))
    pl.DataFrame({"name": [{"first": "A"}]}).write_parquet(path)
    with pytest.raises(ListError, match="'name' is of the type"):
        list(customers(path))


@given(st.lists(st.text("ab ,;\"'|é김\n", max_size=8), min_size=1, max_size=12))
def test_names_of_any_letters_come_out_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    import csv

    path = tmp_path_factory.mktemp("any") / "some.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name"])
        table.writerows(enumerate(names))
    rows = list(customers(path))
    assert len(rows) == len(names)
    for name, row in zip(names, rows, strict=True):
        wanted = name.strip()
        if any(map(str.isalnum, wanted)):
            assert isinstance(row, Customer)
            assert row.query.names == (wanted,)
        else:
            assert isinstance(row, RejectedRow)


def test_a_bad_byte_costs_itself_and_its_row_says_so(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(
        "id,name\n1,Kim Jong Un\n2,Пётр Петр".encode() + b"\xff" + "ов\n3,M".encode() + b"\xfcller\n4,Ri\0 Won Ho\n5,Maria\n"
    )
    rows = [row for row in customers(path) if isinstance(row, Customer)]
    assert [(row.query.names[0], row.repaired) for row in rows] == [
        ("Kim Jong Un", False), ("Пётр Петр\ufffdов", True), ("Müller", True), ("Ri Won Ho", True), ("Maria", False),
    ]  # fmt: skip


def test_headers_of_banks_are_known_and_what_is_not_read_is_said(tmp_path: Path) -> None:
    header = (
        "Customer No;Customer Name;Customer Type;Date of Birth (dd/mm/yyyy);Nationality / Country of Incorporation;IMO;Branch"
    )
    path = table(tmp_path, f"{header}\n7;Kim Jong Un;Individual;8/1/1984;DPRK;;Wien\n")
    assert good(path) == [
        Query(id="7", names=("Kim Jong Un",), schema="Person", birth_dates=("8/1/1984",), countries=("DPRK",))
    ]
    told = columns(path)
    assert told.unread == ("Branch",)
    assert told.text == (
        "read: name = Customer Name, schema = Customer Type, birth_date = Date of Birth (dd/mm/yyyy), "
        "country = Nationality / Country of Incorporation, id = Customer No, imo = IMO; not read: Branch"
    )


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("Client Type", "schema"), ("Legal Form", "schema"), ("Client ID", "id"), ("CIF", "id"), ("Customer Number", "id"),
        ("Country of Residence", "country"), ("Country of Birth", "country"), ("Nationality 1", "country"),
        ("Nationality_2", "country"), ("Birth Year", "birth_date"), ("Year of Birth", "birth_date"), ("Vessel IMO", "imo"),
        ("Vessel IMO No.", "imo"), ("IMO Nr", "imo"), ("National ID", "national_id"), ("Registration No", "registration"),
        ("Maiden Name", "maiden"), ("Trading Name", "alias"), ("SWIFT/BIC", "swift"), ("D.O.B. [ISO]", "birth_date"),
        ("Domicile/Country", "country"), ("NAME_1", "name"),
    ],
)  # fmt: skip
def test_a_header_is_known(header: str, ours: str) -> None:
    found = recognised(header)
    assert found is not None
    assert found.ours == ours


@pytest.mark.parametrize(
    "header", ["Branch", "Nationality / Passport No", "Risk Rating", "", "1", "/", "()", "Date", "Vessel Type"]
)
def test_a_header_that_names_nothing_or_two_things_is_not_read(header: str) -> None:
    assert recognised(header) is None


def test_several_columns_feed_one_of_ours_where_a_party_has_several(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "First Name,Surname,Maiden Name,Trading Name,AKA,Nationality 1,Nationality 2,Country of Residence,Passport No,"
        "Passport 2\n"
        "Anna,Berg,Huber,Berg Foods,Anni B,AT,n/a,DE,P1234,P9876\n",
    )
    (query,) = good(path)
    assert query.names == ("Anna Berg", "Anna Huber", "Berg Foods", "Anni B")
    assert query.countries == ("AT", "DE")
    assert query.identifiers == (Identifier(kind="passport", value="P1234"), Identifier(kind="passport", value="P9876"))


def test_names_in_two_scripts_are_both_asked_and_an_employer_is_not(tmp_path: Path) -> None:
    path = table(tmp_path, "Company,Customer Name (English),Customer Name (Korean)\nRosneft,Kim Jong Un,김정은\n")
    assert good(path) == [Query(names=("Kim Jong Un", "김정은"))]
    assert columns(path).unread == ("Company",)


def test_a_column_is_named_by_any_word_for_it_and_then_alone_is_taken(tmp_path: Path) -> None:
    path = table(tmp_path, "Name,Art,Nationality,Land,Sitz\nKim,ship,KP,AT,DE\n")
    assert good(path, type="Art")[0].schema == "Vessel"
    assert good(path, nationality="Land")[0].countries == ("AT",)
    named = {"country": ("Land", "Sitz")}
    assert [row.query.countries for row in customers(path, named) if isinstance(row, Customer)] == [("AT", "DE")]
    with pytest.raises(ListError, match="Only one column can be 'name'"):
        columns(path, {"name": ("Land", "Sitz")})


def test_an_encoding_is_for_text_that_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    for encoding in ("cp1251", "koi8-r", "cp949", "gb18030", "cp1256", "utf-16-le"):
        name = {"cp949": "김정은", "gb18030": "金正恩", "cp1256": "كيم"}.get(encoding, "Ким")
        path.write_bytes(f"id,name\n1,{name}\n2,Müller\n".encode(encoding, "replace"))
        (first, *_) = [row for row in customers(path, encoding=encoding) if isinstance(row, Customer)]
        assert (first.query.names, first.repaired, first.uncertain) == ((name,), False, "")
        if encoding != "utf-16-le":
            assert isinstance(next(customers(path)), RejectedRow)
            assert isinstance(next(customers(path, encoding="utf-8")), RejectedRow)
    with pytest.raises(ListError, match="encoding"):
        columns(tmp_path / "some.parquet", encoding="cp1251")


def test_a_western_name_in_windows_1252_is_screened_and_said_to_be_guessed(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes("name,aka\nMüller,\nKim Jong Un,Ким Чен Ын\n".replace("Ким Чен Ын", "\xca\xe8\xec").encode("cp1252"))
    first, second = (row for row in customers(path) if isinstance(row, Customer))
    assert first.query.names == ("Müller",)
    assert second.query.names == ("Kim Jong Un",)
    assert "--encoding" in first.uncertain
    assert "--encoding" in second.uncertain
