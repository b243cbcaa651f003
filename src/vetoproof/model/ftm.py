"""How our words are called in FollowTheMoney: schemata, names, identifiers.

Read lists (`screen.lists.ftm`), written lists (`ftm_writing`) and the HTTP door (`web`) go by these tables alone. Names of
schemata and properties are the model's (followthemoney.tech, 4.11).
"""

from __future__ import annotations

from vetoproof.model.names import NameKind, Schema

SCHEMATA: dict[str, Schema] = {
    "Person": "Person",
    "Organization": "Organization",
    "PublicBody": "Organization",
    "Company": "Company",
    "LegalEntity": "LegalEntity",
    "Vessel": "Vessel",
    "Airplane": "Airplane",
    "Asset": "Asset",
    "Vehicle": "Asset",
    "Security": "Asset",
    "RealEstate": "Asset",
    "CryptoWallet": "Asset",
}
"""Schemata of parties and things that a list can name, as a `Listing` has them."""

IDENTIFIERS = {
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "leiCode": "lei",
    "passportNumber": "passport",
    "idNumber": "national_id",
    "socialSecurityNumber": "social_security",
    "taxNumber": "tax",
    "vatCode": "vat",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "kppCode": "kpp",
    "okpoCode": "okpo",
    "uscCode": "uscc",
    "dunsCode": "duns",
    "registrationNumber": "registration",
    "swiftBic": "swift",
    "isin": "isin",
    "isinCode": "isin",
    "serialNumber": "serial",
    "cryptoAddress": "crypto",
    "publicKey": "crypto",
    "wikidataId": "wikidata",
}
"""The kind of identifier (`Identifier.kind`) that a property holds; `imoNumber` is a company's on whatever is no vessel."""

NAMES: tuple[tuple[str, NameKind], ...] = (
    ("name", "primary"),
    ("alias", "alias"),
    ("abbreviation", "alias"),
    ("previousName", "former"),
    ("weakAlias", "weak"),
)
"""The kind of name that a property holds, the most telling first."""

NAME_PROPERTIES: dict[NameKind, str] = {
    "primary": "name",
    "alias": "alias",
    "original": "alias",
    "former": "previousName",
    "weak": "weakAlias",
}
"""The property that a kind of name is written to."""

_LEGAL = ("Person", "Organization", "Company", "LegalEntity")
_BODIES = ("Organization", "Company")
_BEARERS: dict[str, tuple[str, ...]] = {
    "imoNumber": ("Vessel", *_BODIES),
    "mmsi": ("Vessel",),
    "callSign": ("Vessel",),
    "passportNumber": ("Person",),
    # The model takes the numbers of one state only under this name.
    "socialSecurityNumber": (),
    "kppCode": ("Company",),
    "isinCode": ("Company",),
    "isin": (),
    "serialNumber": ("Airplane",),
    "cryptoAddress": (),
    "publicKey": (),
    "registrationNumber": (*_LEGAL, "Vessel", "Airplane"),
    "wikidataId": (*_LEGAL, "Vessel", "Airplane", "Asset"),
}


def kind_of(prop: str, schema: str) -> str | None:
    """The kind of identifier that a property of an entity of this schema holds; None where it holds none."""
    return "imo_company" if prop == "imoNumber" and schema != "Vessel" else IDENTIFIERS.get(prop)


def property_of(kind: str, schema: str) -> str | None:
    """The property that holds an identifier of this kind for this schema; None where the model has none."""
    if kind in ("imo", "imo_company"):
        return "imoNumber" if schema in (("Vessel",) if kind == "imo" else _BODIES) else None
    return next((prop for prop, held in IDENTIFIERS.items() if held == kind and schema in _BEARERS.get(prop, _LEGAL)), None)
