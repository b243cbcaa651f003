"""A tree to blocks: one pass in document order, without recursion, without what by its element is no part of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from vetoproof.examine import unseen
from vetoproof.examine.blocks import Block
from vetoproof.examine.raised import raised
from vetoproof.model import Link

if TYPE_CHECKING:
    from lxml import etree

MOST_BLOCKS = 5_000
MOST_CHARACTERS = 400_000
MOST_EVENTS = 400_000
"""A page with more is cut there, with a note: the longest transcripts have some hundred thousand characters
(the parser takes 15 s and 400 MB for that many, and refuses a million), and an element
makes two events."""
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q s samp small span
    strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905 - sixty names read better in lines
)
_NEVER = frozenset(
    """
    script style template nav button input select textarea iframe object embed svg canvas dialog menu audio video
    map area head link meta base option datalist progress meter
    amp-sidebar amp-consent amp-ad amp-embed amp-sticky-ad amp-user-notification amp-analytics amp-state amp-lightbox
    """.split()  # noqa: SIM905 - sixty names read better in lines
)
_MOSTLY_FURNITURE = frozenset({"footer", "aside", "noscript"})
_ROLES = frozenset({"navigation", "contentinfo", "complementary", "dialog", "search", "menu", "menubar", "alertdialog"})
_WHITE = re.compile(r"\s+")
_SHOWN = re.compile(r"[:-](?:block|flex|grid|inline|table|contents|inline-block|inline-flex|table-cell)$")
"""A class name that shows again what another one hides on small screens ("hidden md:block")."""
_STRUCK = frozenset({"del", "s", "strike"})
"""What the page itself struck out: "<del>500</del> 50 were killed" says 50."""
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_REMOVED = "vp-removed"
_MOSTLY = 0.4
_SPARED = 30
"""An element that holds more than this share of the page's text is never left out for its class name; nor is any once so many
were spared, for such a page is made to cost time."""


def blocks(
    root: etree._Element, unwanted: frozenset[str], entries: Collection[Any] = (), unshown: frozenset[str] = frozenset()
) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks of a page in reading order; scripts, struck and hidden text are taken out of the tree.

    `unwanted`: class names of furniture; `unshown`: of what is not shown. `entries`: elements whose blocks are numbered, by
    their order.
    """
    from lxml import etree

    sheet = unseen.Sheet.of(root)
    etree.strip_elements(root, "script", "style", "template", with_tail=False)
    total = max(1, sum(map(len, root.itertext())))
    judge = _Judge(unwanted, unshown, total, sheet)
    walker = _Walker(judge, {node: number for number, node in enumerate(entries, 1)})
    events = etree.iterwalk(root, events=("start", "end"))
    for count, (event, node) in enumerate(events):
        if not isinstance(node.tag, str):
            walker.add(node.tail if event == "end" else None)
            continue
        if event == "start":
            if judge.left_out(node):
                events.skip_subtree()
                walker.skipped(node)
            elif node.tag == "sup" and (printed := raised(node, walker.last)) is not None:
                events.skip_subtree()
                walker.skipped(node)
                walker.add(printed)
            else:
                walker.enter(node)
        else:
            walker.leave(node)
        if walker.full or count > MOST_EVENTS:
            walker.full = True
            break
    walker.flush()
    for node in judge.hidden:
        node.tag = _REMOVED  # So that the extractor sees the same text, of which a hidden word may be in the middle.
    etree.strip_elements(root, _REMOVED, with_tail=False)
    notes = [f"{number} {what} were left out" for what, number in judge.left.items() if number]
    if walker.full:
        notes.append(f"the page is longer than {MOST_CHARACTERS:,} characters or {MOST_BLOCKS:,} blocks: the rest was not read")
    return walker.found, tuple(notes)


