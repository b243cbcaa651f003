"""A page as the network sees it: its words, and what the rules found at each of them, one column a kind of finding."""

from __future__ import annotations

from dataclasses import dataclass

from vetoproof.examine import figures, themes
from vetoproof.examine.claims import Draft, Page
from vetoproof.examine.learned.windows import quoted, shape
from vetoproof.examine.scene import Scene

ROLES = ("supplier", "recipient", "agent", "patient")
COLUMNS = (
    "shape", "quote", "pos", "dep", "draft", "stance", "voice", *ROLES, "trigger", "figure", "theme", "cue", "speaks",
    "nation", "name", "hedge", "date", "place", "headline", "opening",
)  # fmt: skip


@dataclass(slots=True)
class Sheet:
    """Words of a page with their columns ("" where there is nothing), its blocks, and where it names which state.

    `tokens`: indices into the parse, one a word; `places`: the word of a token. `heads`: the word that each hangs on.
    `states`: ISO code to the words that name it. `parts`: words in each block. `parties`: the regime's own, first party first.
    """

    words: list[str]
    tokens: list[int]
    places: dict[int, int]
    columns: dict[str, list[str]]
    heads: list[int]
    parts: list[int]
    states: dict[str, list[int]]
    parties: tuple[str, ...]


def sheet(scene: Scene, page: Page) -> Sheet:
    """The columns of a page that the rules have walked."""
    tokens = [t for s in scene.sentences for t in s.tokens if not t.is_space]
    places = {t.i: n for n, t in enumerate(tokens)}
    columns: dict[str, list[str]] = {name: [""] * len(tokens) for name in COLUMNS}
    words = [t.text for t in tokens]
    parties = scene.lexicon.regime.parties
    columns["shape"] = [str(shape(w)) for w in words]
    columns["quote"] = [str(q) for q in quoted(words)]
    columns["pos"] = [t.pos_ for t in tokens]
    columns["dep"] = [t.dep_ for t in tokens]
    states: dict[str, list[int]] = {}
    for n, token in enumerate(tokens):
        found = themes.of(scene, token) if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else ()
        columns["theme"][n] = found[0] if found else ""
        code, name = scene.state(token), scene.name(token)
        if code:
            columns["nation"][n] = party(code, parties)
            states.setdefault(code, []).append(n)
        if name is not None:
            columns["name"][n] = str(getattr(name.value[0], "kind", "person"))
        columns["place"][n] = "x" if scene.place(token) is not None else ""
    for happening in page.happenings.values():
        _put(columns, "trigger", places, happening.trigger.i, happening.type)
    for draft in page.drafts:
        _draft(columns, places, draft, parties)
    parts: list[int] = []
    block = -1
    for sentence in scene.sentences:
        inside = [places[t.i] for t in sentence.tokens if t.i in places]
        if sentence.block != block:
            block = sentence.block
            parts.append(0)
            if inside:
                columns["opening"][inside[0]] = "x"
        parts[-1] += len(inside)
        if sentence.headline:
            for n in inside:
                columns["headline"][n] = "x"
        _finds(scene, sentence.start, sentence.end, columns, places)
        for one in page.voiced.get(sentence.index, ()):
            manner = one.cue.manner if one.cue.stance == "asserts" else str(one.cue.stance)
            _put(columns, "cue", places, one.cue.trigger.i, manner)
            for link in one.cue.links:
                for head in link:
                    _put(columns, "speaks", places, head.i, "taken" if one.taken else "named")
    heads = [places.get(t.head.i, n) for n, t in enumerate(tokens)]
    return Sheet(words, [t.i for t in tokens], places, columns, heads, parts, states, tuple(parties))


def party(code: str | None, parties: tuple[str, ...]) -> str:
    """ "first", "second" or "other" of the regime's parties, "" for none."""
    if not code:
        return ""
    given = {"first" if c in parties[:1] else "second" if c in parties[1:2] else "other" for c in code.split("|")}
    return "+".join(sorted(given))


def _draft(columns: dict[str, list[str]], places: dict[int, int], draft: Draft, parties: tuple[str, ...]) -> None:
    _put(columns, "draft", places, draft.anchor, draft.frame.type)
    _put(columns, "stance", places, draft.anchor, draft.stance)
    _put(columns, "voice", places, draft.anchor, str(min(2, len(draft.chain) - 1)) + ("a" if draft.attributed else ""))
    for role in ROLES:
        _put(columns, role, places, draft.anchor, party(getattr(draft.frame, role), parties))


def _finds(scene: Scene, start: int, end: int, columns: dict[str, list[str]], places: dict[int, int]) -> None:
    for figure in scene.figures(start, end):
        tokens = figures.tokens(scene, figure)
        kind = next(iter(figures.counted(scene, figure)), "bare" if not figure.value.unit else "other")
        for token in tokens:
            _put(columns, "figure", places, token.i, kind if token.i == tokens[0].i else "in")
    for date in scene.dates(start, end):
        for token in scene.doc.char_span(date.start, date.end, alignment_mode="expand") or ():
            _put(columns, "date", places, token.i, date.value.kind)
    for match in scene.lexicon.hedge_phrases.finditer(scene.text, start, end):
        row = scene.lexicon.hedges[" ".join(match.group().lower().split())]
        for token in scene.doc.char_span(match.start(), match.end(), alignment_mode="expand") or ():
            _put(columns, "hedge", places, token.i, "modal" if row.modal else row.kind)


def _put(columns: dict[str, list[str]], name: str, places: dict[int, int], token: int, value: str) -> None:
    if token in places:
        columns[name][places[token]] = value
