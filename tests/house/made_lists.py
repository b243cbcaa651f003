"""Small lists in the form of the Security Council's, with parties that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Party(NamedTuple):
    """An entry: its reference number, its names (the first is the primary one), the day on which it was listed."""

    id: str
    names: Sequence[str]
    listed_on: str = "2016-11-30"
    person: bool = True


def un_list(day: str, parties: Iterable[Party]) -> bytes:
    """The list as XML, generated on a day."""
    parties = list(parties)
    persons = "".join(_entry("INDIVIDUAL", party) for party in parties if party.person)
    entities = "".join(_entry("ENTITY", party) for party in parties if not party.person)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'dateGenerated="{day}T00:00:09.554Z">\n<INDIVIDUALS>\n{persons}</INDIVIDUALS>\n<ENTITIES>\n{entities}</ENTITIES>\n'
        "</CONSOLIDATED_LIST>\n"
    ).encode()


def _entry(kind: str, party: Party) -> str:
    first, *others = party.names
    aliases = "".join(f"<{kind}_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></{kind}_ALIAS>" for name in others)
    return (
        f"<{kind}><DATAID>1{sum(map(ord, party.id))}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{first}</FIRST_NAME>"
        f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>{party.id}</REFERENCE_NUMBER>"
        f"<LISTED_ON>{party.listed_on}</LISTED_ON>{aliases}</{kind}>\n"
    )


def many(number: int) -> list[Party]:
    """So many parties with names of their own."""
    return [Party(f"KPi.{n:03d}", [f"Person Number {n}"], "2016-11-30") for n in range(1, number + 1)]
