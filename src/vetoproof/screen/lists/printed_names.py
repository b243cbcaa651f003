"""The names that stand in one cell: forms side by side, former names, names in other scripts, what stands in brackets.

Written after the acts of the Official Journal. Examples, all invented: "Petr SIDOROV / Piotr SIDOROV" are two names. Brackets
hold the original in "Petr SIDOROV (Пётр СИДОРОВ)", a former family name in "Anna SIDOROVA (born PETROVA)", an alias in "General
Bureau of Pumps (GBP)", and a part of the name in "Blue Star (Overseas) Limited".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vetoproof.model.names import ListedName, NameKind
from vetoproof.screen.names.reading import Kind
from vetoproof.screen.names.scripts import scripts

_BETWEEN = re.compile(r"\s[/·\u0387•]\s|\s*[\n;]\s*")
_KNOWN_AS = re.compile(r"\s*\ba\.\s?k\.\s?a\.?:?\s*")
_ALIASES = re.compile(r"(?:a\.?\s?k\.?\s?a\.?|alias(?:es)?|also known as|also)\b[.:]?\s*(.+)", re.IGNORECASE | re.DOTALL)
_FORMER = re.compile(
    r"(?:f\.?\s?k\.?\s?a\.?|formerly(?: known as)?|former(?: name)?|previously|ex)\b[.:]?\s*(.+)", re.IGNORECASE | re.DOTALL
)
_BORN = re.compile(r"(?:born|née|nee)\s+(.+)", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"(\w{4,20})\s*:\s*(.+)", re.DOTALL)
_BORN_DASHED = re.compile(r"\s[-–]\s*(born\s.*)$")
_LISTED = re.compile(r",\s*|\s+or\s+|\s+and/or\s+")
_EDGES = ' ,;–-/"\t'
_QUOTES = "«»“”‘’„\"'()"


def names_in(text: str, kind: NameKind = "alias", of: Kind = "any") -> list[ListedName]:
    """The names of one value of a cell, the one printed first first. `kind` is what the column says they are; a name in another
    script than Latin is "original", unless it is the first of a "primary" value. Empty where there is no letter or digit."""
    found: dict[str, ListedName] = {}
    for piece in _BETWEEN.split(text):
        for form in _forms(" ".join(piece.split()), of):
            for name in _taken_apart(form, kind, of):
                if any(map(str.isalnum, name.text)):
                    found.setdefault(name.text, name)
    names = list(found.values())
    if kind != "primary" or not names:
        return names
    others = [ListedName(text=name.text, kind="alias") if name.kind == "primary" else name for name in names[1:]]
    return [ListedName(text=names[0].text, kind="primary", language=names[0].language), *others]


def _forms(piece: str, of: Kind) -> list[str]:
    """The forms of a name with a stroke in it, which stands for one word or for all: "Petr/ Piotr SIDOROV" are two."""
    left, stroke, right = (part.strip() for part in piece.partition("/"))
    if not stroke or "(" in left or "/" in right or not left or not right:
        return [piece]
    before, after = left.split(), right.split()
    if of != "person":
        return [left, right] if len(before) == len(after) == 1 and min(len(left), len(right)) > 2 else [piece]
    if len(before) == 1 < len(after):
        return [" ".join([left, *after[1:]]), right]
    if len(after) == 1 < len(before) and right.isupper() and before[-1].isupper():
        return [left, " ".join([*before[:-1], right])]
    return [left, right] if len(before) > 1 and len(after) > 1 else [piece]


def _taken_apart(piece: str, kind: NameKind, of: Kind) -> Iterator[ListedName]:
    kept = piece = _balanced(_BORN_DASHED.sub(r" (\1)", piece))
    if (found := _LANGUAGE.fullmatch(piece)) and scripts(found[2])[:1] not in ((), ("latin",)):
        yield ListedName(text=found[2].strip(_EDGES), kind="original", language=found[1])
        return
    told: list[ListedName] = []
    base = scripts(re.sub(r"\(.*", "", piece))[:1] or scripts(piece)[:1]
    for inside, at_end in _brackets(piece, base):
        names = list(_inside(inside, piece, base, at_end, kind, of))
        told += names
        kept = kept.replace(f"({inside})", " ") if names else kept
    for part in _KNOWN_AS.split(kept) if "(" not in kept else [kept]:
        for text in _runs(" ".join(part.split())):
            for name in _split_list(text, of):
                yield _named(name, kind)
    if "(" in kept:
        yield _named(re.sub(r"\([^()]*\)", " ", kept), kind)
    yield from told


def _balanced(piece: str) -> str:
    """The piece with every bracket closed: brackets lose their ends where cells are cut or mistyped."""
    depth, kept = 0, []
    for letter in piece:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            depth = 0
        else:
            kept.append(letter)
    text = "".join(kept).strip(_EDGES) + ")" * depth
    return text[1:-1] if re.fullmatch(r"\([^()]*\)", text) else text


def _brackets(piece: str, base: tuple[str, ...]) -> list[tuple[str, bool]]:
    """What the outer brackets hold, each with whether nothing in the script of the name follows."""
    insides, depth, start = [], 0, 0
    for index, letter in enumerate(piece):
        if letter == "(":
            depth += 1
            start = index + 1 if depth == 1 else start
        elif letter == ")" and depth:
            depth -= 1
            if not depth and piece[start:index].strip():
                after = re.sub(r"\([^()]*(?:\([^()]*\))?[^()]*\)", "", piece[index + 1 :])
                insides.append((piece[start:index], not set(scripts(after)) & set(base) and not any(map(str.isdigit, after))))
    return insides


def _inside(inside: str, outer: str, base: tuple[str, ...], at_end: bool, kind: NameKind, of: Kind) -> Iterator[ListedName]:
    """The names that brackets hold; none where they are a part of the name around them."""
    text = inside.strip()
    if found := _BORN.fullmatch(text):
        for family in re.split(r"[()/,]+", found[1]):
            if of == "person" and family.strip():
                yield from _with_family(outer, family.strip(), "former")
    elif found := _ALIASES.fullmatch(text):
        for alias in _LISTED.split(found[1]):
            yield _named(alias, "alias" if kind == "primary" else kind)
    elif found := _FORMER.fullmatch(text):
        yield _named(found[1], "former")
    elif (found := _LANGUAGE.fullmatch(text)) and scripts(found[2])[:1] not in ((), ("latin",)):
        yield ListedName(text=found[2].strip(_EDGES), kind="original", language=found[1])
    elif scripts(text)[:1] not in ((), base):
        for name in _split_list(text, of):
            yield _named(name, "alias" if kind == "primary" else kind)
    elif at_end and (names := _second_names(text, outer, of)):
        for name in names:
            yield _named(name, "alias" if kind == "primary" else kind)


def _second_names(text: str, outer: str, of: Kind) -> list[str]:
    """Brackets at the end of a name in its own script: other forms of it, or nothing where they may be a place or a remark."""
    words = text.split()
    around = re.sub(r"\(.*", "", outer).split()
    if of == "ship":
        return [text]
    if of == "person":
        if len(words) == 1:
            # The acts print family names in capitals: "Andrei PETROFF (PETROV)".
            return [" ".join([*around[:-1], text])] if around and around[-1].isupper() and text.isupper() else []
        forms = [form for form in _LISTED.split(text) if len(form.split()) > 1]
        return forms if len(forms) == len(_LISTED.split(text)) else []
    forms = text.split(", ") if all(len(form.split()) == 1 for form in text.split(", ")) else [text]
    shared = {word.casefold() for word in words} & {word.casefold() for word in around}
    starts = {word.strip(_QUOTES)[:4].casefold() for word in around if len(word) > 3}
    near = any(word.strip(_QUOTES)[:4].casefold() in starts for word in words if len(word) > 3)
    short = any(_stands_for(word.strip(_QUOTES), around) for form in forms for word in form.split())
    # Places are printed in brackets too; of more than two words, or of twelve letters, few are.
    return forms if short or shared or near or len(words) > 2 or len(text) >= 12 > len(words) * 12 - 12 else []


def _stands_for(word: str, around: list[str]) -> bool:
    """Whether a word is short for a name: capitals that are its initials, in order, or four capitals and more."""
    capitals = [letter for letter in word if letter.isupper()]
    if len(capitals) < 2 or not word.isalpha():
        return False
    initials = "".join(other.strip(_QUOTES)[:1] for other in around)
    return len(word) > 3 or any(_in_order(capitals, letters) for letters in (initials, *(o for o in around if len(o) > 7)))


def _in_order(capitals: list[str], letters: str) -> bool:
    remaining = iter(letters.strip(_QUOTES).casefold())
    return letters[:1].casefold() == capitals[0].casefold() and all(letter.casefold() in remaining for letter in capitals)


def _with_family(outer: str, family: str, kind: NameKind) -> Iterator[ListedName]:
    given = re.sub(r"\(.*", "", outer).split()[:-1]
    if given:
        yield ListedName(text=" ".join([*given, family]), kind=kind)


def _runs(text: str) -> list[str]:
    """The text cut where the script changes, if each part is a name by itself: two words at least, or signs of words."""
    runs: list[tuple[str, list[str]]] = []
    for word in text.split():
        script = (scripts(word) or (runs[-1][0] if runs else "latin",))[0]
        if not runs or runs[-1][0] != script:
            runs.append((script, []))
        runs[-1][1].append(word)
    if len(runs) > 1 and all(len(words) > 1 or script in ("han", "hangul", "kana") for script, words in runs):
        return [" ".join(words) for _, words in runs]
    return [text]


def _split_list(text: str, of: Kind) -> list[str]:
    """Names of persons in other scripts are listed with commas; in Latin script the comma stands after the family name."""
    if of != "person" or scripts(text)[:1] in ((), ("latin",)):
        return [text]
    forms = re.split(r"\s*[,،]\s*", text)
    return forms if sum(len(form.split()) > 1 for form in forms) > 1 else [text]


def _named(text: str, kind: NameKind) -> ListedName:
    text = " ".join(text.split()).strip(_EDGES)
    foreign = scripts(text)[:1] not in ((), ("latin",))
    return ListedName(text=text, kind="original" if foreign and kind in ("primary", "alias") else kind)
