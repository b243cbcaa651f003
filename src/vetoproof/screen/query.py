"""What is asked of the lists: a party by its names, and whatever else is known of it."""

from __future__ import annotations

import msgspec

from vetoproof.model import Identifier


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A person, company or ship to be screened. Only a name or an identifier is needed.

    `schema` is a FollowTheMoney schema ("Person", "Company", "Vessel"...) or "" where it is not known; dates of birth and
    countries are as people write them ("26.1.1966", "c. 1947", "DPRK", "kp").
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
