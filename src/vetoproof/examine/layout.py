"""What each block of a page is: title, teaser, dateline, byline, paragraph, furniture. The same for HTML and plain text."""

from __future__ import annotations

import re

import msgspec

from vetoproof.examine.blocks import KEPT, Block, Role
from vetoproof.examine.dateline import stamps
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.furniture import Furniture
from vetoproof.model import Notice

_BEFORE = 4
"""Blocks before the heading in which a dateline may stand ("<time>", then the heading)."""
_NEAR = 6
"""Blocks behind the heading in which a sentence outside the main text may be the teaser."""
_BELOW = 2
"""Blocks behind the heading in which another heading may be the teaser."""
_TOLD = 2
"""Paragraphs of prose without a dateline or byline between them that are the article and no longer the head of the page."""
_FOREIGN = 0.3
"""The share of the main text from which on class names that no article bears are taken to be those of its own box."""
_FACTS = 250
"""Characters of a page without a sentence from which on it is read all the same."""
_TAIL_WORDS = 5
"""Blanks in a line without a full stop that still counts as text at the end of an article ("For the radio, Jane Roe")."""
_KICKER = 3
"""Words up to which a line without a full stop before the text is a section name ("War", "Oil & Gas")."""
_LABELS = 14
"""Characters beside a date that a line may have which ends like a sentence or is a heading: "UPDATED: ", " at ", " | "."""
_CREDIT = re.compile(
    r"^(?:[A-Z][\w .'’/-]{1,40}?(?:,[^()–—]{2,30}?)?\.?\s*)?"
    r"(?:\((?P<by>[A-Z][\w .&'’/-]{1,40})\)|/(?P<by2>[A-Z][\w .&'’-]{1,40})/)\.?\s*(?:--|[–—-]|(?<=/\.))\s"
)
"""A dateline within a paragraph: "SEOUL, Aug. 28 (Agency) --", "CITY, April 26, 2025. /AGENCY/."."""
_END = re.compile(r"\((?P<by>[A-Z][\w .&'’/-]{1,30})\)\s*$")


class Layout(msgspec.Struct, frozen=True):
    """Blocks with their roles, and what the page prints of itself: datelines of its head, dates of its foot, author."""

    blocks: tuple[Block, ...]
    datelines: tuple[Block, ...]
    foot: tuple[Block, ...]
    place_line: str
    author: str
    credits: tuple[str, ...]
    dropped: int
    notices: tuple[Notice, ...] = ()


def layout(blocks: list[Block], article: list[Block], title: str, furniture: Furniture, words: DateWords) -> Layout:
    """Gives every block its role. `article`: the blocks of the main text; others are looked at for the head only."""
    main = {id(block) for block in article}
    foreign = [block for block in article if furniture.never(block.marks) or furniture.has_mark(block.marks, "comment")]
    if sum(len(block.text) for block in foreign) < _FOREIGN * sum(len(block.text) for block in article):
        main -= {id(block) for block in foreign}
    at = _title_at(blocks, title, main)
    body = _body_at(blocks, at + 1, main, furniture, words)
    end = _end_at(blocks, body, main, furniture, words)
    section = summary = False
    author = ""
    for i, block in enumerate(blocks):
        if i == at:
            block.role = "title"
        elif at >= 0 and i < max(0, at - _BEFORE):
            block.role = "furniture"
        elif i < body:
            # A heading of its own close by is one of another article; below the title it is the second line of that.
            near = at < i <= at + (_BELOW if block.heading and at >= 0 else _NEAR) and not block.suspect
            block.role = _head_role(block, i > at, id(block) in main, near, furniture, words)
        else:
            if block.heading or len(block.text) < 60:
                section, summary = _lists(block, section, summary, furniture)
            inside = id(block) in main and i < end and not (at >= 0 and _again(block.text, blocks[at].text))
            block.role = _body_role(block, inside, section, summary, furniture, words)
            if block.role == "furniture" and inside and not section and _heads(blocks, i, main, furniture):
                block.role = "subhead"
            section = section and block.role == "furniture"  # Prose ends a list of other articles.
        if block.role in ("byline", "dateline") and not author:
            author = _author(block, furniture) or ""
    _settle_teaser(blocks, at, body)
    _settle_tail(blocks)
    named = tuple(dict.fromkeys(name for block in blocks if (name := _credit(block, furniture))))
    credited = [
        Notice(kind="credit", words=_line(block.text), source=name) for block in blocks if (name := _credit(block, furniture))
    ]
    said = furniture.notices.of([block for block in blocks[max(at, 0) :] if id(block) in main or not block.suspect])
    named = tuple(dict.fromkeys((*named, *(one.source for one in said if one.kind == "republication"))))
    dropped = sum(block.role == "furniture" for block in blocks)
    kept = tuple(block for block in blocks if block.role in KEPT)
    lines = [(i, b) for i, b in enumerate(blocks) if b.role == "dateline" and not furniture.has_mark(b.marks, "comment")]
    head, foot = tuple(b for i, b in lines if i < body), tuple(b for i, b in lines if i >= body)
    place = next((match.group() for block in kept[:6] if (match := _CREDIT.match(block.text))), "")
    return Layout(kept, head, foot, place, author, named, dropped, tuple(dict.fromkeys((*credited, *said))))


