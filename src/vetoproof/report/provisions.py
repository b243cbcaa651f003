"""What an event may engage, element by element. Never more than "may engage"; unchecked text is no pin-cite."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Element, Finding, Provision, Reader
from vetoproof.report import dates
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import ELEMENT, NOT_REVIEWED, UNVERIFIED, sentence


class ElementLine(msgspec.Struct, frozen=True, kw_only=True):
    """One element of a paragraph of law and how far the claims show it."""

    name: str
    state: str
    meaning: str
    why: str
    marks: Markup


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph of law as the event may engage it."""

    head: Markup
    pin: str
    level: str
    summary: str
    exceptions: str
    in_force: Markup
    bearer: str
    argued: str
    argument: bool
    checked: bool
    review: str
    signed: bool
    elements: list[ElementLine]
    missing: list[str]
    source: str
    limitation: str


def view(book: Notebook, reader: Reader, finding: Finding) -> FindingView:
    """A finding as printed. A paragraph that the reader does not hold is printed as unknown text, never left out."""
    try:
        law: Provision | None = reader.provision(finding.provision)
    except LookupError:
        law = None
    checked = law is not None and law.checked
    argued = "; ".join(book.speakers.label(who) for who in finding.argued_by)
    return FindingView(
        head=_head(finding, law, argued),
        pin=finding.provision if checked else "",
        level=finding.level,
        summary=law.summary if law else "",
        exceptions=law.exceptions if law else "",
        in_force=_in_force(law),
        bearer=law.bearer if law else "",
        argued=argued,
        argument=finding.mode == "argument",
        checked=checked,
        signed=finding.reviewed_by is not None,
        review=f"reviewed and signed by {finding.reviewed_by}" if finding.reviewed_by else NOT_REVIEWED,
        elements=[_element(book, element) for element in finding.elements],
        missing=[book.composed(what) for what in finding.missing],
        source=law.source if law else "",
        limitation=law.limitation if law else "the pack that was read does not hold this paragraph",
    )


def _head(finding: Finding, law: Provision | None, argued: str) -> Markup:
    """ "may engage 1874/9", with a pin-cite only where the text was checked against its source."""
    by = Markup('<span data-law="argued">, as argued by {}</span>').format(argued) if argued else Markup("")
    if not argued and finding.mode == "argument":
        by = Markup(", by argument")
    if law is not None and law.checked:
        return Markup('may engage <b data-law="{0}">{0}</b>{1}').format(finding.provision, by)
    resolution = law.resolution if law else finding.provision.partition("/")[0]
    about = f" on {law.subject.replace('_', ' ')}" if law else ""
    where = Markup('a paragraph{} of resolution <b data-law="{}">{}</b>').format(about, resolution, resolution)
    return Markup('may engage {} (<span class="unverified">{}</span>){}').format(where, UNVERIFIED, by)


def _in_force(law: Provision | None) -> Markup:
    if law is None:
        return Markup("")
    if law.valid_to is None:
        return Markup("in force from {}").format(dates.time(law.valid_from))
    return Markup("in force from {} to {}").format(dates.time(law.valid_from), dates.time(law.valid_to))


def _element(book: Notebook, element: Element) -> ElementLine:
    state, meaning = ELEMENT[element.state]
    why = book.composed(element.why)
    return ElementLine(
        name=element.name, state=state, meaning=meaning, why=sentence(why), marks=book.cites(element.claims, most=5)
    )
