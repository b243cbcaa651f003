"""A name printed short: its whole form from elsewhere on the page or from the pack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast

_SHORT = re.compile(r"[A-Z]{3,6}")
_BEFORE = r"(?:[A-Z][\w’'-]*[^\S\n](?:(?:of|for|the|and|i|y|de)[^\S\n]){0,2}){1,4}"
_BEHIND = r"[^\S\n](?:(?:for|of|on)[^\S\n](?:the[^\S\n])?)(?:[A-Z][\w’'-]*)(?:[^\S\n][A-Z][\w’'-]*)*"
_SURNAME = 5
"""Letters from which a word alone may be a well-known person's surname."""


def whole(cast: Cast, head: Token, name: str, span: Span) -> Speaker | None:
    """Who a name is short for, or None where it stands for itself.

    "Rassendyll" for the one person of the pack who is called so, "the DIA" for the agency whose initials it is, "the
    Observatory" for the one body of the page whose name ends in it, "the Zenda Institute" for one whose name begins so.
    """
    lexicon = cast.scene.lexicon
    single = " " not in name
    if single and len(name) >= _SURNAME and (known := lexicon.surnames.get(name.lower())) is not None:
        return cast.from_pack(tuple(lexicon.held[known]), span, name)
    if single and _SHORT.fullmatch(name) and (spelled := initials(cast, head, name, span)) is not None:
        return spelled
    if any(lexicon.is_a(name.split()[-1].lower(), use) for use in ("body", "outlet")):
        return longer(cast, name, span)
    return None


def initials(cast: Cast, head: Token, name: str, span: Span) -> Speaker | None:
    """The body named on the page whose initials a short form is, else the pack's of the state that the page speaks of most."""
    for one in reversed([*cast.census.before(head.idx), *cast.census.after(head.idx)]):
        printed = re.findall(r"\b[A-Z]", one.speaker.span.exact) if one.speaker.span is not None else []
        if "".join(printed).endswith(name):
            return cast.again(one.speaker, span)
    rows = [a for a in cast.scene.lexicon.regime.actors if a.kind == "organisation" and a.id.split()[-1] == name and a.country]
    named = {found.value.country.code for found in cast.scene.nations}
    rows = [a for a in rows if a.country in named]
    return cast.from_pack(tuple(rows), span, name) if rows else None


def longer(cast: Cast, name: str, span: Span) -> Speaker | None:
    """The one longer name on the page that ends or begins with a shorter one."""
    text = cast.scene.text
    bare = re.escape(name)
    found: dict[str, tuple[int, int]] = {}
    for pattern in (rf"(?<![\w-]){_BEFORE}{bare}(?![\w-])", rf"(?<![\w-]){bare}{_BEHIND}"):
        for match in re.finditer(pattern, text):
            start = match.start()
            if cast.scene.dates(start, match.end()):
                continue  # "told the Courier on Friday": no name goes on with a day.
            while (nation := _leading(cast, start)) is not None and nation < match.end():
                start = nation
            # "the CAPITAL-based NAME": what stands behind the seat.
            printed = re.sub(r"^(?:[-–]\w*\s+)+", "", text[start : match.end()]).removeprefix("The ").strip()
            if len(printed.split()) > len(name.split()):
                found.setdefault(printed, (start, match.end()))
    if len(found) != 1:
        return None
    printed, (start, end) = next(iter(found.items()))
    rows = [row for one in cast.scene.names if one.start < end and start < one.end for row in one.value]
    if rows:
        bodies = tuple(r for r in rows if isinstance(r, ActorRow))
        return cast.from_pack(bodies, span, printed) if bodies else None
    lexicon = cast.scene.lexicon
    kind = "outlet" if lexicon.is_a(printed.split()[-1].lower(), "outlet") else "organisation"
    return Speaker(printed, kind, span=span, taken=True) if cast.roster.at(start, end) is None else None  # type: ignore[arg-type]


def _leading(cast: Cast, start: int) -> int | None:
    """Where a name goes on behind the state or demonym that it begins with."""
    for one in cast.scene.nations:
        if one.start == start:
            behind = re.compile(r"(?:['’]s)?[^\S\n]*").match(cast.scene.text, one.end)
            return behind.end() if behind is not None else one.end
    return None