def _title_at(blocks: list[Block], title: str, main: set[int]) -> int:
    """The place of the heading: the block that is the title, else the only first-level heading; -1 where none is."""
    same = [i for i, block in enumerate(blocks) if title and _same(block.text, title)]
    first = [i for i, block in enumerate(blocks) if block.tag == "h1"]
    at = min(same, key=lambda i: (blocks[i].tag != "h1", i)) if same else first[0] if len(first) == 1 else -1
    # A name that stands behind the text (a link to the page itself in its foot) is not its heading.
    before = [i for i, block in enumerate(blocks[: max(at, 0)]) if id(block) in main and block.sentence]
    behind = any(id(block) in main and block.sentence for block in blocks[at + 1 :])
    return at if behind or not before else next((i for i in same if i < before[0]), -1)


def _again(text: str, title: str) -> bool:
    return len(text) <= len(title) + 10 and _same(text, title)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).lower() == re.sub(r"\W+", "", other).lower()


def _body_at(blocks: list[Block], start: int, main: set[int], furniture: Furniture, words: DateWords) -> int:
    """The first paragraph of the article proper; what lies between it and the title is the head of the page."""
    last_line, told = start - 1, 0
    for i in range(start, min(len(blocks), start + 25)):
        if (
            _is_dateline(blocks[i], words, furniture)
            or furniture.author(blocks[i].text)
            or (furniture.has_mark(blocks[i].marks, "byline") and not blocks[i].suspect)
        ):
            last_line, told = i, 0
        elif id(blocks[i]) in main and blocks[i].sentence and blocks[i].tag != "li":
            told += 1 if blocks[i].tag == "p" else 0
            if len(blocks[i].text) > 120 or told == _TOLD:
                break
    for i in range(last_line + 1, len(blocks)):
        block = blocks[i]
        marked = (
            furniture.has_mark(block.marks, "teaser")
            or furniture.has_mark(block.marks, "caption")
            or block.tag in ("li", "figcaption")
        )
        if id(block) in main and block.sentence and not block.heading and not marked and not furniture.is_line(block.text):
            return i
    # No sentence in it: a table or a list of facts is text all the same where the extractor keeps enough that is no link.
    facts = [i for i in range(last_line + 1, len(blocks)) if id(blocks[i]) in main and blocks[i].linked < 0.6]
    enough = sum(len(blocks[i].text) for i in facts) >= _FACTS
    return facts[0] if enough else len(blocks)


def _end_at(blocks: list[Block], body: int, main: set[int], furniture: Furniture, words: DateWords) -> int:
    """Behind the last paragraph of prose: what follows in short lines is lists of other articles and the like."""

    def prose(block: Block) -> bool:
        return id(block) in main and (block.sentence or (block.linked < 0.3 and block.text.count(" ") >= _TAIL_WORDS))

    last = max((i for i in range(body, len(blocks)) if prose(blocks[i])), default=len(blocks) - 1)
    # Short paragraphs that follow in the element of the last one are its end: "With agencies", "Thank you all."
    while last + 1 < len(blocks) and _follows(blocks[last + 1], blocks[last], main):
        if _is_dateline(blocks[last + 1], words, furniture):
            break
        last += 1
    return last + 1


def _follows(block: Block, last: Block, main: set[int]) -> bool:
    return id(block) in main and block.tag == last.tag == "p" and block.box == last.box > 0 and block.linked < 0.3


def _heads(blocks: list[Block], i: int, main: set[int], furniture: Furniture) -> bool:
    """Whether a paragraph of a word or two stands over a paragraph of prose in the same element: "The reaction"."""
    block, below = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
    return (
        below is not None
        and id(below) in main
        and below.sentence
        and block.tag == below.tag == "p"
        and block.box == below.box > 0
        and block.linked < 0.3
        and not furniture.is_line(block.text)
        and not furniture.is_section(block.text)
    )


def _head_role(block: Block, below: bool, inside: bool, near: bool, furniture: Furniture, words: DateWords) -> Role:
    """`below` the heading; `inside` the main text; `near` the heading and not suspect."""
    if _is_dateline(block, words, furniture):
        return "dateline"
    if furniture.author(block.text, furniture.has_mark(block.marks, "byline") or block.tag == "address"):
        return "byline"
    if furniture.nobody(block.text):
        return "byline"
    if not below or furniture.is_line(block.text) or block.linked > 0.6:
        return "furniture"
    if furniture.has_mark(block.marks, "caption") or block.tag == "figcaption":
        return "caption" if inside else "furniture"
    if len(block.text.split()) <= _KICKER and not (inside and (block.heading or (block.ended and block.text[-1] != ":"))):
        return "furniture"
    # Outside the main text a teaser is what the page calls so, or a sentence or heading that stands close to the title.
    called = not block.suspect and furniture.has_mark(block.marks, "teaser")
    return "teaser" if inside or called or (near and (block.heading or block.whole)) else "furniture"


