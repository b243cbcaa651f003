"""Names in letters as parts, one door for each kind of bearer. Tables are loaded when a name first needs them."""

from __future__ import annotations

from functools import cached_property

from vetoproof.screen.names.letters import Letters
from vetoproof.screen.names.nicknames import Nicknames
from vetoproof.screen.names.numbers import Numbers
from vetoproof.screen.names.organisation import Organisation
from vetoproof.screen.names.person import Person
from vetoproof.screen.names.reading import Kind, Part
from vetoproof.screen.names.ship import Ship
from vetoproof.screen.names.sound import Sound
from vetoproof.screen.names.tokens import Printed, Tokens


class Parts:
    """The "latin" reading of a printed name: `parts.read(parts.tokens(text), kind)`."""

    def __init__(self) -> None:
        self.letters = Letters()
        self.tokens = Tokens(self.letters)

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers()

    @cached_property
    def person(self) -> Person:
        """Reads names of persons."""
        return Person(given=lambda word: word in self.nicknames)

    @cached_property
    def sound(self) -> Sound:
        """Folds spellings of one sound to one key."""
        return Sound()

    @cached_property
    def nicknames(self) -> Nicknames:
        """Groups of given names that are used for one another, by name."""
        return Nicknames(self.letters, self.sound)

    @cached_property
    def organisation(self) -> Organisation:
        """Reads names of bodies; its `forms.relation` tells which legal forms go together."""
        return Organisation(self.letters, self._numbers)

    @cached_property
    def ship(self) -> Ship:
        """Reads names of ships and aircraft."""
        return Ship(self._numbers)

    def read(self, printed: Printed, kind: Kind) -> tuple[Part, ...]:
        """The parts of a name of that kind; () where there are no words, or none but those of a legal form."""
        if not printed.words:
            return ()
        if kind == "person":
            return self.person(self.person.untitled(printed))
        if kind == "organisation":
            return self.organisation(printed.words)
        return self.ship(printed.words) if kind == "ship" else self.any(printed)

    def any(self, printed: Printed) -> tuple[Part, ...]:
        """The parts where nobody says what bears the name: a body where its words show one, a ship where a number ends it or a
        ship's prefix begins it, else a person."""
        body = self.organisation(printed.words)
        if not body or self.organisation.shows(body):
            return body
        ship = self.ship(printed.words)
        last = printed.words[-1]
        # A number in words ends names of persons as well ("un" is one), and so do initials ("V.").
        numbered = last[-1].isdigit() or (len(last) > 1 and self._numbers.roman(last))
        if len(ship) < len(printed.words) or (numbered and any(part.role == "number" for part in ship)):
            return ship
        return self.person(self.person.untitled(printed))
