"""The SDN list as advanced XML (sdn_advanced.xml; root Sanctions), in which parties point to what stands elsewhere.

    ReferenceValueSets   the words behind all ids ("Script" 215 is "Latin")
    Locations, IDRegDocuments            places, and documents by identity
    DistinctParties      Profile > Identity > Alias > DocumentedName > parts with scripts; Feature > FeatureVersion
    ProfileRelationships, SanctionsEntries    who is linked to whom; list, date, programmes and measures by profile

What a party points to stands partly after it, so the file is read twice: first all that is pointed to (kept in memory, for the
whole SDN list some tens of megabytes), then the parties, one at a time. A source that cannot be wound back is held in memory.

`id` is the profile's id (the number of the same party in sdn.csv), `listed_on` the earliest event of its entries, `amended_on`
the latest if it is another day. A person's family name is printed first, "KIM, Yong Chol", as in the CSV. A name in another
script than Latin is "original", with the name of the script as its language. Labels of features and documents are those of the
remarks in the CSV (packs/lists/ofac_labels.yaml); what has no field stays in the notes with its label.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from vetoproof.model.names import ListedName, Listing, NameKind, Schema
from vetoproof.screen.lists.measures import Measures
from vetoproof.screen.lists.ofac_features import Features
from vetoproof.screen.lists.ofac_labels import Labels, of_party
from vetoproof.screen.lists.ofac_reference import KEY, Reference, Sanction, child, children, said
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.lists.xml import entries, line, root_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROOT = "Sanctions"
_POINTED_TO = ("ReferenceValueSets", "Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")
_ALL = (*_POINTED_TO, "DistinctParty")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the name of the file says nothing that its root does not
    """Whether these first bytes begin a file of the advanced format."""
    return root_of(head) == ROOT


def read(
    source: BinaryIO, name: str, labels: Labels | None = None, measures: Measures | None = None
) -> Iterator[Listing | RejectedRow]:
    """All parties of the list, in its order. Raises `ListError` where the file is broken (see `xml`)."""
    labels, measures = labels or Labels(), measures or Measures()
    if not source.seekable():
        source = BytesIO(source.read())
    start = source.tell()
    reference, names = _reference(source, name, labels)
    source.seek(start)
    seen: dict[str, str] = {}
    for element in entries(source, name, ROOT, _ALL):
        if str(element.tag).endswith("DistinctParty"):
            where = line(element)
            profile = child(element, "Profile")
            number = "" if profile is None else profile.get(KEY, "")
            if profile is None or not number:
                yield RejectedRow(where, f"party {element.get('FixedRef', 'without a number')} has no profile with an id")
            elif number in seen:
                yield RejectedRow(where, f"profile {number} is on {seen[number]} already")
            else:
                seen[number] = where
                party = _Party(profile, reference, labels)
                yield party.listing(number, where, names, measures) or RejectedRow(where, f"profile {number} has no name")
    for number in sorted(reference.sanctions.keys() - seen.keys()):
        yield RejectedRow(f"sanctions entry of profile {number}", "no party has this profile")


def _reference(source: BinaryIO, name: str, labels: Labels) -> tuple[Reference, dict[str, str]]:
    """All that parties point to, and the first name of every profile, for links."""
    reference = Reference()
    names: dict[str, str] = {}
    takes = {
        "ReferenceValueSets": reference.add_values,
        "Location": reference.add_place,
        "IDRegDocument": reference.add_document,
        "ProfileRelationship": reference.add_relation,
        "SanctionsEntry": reference.add_sanction,
    }
    for element in entries(source, name, ROOT, _ALL):
        kind = str(element.tag).rpartition("}")[2]
        if kind in takes:
            takes[kind](element)
        elif (profile := child(element, "Profile")) is not None:
            for first in _Party(profile, reference, labels).printed(primary=True):
                names.setdefault(profile.get(KEY, ""), first.text)
    return reference, names


class _Party:
    """One profile, read with the words that its ids stand for."""

    def __init__(self, profile: Element, reference: Reference, labels: Labels) -> None:
        self._profile = profile
        self._reference = reference
        self._labels = labels
        kind, finer = reference.party_type(profile.get("PartySubTypeID"))
        self.schema = _schema(kind, finer)

    def printed(self, primary: bool = False) -> Iterator[ListedName]:
        """All names in the order of the file, or those of the primary alias only."""
        for identity in children(self._profile, "Identity"):
            groups = {
                group.get(KEY, ""): self._reference.value("NamePartType", group.get("NamePartTypeID"))
                for group in identity.iterdescendants("{*}NamePartGroup")
            }
            for alias in children(identity, "Alias"):
                kind = self._kind(alias)
                for documented in children(alias, "DocumentedName") if kind == "primary" or not primary else ():
                    if (name := self._name(documented, groups, kind)) is not None:
                        yield name

    def names(self) -> tuple[ListedName, ...]:
        """All names once, the primary one first."""
        found = sorted(self.printed(), key=lambda name: name.kind != "primary")
        names: dict[str, ListedName] = {}
        for name in found:
            # Only one name is the first; a second spelling of the primary alias is another name.
            first = name.kind != "primary" or not names
            names.setdefault(name.text, name if first else ListedName(text=name.text, language=name.language))
        return tuple(names.values())

    def listing(self, number: str, where: str, of_names: dict[str, str], measures: Measures) -> Listing | None:
        """The listing of this party; None if it has no name."""
        names = self.names()
        if not names:
            return None
        features = Features(self._labels, self._reference)
        for feature in children(self._profile, "Feature"):
            features.add(feature)
        party = self._profile.getparent()
        for feature in children(party, "Feature") if party is not None else ():
            # Features were once printed beside the profile, not in it.
            features.add(feature)
        for identity in children(self._profile, "Identity"):
            for document in self._reference.documents.get(identity.get(KEY, ""), ()):
                features.add_document(document)
        linked = []
        for kind, to in self._reference.relations.get(number, ()):
            linked.append(of_names.get(to, f"profile {to}"))
            features.note(f"{kind}: {linked[-1]}" if kind else "")
        entries_of = self._reference.sanctions.get(number, [])
        if not entries_of:
            features.note("no sanctions entry in the file: neither list nor date nor programme is told")
        of_list = "ofac-sdn" if not entries_of or any(_is_sdn(entry) for entry in entries_of) else "ofac-cons"
        programmes = tuple(dict.fromkeys(programme for entry in entries_of for programme in entry.programmes))
        printed = [measure for entry in entries_of for measure in entry.measures]
        days = sorted(day for entry in entries_of for day in (entry.since, entry.last) if day)
        stated = measures.of(of_list, programmes, self.schema == "Person") if entries_of else ()
        return Listing(
            list=of_list,
            id=number,
            schema=self.schema,
            names=names,
            programmes=programmes,
            effects=tuple(dict.fromkeys((*(printed or stated), *features.of("effects")))),
            listed_on=days[0] if days else None,
            amended_on=days[-1] if days and days[-1] != days[0] else None,
            birth_dates=features.of("birth_dates"),
            birth_places=features.of("birth_places"),
            gender=next(iter(features.of("gender")), ""),
            countries=features.of("countries"),
            nationalities=features.of("nationalities"),
            flags=features.of("flags"),
            positions=features.of("positions"),
            addresses=features.of("addresses"),
            identifiers=of_party(features.identifiers, self.schema),
            linked=tuple(dict.fromkeys((*features.of("linked"), *linked))),
            notes="; ".join(features.of("notes")),
            row=where,
        )

    def _kind(self, alias: Element) -> NameKind:
        kind = self._reference.value("AliasType", alias.get("AliasTypeID")).lower()
        if alias.get("Primary") == "true":
            return "primary"
        if kind.startswith("f.k.a"):
            return "former"
        return "weak" if alias.get("LowQuality") == "true" else "alias"

    def _name(self, documented: Element, groups: dict[str, str], kind: NameKind) -> ListedName | None:
        family: list[str] = []
        given: list[str] = []
        script = ""
        for part in children(documented, "DocumentedNamePart"):
            value = child(part, "NamePartValue")
            if value is None or not (text := said(value)):
                continue
            script = script or self._reference.value("Script", value.get("ScriptID"))
            (family if groups.get(value.get("NamePartGroupID", ""), "").lower() == "last name" else given).append(text)
        if not family and not given:
            return None
        foreign = bool(script) and script.lower() != "latin"
        # Names in Latin letters have a comma after the family name; other scripts are printed family name first without one.
        text = (" " if foreign else ", ").join(" ".join(parts) for parts in (family, given) if parts)
        return ListedName(
            text=text, kind="original" if foreign and kind in ("primary", "alias") else kind, language=script if foreign else ""
        )


def _is_sdn(entry: Sanction) -> bool:
    return not entry.on or entry.on.upper().startswith("SDN")


def _schema(kind: str, finer: str) -> Schema:
    if finer in ("Vessel", "Aircraft"):
        return "Vessel" if finer == "Vessel" else "Airplane"
    return "Person" if kind == "Individual" else "Organization" if kind in ("Entity", "") else "Asset"
