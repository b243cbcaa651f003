"""Tables of any size and make: what is read, what is rejected and where, and when the whole file is refused."""

from __future__ import annotations

import csv
import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.lists import rows
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.lists.rows import Row, Table


def table(data: bytes, **more: object) -> Table:
    return Table(io.BytesIO(data), "t.csv", ("id", "name"), **more)  # type: ignore[arg-type]


def read(data: bytes, **more: object) -> list[Row | RejectedRow]:
    return list(table(data, **more))


def names(data: bytes, **more: object) -> list[str]:
    return [row.cells["name"] for row in read(data, **more) if isinstance(row, Row)]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_table_is_read_in_any_unicode_with_any_delimiter_and_line_ending(coding: str, delimiter: str, ending: str) -> None:
    if ending == "\r" and coding in ("utf-16", "utf-32"):
        pytest.skip("the old line ending is known in single bytes only")
    text = ending.join([delimiter.join(row) for row in (("id", "name"), ("1", "Мария"), ("2", "김정"))]) + ending
    assert names(text.encode(coding)) == ["Мария", "김정"]


def test_bytes_that_are_not_utf8_are_repaired_in_their_own_line_and_said_to_be() -> None:
    whole = table("id,name\n1,Zoë\n".encode() + b"2,Zo\xeb\n3,Ann\n")
    found = list(whole)
    assert [(row.cells["name"], row.repaired) for row in found if isinstance(row, Row)] == [
        ("Zoë", False),
        ("Zoë", True),
        ("Ann", False),
    ]
    assert whole.repaired == 1


def test_an_encoding_that_the_caller_states_is_used() -> None:
    assert names("id,name\n1,김정\n".encode("cp949"), encoding="cp949") == ["김정"]
    with pytest.raises(ListError, match="no encoding is called 'klingon'"):
        table(b"id,name\n", encoding="klingon")


def test_lines_before_the_header_are_passed_and_rows_are_told_by_physical_lines() -> None:
    found = read(b'Report Date: 1\n\nid,Name \n1,"a\nb"\n\n2,c\n,\n')
    assert [row.where for row in found if isinstance(row, Row)] == ["lines 4-5", "line 7"]


def test_a_row_of_another_width_is_rejected_with_its_line() -> None:
    found = read(b"id,name,note\n1,a\n2,b,c\n3,d,e,f\n4,g,h,\n")
    assert [(row.where, row.reason) for row in found if isinstance(row, RejectedRow)] == [
        ("line 2", "2 cells where the header has 3 columns"),
        ("line 4", "4 cells where the header has 3 columns"),
    ]


def test_one_unclosed_quotation_mark_costs_one_row() -> None:
    found = read(b'id,name\n1,"a"\n2,"open\n3,"c"\n4,d\n5,6" pipe\n6,"e ""f"" g"\n')
    assert [row.where for row in found if isinstance(row, RejectedRow)] == ["line 3"]
    assert [row.cells["name"] for row in found if isinstance(row, Row)] == ["a", "c", "d", '6" pipe', 'e "f" g']


def test_a_mark_still_open_at_the_end_of_the_file_costs_its_own_row() -> None:
    found = read(b'id,name\n1,"a\n2,b\n3,c\n')
    assert [row.where for row in found if isinstance(row, RejectedRow)] == ["line 2"]
    assert [row.cells["id"] for row in found if isinstance(row, Row)] == ["2", "3"]


class Endless(io.RawIOBase):
    """A table of a billion rows whose quotation mark, opened in row 1,000, is never closed."""

    def __init__(self, size: int) -> None:
        self.left, self.sent = size, False

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        if not self.sent:
            self.sent = True
            return b"id,name\n" + b"1,a\n" * 998 + b'999,"open\n'
        self.left -= count
        return b"1,aaaaaaaaaaaaaa\n" * (count // 17) if self.left > 0 else b""


def test_a_mark_never_closed_in_a_huge_file_ends_in_an_error_naming_its_row_in_bounded_memory() -> None:
    tracemalloc.start()
    with pytest.raises(ListError, match=r"t\.csv, line 1000: a quotation mark is opened there and not closed within 128 kB"):
        for _ in Table(Endless(1 << 31), "t.csv", ("id", "name")):  # type: ignore[arg-type]
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(megabytes: int) -> int:
        tracemalloc.start()
        count = 0
        for row in Table(Plain(megabytes << 20), "t.csv", ("id", "name")):  # type: ignore[arg-type]
            count += isinstance(row, Row)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count > megabytes * 10_000
        return found

    assert peak(2) < 1.2 * peak(1)


class Plain(Endless):
    def read(self, count: int = -1) -> bytes:
        if not self.sent:
            self.sent = True
            return b"id,name\n"
        self.left -= count
        return b'1,"aaaa, aaaa",\n' * (count // 16) if self.left > 0 else b""


def test_a_line_without_an_end_is_refused() -> None:
    with pytest.raises(ListError, match="line 2: the line does not end within 4 MB"):
        read(b"id,name\n1," + b"a" * (5 << 20))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"no,nome\n1,a\n", r"columns needed \(id, name\); found: no, nome; missing: id, name"),
        (b"id,nome\n1,a\n", "missing: name"),
        (b"id,name,name\n", "the column 'name' stands twice"),
        (b"PK\x03\x04\x00\x00", "no text in utf-8; save the table as CSV"),
        (b"<html><body>Not found</body></html>", "missing: id, name"),
    ],
)
def test_a_file_that_is_not_the_table_is_refused_with_what_was_found_and_needed(data: bytes, said: str) -> None:
    with pytest.raises(ListError, match=said) as refused:
        read(data)
    assert str(refused.value).startswith("t.csv")


def test_other_spellings_of_a_column_are_known_and_columns_nobody_asked_for_are_told() -> None:
    found = table(b"ID,Full\xc2\xa0 Name,extra\n1,a,b\n", synonyms={"full name": "name"})
    assert found.columns == ("id", "name", "extra")
    assert found.others == ("extra",)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",;\n'), max_size=12).map(str.strip)


@given(
    st.lists(st.tuples(CELL, CELL).filter(any), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_whatever_is_written_as_csv_is_read_back(cells: list[tuple[str, str]], delimiter: str, coding: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([("id", "name"), *cells])
    found = read(written.getvalue().encode(coding))
    assert [tuple(row.cells.values()) for row in found if isinstance(row, Row)] == cells


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    with suppress(ListError):
        assert all(isinstance(row, Row | RejectedRow) for row in read(b"id,name\n" + data))
    assert rows.header_in(data, ("id", "name")) in (True, False)