class _Walker:
    def __init__(self, judge: _Judge, entries: dict[Any, int]) -> None:
        self.judge = judge
        self.entries = entries
        self.entry = 0
        self.found: list[Block] = []
        self.full = False
        self.size = 0
        self.skipping = False
        self.stack: list[tuple[str, frozenset[str], int, bool, int]] = []
        self.boxes = 0
        self.ways: dict[tuple[int, str, str], int] = {}
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[tuple[int, int, str]] = []
        self.inside: set[str] = set()
        self.moment: str | None = None
        self.open_link: tuple[int, str] | None = None

    @property
    def last(self) -> str:
        """The last words before the next one, in this block."""
        return "".join(self.parts[-3:])[-12:]

    def add(self, text: str | None) -> None:
        if text:
            self._put(_WHITE.sub(" ", text))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def skipped(self, node: Any) -> None:
        self.skipping = True  # The end of a skipped element is the next event.
        if node.tag not in _INLINE:
            self.flush()

    def enter(self, node: Any) -> None:
        tag, marks = node.tag, _marks(node)
        if tag in _INLINE:
            self.inside |= marks
            if tag == "br":
                self._put("\n")
            elif tag == "a" and node.get("href"):
                self.open_link = (self.length, node.get("href"))
            elif tag == "time" and node.get("datetime"):
                self.moment = self.moment or node.get("datetime")
            elif tag == "span" and self.parts and self.parts[-1][-1:].isalnum() and (node.text or "")[:1].isalnum() and marks:
                self._put(" ")  # "<span>By Ann</span><span>12 May</span>": two things, printed apart by style.
        else:
            self.flush()
            self.entry = self.entries.get(node, self.entry)
            self.boxes += 1
            suspect = self.judge.suspects(node, marks) or bool(self.stack and self.stack[-1][3])
            # Each article goes its own way: a page may hold several of one template.
            name = str(self.boxes) if tag == "article" else node.get("class") or ""
            key = (self.stack[-1][4] if self.stack else 0, tag, name)
            self.stack.append((tag, marks, self.boxes, suspect, self.ways.setdefault(key, len(self.ways) + 1)))
        self.add(node.text)

    def leave(self, node: Any) -> None:
        if self.skipping:
            self.skipping = False
        elif node.tag in _INLINE:
            if node.tag == "a" and self.open_link is not None:
                self.anchors.append((self.open_link[0], self.length, self.open_link[1]))
                self.open_link = None
        else:
            self.flush()
            if node in self.entries:
                self.entry = 0
            self.stack.pop()
        self.add(node.tail)

    def flush(self) -> None:
        """End the block that is being read; a line break inside it ends a block too where a sentence or heading ends."""
        raw = "".join(self.parts)[: MOST_CHARACTERS - self.size]
        if raw.strip():
            tag, marks, box, way = self._where()
            suspect = bool(self.stack and self.stack[-1][3])
            for start, end in _lines(raw):
                text, links = _placed(raw, start, end, self.anchors)
                if text:
                    self.found.append(Block(text, tag, marks, links, box, way, self.moment, suspect, entry=self.entry))
                    self.size += len(text)
        self._clear()
        self.full = self.full or len(self.found) >= MOST_BLOCKS or self.size >= MOST_CHARACTERS

    def _where(self) -> tuple[str, frozenset[str], int, int]:
        near = self.stack[-3:]
        marks = frozenset(self.inside).union(*(mark for _, mark, _, _, _ in near))
        tag = self.stack[-1][0] if self.stack else ""
        inner = len(self.stack) - 1
        for at in range(inner, max(inner - 6, -1), -1):
            name = self.stack[at][0]
            if name in ("li", "blockquote", "figcaption", "figure", "address") or (
                len(name) == 2 and name[0] == "h" and name[1].isdigit()
            ):
                tag = "figcaption" if name == "figure" else name
                inner = at if name == "blockquote" else inner
                break
        if inner < 1:
            return tag, marks, 0, 0
        return tag, marks, self.stack[inner - 1][2], self.stack[inner - 1][4]


