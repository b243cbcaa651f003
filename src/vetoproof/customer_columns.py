"""Which columns of a table of customers are read as what, by the names that banks, insurers and registries give them.

A header may carry a comment in brackets ("Date of Birth (dd/mm/yyyy)"), a number ("Nationality 2"), or two words with a
stroke between them ("Nationality / Country of Incorporation"). Nothing is left out in silence: `Columns` says what is read and
what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from vetoproof.screen.lists.outcome import ListError

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "names", "full name", "fullname", "customer name", "client name", "legal name", "registered name",
             "company name", "entity name", "party name", "account name", "account holder", "name of customer",
             "name of client", "name of company", "vessel name", "ship name", "name of vessel", "name of ship", "customer",
             "client", "company", "vessel", "ship", "party", "counterparty", "counterparty name", "beneficiary",
             "beneficiary name", "insured", "insured name"),
    "given": ("given name", "given names", "first name", "first names", "forename", "forenames", "christian name"),
    "middle": ("middle name", "middle names", "second name", "patronymic", "fathers name", "father name"),
    "family": ("family name", "last name", "surname", "family names", "last names", "surnames"),
    "maiden": ("maiden name", "birth name", "name at birth", "surname at birth", "nee"),
    "alias": ("alias", "aliases", "alias name", "aka", "also known as", "other name", "other names", "former name",
              "former names", "fka", "formerly known as", "previous name", "previous names", "ex name", "ex names",
              "trading name", "trading names", "trade name", "trade names", "trading as", "dba", "doing business as",
              "alternative name", "alternative names", "alternate name", "local name", "native name", "original name",
              "name in original script", "name in local script", "name original script", "name local script", "short name"),
    "schema": ("schema", "type", "entity type", "party type", "customer type", "client type", "counterparty type",
               "type of customer", "type of client", "type of party", "kind", "customer kind", "legal form",
               "customer category", "client category"),
    "birth_date": ("birth date", "dob", "date of birth", "birthday", "born", "born on", "birth year", "year of birth", "yob"),
    "country": ("country", "countries", "nationality", "nationalities", "citizenship", "citizenships", "jurisdiction", "flag",
                "flag state", "flag country", "country code", "country iso", "iso country", "country of residence",
                "residence country", "country of domicile", "domicile", "domicile country", "country of incorporation",
                "incorporation country", "country of registration", "registration country", "country of birth",
                "birth country", "country of citizenship", "country of nationality", "second nationality",
                "other nationality", "nationality code", "residence", "country of establishment"),
    "gender": ("gender", "sex"),
    "id": ("id", "customer id", "customer no", "customer nr", "customer number", "customer code", "customer ref",
           "customer reference", "client id", "client no", "client nr", "client number", "client code", "client ref",
           "client reference", "cif", "cif no", "cif number", "party id", "reference", "ref", "reference no",
           "reference number", "account", "account id", "account no", "account nr", "account number", "policy no",
           "policy number", "key"),
    "imo": ("imo", "imo number", "imo no", "imo nr", "imo code", "imo id", "vessel imo", "vessel imo no", "vessel imo nr",
            "vessel imo number", "ship imo", "ship imo no", "ship imo number", "imo ship no"),
    "mmsi": ("mmsi", "mmsi no", "mmsi nr", "mmsi number", "vessel mmsi"),
    "call_sign": ("call sign", "callsign", "vessel call sign"),
    "lei": ("lei", "lei code", "lei no", "lei number", "legal entity identifier"),
    "passport": ("passport", "passport number", "passport no", "passport nr", "passport id"),
    "national_id": ("national id", "national id no", "national id nr", "national id number", "national identity number",
                    "national identification number", "identity card", "identity card no", "identity card number",
                    "id card", "id card no", "id card number", "identity no", "identity number", "personal id",
                    "personal number", "social security number", "ssn"),
    "tax": ("tax", "tax number", "tax id", "tax no", "tax nr", "tax code", "tin", "tax identification number", "vat", "vat no",
            "vat number", "vat id"),
    "inn": ("inn", "inn code"), "ogrn": ("ogrn", "ogrn code"),
    "registration": ("registration", "registration number", "registration no", "registration nr", "registration id", "reg no",
                     "reg nr", "reg number", "company number", "company no", "company registration number",
                     "company registration no", "company reg no", "company id", "business registration number",
                     "business registration no", "commercial register number", "commercial register no",
                     "commercial registry number", "trade register number", "incorporation number", "incorporation no"),
    "swift": ("swift", "bic", "swift bic", "swift code", "bic code"),
}  # fmt: skip
"""What each column is called, the likeliest first; only letters and digits matter. Given, middle and family names are put
together where there is no whole name."""

NAMES = ("name", "given", "middle", "family", "maiden", "alias")

IDENTIFIERS = (
    "imo", "mmsi", "call_sign", "lei", "passport", "national_id", "tax", "inn", "ogrn", "registration", "swift",
)  # fmt: skip

SEVERAL = frozenset({"alias", "country", "birth_date", *IDENTIFIERS})
"""Ours that several columns may feed. Of names one is *the* name: beside a person's, "company" may be the employer."""

