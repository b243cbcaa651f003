"""The tree of an event, from its origins to the outlets that carried it, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier, Origin, Relay
from vetoproof.report import dates
from vetoproof.report.dates import shown
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import ORIGIN, RELAY, capital, listed


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One mutation: what it was in the source, what it became in the relay."""

    field: str
    change: str
    was: Markup
    became: Markup
    outlet: str
    source: str


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One document's claim in the tree, and those that repeat it."""

    claim: str
    head: Markup
    chain: str
    how: str
    changes: list[Change]
    children: list[Node]


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """One origin, or those of unknown lineage."""

    label: str
    kind: str
    outlets: int
    reasons: list[str]
    shared: str
    nodes: list[Node]
    known: bool = True
    denies: bool = False


def tree(book: Notebook, dossier: Dossier) -> list[Root]:
    """Roots in the order of their first statement; each claim stands once, under the one it repeats."""
    labels = {origin.id: origin.label for origin in (*dossier.origins, *dossier.denying_origins)}
    relays = {relay.claim: relay for relay in dossier.relays}
    roots = [_root(book, origin, relays, labels) for origin in dossier.origins]
    roots += [msgspec.structs.replace(_root(book, origin, relays, labels), denies=True) for origin in dossier.denying_origins]
    held = {claim for origin in (*dossier.origins, *dossier.denying_origins) for claim in origin.claims}
    loose = [claim for claim in dossier.unknown_lineage if claim not in held]
    if loose:
        nodes = _nodes(book, loose, relays)
        if nodes:
            roots.append(
                Root(
                    label="Lineage unknown",
                    kind="counts for no origin",
                    outlets=len(nodes),
                    reasons=[],
                    shared="",
                    nodes=nodes,
                    known=False,
                )
            )
    return [root for root in roots if root.nodes]


def _root(book: Notebook, origin: Origin, relays: dict[str, Relay], labels: dict[str, str]) -> Root:
    shared = listed([book.speakers.label(book.names.text(labels.get(other, "another origin"))) for other in origin.shared_with])
    claims = [origin.lead, *(c for c in origin.claims if c != origin.lead)]
    return Root(
        label=capital(book.speakers.label(book.names.text(origin.label))),
        kind=ORIGIN[origin.kind],
        outlets=origin.outlets,
        reasons=[book.composed(reason) for reason in origin.reasons],
        shared=shared,
        nodes=_nodes(book, claims, relays),
    )


def _nodes(book: Notebook, claims: Iterable[str], relays: dict[str, Relay]) -> list[Node]:
    """Claims under the claims they repeat; a source outside this origin, or a circle, makes a claim stand at the root."""
    here = list(dict.fromkeys(claims))
    inside = set(here)
    parent: dict[str, str | None] = {}
    for claim in here:
        relay = relays.get(claim)
        source = relay.source if relay else None
        parent[claim] = source if source in inside and not _circular(claim, source, parent) else None
    children: dict[str | None, list[str]] = {}
    for claim in here:
        children.setdefault(parent[claim], []).append(claim)

    def build(claim: str) -> Node | None:
        made = _node(book, claim, relays.get(claim))
        if made is None:
            return None
        below = [node for child in children.get(claim, ()) if (node := build(child)) is not None]
        return msgspec.structs.replace(made, children=below)

    return [node for claim in children.get(None, ()) if (node := build(claim)) is not None]


def _circular(claim: str, source: str | None, parent: dict[str, str | None]) -> bool:
    at = source
    while at is not None:
        if at == claim:
            return True
        at = parent.get(at)
    return False


def _node(book: Notebook, key: str, relay: Relay | None) -> Node | None:
    if book.number(key) is None:
        return None
    claim = book.claims[key]
    outlet = book.names.text(claim.document.outlet or "outlet not named")
    head = Markup("<b>{}</b>, {}").format(outlet, dates.published(claim.document.published, short=True))
    speakers = [book.speakers.name(link) for link in claim.chain[1:]]
    how = ""
    if relay is not None:
        how = RELAY[relay.kind]
        if relay.probability < 1:
            how += f", probability {relay.probability:.2f}"
        if relay.source is None and relay.via:
            how += f", through {book.speakers.label(book.names.text(relay.via))}, whose own document is not in the ledger"
    return Node(
        claim=key,
        head=Markup("{}{}").format(book.tagged(key, head), book.cite(key) or ""),
        chain=" \u2190 ".join(speakers),
        how=how,
        changes=changes(book, relay),
        children=[],
    )


def changes(book: Notebook, relay: Relay | None) -> list[Change]:
    """What a relay changed, in the words of both claims, without quotation marks: they may be our digests."""
    if relay is None or not relay.mutations:
        return []
    outlet = book.claims[relay.claim].document.outlet if relay.claim in book.claims else ""
    source = book.claims[relay.source].document.outlet if relay.source and relay.source in book.claims else relay.via
    return [
        Change(
            field=mutation.field.replace("_", " "),
            change=book.names.text(mutation.change),
            was=_words(book, relay.source or relay.claim, mutation.field, mutation.was),
            became=_words(book, relay.claim, mutation.field, mutation.became),
            outlet=book.names.text(outlet),
            source=book.names.text(source),
        )
        for mutation in relay.mutations
    ]


def _words(book: Notebook, claim: str, field: str, words: str) -> Markup:
    """Words as printed; windows and directions, which are slots and no print, with days and parties in words."""
    if not words:
        return Markup('<span class="nothing">nothing</span>')
    if field == "window":
        words = " to ".join(shown(end, short=True) if end[:4].isdigit() else "open" for end in words.split("/"))
    if field == "direction":
        words = " \u2192 ".join(book.speakers.label(end) for end in words.split(" -> "))
    return book.cite(claim, Markup("{}").format(book.names.text(words))) or Markup('<span class="nothing">not anchored</span>')
