"""Who says what, hedged as printed, through whom: the statements of an event, one for each basis, with its repetitions."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Claim, Dossier, Origin
from vetoproof.report import dates, numbers
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import STANCE, capital, listed


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as a sub-paragraph. `repeats` are the marks of documents that carry the same."""

    claim: str
    stance: str
    verb: str
    speaker: Markup
    office: str
    where: Markup
    through: str
    digest: bool
    text: Markup
    hedge: Markup
    hedge_by: str
    figure: Markup
    basis: str
    window: Markup
    vessel: str
    repeats: Markup
    repeated: int


def statement(book: Notebook, key: str, repeats: tuple[str, ...] = ()) -> Statement | None:
    """One claim as a statement; None where it cannot be anchored."""
    text = book.quoted(key)
    if text is None:
        return None
    claim = book.claims[key]
    speaker = claim.chain[-1]
    own_voice = len(claim.chain) == 1
    outlet, when = book.names.text(claim.document.outlet or "an outlet not named"), dates.published(claim.document.published)
    shown = book.cites(repeats)
    return Statement(
        claim=key,
        stance=claim.stance,
        verb=STANCE[claim.stance],
        speaker=Markup("<cite>{}</cite>").format(outlet)
        if own_voice
        else Markup("{}").format(capital(book.speakers.name(speaker))),
        office="in its own voice" if own_voice else speaker.office or "",
        where=when if own_voice else Markup("<cite>{}</cite>, {}").format(outlet, when),
        through=listed(book.speakers.through(claim)),
        digest=claim.document.kind == "digest",
        text=text,
        hedge=_hedge(book, claim),
        hedge_by=_by(book, claim),
        figure=figure(book, claim),
        basis=numbers.BASIS.get(claim.quantity.basis, claim.quantity.basis) if claim.quantity else "",
        window=book.tagged(key, dates.period(claim.period))
        if claim.period and (claim.period.from_ or claim.period.to)
        else Markup(""),
        vessel=listed([book.names.vessel(v) for v in claim.frame.vessel.split("|")]) if claim.frame.vessel else "",
        repeats=shown,
        repeated=shown.count('class="fn"'),
    )


def figure(book: Notebook, claim: Claim) -> Markup:
    """The figure of a claim as an interval, its printed words beside it where these are not the same."""
    quantity = claim.quantity
    if quantity is None:
        return Markup("")
    value = numbers.amount(quantity.low, quantity.high, quantity.comparator, quantity.unit)
    if quantity.low is None and quantity.high is None:
        return book.tagged(claim.id, Markup("no number given; the words are <i>{}</i>").format(book.names.text(quantity.words)))
    return book.tagged(claim.id, Markup("<b>{}</b>").format(value))


def _hedge(book: Notebook, claim: Claim) -> Markup:
    """The estimative words: in quotation marks only where they are the outlet's."""
    if claim.hedge is None:
        return Markup("")
    form = "<i>{}</i>" if claim.document.kind == "digest" else "<q>{}</q>"
    return book.tagged(claim.id, Markup(form).format(claim.hedge.exact))


def _by(book: Notebook, claim: Claim) -> str:
    """Who hedges, where it is not the innermost speaker, and the scale that applies, if any."""
    hedge = claim.hedge
    if hedge is None:
        return ""
    parts = [f"the words of {book.speakers.label(book.names.text(hedge.by))}"] if hedge.by else []
    if hedge.scale and hedge.low is not None and hedge.high is not None:
        parts.append(f"scale {hedge.scale}: {numbers.per_cent(hedge.low)} to {numbers.per_cent(hedge.high)} per cent")
    return "; ".join(parts)


def affirming(book: Notebook, dossier: Dossier) -> list[Statement]:
    """One statement for each basis that affirms, the earliest first; its other claims are repetitions."""
    return _by_origin(book, dossier.origins)


def denying(book: Notebook, dossier: Dossier) -> list[Statement]:
    """One statement for each basis that denies, then denials that no basis holds."""
    found = _by_origin(book, dossier.denying_origins)
    held = {claim for origin in dossier.denying_origins for claim in origin.claims}
    return found + [s for claim in dossier.denying if claim not in held and (s := statement(book, claim)) is not None]


def others(book: Notebook, dossier: Dossier) -> list[Statement]:
    """Those who decline to say or do not confirm."""
    return [s for claim in dossier.other if (s := statement(book, claim)) is not None]


def unknown(book: Notebook, dossier: Dossier) -> list[Statement]:
    """Claims whose lineage is not known: shown, and counted as no origin."""
    held = {claim for origin in (*dossier.origins, *dossier.denying_origins) for claim in origin.claims}
    return [s for c in dossier.unknown_lineage if c not in held and (s := statement(book, c)) is not None]


def _by_origin(book: Notebook, origins: tuple[Origin, ...]) -> list[Statement]:
    """In the order of publication; what prints no date comes last."""

    def day(key: str) -> tuple[str, str]:
        claim = book.claims.get(key)
        return (claim.document.published.from_ or "9") if claim else "9", key

    result = []
    for origin in sorted(origins, key=lambda o: (day(o.lead), o.id)):
        rest = tuple(sorted((c for c in origin.claims if c != origin.lead), key=day))
        shown = statement(book, origin.lead, rest)
        if shown is not None:
            result.append(shown)
    return result
