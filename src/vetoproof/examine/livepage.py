"""A live page to documents: one of what stands around its entries, one of each entry with the entry's own time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from vetoproof.examine.assembly import joined, with_title
from vetoproof.examine.blocks import HEADLINE, Block
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.htmlpage import Printed
from vetoproof.examine.language import detect
from vetoproof.examine.layout import layout
from vetoproof.examine.liveblog import CLOCK, Mark
from vetoproof.examine.reckoned import reckoned
from vetoproof.model import Document, Notice, Published, part_address


class Part(msgspec.Struct, frozen=True):
    """A document and the part of the page that it is; "" for the page itself."""

    name: str
    document: Document


def around(printed: Printed) -> Printed:
    """The page without its entries."""
    return msgspec.structs.replace(
        printed,
        blocks=[block for block in printed.blocks if not block.entry],
        article=[block for block in printed.article if not block.entry],
    )


def entries(printed: Printed, page: Document, furniture: Furniture, words: DateWords) -> list[Part]:
    """A document of each entry that has a text, in the order of the page. `page`: that of what stands around them."""
    times = reckoned(printed.entries, page.published, page.modified, words)
    names = _names(printed.entries, times)
    language = detect("\n".join(block.text for block in printed.blocks if block.entry))
    parts = []
    for number, (mark, when, name) in enumerate(zip(printed.entries, times, names, strict=True), 1):
        blocks = [block for block in printed.blocks if block.entry == number and not _is_time(block, mark)]
        found = _entry(blocks, page, furniture, words)
        if found is not None:
            document = msgspec.structs.replace(
                found,
                url=part_address(page.url, name),
                published=when,
                language=language if language != "und" else page.language,
            )
            parts.append(Part(name, document))
    return parts


def _is_time(block: Block, mark: Mark) -> bool:
    return block.text == mark.printed and not block.heading


def _entry(blocks: Sequence[Block], page: Document, furniture: Furniture, words: DateWords) -> Document | None:
    heading = next((block.text for block in blocks if block.heading), "")
    inside = [block for block in blocks if not furniture.is_line(block.text) and not furniture.never(block.marks)]
    seen = layout(list(blocks), inside, heading, furniture, words)
    kept = with_title(seen, heading)
    if not any(block.role not in HEADLINE for block in kept):
        return None
    text, headline, links = joined(kept, page.url)
    return msgspec.structs.replace(
        page,
        text=text,
        title=heading or page.title,
        author=seen.author or page.author,
        modified=None,
        headline=headline,
        links=links,
        credits=seen.credits,
        notices=(Notice(kind="part", words=page.title, source=page.url), *seen.notices),
        notes=(),
    )


def _names(marks: Sequence[Mark], times: Sequence[Published]) -> list[str]:
    """A name for every entry, which a later capture gives it again: its id, else its time, else its place from below."""
    names = []
    for place, (mark, when) in enumerate(zip(marks, times, strict=True)):
        clock = CLOCK.search(mark.printed)
        moment = re.sub(r"\D", "", (when.from_ or "")[:16]) or ("".join(clock.groups()[:2]) if clock else "")
        names.append(mark.name or (f"entry-{moment}" if moment else f"entry-{len(marks) - place}"))
    again = Counter(names)
    met: Counter[str] = Counter()
    for place in range(len(names) - 1, -1, -1):
        # Two of one minute are told apart from below, for new ones are put above.
        name = names[place]
        met[name] += 1
        if again[name] > 1 and met[name] > 1:
            names[place] = f"{name}-{met[name]}"
    return names
