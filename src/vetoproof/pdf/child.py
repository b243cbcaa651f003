"""The child process: takes a PDF on its standard input, gives JSON on its standard output. `python -m vetoproof.pdf.child`.

It limits itself before it loads the native library: memory, processor time, no core file, no new processes. It imports nothing
of the rest of the program.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any

import msgspec

from vetoproof.pdf.sheet import Line, Refused, Sheet, Sheets

MEMORY = 1_500_000_000
"""Bytes of address space. Python and the library take 250 MB, a report of 500 pages 50 MB more."""
SECONDS = 30
"""Processor seconds. 117 pages of a dense book take .4 s."""
MOST_SHEETS = 2_000
MOST_CHARACTERS = 500_000
"""A little more than what is read of any document, so that the reader can say that there was more."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of PDFium's fpdfview.h."""
_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line that it takes to divide a word (also U+0002 in older versions)."""


def limit() -> None:
    """Bounds this process where the system can; elsewhere the parent's clock is the only bound."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bounds = (
        ("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_NPROC", 0),
    )  # fmt: skip
    for name, most in bounds:
        if hasattr(resource, name):
            # Some systems refuse to lower one of them (macOS the address space): the others still hold.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (most, most))


def read(body: bytes) -> Sheets | Refused:
    """The lines of a PDF, or why there are none."""
    import pypdfium2

    opened: Any = pypdfium2.PdfDocument
    try:
        file = opened(body)
        count = len(file)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD or "password" in str(error).lower():
            return Refused("encrypted: the PDF asks for a password")
        return Refused(f"no PDF that can be read ({str(error).strip().rstrip('.') or 'damaged'})")
    sheets: list[Sheet] = []
    size = 0
    for number in range(min(count, MOST_SHEETS)):
        try:
            sheets.append(_sheet(file[number]))
        except pypdfium2.PdfiumError:
            sheets.append(Sheet(0, 0, ()))  # One damaged page does not take the others with it; it is counted as empty.
        size += sum(len(line.text) for line in sheets[-1].lines)
        if size > MOST_CHARACTERS:
            break
    about = file.get_metadata_dict()
    return Sheets(tuple(sheets), count, about.get("Title", "")[:500], about.get("CreationDate", "")[:40])


def _sheet(page: Any) -> Sheet:
    text = page.get_textpage()
    width, height = page.get_size()
    written = text.get_text_range(errors="replace") if text.count_chars() else ""
    lines, at = [], 0
    for printed in written.split("\r\n"):
        lines += _line(text, printed, at)
        at += len(printed.encode("utf-16-le", "surrogatepass")) // 2 + 2
    pictures = not lines and any(True for _ in page.get_objects(filter=(_IMAGE,), max_depth=3))
    return Sheet(round(width, 1), round(height, 1), tuple(lines), pictures)


_IMAGE = 3
"""FPDF_PAGEOBJ_IMAGE."""


def _line(text: Any, printed: str, at: int) -> list[Line]:
    words = printed.strip()
    if not words:
        return []
    first = at + len(printed) - len(printed.lstrip())
    last = at + len(printed.rstrip()) - 1
    try:
        left, bottom, _, top = text.get_charbox(first, loose=True)
        right = text.get_charbox(last - words.endswith(_HYPHEN))[2]
    except Exception:  # noqa: BLE001 - letters without a place are text all the same
        left = bottom = right = top = 0.0
    return [Line(words.replace("\x02", _HYPHEN), round(left, 1), round(right, 1), round(bottom, 1), round(top, 1))]


def main() -> None:
    """Reads, writes, ends. A failure ends with a status, from which the parent tells what happened."""
    limit()
    body = sys.stdin.buffer.read()
    try:
        found = msgspec.json.encode(read(body))
    except MemoryError:
        sys.exit(3)
    sys.stdout.buffer.write(found)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
