"""PDF lines to blocks: page headers and footers left out, lines joined to paragraphs, divided words joined, over pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from vetoproof.examine.blocks import Block
from vetoproof.examine.characters import collapse
from vetoproof.examine.columns import ordered
from vetoproof.examine.htmlpage import Printed
from vetoproof.examine.walk import MOST_BLOCKS, MOST_CHARACTERS
from vetoproof.pdf.sheet import Line, Sheet, Sheets

_MARGIN = 0.12
"""The share of a sheet's height at its top and foot in which what is printed again and again is no text."""
_AGAIN = 0.3
"""The share of sheets on which the same line must stand there; at least two sheets."""
_NUMBER = re.compile(
    r"(?:page|seite|p\.|стр\.)?\s*[-–—/|]?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|из)\s*\d{1,4})?\s*[-–—/|]?", re.I
)
_NUMBERED = re.compile(r"\b(?:page|seite|стр\.)\s+\d{1,4}\s+(?:of|von|из)\s+\d{1,4}\b", re.I)
"""What a first or last line in the margin says only where it numbers the pages: "The Paper - page 1 of 2"."""
_HYPHEN = "\ufffe"
"""Put by the reader for a hyphen that it takes to divide a word at the end of a line."""
_LARGER = 1.15
"""How much larger than most of the text a line is printed that is a heading."""
_LONGEST_HEADING = 200
_ITEM = re.compile(r"(?:[•‣▪◦●■–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\s+\S")
_ENDED = re.compile(r"[.!?:…。！？]['\"”’»)\]]*(?:\d{1,3})?$")
_GAP = 1.6
"""Distance from line to line, in usual distances, from which on a paragraph begins."""


_COLUMN = 60.0
"""Points within which lines begin that belong to one column, indented or not."""
_LINES = 5
"""Lines from which on a column tells where its full lines end."""


class _Piece(msgspec.Struct):
    """A paragraph in the making. `sheet`: the number of the page on which it begins, from 1."""

    text: str
    last: Line
    sheet: int
    size: float


def read_pdf(found: Sheets) -> Printed | str:
    """The blocks of a PDF, or the reason why it has none."""
    if not any(sheet.lines for sheet in found.sheets):
        pictures = sum(sheet.pictures for sheet in found.sheets)
        if pictures:
            return f"a scanned PDF: pictures on {pictures} of {found.count} pages and no text"
        return f"a PDF of {found.count} pages without text"
    sheets = [msgspec.structs.replace(sheet, lines=tuple(ordered(sheet.lines))) for sheet in found.sheets]
    kept, dropped = _without_margins(sheets)
    size = _usual_size(kept)
    pieces = _pieces(kept, size)
    notes = [f"{dropped} page headers, footers and page numbers were left out"] if dropped else []
    blocks: list[Block] = []
    length = 0
    title = _title(pieces, size, found.title)
    for piece in pieces:
        text = _whole(piece.text, pieces)
        heading = piece.size > _LARGER * size and len(text) <= _LONGEST_HEADING
        tag = "h1" if title and text == title else "h2" if heading else "li" if _ITEM.match(text) else "p"
        if not text:
            continue
        if length + len(text) > MOST_CHARACTERS or len(blocks) >= MOST_BLOCKS:
            notes.append(
                f"the PDF is longer than {MOST_CHARACTERS:,} characters or {MOST_BLOCKS:,} blocks: the rest was not read"
            )
            break
        blocks.append(Block(text, tag, page=piece.sheet))
        length += len(text)
    empty = sum(1 for sheet in found.sheets if not sheet.lines)
    if empty:
        notes.append(f"{empty} of {len(found.sheets)} pages hold no text")
    if len(found.sheets) < found.count and not any("longer than" in note for note in notes):
        notes.append(f"only the first {len(found.sheets):,} of {found.count:,} pages were read")
    if found.made and (made := re.match(r"D:(\d{4})(\d{2})?(\d{2})?", found.made)):
        notes.append(f"the file says that it was made on {'-'.join(filter(None, made.groups()))}")
    return Printed(blocks=blocks, article=blocks, title=title, notes=tuple(notes), extractor="pdf@1")


def _without_margins(sheets: Sequence[Sheet]) -> tuple[list[list[Line]], int]:
    """The lines of each page but headers, footers and page numbers, and how many those were."""
    edges = [[_in_margin(line, sheet) for line in sheet.lines] for sheet in sheets]
    often: Counter[str] = Counter()
    for sheet, edge in zip(sheets, edges, strict=True):
        often.update({_same(line.text) for line, at_edge in zip(sheet.lines, edge, strict=True) if at_edge})
    enough = max(2.0, _AGAIN * len(sheets))
    kept, dropped = [], 0
    for sheet, edge in zip(sheets, edges, strict=True):
        ends = {0, len(sheet.lines) - 1}
        left = [
            line
            for i, (line, at_edge) in enumerate(zip(sheet.lines, edge, strict=True))
            if not (at_edge and often[_same(line.text)] >= enough)
            and not ((at_edge or (i in ends and len(ends) > 1)) and _NUMBER.fullmatch(line.text))
            and not (at_edge and i in ends and _NUMBERED.search(line.text))
        ]
        dropped += len(sheet.lines) - len(left)
        kept.append(left)
    return kept, dropped