_COMMENT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_NUMBERED = re.compile(r"(?<=\D)[\s_.-]*#?\d{1,2}\s*$")


class Columns(NamedTuple):
    """Ours with the table's that feed each, and the columns of the table that are not read, both in their order."""

    read: dict[str, tuple[str, ...]]
    unread: tuple[str, ...]

    @property
    def text(self) -> str:
        """In one line: "read: name = Customer Name, country = Nationality + Domicile; not read: Branch"."""
        read = ", ".join(f"{ours} = {' + '.join(theirs)}" for ours, theirs in self.read.items())
        return f"read: {read}; not read: {', '.join(self.unread) or 'none'}"


def columns_of(found: Iterable[str], name: str, named: Mapping[str, str | tuple[str, ...]]) -> Columns:
    """What of a header is read as what. `named` maps ours to the table's, and then nothing else feeds that one of ours. Raises
    ListError for a column that is not there and where none has names or numbers; `name` is the table's, for its message."""
    columns = list(dict.fromkeys(column for text in found if (column := " ".join(text.split()))))
    chosen = _named(columns, name, named)
    taken = {column for some in chosen.values() for column in some}
    known = [
        (*guess, place, column)
        for place, column in enumerate(columns)
        if column not in taken and (guess := recognised(column)) is not None
    ]
    for ours in COLUMNS:
        some = sorted((rank, place, column) for one, rank, place, column in known if one == ours)
        if ours in chosen or not some:
            continue
        if ours in SEVERAL:
            chosen[ours] = tuple(column for _, _, column in sorted(some, key=lambda one: one[1]))
            continue
        chosen[ours] = (some[0][2],)
        if ours == "name":
            # "Customer Name (English)" beside "Customer Name (Cyrillic)".
            known += [("alias", 0, place, column) for rank, place, column in some[1:] if rank == some[0][0]]
    read = {ours: chosen[ours] for ours in COLUMNS if ours in chosen}
    if not any(ours in read for ours in (*NAMES, *IDENTIFIERS)):
        raise ListError(
            f"{name}: no column of names was recognised among: {', '.join(columns)[:500]}. "
            "Name it with --column name=THEIRS, or call it 'name'."
        )
    used = {column for some in read.values() for column in some}
    return Columns(read, tuple(column for column in columns if column not in used))


class Guess(NamedTuple):
    """One of ours that a header is taken for; the lower the rank, the likelier."""

    ours: str
    rank: int


def recognised(header: str) -> Guess | None:
    """Which of ours a header names; None for one that is not known, and for one that names two different things."""
    plain = _COMMENT.sub(" ", header)
    for text in (header, plain, _NUMBERED.sub("", plain)):
        if guess := _known().get(folded(text)):
            return guess
    parts = [part for text in plain.split("/") if (part := _known().get(folded(_NUMBERED.sub("", text))))]
    return min(parts, key=lambda one: one.rank) if len({part.ours for part in parts}) == 1 and "/" in plain else None


def ours_of(word: str) -> str:
    """One of ours by its own name or by any that tables give it ("type" -> "schema"). Raises ListError."""
    if word in COLUMNS:
        return word
    guess = _known().get(folded(word))
    if guess is None:
        raise ListError(f"{word!r} is no column that is known: take one of {', '.join(COLUMNS)}.")
    return guess.ours


def folded(column: str) -> str:
    """A header by its letters and digits."""
    return "".join(filter(str.isalnum, column.casefold()))


@lru_cache(1)
def _known() -> dict[str, Guess]:
    found: dict[str, Guess] = {}
    for ours, spellings in COLUMNS.items():
        for rank, spelling in enumerate(spellings):
            found.setdefault(folded(spelling), Guess(ours, rank))
    return found


def _named(columns: list[str], name: str, named: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    spelled = {folded(column): column for column in reversed(columns)}
    exact = {column.casefold(): column for column in reversed(columns)}
    chosen: dict[str, tuple[str, ...]] = {}
    for word, told in named.items():
        ours = ours_of(word)
        some = (told,) if isinstance(told, str) else tuple(told)
        for theirs in some:
            column = exact.get(" ".join(theirs.split()).casefold()) or spelled.get(folded(theirs) or " ")
            if column is None:
                raise ListError(f"{name} has no column {theirs!r}; it has: {', '.join(columns)[:500]}.")
            chosen[ours] = (*chosen.get(ours, ()), column)
        if len(chosen[ours]) > 1 and ours not in SEVERAL:
            raise ListError(f"Only one column can be {ours!r}: {' and '.join(map(repr, chosen[ours]))} were named.")
    return chosen
