"""The name of whoever publishes a page, as the page prints it around the article: over it, in its title, foot and address.

No single place is believed: "World" stands over many articles and in many titles. What several places agree on is the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vetoproof.examine.address import host
from vetoproof.examine.blocks import Block
from vetoproof.examine.dateline import stamps
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.furniture import Furniture

DIVIDER = re.compile(r"\s+[|/–—•·»:-]\s+|\s+::\s+|\s*[|]\s*")
"""What parts a site's name from the heading in a title, and from a menu or a date in a line."""
ENOUGH, ALONE = 3, 5
"""Weight from which a name is believed: two places that do not repeat each other, or the page's own address; and the same for
a name of one word, which may be a section's or a country's.
"""
_TITLE, _HEADED, _MARKED, _TOP, _RIGHTS, _FOOT, _ADDRESS, _REST, _DESK, _WORD = 2, 1, 2, 1, 2, 1, 3, 1, 3, 1
"""What speaks for a name: a part of the title; a line over the text; that line's class; its being first; a line of rights; the
foot; the address; the heading beside it in the title; a dateline with a desk; its last word. Chosen on the `train` and `dev`
reports of the gold so that no name was wrong, not so that most were found (docs/design/0020).
"""
_WORDS, _SHORTEST, _LONGEST = 7, 3, 60
_OVER, _UNDER = 8, 6
"""Blocks from the beginning and from the end of a page among which its name stands."""
_HEADING = 25
"""Blocks from the beginning among which the heading stands that the page's title has beside the name."""
_MENU = 60
"""Blocks from the beginning among which a menu stands."""
_PROSE = 60
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "a", "de", "la", "el", "le", "&"})
_FROM = re.compile(r"From:\s+(?P<name>\S.*)")
_COLON = re.compile(r":\s+")
_PIECES = re.compile(r"\s+[|/–—•·-]+\s+|,\s+")
_PARTED = re.compile(r"\s+[|/–—•·-]+\s+|\s*[\[(]|,\s|\.\s")
_LINE = 5
"""Words that the first line of a plain text has at most which is the name of what follows."""


def masthead(blocks: Sequence[Block], element: str, address: str, furniture: Furniture, words: DateWords) -> str:
    """The name, or "" where too little speaks for any. `element`: the page's title for machines, "" in plain text."""
    if not element and blocks and not blocks[0].tag:
        return _first_line(blocks, furniture, words)
    best, most = "", (0, 0)
    for name in dict.fromkeys(_candidates(blocks, element, address, furniture, words)):
        first = next((n for n, block in enumerate(_over(blocks)) if _begins(block.text, name)), _OVER)
        weight = _weight(name, blocks, element, address, furniture, words)
        if (weight, -first) > most:
            best, most = name, (weight, -first)
    return best if most[0] >= (ENOUGH if " " in best else ALONE) else ""


def without(title: str, name: str) -> str:
    """A title without the name at either end: "Deal signed | The Paper" is "Deal signed"."""
    for divider in DIVIDER.finditer(title) if name else ():
        before, behind = title[: divider.start()].strip(), title[divider.end() :].strip()
        if before and _plain(behind) == _plain(name):
            return before
        if behind and _plain(before) == _plain(name):
            return behind
    return title


