"""Furniture: what stands on a page and is not the article, by the lists of a language.

Kinds of rows: line (a whole line), start and contains (of a short line), label (start of a short line that is no sentence:
"Published by The Paper", not "Published by the ministry, the list names six."), section (a heading of a list that is not the
article), summary (a heading of a list that restates it), byline, byline_end, byline_empty, class (names of elements to
leave out), class_masthead, rights, outlet_word and outlet_form (what bears the site's name, what such names end with, and what
stands behind them), kicker (words of sections), class_unseen (of what is not shown), class_teaser, class_byline,
class_caption, class_date, class_comment (around what readers wrote), class_never, live, agency, abbreviation (read by
examine/sentences.py), and those of examine/notices.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from vetoproof.examine.entries import alternation, words
from vetoproof.examine.notices import Notices
from vetoproof.packs.language import Entry, Language

LINE = 200
"""Characters up to which a line may be furniture; longer ones are text."""


class Furniture:
    """The lists of one or several languages, compiled once. The language of a page is not known before it is read."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        kept = tuple(rows)
        self._lines = frozenset(_plain(word) for word in words(kept, "line"))
        self._sections = frozenset(_plain(word) for word in words(kept, "section"))
        self._summaries = frozenset(_plain(word) for word in words(kept, "summary"))
        self._start = re.compile(rf"\W{{0,3}}{alternation(words(kept, 'start'))}", re.IGNORECASE)
        self._label = re.compile(rf"\W{{0,3}}{alternation(words(kept, 'label'))}(?!\w)", re.IGNORECASE)
        self._contains = re.compile(rf"(?<!\w){alternation(words(kept, 'contains'))}(?!\w)", re.IGNORECASE)
        self._byline = re.compile(rf"\W{{0,2}}{alternation(words(kept, 'byline'))}(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
        ends = alternation(words(kept, "byline_end"))
        self._byline_end = re.compile(rf"\s*[,(|•·–]\s*.*$|\s+{ends}(?:\s.*)?$", re.IGNORECASE)
        self._nobody = frozenset(words(kept, "byline_empty"))
        self._marks = {
            kind: frozenset(words(kept, f"class_{kind}"))
            for kind in ("teaser", "byline", "caption", "date", "comment", "masthead")
        }
        self._rights = re.compile(rf"(?<!\w){alternation(words(kept, 'rights'))}(?!\w)", re.IGNORECASE)
        self.classes = frozenset(words(kept, "class"))
        self.unseen = frozenset(words(kept, "class_unseen"))
        self.bylines = self._marks["byline"]
        self._outlets = frozenset(words(kept, "outlet_word"))
        self._kickers = frozenset(words(kept, "kicker"))
        self._forms = frozenset(words(kept, "outlet_form"))
        self._live = re.compile(rf"(?<![\w-]){alternation(words(kept, 'live'))}(?![\w-])", re.IGNORECASE)
        self._never = frozenset(words(kept, "class_never"))
        self.notices = Notices(kept)
        self._agencies = frozenset(words(kept, "agency"))

    @classmethod
    def of(cls, *languages: Language) -> Furniture:
        return cls(row for language in languages for row in language.furniture)

    def is_line(self, text: str) -> bool:
        """Whether a whole block is furniture by its words."""
        if len(text) > LINE:
            return False
        parts = [plain for part in re.split(r"[\[\]|•·/]", text) if (plain := _plain(part))]
        # "[ Print ] [ E-mail ]": each part is furniture.
        return (
            all(part in self._lines for part in parts)
            or bool(self._start.match(text))
            or bool(self._contains.search(text))
            or (not _told(text) and bool(self._label.match(text)))
        )

    def is_section(self, text: str) -> bool:
        """Whether a heading opens a list of something other than the article."""
        return _plain(text) in self._sections

    def is_summary(self, text: str) -> bool:
        """Whether a heading opens a list that restates the article."""
        return _plain(text) in self._summaries

    def live(self, *texts: str) -> bool:
        """Whether a title or an address calls a page live."""
        return any(self._live.search(re.sub(r"[-_/]+", " ", text)) for text in texts)

    def never(self, marks: frozenset[str]) -> bool:
        """Whether class names call it what no article holds: a newsletter's form, a notice on advertising, a right."""
        return any(not self._never.isdisjoint(re.split(r"[-_]+", mark)) for mark in marks)

    def has_mark(
        self, marks: frozenset[str], kind: Literal["teaser", "byline", "caption", "date", "comment", "masthead"]
    ) -> bool:
        if kind == "masthead":
            marks |= {part for mark in marks for part in re.split(r"[-_]+", mark)}
        return not marks.isdisjoint(self._marks[kind])

    def rights(self, text: str) -> bool:
        """Whether a short line of the foot tells whose the page is: "© The Paper", "reprinted with a link to"."""
        return len(text) <= LINE and self._rights.search(text) is not None

    def outlet(self, word: str) -> bool:
        """Whether names of papers, agencies and stations end with a word: "Post", "Wire"."""
        return word.lower() in self._outlets

    def kicker(self, text: str) -> bool:
        """Whether a line only tells a section or a form, not whose the page is: "Analysis", "World News"."""
        return all(word.lower() in self._kickers for word in re.findall(r"\w+", text))

    def outlet_name(self, name: str) -> str:
        """A name without the word for its form behind it: "The Paper newsletter" is "The Paper"; "" for that word alone."""
        first, _, last = name.rpartition(" ")
        return first if last in self._forms else name

    def author(self, text: str, marked: bool = False) -> str | None:
        """The name in a byline such as "By Jane Roe for The Paper", or None where the line is none.

        `marked`: the page's own markup calls it a byline, so that the introducing word is not needed.
        """
        match = self._byline.match(text)
        if (match is None and not marked) or len(text) > LINE:
            return None
        name = self._byline_end.sub("", text[match.end() :] if match else text).strip(" .,;:|")
        if not name or len(name.split()) > 8 or not name[0].isupper() or any(map(str.isdigit, name)):
            return None
        return name

    def nobody(self, name: str) -> bool:
        """Whether a byline names a desk rather than a person: "Newsroom", "Post Report / Agencies"."""
        return all(part.strip().lower() in self._nobody for part in re.split(r"[/,&|]", name))

    def agency(self, text: str) -> bool:
        """Whether a line is just the name of a news agency."""
        return text.strip(" .()[]–—-/") in self._agencies


def _told(text: str) -> bool:
    """Whether a line reads as a sentence: seven words, among them small ones behind the first two, and a full stop."""
    parts = text.split()
    return len(parts) >= 7 and text.rstrip("\"'”’)»").endswith((".", "!", "?")) and any(map(str.islower, parts[2:]))


def _plain(text: str) -> str:
    return re.sub(r"[\s:.…»›→>|▼▲•*\-–—]+", " ", text).strip().lower()
