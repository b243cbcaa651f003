"""Who acts, and what sanctions lists say of them."""

from __future__ import annotations

from typing import Literal

import msgspec

ActorKind = Literal["person", "office", "state", "organisation", "outlet", "ship", "anonymous", "group"]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person, office, state, organisation, outlet or ship. `institution` is the body whose knowledge it speaks from."""

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    institution: str | None = None
    members: tuple[str, ...] = ()


NameKind = Literal["primary", "alias", "former", "original", "weak"]
Schema = Literal["Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane", "Asset"]


class ListedName(msgspec.Struct, frozen=True, kw_only=True):
    """One name of a listed party, as the list prints it.

    "original" is the name in its own script, "former" one that is no longer borne, "weak" one that the list itself calls weak
    or of low quality. `language` is what the list says, else empty.
    """

    text: str
    kind: NameKind = "alias"
    language: str = ""


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """A number that names one party: `kind` (imo, mmsi, call_sign, lei, passport, national_id, tax, inn, ogrn, registration,
    swift, ... in small letters), `value` as printed, and the country that issued it, as printed."""

    kind: str
    value: str
    country: str = ""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """An entry on one version of a sanctions list: who is listed, under which programme, since when, with which effect.

    `list` names the list ("un", "ofac-sdn", "eu-32017R1509"), `id` is the list's own id, unique within it. Names of countries
    and dates of birth stay as printed ("circa 1947"); `listed_on` is the ISO day on which the entry took effect, None where the
    list does not say. `effects` are the measures in the list's words or the reader's stated ones ("asset freeze"). `linked` are
    other parties that the entry names as linked, owner or parent. `row` is where in the list's bytes the entry stands.
    """

    list: str
    id: str
    schema: Schema
    names: tuple[ListedName, ...]
    programmes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    listed_on: str | None = None
    amended_on: str | None = None
    reason: str = ""
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    gender: str = ""
    countries: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    linked: tuple[str, ...] = ()
    notes: str = ""
    row: str = ""

    @property
    def name(self) -> str:
        """The name that the list prints first."""
        return self.names[0].text


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A name compared to a listing. `score` is the probability that both are one party, at the prior that was asked for;
    `likelihood_ratio` is what the comparison alone says; `match` is score over threshold. `disposition` is what a person
    decided on this pair earlier ("false", with the reason), if anybody did."""

    list: str
    id: str
    schema: str
    name: str
    score: float
    match: bool
    likelihood_ratio: float = 1.0
    explanation: tuple[str, ...] = ()
    disposition: str = ""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A person, company or ship to be screened. Only a name or an identifier is needed.

    `schema` is a FollowTheMoney schema ("Person", "Company", "Vessel"...) or "" where it is not known; dates of birth and
    countries are as people write them ("26.1.1966", "c. 1947", a country's name or code).
    """

    names: tuple[str, ...] = ()
    schema: str = ""
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    identifiers: tuple[Identifier, ...] = ()
    id: str = ""

    @property
    def text(self) -> str:
        """The query in one line."""
        return " / ".join([*self.names, *(f"{i.kind} {i.value}" for i in self.identifiers)])


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A match with the entry that it points at."""

    match: Match
    entry: Listing


class ListLine(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a list that was screened against: `names` are the lists in it, `edition` the ISO day that it prints as its
    own, None where it prints none; `rejected` counts rows that gave no entry, by reason."""

    names: tuple[str, ...]
    file: str
    sha256: str
    edition: str | None
    entries: int
    rejected: dict[str, int] = {}