def _lines(raw: str) -> list[tuple[int, int]]:
    """Pieces of a block between line breaks. A break within a sentence (hard-wrapped text) is a blank."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"[ \t\r]*\n[\s]*", raw):
        before, after = raw[start : match.start()].strip(), raw[match.end() : match.end() + 1]
        wraps = (
            match.group().count("\n") == 1
            and before
            and not before.endswith((".", "!", "?", ":", '"', "”", "’"))
            and not after.isupper()
        )
        if not wraps:
            pieces.append((start, match.start()))
            start = match.end()
    return [*pieces, (start, len(raw))]


def _placed(raw: str, start: int, end: int, anchors: list[tuple[int, int, str]]) -> tuple[str, tuple[Link, ...]]:
    """The text of a piece in one line, and its links at their places in that line; one pass, however many links."""
    lead = len(raw[start:end]) - len(raw[start:end].lstrip())
    begin, text, links = start + lead, "", []
    for first, last, address in anchors:
        if begin <= first < last <= end:
            text = f"{text}{_WHITE.sub(' ', raw[begin:first])}"
            at = len(text)
            text += _WHITE.sub(" ", raw[first:last])
            links.append((at, len(text), address))
            begin = last
    text = f"{text}{_WHITE.sub(' ', raw[begin:end])}"
    return _tightened(text, links)


def _tightened(text: str, links: list[tuple[int, int, str]]) -> tuple[str, tuple[Link, ...]]:
    """Double blanks, which arise where a link begins or ends with one, taken out of text and places alike."""
    gaps = [match.start() + 1 for match in re.finditer(r" {2,}", text) for _ in range(len(match.group()) - 1)]
    clean = re.sub(r" {2,}", " ", text).rstrip()
    moved = []
    for first, last, address in links:
        low, high = first - bisect_left(gaps, first), min(last - bisect_left(gaps, last), len(clean))
        words = clean[low:high]
        low, high = low + len(words) - len(words.lstrip()), high - (len(words) - len(words.rstrip()))
        if low < high:
            moved.append(Link(low, high, address))
    return clean, tuple(moved)


def _marks(node: Any) -> frozenset[str]:
    names = (
        f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''} {node.get('rel') or ''}".lower().split()
    )
    return frozenset(names)


class _Judge:
    """Which elements are left out, with the whole of what is in them, and which are suspect."""

    def __init__(self, unwanted: frozenset[str], unshown: frozenset[str], total: int, sheet: unseen.Sheet) -> None:
        self._unwanted = unwanted
        self._unshown = unshown
        self._sheet = sheet
        self.left: Counter[str] = Counter()
        """What was left out that a page does not show or takes back, for its notes."""
        self._enough = _MOSTLY * total
        self._spared = 0
        self.hidden: list[Any] = []

    def left_out(self, node: Any) -> bool:
        if node.tag in _NEVER:
            # A menu that was not closed holds the article that follows it.
            return node.tag != "nav" or not self._swallowed(node)
        if node.tag in _STRUCK or _STRUCK_STYLE.search(node.get("style") or ""):
            return self._gone(node, "passages that are struck out")
        if self._sheet.hides(node) or self._is_hidden(node):
            return self._gone(node, "passages that are not shown")
        if node.get("aria-hidden") == "true" or node.tag in _MOSTLY_FURNITURE or (node.get("role") or "") in _ROLES:
            return not self._main(node)
        return False

    def _is_hidden(self, node: Any) -> bool:
        names = (node.get("class") or "").lower().split()
        hidden = node.get("hidden") is not None or not self._unshown.isdisjoint(names)
        return hidden and not any(map(_SHOWN.search, names))

    def _gone(self, node: Any, what: str) -> bool:
        """Whether an element is left out, unless it holds the heading or most of the text; what holds none is not counted."""
        if self._main(node):
            return False
        self.left[what] += any(text.strip() for text in node.itertext())
        self.hidden.append(node)
        return True

    def suspects(self, node: Any, marks: frozenset[str]) -> bool:
        """Whether a class name calls an element furniture. Names mislead ("no-share" around an article), so what is in
        it is left out only if the extractor leaves it out too."""
        if not marks or node.tag in ("body", "html", "main", "article", "h1"):
            return False
        if not marks.isdisjoint(self._unwanted):
            return True
        return any(not self._unwanted.isdisjoint(re.split(r"[-_]+", mark)) for mark in marks)

    def _swallowed(self, node: Any) -> bool:
        """Whether an element that holds no text by its kind holds a heading and most of the text all the same."""
        return (node.find(".//h1") is not None or node.find(".//article") is not None) and self._large(node)

    def _main(self, node: Any) -> bool:
        """Whether an element holds the heading or most of the text, so that its name misleads."""
        if node.find(".//h1") is not None or node.find(".//article") is not None:
            return True
        return self._large(node)

    def _large(self, node: Any) -> bool:
        """Whether an element holds a good part of the text of the page."""
        if self._spared > _SPARED:
            return True
        size = 0
        for text in node.itertext():
            size += len(text)
            if size > self._enough:
                self._spared += 1
                return True
        return False
