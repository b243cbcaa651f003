"""The shape of a regime pack's rows. Every row carries its source and a stated limitation (law 9)."""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.model import ActorKind, EventType, Letter, Provision


class Country(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state as texts name it: ISO 3166 alpha-2, names, adjectives and demonyms, the capital(s) that speak for it."""

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


class ActorRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An actor. `id` is its canonical name (country code and short form). `institution`: the body whose knowledge it speaks
    from; None where it passes on what others know (an outlet, a parliament).

    `country`: the state whose organ it is; None for private bodies, whose seat is no allegiance. `members`: actors whose
    joint voice it is. `shares`: actors or groups with whom its bases may be shared, read in both directions. `dataset`
    True: it speaks from its own imagery, records or fieldwork rather than from a state's intelligence.
    """

    id: str
    kind: ActorKind
    names: tuple[str, ...]
    country: str | None = None
    institution: str | None = None
    members: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    dataset: bool = False
    published: str | None = None
    source: str
    limitation: str


class Tenure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """That a person held an office of an institution from one day to another (None: still held as far as the pack knows, or
    unknown).

    `country`: the state that the office belongs to; None for offices of international bodies.
    """

    person: str
    names: tuple[str, ...]
    office: str
    institution: str
    country: str | None = None
    from_: str | None = None
    to: str | None = None
    source: str
    limitation: str


class SourceRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of a source: Admiralty letter (F until `cited` supports another), its interest, its limitation.

    `interest`: country codes in whose favour it has reason to speak; `belligerent`: it fights in the war reported on.
    """

    actor: str
    reliability: Letter = "F"
    cited: str | None = None
    interest: tuple[str, ...] = ()
    belligerent: bool = False
    kind: Literal["state", "state media", "agency", "outlet", "research", "platform", "joint body"] = "outlet"
    published: str | None = None
    source: str
    limitation: str


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place with all its spellings, mistranslations included; `held_by`: who holds it, where that is disputed.

    `level`: 0 a state, 1 a first-level division (`admin1` is then itself), 2 a second-level one, 3 a town, port or site;
    null for waters and for areas across divisions. Namesakes are rows of their own: the states that the text names decide
    between them; `only_named`: this one is meant only where its division or state is printed beside it.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: Literal["port", "city", "region", "base", "depot", "country", "sea", "crossing"]
    country: str | None
    admin1: str | None = None
    level: Literal[0, 1, 2, 3] | None = 3
    only_named: bool = False
    held_by: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    source: str
    limitation: str


class ShipRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ship, by IMO number; `not_to_confuse`: IMO numbers of look-alike names.

    `listings`: one text each, beginning with the ISO day on which it was listed, so that a view as of an earlier day
    leaves it out. `watched`: it is one of the ships that the file is about.
    """

    imo: str
    name: str
    names: tuple[str, ...] = ()
    flag: str | None = None
    not_to_confuse: tuple[str, ...] = ()
    watched: bool = False
    listings: tuple[str, ...] = ()
    published: str | None = None
    source: str
    limitation: str


class WeaponRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A weapon system by its names, and the item class that the law knows it under.

    `maker`: ISO code of the state that makes it, where the pack knows that it is not the regime's first party.
    """

    name: str
    names: tuple[str, ...]
    item_class: str
    maker: str | None = None
    source: str
    limitation: str


class ItemClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for goods, and what they show: "arms" is shown by "shells", while "containers" leave contents unknown.

    `shows` and `leaves_unknown` are ids of item classes; a class that shows itself says so. A provision or mapping that
    asks for a class is met by goods whose row shows it, and is neither met nor missed by goods that leave it unknown.
    """

    id: str
    words: tuple[str, ...]
    shows: tuple[str, ...]
    leaves_unknown: tuple[str, ...] = ()
    source: str
    limitation: str


class Argument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That actors said in public, on one day, that such events engage the provision."""

    by: tuple[str, ...]
    says: str = ""
    published: str
    source: str
    limitation: str


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That events of some types with some parties may engage one provision, by its text or only by argument.

    Role conditions are ISO codes that must be among the event's role (None: no condition). `items`: ids of item
    classes of which the event must show, or leave unknown, at least one; an event of which no claim names goods is met
    only where `unnamed` says that the event type itself speaks of them. `elements`: what the paragraph requires, in
    order: "in force", "direction", "bearer", "item", "act", "purpose".

    `argued_by` had argued it by the day `published`; those in `later` argued it on days of their own, so that a view as
    of an earlier date does not name them.
    """

    id: str
    provision: str
    events: tuple[EventType, ...]
    mode: Literal["text", "argument"]
    supplier: str | None = None
    recipient: str | None = None
    agent: str | None = None
    patient: str | None = None
    items: tuple[str, ...] = ()
    unnamed: bool = False
    elements: tuple[Literal["in force", "direction", "bearer", "item", "act", "purpose"], ...]
    argued_by: tuple[str, ...] = ()
    says: str = ""
    later: tuple[Argument, ...] = ()
    published: str
    source: str
    limitation: str


class Silent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event type that as such engages no paragraph, and why: recorded without one."""

    event: EventType
    why: str
    source: str
    limitation: str


class ScopeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Claims of these types are in scope if their roles name all of `all_of` and, where given, one of `any_of`.

    A claim whose roles name nobody (a ship at a pier) is where its page is.
    """

    types: tuple[EventType, ...]
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()


class ListRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sanctions list that is of interest to the regime, so that a report says of it what is known and what is not.

    `id` is the name under which it is loaded, `also` other names of it. `kinds`: what parties stand on it; of others nothing
    follows from it. `least`: a version with fewer entries is an extract, and shows nothing by its silence. `freezes`: the
    regime of the table of ownership rules under which the funds of its parties are frozen, empty where they are not.
    """

    id: str
    title: str
    also: tuple[str, ...] = ()
    kinds: tuple[Literal["ship", "company", "person"], ...]
    least: int
    freezes: str = ""
    source: str
    limitation: str


class NamedDate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """An event that texts use as a date: "since the September summit".

    `until`: the last day of publication on which the names mean this event and no later one of the same name.
    """

    names: tuple[str, ...]
    from_: str
    to: str
    until: str | None = None
    source: str
    limitation: str


class Regime(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One regime, validated once and frozen.

    `countries` adds to the languages' names of states those that only this file's texts use ("the North"). `loosely`: words
    for the first party that name others as well ("the Koreans"): they name nobody, and only bring a page that names another
    party into the file. `parties`: the states whose conduct is in question. `allies`: groups of states with a common cause, so
    that a second voice from a belligerent's group is not a voice from outside. `triage`: words, in lower case, that show that
    a document may concern this file.
    """

    id: str
    title: str
    parties: tuple[str, ...]
    allies: tuple[tuple[str, ...], ...] = ()
    scope: tuple[ScopeRule, ...]
    triage: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    countries: tuple[Country, ...] = ()
    loosely: tuple[str, ...] = ()
    actors: tuple[ActorRow, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    ships: tuple[ShipRow, ...] = ()
    weapons: tuple[WeaponRow, ...] = ()
    items: tuple[ItemClass, ...] = ()
    calendar: tuple[NamedDate, ...] = ()
    provisions: tuple[Provision, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    silent: tuple[Silent, ...] = ()
    lists: tuple[ListRow, ...] = ()
    notes: tuple[str, ...] = ()
