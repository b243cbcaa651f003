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
    # White letters are seen on a picture or a coloured ground; where a page holds neither, nobody sees them.
    text.bare = not any(True for _ in page.get_objects(filter=_GROUNDS, max_depth=1))
    written = text.get_text_range(errors="replace") if text.count_chars() else ""
    lines, at = [], 0
    for printed in written.split("\r\n"):
        lines += _line(text, printed, at, (width, height))
        at += len(printed.encode("utf-16-le", "surrogatepass")) // 2 + 2
    pictures = not lines and any(True for _ in page.get_objects(filter=(_IMAGE,), max_depth=3))
    return Sheet(round(width, 1), round(height, 1), tuple(lines), pictures)


_IMAGE = 3
"""FPDF_PAGEOBJ_IMAGE."""
_GROUNDS = (2, _IMAGE, 4, 5)
"""FPDF_PAGEOBJ_PATH, _IMAGE, _SHADING, _FORM: what may lie under letters."""


def _line(text: Any, printed: str, at: int, size: tuple[float, float] = (0.0, 0.0)) -> list[Line]:
    """The pieces of a printed line: apart where another column begins, without what nobody sees and without raised marks."""
    words = printed.strip()
    if not words:
        return []
    first = at + len(printed) - len(printed.lstrip())
    try:
        letters = [(letter, text.get_charbox(first + i, loose=True)) for i, letter in enumerate(words)]
    except Exception:  # noqa: BLE001 - letters without a place are text all the same
        return [Line(words.replace("\x02", _HYPHEN), 0.0, 0.0, 0.0, 0.0)]
    if any(ord(letter) > 0xFFFF for letter in words):
        return [_placed(letters)]  # Two units of PDFium's count make one letter here: places are not exact.
    high = _usual([box[3] - box[1] for letter, box in letters if not letter.isspace()])
    seen = [
        (letter, box)
        for i, (letter, box) in enumerate(letters)
        if letter.isspace() or not (_outside(box, size) or 0 < box[3] - box[1] < _TINY or _white(text, first + i))
    ]
    base = _usual([box[1] for letter, box in seen if not letter.isspace()])
    kept = [
        (letter, box)
        for letter, box in seen
        if not (letter.isdigit() and 0 < box[3] - box[1] < _RAISED * high and box[1] > base + 0.15 * high)
    ]
    return [_placed(piece) for piece in _columns(kept, high)]


_TINY = 2.0
"""Points below which type is no text for eyes; the smallest print of contracts has four."""
_RAISED = 0.75
"""The size of a raised figure, the mark of a footnote, beside that of its line."""
_APART = 1.5
"""Sizes of type between two words from which on they stand apart: another column. A justified blank is up to one."""

Box = tuple[float, float, float, float]


def _usual(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _outside(box: Box, size: tuple[float, float]) -> bool:
    width, height = size
    return width > 0 and (box[2] < 0 or box[0] > width or box[3] < 0 or box[1] > height)


def _white(text: Any, at: int) -> bool:
    """Whether a letter is in white or without any colour on a page that has no ground of another colour."""
    if not text.bare:
        return False
    import ctypes

    import pypdfium2.raw

    raw: Any = pypdfium2.raw
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text.raw, at, red, green, blue, alpha):
        return False
    return alpha.value < 8 or min(red.value, green.value, blue.value) > 250


def _columns(letters: list[tuple[str, Box]], high: float) -> list[list[tuple[str, Box]]]:
    pieces: list[list[tuple[str, Box]]] = [[]]
    right = None
    for letter, box in letters:
        if letter.isspace():
            pieces[-1].append((letter, box))
            continue
        if right is not None and high > 0 and box[0] - right > _APART * high:
            pieces.append([])
        pieces[-1].append((letter, box))
        right = box[2]
    return [piece for piece in pieces if any(not letter.isspace() for letter, _ in piece)]


def _placed(letters: list[tuple[str, Box]]) -> Line:
    while letters[0][0].isspace():
        letters = letters[1:]
    while letters[-1][0].isspace():
        letters = letters[:-1]
    words = "".join(letter for letter, _ in letters).replace("\x02", _HYPHEN)
    (left, bottom, _, top), ends = letters[0][1], letters[-2 if len(letters) > 1 and words.endswith(_HYPHEN) else -1][1]
    return Line(words, round(left, 1), round(ends[2], 1), round(bottom, 1), round(top, 1))


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
