"""Markdown with YAML front matter to blocks: how our own digests, and notes of others, are kept."""

from __future__ import annotations

import re

from vetoproof.examine.blocks import Block
from vetoproof.examine.characters import collapse
from vetoproof.examine.htmlpage import Printed
from vetoproof.examine.walk import MOST_BLOCKS
from vetoproof.model import Link

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(.*)")
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,500})\]\(\s*<?([^()\s<>]{0,2000})>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)|<(https?://[^<>\s]{1,2000})>"
)
_EMPHASIS = re.compile(
    r"(?<![*_`])(\*{1,3}|_{2,3}|`{1,3})(?=[^\s*_`])(.{1,400}?)(?<=\S)\1(?![*`])|(?<!\w)_(?=[^\s_])(.{1,400}?)(?<=\S)_(?!\w)"
)

_WIDE = 120
"""Characters of a line that holds a whole paragraph."""
_OPEN = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "with"})


def read_markdown(text: str) -> Printed | str:
    """The blocks of a Markdown file and its front matter; a front matter that is no YAML mapping is the reason given."""
    front: dict[str, str] = {}
    if match := _FRONT.match(text):
        parsed = _front(match.group(1))
        if isinstance(parsed, str):
            return parsed
        front, text = parsed, text[match.end() :]
    found = _blocks(text)[:MOST_BLOCKS]
    if not found:
        return "no text in it"
    title = front.get("title") or next((block.text for block in found if block.tag == "h1"), "")
    return Printed(blocks=found, article=found, front=front, title=title, extractor="markdown@1")


def _front(text: str) -> dict[str, str] | str:
    import yaml

    try:
        # Aliases could grow a small file without bound when printed, and nobody needs them here.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            return "front matter uses YAML aliases"
        value = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return f"front matter is no YAML: {str(error).splitlines()[0]}"
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        return "front matter is no mapping"
    return {str(key).strip().lower(): collapse(item) for key, item in value.items() if isinstance(item, str)}


def _blocks(text: str) -> list[Block]:
    found: list[Block] = []
    for paragraph in re.split(r"\n[^\S\n]*\n\s*", text):
        lines: list[tuple[str, str]] = []
        raws = [line for raw in paragraph.split("\n") if (line := raw.strip()) and not re.fullmatch(r"[-*_=]{3,}", line)]
        width = max(map(len, raws), default=0)
        alone = {i for i in range(len(raws) - 1) if _stands_alone(raws, i, width)}
        for i, line in enumerate(raws):
            tag, words = _tagged(line)
            apart = tag == "p" and (i in alone or i - 1 in alone)
            if tag == "p" and not apart and lines and lines[-1][0] in ("p", "li", "blockquote"):
                lines[-1] = (lines[-1][0], f"{lines[-1][1]} {words}")
            elif tag == "blockquote" and lines and lines[-1][0] == "blockquote":
                lines[-1] = (tag, f"{lines[-1][1]} {words}")
            else:
                lines.append((tag, words))
        found.extend(block for tag, words in lines if (block := _inline(tag, words)).text)
    return found


def _stands_alone(lines: list[str], at: int, width: int) -> bool:
    """Whether a line is a heading without a mark between paragraphs of one line: nothing wrapped it so far from the margin."""
    line, behind = lines[at], lines[at + 1]
    return (
        width > _WIDE
        and 2 * len(line) < width
        and line[-1].isalnum()
        and line.split()[-1].lower() not in _OPEN
        and (behind[0].isupper() or behind[0] in "“\"'‘")
        and (at == 0 or lines[at - 1][-1] in '.!?”"')
    )


def _tagged(line: str) -> tuple[str, str]:
    if match := _HEADING.match(line):
        return f"h{len(match.group(1))}", match.group(2)
    if line.startswith(">"):
        return "blockquote", line.lstrip("> ")
    if match := _ITEM.match(line):
        return "li", match.group(1)
    return "p", line


def _inline(tag: str, words: str) -> Block:
    """A block without its markup, its links at the places of their words."""
    text, links, at = "", [], 0
    for match in _LINK.finditer(words):
        text += _bare(words[at : match.start()])
        label = "" if match.group(1) else _bare(match.group(2) or match.group(4) or "")
        if label:
            links.append(Link(len(text), len(text) + len(label), match.group(3) or match.group(4)))
        text += label
        at = match.end()
    text += _bare(words[at:])
    if text != collapse(text):
        clean = collapse(text)
        moved = [(clean.find(text[link.start : link.end]), link) for link in links]
        links = [Link(to, to + link.end - link.start, link.address) for to, link in moved if to >= 0]
        text = clean
    return Block(text, tag, frozenset(), tuple(links))


def _bare(words: str) -> str:
    for _ in range(3):
        words, count = _EMPHASIS.subn(lambda match: match.group(2) or match.group(3), words)
        if not count:
            break
    return re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", words)
