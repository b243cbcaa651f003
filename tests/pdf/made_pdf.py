"""PDFs made for tests, in a few lines: pages of placed lines in Helvetica, a password, a picture, a bomb."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

Placed = tuple[str, float, float, float]
"""Text, left, bottom, size."""


def lines(texts: Iterable[str], top: float = 720, left: float = 72, size: float = 11, step: float = 14) -> list[Placed]:
    """Lines one under the other; an empty one is a gap."""
    return [(text, left, top - i * step, size) for i, text in enumerate(texts) if text]


def pdf(pages: Sequence[Sequence[Placed]], title: str = "", encrypted: bool = False) -> bytes:
    """A file of pages with lines."""
    return made([_content(page) for page in pages], title=title, encrypted=encrypted)


def made(contents: Sequence[bytes], *, title: str = "", encrypted: bool = False, filters: str = "") -> bytes:
    """A file of pages with these content streams."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    objects.append(image + b"\nstream\n\x80\nendstream")
    objects.append(b"<< /Title (%s) /CreationDate (D:20240305120000Z) >>" % title.encode("latin-1"))
    kids = []
    for content in contents:
        stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters.encode(), content)
        objects.append(stream)
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /I 4 0 R >> >> >>" % len(objects)
        )
        objects.append(page)
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    more = b""
    if encrypted:
        # No password opens this: the check value is that of none.
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -44 >>" % (b"o" * 32, b"u" * 32))
        more = b" /Encrypt %d 0 R /ID [(aaaaaaaaaaaaaaaa) (aaaaaaaaaaaaaaaa)]" % len(objects)
    body, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (size, more, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, tail)


def scan(pages: int = 2) -> bytes:
    """Pages that hold a picture and no text."""
    return made([b"q 500 0 0 700 40 40 cm /I Do Q"] * pages)


def bomb(megabytes: int) -> bytes:
    """A page whose content is so many megabytes, twice deflated to some kilobytes."""
    squeeze = zlib.compressobj(9)
    piece = b"BT /F1 9 Tf 9 9 Td (x) Tj ET\n" * 36_000
    once = b"".join(squeeze.compress(piece) for _ in range(megabytes)) + squeeze.flush()
    return made([zlib.compress(once, 9)], filters="/Filter [/FlateDecode /FlateDecode]")


def _content(page: Sequence[Placed]) -> bytes:
    parts = []
    for text, left, bottom, size in page:
        words = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
        parts.append(b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, bottom, words))
    return b"".join(parts)
