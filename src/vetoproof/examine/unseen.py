"""Text of a page that nobody sees: hidden by its style or style sheet, off the screen, in the colour of its ground.

Only what the page itself holds is known. A rule that a screen of some width, an animation or another rule takes back hides
nothing, and a class that hides a large part of the text is taken to be shown by a script.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from lxml import etree

_MOST_STYLE = 400_000
_MOST_RULES = 20_000
_MOST_SEVERAL = 200
"""Rules for elements of several names at once that are held against each element; pages have a few dozen."""
_TOO_MUCH = 0.2
"""The share of a page's text above which a rule that hides it is not believed."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?((?:[.#][\w-]{1,80}){1,3})$", re.IGNORECASE)
"""A selector of one element by its own classes and id; one that looks at what is around it says too little."""
_NAME = re.compile(r"[.#][\w-]+")
_ZERO = r"0*\.?0*(?:px|em|rem|pt|%)?"
_HIDES = re.compile(
    rf"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*{_ZERO}|font-size\s*:\s*{_ZERO}"
    r"|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|vw|%)?"
    r"|color\s*:\s*transparent|clip-path\s*:\s*inset\(\s*(?:50|100)%\s*\)|clip\s*:\s*rect\(\s*[01](?:px)?[\s,][^)]*\))"
    r"\s*(?:!important\s*)?(?=;|$)",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible|opacity\s*:\s*(?:1|\.\d|0\.\d)|transition|animation)",
    re.IGNORECASE,
)
_FADED = re.compile(rf"(?:^|;)\s*opacity\s*:\s*{_ZERO}\s*(?:!important\s*)?(?=;|$)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_NAMED = {"white": "#ffffff", "black": "#000000"}


def hides(style: str) -> bool:
    """Whether the declarations of a style hide the words that bear it."""
    if not style:
        return False
    if _HIDES.search(style):
        return True
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    return bool(colour and ground) and _plain(colour[1]) == _plain(ground[1])  # type: ignore[index]


def _plain(colour: str) -> str:
    """One way of writing a colour: "#FFF", "#ffffff" and "white" are one."""
    low = colour.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", low):
        low = "#" + "".join(2 * digit for digit in low[1:])
    return _NAMED.get(low, re.sub(r"\s+", "", low))


class Sheet(msgspec.Struct, frozen=True):
    """What the style sheets of a page hide: each entry the names (".x9", "#note") that an element bears all of.

    `several`: those of more than one name. `faded`: so much of the page is faded out by its elements' own styles that a
    script is taken to show it.
    """

    hidden: frozenset[frozenset[str]] = frozenset()
    several: tuple[frozenset[str], ...] = ()
    faded: bool = False

    @classmethod
    def of(cls, root: etree._Element) -> Sheet:
        """Read the page's own style sheets, and weigh what they hide; before its styles are taken out of the tree."""
        css = "\n".join(node.text or "" for node in root.iter("style"))[:_MOST_STYLE]
        hidden, shown = _rules(_COMMENT.sub(" ", css))
        body = root.find("body")
        most = _TOO_MUCH * sum(map(len, (body if body is not None else root).itertext()))
        kept = cls._of(frozenset(names for names in hidden if not any(name in shown for name in names)))
        return cls._of(kept._believed(root, most) if kept.hidden else kept.hidden, _faded(root, most))

    @classmethod
    def _of(cls, hidden: frozenset[frozenset[str]], faded: bool = False) -> Sheet:
        several = sorted((rule for rule in hidden if len(rule) > 1), key=sorted)
        return cls(hidden, tuple(several[:_MOST_SEVERAL]), faded)

    def hides(self, node: Any) -> bool:
        """Whether an element is hidden, by its own style or by a rule."""
        style = node.get("style") or ""
        if style and hides(_FADED.sub("", style) if self.faded else style):
            return True
        return bool(self.hidden) and self._by(node) is not None

    def _by(self, node: Any) -> frozenset[str] | None:
        """The rule that hides an element."""
        own = node.get("class"), node.get("id")
        if not any(own):
            return None
        names = {f".{name}" for name in (own[0] or "").split()} | ({f"#{own[1]}"} if own[1] else set())
        single = next((name for name in sorted(names) if frozenset((name,)) in self.hidden), None)
        if single is not None:
            return frozenset((single,))
        return next((rule for rule in self.several if rule <= names), None)

    def _believed(self, root: etree._Element, most: float) -> frozenset[frozenset[str]]:
        size: Counter[frozenset[str]] = Counter()
        for node in root.iter():
            rule = self._by(node) if isinstance(node.tag, str) else None
            if rule is not None and size[rule] <= most:
                for text in node.itertext():
                    size[rule] += len(text)
                    if size[rule] > most:
                        break
        return frozenset(rule for rule in self.hidden if size[rule] <= most)


def _faded(root: etree._Element, most: float) -> bool:
    size = 0
    for node in root.iter():
        style = node.get("style") if isinstance(node.tag, str) else None
        if style and _FADED.search(style):
            for text in node.itertext():
                size += len(text)
                if size > most:
                    return True
    return False


def _rules(css: str) -> tuple[set[frozenset[str]], set[str]]:
    """What is hidden for every screen, and the names in any rule that shows. In one pass, at-rules counted as they nest."""
    hidden, shown = set[frozenset[str]](), set[str]()
    depth, at, head = 0, 0, ""
    for count, match in enumerate(re.finditer(r"[{}]", css)):
        if count > 2 * _MOST_RULES:
            break
        words = css[at : match.start()]
        at = match.end()
        if match.group() == "{":
            head = words.rpartition(";")[2].strip()
            depth += head.startswith("@")
        elif head and not head.startswith("@"):
            if _SHOWS.search(words):
                shown.update(_NAME.findall(head[:2000]))
            elif depth == 0 and hides(words):
                simple = (_SIMPLE.match(one.strip()) for one in head[:2000].split(","))
                hidden.update(frozenset(_NAME.findall(one[1])) for one in simple if one)
            head = ""
        else:
            depth, head = max(0, depth - 1), ""
    return hidden, shown
