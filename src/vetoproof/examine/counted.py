"""What a number counts: the noun behind it, read from the tags of the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine.numberwords import NumberWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = {
    "JJ",
    "JJR",
    "JJS",
    "VBN",
    "VBG",
    "HYPH",
    "POS",
    "RB",
    "``",
    "''",
    "NN",
    "NNP",
    "NNS",
    "NNPS",
    "CC",
    "CD",
    "AFX",
    "FW",
    "RBS",
}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_LONGEST = 10


class Counted(msgspec.Struct, frozen=True):
    """`unit`: the noun as printed, in lower case unless it is a name ("containers"), or "" where none stands.

    `end`: offset behind it. `measure`: the number is a length, a time or a calibre. `plural`: the noun may follow a
    number above one.
    """

    unit: str
    end: int
    measure: bool = False
    plural: bool = True


def behind(doc: Doc, at: int, words: NumberWords) -> Counted:
    """What the number that ends before token `at` counts."""
    nothing = Counted("", doc[at - 1].idx + len(doc[at - 1].text) if at else 0)
    if at >= len(doc):
        return nothing
    first = doc[at]
    if first.lower_.rstrip(".") in words.measures or first.lower_ in words.measures:
        return Counted(first.lower_, first.idx + len(first), measure=True)
    if first.lower_ == "of":
        return _of(doc, at, words, nothing)
    return _phrase(doc, at, words) or nothing


def _of(doc: Doc, at: int, words: NumberWords, nothing: Counted) -> Counted:
    """ "thousands of containers", "six of them", "14 of the soldiers"."""
    start = at + 1
    while start < len(doc) and doc[start].tag_ in {"DT", "PRP$", "PDT"} and doc[start].lower_ not in words.pronouns:
        start += 1
    if at + 1 < start < len(doc) and doc[start].tag_ == "CD" and (whole := _phrase(doc, start + 1, words)) is not None:
        # "three of the seven missiles": what is counted twice is printed with the second number, whose figure it stays.
        return Counted(whole.unit, nothing.end, whole.measure, whole.plural)
    if start < len(doc) and doc[start].lower_ in words.pronouns:
        return Counted("", doc[start].idx + len(doc[start]))
    return _phrase(doc, start, words) or nothing


def _phrase(doc: Doc, at: int, words: NumberWords) -> Counted | None:
    """The noun phrase from token `at`: modifiers, then the last noun of the run."""
    head: Token | None = None
    i = at
    while i < min(len(doc), at + _LONGEST):
        token = doc[i]
        if token.tag_ not in _MODIFIERS or token.is_space:
            break
        if token.tag_ == "CD":
            step = _name_or_measure(doc, i, words)
            if head is not None or not step:
                break
            i += step
            continue
        if head is not None and head.tag_ in {"NNS", "NNPS"} and not _continues(head, token):
            break
        if token.tag_ in {"POS", "CC"} and head is not None and head.tag_ in {"NNS", "NNPS"}:
            break
        if token.tag_ in _NOUNS:
            head = token
        i += 1
    if head is None:
        first = doc[at] if at < len(doc) else None
        if first is not None and first.lower_ in words.adjectival:
            return Counted(first.lower_, first.idx + len(first))
        return None
    return _named(doc, at, head, words)


def _name_or_measure(doc: Doc, i: int, words: NumberWords) -> int:
    """How many tokens a number takes that counts nothing inside a phrase: "152 mm shells", "20-foot boxes", "X-23 missiles"."""
    if any(map(str.isalpha, doc[i].text)) and any(map(str.isdigit, doc[i].text)):
        return 1
    dash = int(i + 1 < len(doc) and doc[i + 1].tag_ == "HYPH")
    return 2 + dash if i + 1 + dash < len(doc) and doc[i + 1 + dash].lower_ in words.measures else 0


def _continues(head: Token, token: Token) -> bool:
    """Whether a noun behind a plural noun still belongs to the phrase: "arms containers", but not "soldiers Friday"."""
    return token.tag_ in {"NN", "NNS"} and not head.text[0].isupper()


def _named(doc: Doc, at: int, head: Token, words: NumberWords) -> Counted:
    end = head.idx + len(head.text)
    lower = head.lower_
    plural = head.tag_ in {"NNS", "NNPS"} or lower in words.invariant or lower in words.adjectival
    if lower in words.measures:
        return Counted(lower, end, measure=True)  # "13 million square kilometres"
    if lower in words.currencies or lower in words.counted_units:
        return Counted(words.currencies.get(lower) or words.counted_units[lower], end)
    unit = lower
    if head.tag_ in {"NNP", "NNPS"}:
        start = head.i
        while start > at and doc[start - 1].tag_ in {"NNP", "NNPS", "JJ"} and doc[start - 1].text[0].isupper():
            start -= 1
        unit = doc[start : head.i + 1].text
    elif (
        head.i > at
        and doc[head.i - 1].tag_ == "NN"
        and doc[head.i - 1].is_alpha
        and doc[head.i - 1].lower_ not in words.measures
    ):
        unit = f"{doc[head.i - 1].lower_} {lower}"
    return Counted(unit, end, plural=plural)