def _over(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the first prose."""
    first = next((n for n, block in enumerate(blocks) if block.sentence and len(block.text) > _PROSE), len(blocks))
    return list(blocks[: min(first, _OVER)])


def _candidates(blocks: Sequence[Block], element: str, address: str, furniture: Furniture, words: DateWords) -> Iterator[str]:
    parts = [part.strip() for part in DIVIDER.split(element) if part and part.strip()]
    parts = parts if len(parts) > 1 else [part.strip() for part in _COLON.split(element, maxsplit=1)]
    over = _over(blocks)
    # On a channel's page the heading is the channel's name, and the title for machines is printed below it.
    printed = [
        DIVIDER.split(block.text)[0].strip() for block in over if block.tag != "h1" or _plain(block.text) != _plain(element)
    ]
    desk = _desk(over, furniture, words)
    for name in dict.fromkeys([*([parts[-1], parts[0]] if len(parts) > 1 else []), *printed, *filter(None, [desk])]):
        if _called(furniture.outlet_name(name), furniture, words):
            yield furniture.outlet_name(name)
    yield from _spelled(blocks, address)


def _desk(over: Sequence[Block], furniture: Furniture, words: DateWords) -> str:
    """The name beside a desk in a dateline: "Newsroom, The Paper, 30 November 2025", "The Paper — Staff and agencies, ..."."""
    for block in over:
        dated = stamps(block.text, words)
        if not dated or len(block.text) > 2 * _LONGEST + 20:
            continue
        rest = f"{block.text[: dated[0].start]} | {block.text[dated[-1].end :]}"
        pieces = [piece.strip(" .,") for piece in _PIECES.split(rest) if piece.strip(" .,|")]
        others = [piece for piece in pieces if not furniture.nobody(piece) and not furniture.is_line(piece)]
        if len(others) == 1 and len(pieces) > 1 and len(others[0].split()) > 1:
            return others[0]
    return ""


def _name(text: str, furniture: Furniture, words: DateWords) -> bool:
    """Whether a text can be a name: few words, a capital first, no date, no byline and nothing that every page has."""
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and text[0].isupper()
        and len(text.split()) <= _WORDS
        and text[-1] not in ".!?:,"
        and not (furniture.is_line(text) or furniture.is_section(text) or furniture.nobody(text))
        and furniture.author(text) is None
        and not re.search(r"[A-Za-z]+\d{3}", text)
        and not furniture.kicker(text)
        and not stamps(text, words)
    )


def _spelled(blocks: Sequence[Block], address: str) -> Iterator[str]:
    """Names of the page's words that its host spells without blanks: "The Paper" on thepaper.example."""
    for label in _labels(address):
        if len(label) < _SHORTEST + 2:
            continue
        letters = r"[\W_]{0,3}".join(map(re.escape, label))
        for block in blocks:
            for match in re.finditer(rf"(?<!\w){letters}(?!\w)", block.text, re.IGNORECASE):
                if " " in match.group() and match.group()[0].isupper() and "//" not in match.group():
                    yield match.group()


def _labels(address: str) -> list[str]:
    return host(address).split(".")[:-1]


def _weight(name: str, blocks: Sequence[Block], element: str, address: str, furniture: Furniture, words: DateWords) -> int:
    over, foot = _over(blocks), blocks[-_UNDER:]
    plain, weight = _plain(name), 0
    channel = without(element, name)
    if channel != element and not furniture.outlet_name(channel):
        return ALONE  # "NAME – Telegram"
    heading = next((block for block in over if block.tag == "h1"), None)
    if heading is not None and _plain(heading.text) == plain and plain in _plain(element):
        return 0
    menu = any(block.tag == "li" and _plain(block.text) == plain for block in blocks[:_MENU])
    rest = without(element, name)
    headed = any(_plain(block.text) == _plain(rest) for block in blocks[:_HEADING])
    if rest != element:
        weight += _TITLE + (_REST if headed and not menu else 0)
    elif (short := _beside_colon(element, name)) and any(_plain(b.text) == _plain(short) for b in blocks[:_HEADING]):
        weight += _TITLE  # "Analysis: ..." is no outlet's.
    here = [(n, block) for n, block in enumerate(over) if _begins(block.text, name)]
    if here and not menu:
        first, block = here[0]
        marked = any(furniture.has_mark(b.marks, "masthead") for _, b in here)
        # A first-level heading that is not the page's title is the name of a channel.
        marked = marked or (block.tag == "h1" and any(_plain(b.text) == _plain(element) for b in blocks[:_HEADING]))
        weight += _HEADED + (_MARKED if marked else 0) + (_TOP if first <= 1 else 0)
    if any(furniture.rights(block.text) and plain in _plain(block.text) for block in foot):
        weight += _RIGHTS
    elif any(_begins(block.text, name) for block in foot if block not in over):
        weight += _FOOT
    weight += _WORD if weight and furniture.outlet(name.split()[-1]) else 0
    weight += _DESK if _desk(over, furniture, words) == name else 0
    at_home = plain in _labels(address) or any(f"//{plain}." in block.text.replace("www.", "") for block in foot)
    return weight + (_ADDRESS if at_home else 0)


def _beside_colon(element: str, name: str) -> str:
    """What a title has beside a name and a colon: "The Paper: Deal signed"."""
    parts = [part.strip() for part in _COLON.split(element, maxsplit=1)]
    return parts[1] if len(parts) == 2 and parts[0] == name else ""


def _begins(text: str, name: str) -> bool:
    """Whether a line is a name, or begins with it and goes on with a menu: "The Paper Home | World"."""
    return text == name or (text.startswith(name) and len(text) > len(name) and text[len(name)] in " |,·•-–—.")


def _first_line(blocks: Sequence[Block], furniture: Furniture, words: DateWords) -> str:
    """How a plain text calls itself: "From: NAME"; "NAME, 14 August 2024"; or a line of its own over the heading."""
    first = blocks[0].text
    if (sender := _FROM.fullmatch(first)) is not None:
        return sender["name"] if _name(sender["name"], furniture, words) else ""
    dated = next(iter(stamps(first, words)), None)
    if dated is not None:
        return "" if blocks[0].sentence else _dated_line(first, dated.start, furniture, words)
    head = re.split(r"\s+/+\s+", first)[0]
    if not _called(head, furniture, words) or len(head.split()) > _LINE or len(blocks) < 2:
        return _desk(blocks[:3], furniture, words)
    spoken = re.findall(r"\w+", re.sub(r"\(.*\)", "", head))
    under = [block for block in blocks[1:4] if not is_date(block.text, words)][:1]
    below = any((not b.sentence or b.text[-1] in "?!") and len(b.text.split()) > len(head.split()) for b in under)
    # "ZIS", the date, and only then a heading: what stands over a date over a heading is no heading.
    over_date = below and under != list(blocks[1:2])
    credited = any(f"({spoken[0]})" in block.text for block in blocks[1:4]) if spoken else False
    named = bool(spoken) and (over_date or furniture.outlet(spoken[-1]) or credited)
    return head if named else _desk(blocks[:3], furniture, words)


def _dated_line(line: str, date: int, furniture: Furniture, words: DateWords) -> str:
    """The name before a date in the first line. "STRELSAU, 3 May" is a place, unless a word or a mark shows a name:
    "Zenda Weekly, 3 May", "ZENDA TICKER // 3 MAY".
    """
    parted = _PARTED.search(line[:date])
    head = line[: parted.start() if parted is not None else date].strip(" ,.|/–—•·-[(")
    mark = (parted or re.search(r"\s*$", line[:date]) or [""])[0].strip()
    if not _called(head, furniture, words):
        return ""
    plain = mark in ("", ",", ".")
    return head if furniture.outlet(re.sub(r"\W+$", "", head).split()[-1]) or (not plain and " " in head) else ""


def is_date(line: str, words: DateWords) -> bool:
    """Whether a line is a date and nothing else."""
    return sum(stamp.end - stamp.start for stamp in stamps(line, words)) >= len(line.strip()) > 0


def _called(text: str, furniture: Furniture, words: DateWords) -> bool:
    """Whether a text can be a name: every word of it has a capital but small ones, and what stands in brackets."""
    spoken = re.sub(r"\s*\([^)]*\)", "", text).split()
    if text.isalpha() and text.islower():
        text, spoken = text.capitalize(), []  # A site that writes its name so.
    return _name(text, furniture, words) and all(w[0].isupper() or not w[0].isalpha() or w in _SMALL for w in spoken)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
