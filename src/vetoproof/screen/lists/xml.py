"""Read a list in XML entry by entry, in constant memory, from bytes that nobody vouches for.

What is refused, each as a `ListError` that names the file, the line and what to do:
- a document type declaration (no list has one; entity bombs and files pulled in from elsewhere need one),
- another root element than the list's own, an empty file, a file cut off, bytes that are not in the declared encoding,
- more than `PATIENCE` bytes without the end of an entry: nothing is kept in memory in the hope of one.

The parser keeps libxml2's own limits (no element deeper than 256, no text longer than 10 MB), asks the network for nothing and
replaces no entity. An entry is freed as soon as the caller asks for the next one, and all that stands before it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from vetoproof.screen.lists.outcome import ListError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CHUNK = 1 << 16
# The longest entry seen in a real list is 69 kB (a party of the advanced format), the longest part before the first entry 3 MB.
PATIENCE = 1 << 26


def root_of(head: bytes) -> str | None:
    """The name of the first element of a file, without its namespace; None if there is none in these bytes."""
    element = _first(head)
    return None if element is None else local(element)


def local(element: Element) -> str:
    """The name of an element without its namespace (the namespace of one list changes with its publisher's addresses)."""
    return str(element.tag).rpartition("}")[2]


def text(element: Element, path: str) -> str:
    """The text of the first child at `path`, its white space folded; empty if there is none."""
    found = element.find(path)
    return "" if found is None or found.text is None else " ".join(found.text.split())


def texts(element: Element, path: str) -> list[str]:
    """The texts of all children at `path` that have any, their white space folded."""
    return [" ".join(found.text.split()) for found in element.iterfind(path) if found.text and not found.text.isspace()]


def line(element: Element) -> str:
    """Where an element begins: "line 880"."""
    return f"line {element.sourceline}"


def entries(source: BinaryIO, name: str, root: str, tags: tuple[str, ...]) -> Iterator[Element]:
    """Every element called one of `tags`, in any namespace, in the order of the file; each is good until the next is asked for.

    `name` is the file's, for messages. Of nested elements only the outer one may be asked for. Raises `ListError`.
    """
    from lxml.etree import XMLSyntaxError

    parser = _parser(("end",), [f"{{*}}{tag}" for tag in tags])
    events = parser.read_events()
    waited = position = 0
    checked = ended = False
    try:
        while chunk := source.read(CHUNK):
            if not position and (opening := _first(chunk)) is not None:
                _check(opening, name, root)
            position += len(chunk)
            waited += len(chunk)
            parser.feed(chunk)
            for _, element in events:
                if not checked:
                    _check(element.getroottree().getroot(), name, root)
                    checked = True
                waited = 0
                yield element
                _free(element)
            if waited > PATIENCE:
                raise ListError(
                    f"{name}: {waited >> 20} MB after byte {position - waited} without the end of an entry "
                    f"({', '.join(tags)}): this is not the list it says it is; fetch it again from its publisher"
                )
        if not position:
            raise ListError(f"{name}: the file is empty; fetch it again from its publisher")
        ended = True
        _check(parser.close(), name, root)
    except XMLSyntaxError as error:
        raise ListError(f"{name}, line {error.lineno or 1}: {_said(error)}; {_remedy(error, ended)}") from error


def _check(opening: Element, name: str, root: str) -> None:
    # Asked of the first bytes, so that a wrong file is refused at once, and again of the whole tree: a long comment may stand
    # before a declaration.
    if opening.getroottree().docinfo.internalDTD is not None:
        raise ListError(
            f"{name}, line 1: a document type is declared, which no sanctions list does and entity bombs need; "
            "fetch the list from its publisher, or remove the declaration if you know who put it there"
        )
    if local(opening) != root:
        raise ListError(
            f"{name}, line {opening.sourceline}: the root element is <{local(opening)}>, not <{root}>: this is another file"
        )


def _first(head: bytes) -> Element | None:
    from lxml.etree import XMLSyntaxError

    parser = _parser(("start",), None)
    # What came before a fault still counts: a fault on line 900 does not make it another file.
    with suppress(XMLSyntaxError):
        parser.feed(head)
    return next((element for _, element in parser.read_events()), None)


def _parser(events: tuple[str, ...], tags: list[str] | None) -> Any:
    from lxml.etree import XMLPullParser

    return XMLPullParser(
        events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _free(element: Element) -> None:
    element.clear(keep_tail=False)
    above: Element | None = element
    while above is not None:
        parent = above.getparent()
        if parent is not None:
            while above.getprevious() is not None:
                del parent[0]
        above = parent


def _said(error: SyntaxError) -> str:
    return re.sub(r", line \d+, column \d+$", "", error.msg or "not XML")


def _remedy(error: SyntaxError, ended: bool) -> str:
    said = (error.msg or "").lower()
    if "encoding" in said or "invalid bytes" in said or "utf-8" in said:
        return "the bytes are not in the encoding that the file declares: fetch it again, unconverted"
    if "start tag expected" in said or "document is empty" in said:
        return "this is not XML: name the file of the list itself"
    # What the parser finds only when it is told that no more comes, whatever it calls it ("AttValue expected" within a tag).
    if ended or "premature end" in said:
        return "the file is cut off: fetch it again"
    return "the XML is broken there: fetch it again from its publisher"