def _in_margin(line: Line, sheet: Sheet) -> bool:
    return sheet.height > 0 and (line.bottom < _MARGIN * sheet.height or line.top > (1 - _MARGIN) * sheet.height)


def _same(text: str) -> str:
    """A line without its numbers: "S/2024/215 - 3/615" and "S/2024/215 - 4/615" are one footer."""
    return re.sub(r"\d+", "#", collapse(text)).lower()


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of type in which most letters are printed."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.top - line.bottom, 0)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _pieces(pages: Sequence[Sequence[Line]], size: float) -> list[_Piece]:
    pieces: list[_Piece] = []
    step = _usual_step(pages, size)
    full = _margin(pages)
    for number, lines in enumerate(pages, 1):
        for line in lines:
            high = line.top - line.bottom
            heading = high > _LARGER * size and bool(pieces) and pieces[-1].sheet == number
            if pieces and (
                _same_heading(pieces[-1], line, step) if heading else not _begins(pieces[-1], line, step, full(pieces[-1].last))
            ):
                pieces[-1].text = _joined(pieces[-1].text, line.text)
                pieces[-1].last = line
            else:
                pieces.append(_Piece(line.text, line, number, high))
    return pieces


def _margin(pages: Sequence[Sequence[Line]]) -> Callable[[Line], float]:
    """Where full lines end that begin where a line does: each column has a right margin of its own."""
    rights: dict[int, list[float]] = {}
    for line in (line for lines in pages for line in lines):
        rights.setdefault(round(line.left / _COLUMN), []).append(line.right)
    whole = sorted(right for some in rights.values() for right in some)

    def full(line: Line) -> float:
        some = sorted(rights.get(round(line.left / _COLUMN), ()))
        some = some if len(some) >= _LINES else whole
        return some[int(0.8 * (len(some) - 1))]

    return full


def _usual_step(pages: Sequence[Sequence[Line]], size: float) -> float:
    """The distance from line to line that is met most often; the smaller of two."""
    steps: Counter[float] = Counter()
    for lines in pages:
        for one, two in pairwise(lines):
            if 0 < one.bottom - two.bottom < 4 * max(size, 1.0):
                steps[round(one.bottom - two.bottom, 0)] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=1.3 * size)


def _same_heading(piece: _Piece, line: Line, step: float) -> bool:
    """Whether a large line is the next line of the same heading."""
    high = line.top - line.bottom
    near = 0 < piece.last.bottom - line.bottom <= max(_GAP * step, _GAP * high)
    return near and abs(high - piece.size) < 0.5 and not _ENDED.search(piece.text)


def _begins(piece: _Piece, line: Line, step: float, full: float) -> bool:
    """Whether a line begins a paragraph rather than going on with the one before."""
    last = piece.last
    high, before = line.top - line.bottom, last.top - last.bottom
    if high and before and not 1 / _LARGER <= high / before <= _LARGER and not _lower(line.text):
        return True
    if piece.text.endswith(_HYPHEN):
        return False
    if _ITEM.match(line.text):
        return True
    down = last.bottom - line.bottom
    if abs(down) < 0.5 * step and line.left >= last.right:
        return False  # The rest of the same line, printed apart.
    ended = bool(_ENDED.search(piece.text))
    if not 0 < down <= _GAP * step:
        # Another column, another page, or an empty line: a sentence goes on where it had not ended.
        return ended or not _lower(line.text)
    short = last.right < full - 0.15 * max(full - last.left, 1.0)
    indented = line.left > last.left + 0.8 * max(high, 1.0)
    return (ended and (short or indented)) or (short and not _lower(line.text) and not piece.text.endswith(","))


def _lower(text: str) -> bool:
    """Whether a line begins as a sentence does not: with a small letter."""
    return text[:1].islower()


def _joined(text: str, more: str) -> str:
    if text.endswith(_HYPHEN):
        return text + more  # Settled when the whole text is known.
    if re.search(r"[^\W\d_]-$", text) and _lower(more):
        return text[:-1] + _HYPHEN + more
    return f"{text} {more}"


def _whole(text: str, pieces: Sequence[_Piece]) -> str:
    """The text with its divided words whole: with the hyphen where the same word stands so elsewhere ("long-range")."""

    def settle(match: re.Match[str]) -> str:
        with_hyphen = f"{match[1]}-{match[2]}"
        return with_hyphen if any(with_hyphen in piece.text for piece in pieces) else match[1] + match[2]

    settled = re.sub(rf"(\w*){_HYPHEN}\s*(\w*)", settle, text) if _HYPHEN in text else text
    return collapse(settled)


def _title(pieces: Sequence[_Piece], size: float, said: str) -> str:
    """The heading: what the file calls itself where the first page prints it, else its largest line, if larger than text."""
    first = [piece for piece in pieces if piece.sheet == 1]
    name = collapse(said.replace("\x00", ""))
    texts = [_whole(piece.text, pieces) for piece in first]
    if name and name in texts:
        return name
    large = [
        (piece.size, -i) for i, piece in enumerate(first) if piece.size > _LARGER * size and len(texts[i]) <= _LONGEST_HEADING
    ]
    return texts[-max(large)[1]] if large else ""
