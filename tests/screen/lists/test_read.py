"""Any list is told by its first bytes; what is no list is refused by what it is."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from vetoproof.model.names import Listing
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.lists.read import FORMATS, HEAD, detect, read

FIXTURES = Path(__file__).parents[2] / "fixtures/lists"
FORMAT_OF = {
    "eu_fsf.xml": "eu-fsf",
    "eu_journal.csv": "eu-journal",
    "ftm_entities.json": "ftm",
    "ofac_advanced.xml": "ofac-advanced",
    "ofac_sdn.csv": "ofac-sdn",
    "uk_conlist.csv": "uk",
    "uk_list.csv": "uk",
    "un_extract.xml": "un-xml",
}


@pytest.mark.parametrize(("name", "known"), FORMAT_OF.items())
def test_every_format_is_told_by_its_first_bytes_and_by_no_other_reader(name: str, known: str) -> None:
    head = (FIXTURES / name).read_bytes()[:HEAD]
    assert detect(head, "unnamed").name == known
    assert [candidate.name for candidate in FORMATS if candidate.recognises(head, name)] == [known]


@pytest.mark.parametrize("name", FORMAT_OF)
def test_every_row_has_an_outcome_with_its_place(name: str) -> None:
    with (FIXTURES / name).open("rb") as source:
        found = list(read(source, name))
    assert any(isinstance(entry, Listing) for entry in found)
    assert all(entry.row if isinstance(entry, Listing) else entry.where and entry.reason for entry in found)


def test_what_cannot_be_read_twice_is_read_where_the_format_allows_it() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    pipe = Pipe((FIXTURES / "eu_journal.csv").read_bytes())
    assert Counter(type(entry) for entry in read(pipe, "pipe")) == {Listing: 5, RejectedRow: 2}
    with pytest.raises(ListError, match="save it to disk first"):
        list(read(Pipe((FIXTURES / "uk_list.csv").read_bytes()), "pipe"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04....", "a ZIP archive or spreadsheet, not a list; unpack it"),
        (b"\x1f\x8b\x08", "compressed with gzip"),
        (b"%PDF-1.7", "a PDF"),
        (b"  <!DOCTYPE html><html>", "a web page, not a list; fetch the file that the page links to"),
        (b'[{"id":"a"}]', "one JSON document"),
        (b"id,name\n1,a\n", "no format known begins with 'id,name'"),
        (b"<export><thing/></export>", "no format known begins with"),
    ],
)
def test_what_is_no_list_is_refused_by_what_it_is_with_the_formats_known(data: bytes, said: str) -> None:
    with pytest.raises(ListError) as refused:
        read(io.BytesIO(data), "f.bin")
    message = str(refused.value)
    assert message.startswith("f.bin: ")
    assert said in message
    assert all(known.name in message for known in FORMATS)
