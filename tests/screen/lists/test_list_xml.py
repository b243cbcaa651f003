from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from vetoproof.screen.lists import xml
from vetoproof.screen.lists.days import iso_day
from vetoproof.screen.lists.outcome import ListError
from vetoproof.screen.lists.xml import entries, local, root_of, text, texts


def ids(data: bytes, root: str = "list") -> list[str | None]:
    return [element.get("id") for element in entries(io.BytesIO(data), "some.xml", root, ("entry",))]


def refused(data: bytes, root: str = "list") -> str:
    with pytest.raises(ListError) as caught:
        ids(data, root)
    return str(caught.value)


def test_entries_come_one_by_one_whatever_their_namespace() -> None:
    assert ids(b"<list><entry id='1'/><other/><entry id='2'/></list>") == ["1", "2"]
    assert ids(b"<x:list xmlns:x='urn:a'><x:part><x:entry id='1'/></x:part></x:list>") == ["1"]


def test_an_entry_has_its_line_and_its_texts_folded() -> None:
    data = b"<list>\n<entry>\n<v> a\n b </v><v/><v>c</v></entry></list>"
    found = entries(io.BytesIO(data), "f", "list", ("entry",))
    [seen] = [(xml.line(e), text(e, "v"), texts(e, "v"), text(e, "w"), local(e)) for e in found]
    assert seen == ("line 2", "a b", ["a b", "c"], "", "entry")


def test_lines_are_told_beyond_the_sixteen_bits_of_older_parsers() -> None:
    data = b"<list>" + b"\n" * 70_000 + b"<entry/></list>"
    assert [xml.line(e) for e in entries(io.BytesIO(data), "f", "list", ("entry",))] == ["line 70001"]


LAUGHS = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for name, inner in zip("bcdef", "abcde", strict=True))
BOMB = f'<?xml version="1.0"?><!DOCTYPE list [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>'.encode()


@pytest.mark.parametrize(
    "data",
    [
        BOMB + b"<list><entry id='1'>&f;</entry></list>",
        BOMB + b"<list a='&f;'><entry id='1'/></list>",
        b"<!DOCTYPE list SYSTEM 'http://127.0.0.1:9/list.dtd'><list><entry id='1'/></list>",
        b"<!DOCTYPE list [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><list><entry id='1'>&x;</entry></list>",
        b"<!--" + b" " * 200_000 + b"--><!DOCTYPE list [<!ENTITY x 'y'>]><list><entry id='1'/></list>",
    ],
    ids=["billion laughs", "in an attribute", "external", "a local file", "after a long comment"],
)
def test_a_document_type_is_refused(data: bytes) -> None:
    message = refused(data)
    assert message.startswith("some.xml, line")
    assert "document type" in message or "entity" in message.lower()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"   ", "not XML"),
        (b"name,country\nx,y\n", "not XML"),
        (b"<list><entry id='1'/>", "cut off"),
        (b"<list>\n<entry id='1'>\n", "line 3"),
        (b"<html><entry id='1'/></html>", "<html>, not <list>"),
        (b"<list>\n<entry></wrong></list>", "line 2"),
        ("<list>\n<entry>Caf\u00e9</entry></list>".encode("latin-1"), "encoding"),
        (b"<?xml version='1.0' encoding='no-such'?><list/>", "encoding"),
        (b"<list>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</list>", "line 1"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_place_and_remedy(data: bytes, words: str) -> None:
    message = refused(data)
    assert message.startswith("some.xml")
    assert words in message


def test_declared_encodings_are_read() -> None:
    data = "<?xml version='1.0' encoding='iso-8859-1'?><list><entry>\u00e9</entry></list>".encode("latin-1")
    assert [text(e, ".") for e in entries(io.BytesIO(data), "f", "list", ("entry",))] == ["\u00e9"]
    wide = "<?xml version='1.0' encoding='utf-16'?><list><entry>\uae40</entry></list>".encode("utf-16")
    assert [text(e, ".") for e in entries(io.BytesIO(wide), "f", "list", ("entry",))] == ["\uae40"]


class Endless(io.RawIOBase):
    """A list without an end: chunks of elements until somebody stops asking."""

    def __init__(self, chunk: bytes, chunks: int) -> None:
        self._chunks = self._all(chunk, chunks)

    def _all(self, chunk: bytes, chunks: int) -> Iterator[bytes]:
        yield b"<list>"
        for _ in range(chunks):
            yield chunk
        yield b"</list>"

    def read(self, size: int = -1) -> bytes:  # noqa: ARG002
        return next(self._chunks, b"")


def endless(chunk: bytes, chunks: int) -> BinaryIO:
    return Endless(chunk, chunks)  # type: ignore[return-value]


def test_memory_does_not_grow_with_the_number_of_entries() -> None:
    import resource

    chunk = b"<junk/><entry>" + b"<v>word</v>" * 100 + b"</entry>"
    for _ in entries(endless(chunk, 1_000), "f", "list", ("entry",)):
        pass
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    count = sum(1 for _ in entries(endless(chunk, 20_000), "f", "list", ("entry",)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 4 << 20
    # 22 MB of XML went through; a tree of it would be several times that (resident size is in kB).
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 12_000


def test_a_file_of_nothing_but_other_elements_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "PATIENCE", 1 << 20)
    with pytest.raises(ListError, match="without the end of an entry"):
        list(entries(endless(b"<junk>word</junk>" * 1000, 1000), "f", "list", ("entry",)))


def test_the_root_is_told_from_the_first_bytes_even_if_a_fault_follows() -> None:
    assert root_of(b"<?xml version='1.0'?><!-- c --><x:list xmlns:x='urn:a'><entry") == "list"
    assert root_of(b"<list></wrong>") == "list"
    assert root_of(b"{}") is None
    assert root_of(b"") is None


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2012-12-31", "2012-12-31"),
        ("2016-03-02-05:00", "2016-03-02"),
        ("2016-03-02T00:00:00Z", "2016-03-02"),
        ("17.3.2014", "2014-03-17"),
        ("23/02/2001", "2001-02-23"),
        ("17 Oct 1990", "1990-10-17"),
        ("4 June 2013", "2013-06-04"),
        ("30 Feb 1990", None),
        ("1990", None),
        ("", None),
        ("12 Xyz 1990", None),
    ],
)
def test_a_day_is_a_day_of_the_calendar_or_none(printed: str, day: str | None) -> None:
    assert iso_day(printed) == day
