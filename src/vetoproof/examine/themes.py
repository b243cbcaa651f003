"""What an argument is: arms, containers, soldiers, workers, fuel, a ship, a person of rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.lexicon import Lexicon
from vetoproof.examine.scene import Scene
from vetoproof.packs.regime import Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token


def of(scene: Scene, head: Token) -> tuple[str, ...]:
    """The themes of a phrase's head, the most telling first; empty for what no frame is about."""
    lexicon = scene.lexicon
    lemma, lower = head.lemma_.lower(), head.lower_
    found: list[str] = []
    before = head.doc[head.i - 1] if head.i else None
    singular = lower[:-3] + "man" if lower.endswith("men") else lower.removesuffix("s")
    for key in (
        (f"{before.lower_} {lemma}", f"{before.lower_} {lower}", f"{before.lemma_.lower()} {lemma}")
        if before is not None
        else ()
    ) + (lower, lemma, singular):
        found += [row.id for row in lexicon.themes.get(key, ()) if row.id not in found]
    mention = scene.mention(head)
    if mention is not None:
        found = [{"ship": "vessels", "weapon": "arms"}.get(mention.value.kind, ""), *found]
        if mention.value.kind == "weapon":
            found.insert(1, "missiles")
        found = [one for one in found if one]
    nation = scene.nation(head)
    if nation is not None and nation.value.by == "demonym" and head.tag_ in ("NNPS", "NNS", "NNP", "NN"):
        found.append("nationals")
    if leader(scene, head):
        found.append("leaders")
    if not found and head.pos_ == "NOUN":
        # "arms packages", "a troop contingent": the compound says what.
        for child in head.children:
            if child.dep_ in ("compound", "nmod"):
                found += [
                    row.id
                    for row in lexicon.themes.get(child.lemma_.lower(), ())
                    if row.id in ("arms", "soldiers", "workers", "fuel")
                ]
    if "containers" in found:
        # "wagons of fuel", "a cargo of flour": the printed contents decide, where they are not arms.
        for inner in (
            p for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
        ):
            found = [row.id for row in lexicon.themes.get(inner.lemma_.lower(), ()) if row.id in ("fuel", "technology")] + found
    if head.lower_ == "it" and "treaty" in scene.recent:
        found.append("treaty")
    persons = scene.antecedent in ("soldiers", "nationals", "workers", "students")
    if (
        not found
        and scene.antecedent
        and (persons or head.dep_ in ("nsubj", "nsubjpass") or head.pos_ == "NUM")
        and (
            head.lower_ in ("they", "them", "those", "others")
            or (head.lower_ == "it" and not persons)  # "It is at X that ...": people are never "it".
            or head.pos_ == "NUM"
            or (head.lower_ in ("number", "total") and head.dep_ in ("nsubj", "nsubjpass"))
        )
    ):
        # "14 of them", "around 10,000 are in ...": what the page last counted.
        found.append(scene.antecedent)
    return tuple(found)


def weak(lexicon: Lexicon) -> frozenset[str]:
    """Themes that count only where nothing stronger is there."""
    return frozenset(row.id for row in lexicon.language.themes if row.weak)


def leader(scene: Scene, head: Token) -> bool:
    """Whether a head names a person of rank: by office, by the pack, or by a full name with an office beside it."""
    lexicon = scene.lexicon
    if lexicon.is_a(head.lemma_.lower(), "office") or "leaders" in [
        row.id for row in lexicon.themes.get(head.lemma_.lower(), ())
    ]:
        return True
    if found := scene.name(head):
        return any(isinstance(row, Tenure) or row.kind == "person" for row in found.value)
    if head.pos_ != "PROPN" or scene.nation(head) or scene.place(head):
        return False
    return any(c.dep_ in ("compound", "appos", "nmod") and lexicon.is_a(c.lemma_.lower(), "office") for c in head.children)


def unit(scene: Scene, theme: str, head: Token | None) -> str | None:
    """What a number of this theme counts, in the words of the pack ("persons", "rounds")."""
    if head is not None:
        for one in of(scene, head):
            if one in ("rounds", "deliveries", "containers", "voyages", "tankers", "fuel"):
                return scene.lexicon.theme_units[one]
    return scene.lexicon.theme_units.get(theme)


def item(scene: Scene, head: Token) -> str:
    """The shortest noun that names the thing: the head with its compounds, without numbers, nations and adjectives of size."""
    words = []
    for token in grammar.core(head):
        keep = (
            token == head
            or (token.dep_ in ("compound", "nmod") and token.head == head and not _hyphened(token))
            or (
                token.dep_ == "amod"
                and token.lower_ in ("special", "ballistic", "cruise", "regular", "refined", "military", "elite")
            )
        )
        if keep and (token == head or scene.nation(token) is None) and token.pos_ != "NUM":
            words.append(token)
    nation = scene.nation(head)
    if nation is not None and nation.value.by == "demonym":
        return scene.text[nation.start : nation.end]
    mention = scene.mention(head)
    if mention is not None and mention.value.kind in ("weapon", "ship"):
        return mention.value.name
    return " ".join(t.text if t.pos_ == "PROPN" else t.lower_ for t in words).replace(" - ", "-")


def _hyphened(token: Token) -> bool:
    """Whether a word is the end of a hyphenated modifier ("short-range missiles"), which says nothing without its beginning."""
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before.text == "-" and token.doc[before.i - 1].tag_ in ("JJ", "RB", "CD")
