"""Numbers that count nothing: dates, years, times, ages, names with a number, list numbers, pronouns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine.counted import Counted
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.entries import alternation
from vetoproof.examine.numberwords import Number, NumberWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OLDEST = 115
_RATIO = re.compile(r"\s+(?:as|more|less|the|higher|greater|larger)\b")


def dates_in(text: str, words: DateWords) -> list[tuple[int, int]]:
    """The places of days beside months and of numeric dates, whose numbers count nothing."""
    return [match.span() for match in _dates(words).finditer(text)]


@lru_cache(maxsize=8)
def _dates(words: DateWords) -> re.Pattern[str]:
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    to = r"\s*(?:-|–|—|to|and|until|through)\s*"
    return re.compile(
        rf"(?<!\d)(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})(?!\d)"
        rf"|(?<![\w,.]){day}(?:{to}{day})?\s+(?:of\s+)?{words.month}(?:,?\s+\d{{4}})?(?!\d)"
        rf"|\b{words.month}\s*{day}(?:{to}{day})?(?![\d,]\d)(?:,?\s+\d{{4}}(?!\d))?"
        rf"|\b{words.month},?\s+\d{{4}}(?![\d,])"
        # "the first half of 2025", "the second half of the year"
        rf"|\b(?i:{alternation(words.portions)})\s+of\s+(?:(?:the|this|last|next)\s+)?(?:\d{{4}}|year)\b"
    )


class Numeral(msgspec.Struct, frozen=True):
    """A printed number: first token, start with words around it, place, value, comparator; `money`: a currency sign."""

    at: int
    start: int
    span: tuple[int, int]
    value: Number
    comparator: str
    money: bool = False


def not_a_quantity(doc: Doc, text: str, one: Numeral, counted: Counted, words: NumberWords) -> bool:
    """Whether a number of `text` counts nothing, although something countable may stand behind it."""
    return counts_nothing(doc, text, one, counted, words) or _unproven(doc, one, text[slice(*one.span)], counted, words)


def counts_nothing(doc: Doc, text: str, one: Numeral, counted: Counted, words: NumberWords) -> bool:
    """Whether a number is a year, a size, an age, a name's: one that no reader takes for a count."""
    at, span, value, comparator = one.at, one.span, one.value, one.comparator
    printed = text[slice(*span)]
    if one.money:
        return False
    if counted.measure:
        return True
    if words.metres.match(text, span[1]):
        return True  # "a 115m long ship"
    before = doc[at - 1] if at else None
    behind = text[span[1] : span[1] + 1]
    if behind == "-" and text[span[1] + 1 : span[1] + 2].isalpha() and comparator == "exact":
        return True  # "20-foot", "six-month".
    # "Casualties number 3,000" counts: a verb is no label, and labels have no thousands' commas.
    label = before is not None and before.lower_.rstrip(".") in words.labels and before.pos_ not in ("VERB", "AUX")
    if label and comparator == "exact" and "," not in printed:
        return True
    if printed[:1].isupper() and before is not None and before.lower_ == "of" and doc[at - 2].pos_ == "PROPN":
        return True  # "the Group of Seven"
    if before is not None and before.lower_ == "in" and at > 1 and value <= 100:
        of = doc[at - 2]
        if of.like_num and (of.is_alpha or len(of) == 1):
            return True  # "one in three" is a share, and nobody counted three; "12,000 in 400 boxes" counts both.
    if counted.unit == "times" and _RATIO.match(text, counted.end):
        return True  # "twelve times as many" compares; "eleven times" counts.
    if _list_number(text, span) or _age(text, one.start, span, value, words):
        return True
    return _year(
        printed,
        counted,
        before.lower_ if before is not None else "",
        before.pos_ if before is not None else "",
        comparator,
    )


def _unproven(doc: Doc, one: Numeral, printed: str, counted: Counted, words: NumberWords) -> bool:
    """Whether nothing around a number shows that it counts: "one" for somebody, "the total: 4,700", "of the 12"."""
    if one.money:
        return False
    if one.value == 1 and one.comparator in ("exact", "about"):
        return not _one(counted, words)
    if not counted.unit and one.comparator == "exact":
        return not _stands_alone(doc, one.at, one.span, printed, counted)
    # "the 1718 Committee": no plural, so nothing is counted.
    return bool(counted.unit) and not counted.plural and one.comparator == "exact"


def _one(counted: Counted, words: NumberWords) -> bool:
    """ "one container" counts; "one" as a pronoun and "one of" do not."""
    return any(counted.unit.lower().endswith(noun) for noun in words.countable)


def _year(printed: str, counted: Counted, before: str, pos: str, comparator: str) -> bool:
    if not re.fullmatch(r"(?:19|20)\d\d", printed) or comparator not in ("exact", "about"):
        return False
    if comparator == "about":
        return not counted.unit  # "around 2050"
    counts = counted.unit.islower() and counted.plural and pos not in {"DET", "ADP", "PRON", "PROPN", "SCONJ"}
    return not counts or before in {"in", "since", "of"}


def _age(text: str, start: int, span: tuple[int, int], value: Number, words: NumberWords) -> bool:
    """ "aged 61", and "Galina, 61, said": between commas behind a capitalised name."""
    if value > _OLDEST:
        return False
    before, behind = text[max(0, span[0] - 40) : span[0]], text[span[1] : span[1] + 1]
    return bool(words.ages.search(text[max(0, start - 40) : start])) or (
        behind in {",", ".", ")"} and bool(re.search(r"[A-Z]\w+(?:,\s+|\s\()$", before))
    )


def _list_number(text: str, span: tuple[int, int]) -> bool:
    """ "1. The Government ..." at the start of a paragraph."""
    return text[span[1] : span[1] + 2] in {". ", ") "} and (span[0] == 0 or text[span[0] - 1] == "\n")


def _stands_alone(doc: Doc, at: int, span: tuple[int, int], printed: str, counted: Counted) -> bool:
    """Whether a number without a noun still counts: "could reach 12,000", "six of them", "three were wounded"."""
    if counted.end > span[1]:
        return True
    if re.search(r"\d,\d{3}|[a-z]{5}", printed) and ("," in printed or " " in printed):
        return True
    nxt = next((token for token in doc[at + 1 :] if token.idx >= span[1]), None)
    before = doc[at - 1] if at else None
    if before is not None and (before.tag_ in {"NNP", "NNPS"} or before.is_punct):
        return False
    return (nxt is not None and nxt.pos_ in {"VERB", "AUX"}) or (before is not None and before.pos_ == "VERB")