def _body_role(block: Block, inside: bool, section: bool, summary: bool, furniture: Furniture, words: DateWords) -> Role:
    if (
        not inside
        or furniture.is_line(block.text)
        or furniture.is_section(block.text)
        or (block.linked > 0.8 and not block.heading)
    ):
        return "dateline" if _is_dateline(block, words, furniture) else "furniture"
    if section and not (block.sentence and block.linked < 0.3):
        return "furniture"
    if summary and block.tag == "li":
        return "teaser"
    if furniture.has_mark(block.marks, "caption") or block.tag == "figcaption":
        return "caption"
    if block.heading:
        return "subhead"
    if (
        not block.sentence
        and block.tag not in ("li", "blockquote", "td", "pre", "dd")
        and len(block.text.split()) <= 12
        and not block.text.endswith((".", "”", '"', "?", "!"))
    ):
        if len(block.text.split()) <= 2:
            return "dateline" if _is_dateline(block, words, furniture) else "furniture"
        return "subhead"
    return "item" if block.tag == "li" else "quote" if block.tag == "blockquote" else "paragraph"


def _lists(block: Block, section: bool, summary: bool, furniture: Furniture) -> tuple[bool, bool]:
    """Whether a list of other articles, or a summary of this one, begins or ends with this heading."""
    if furniture.is_section(block.text):
        return True, False
    if furniture.is_summary(block.text):
        return False, True
    return (False, False) if block.heading else (section, summary)


def _is_dateline(block: Block, words: DateWords, furniture: Furniture) -> bool:
    """A short line with a date in it that is no sentence: little else stands there but names and labels."""
    text = block.text
    if block.tag in ("blockquote", "figcaption"):
        return False  # Of a message that the page prints, or of a picture.
    if len(text) > 160 or not any(char.isdigit() for char in text) or block.linked > 0.6:
        return False
    found = [stamp for stamp in stamps(text, words) if stamp.readings or stamp.relative]
    if not found:
        return False
    rest = len(text) - sum(stamp.end - stamp.start for stamp in found)
    marked = furniture.has_mark(block.marks, "date") or block.moment is not None
    if block.sentence or block.heading:
        # "PUBLISHED: 8 November 2023 at 11:30 p.m. | UPDATED: 9 November 2023 at 12:21 a.m." ends like a sentence.
        return rest <= _LABELS * len(found)
    return rest <= 50 or (marked and rest <= 100)


def _author(block: Block, furniture: Furniture) -> str | None:
    marked = (furniture.has_mark(block.marks, "byline") and not block.suspect) or block.tag == "address"
    name = furniture.author(block.text, marked and block.role == "byline")
    return None if name is None or (furniture.nobody(name) and not marked) else name


def _settle_teaser(blocks: list[Block], at: int, body: int) -> None:
    """A lone sentence before the text is a teaser if the text says it again or furniture parts it from the text."""
    if body >= len(blocks):
        return
    later = " ".join(block.text for block in blocks[body + 1 :])
    first = blocks[body]
    parted = body + 1 < len(blocks) and blocks[body + 1].role == "furniture"
    single = len(re.findall(r"[.!?](?:\s|$)", first.text)) <= 1 and len(first.text) <= 200
    if (
        at >= 0
        and single
        and first.role == "paragraph"
        and (first.text.rstrip(" .!?") in later or (parted and first.tag == ""))
    ):
        first.role = "teaser"


def _settle_tail(blocks: list[Block]) -> None:
    """A short line stands over what follows it; one behind all prose is the end of the text ("With agencies")."""
    for block in reversed(blocks):
        if block.role == "subhead" and not block.heading:
            block.role = "paragraph"
        elif block.role in KEPT:
            return


def _line(text: str) -> str:
    """The words of a credit: the whole of a short line, the beginning or end of a paragraph that bears it."""
    if len(text) <= 80:
        return text
    return match.group().strip() if (match := _CREDIT.match(text) or _END.search(text)) else text[:80]


def _credit(block: Block, furniture: Furniture) -> str | None:
    """The agency that a dateline, byline or last line credits: "SEOUL, Aug. 28 (Agency) --", "(Agency)", "Agency"."""
    if (block.role not in KEPT and block.role not in ("furniture", "byline")) or block.role == "caption":
        return None  # Under a picture it credits the picture.
    if match := _CREDIT.match(block.text):
        return match["by"] or match["by2"]
    if furniture.agency(block.text):
        return block.text.strip(" .()[]–—-/")
    if block.role == "byline":
        # "By Jane Roe, Agency", "By AGENCY - Its Name": who wrote it wrote it for the agency.
        name = re.sub(r"^\W*\w+\s+", "", block.text) if furniture.author(block.text) else block.text
        return next((part.strip() for part in re.split(r"[,|•·/()]|\s[-–—]\s", name) if furniture.agency(part)), None)
    match = _END.search(block.text) if block.role in KEPT else None
    return match["by"] if match and furniture.agency(match["by"]) else None
