"""What lists say of parties, as printed: effects with their source, silences, and no name that may not be printed."""

from __future__ import annotations

import msgspec
import pytest
from lxml import html as parser
from report_case import case

from vetoproof import model
from vetoproof.report.html import render

SHA = "5a" * 32
EFFECT = model.LegalEffect(
    statement="asset freeze", text="verified", source="Act 1, Article 2", limitation="exemptions left out"
)


def entry(identity: str = "number", **more) -> model.ListedAs:
    told = {
        "list": "some-list",
        "title": "Some List",
        "id": "XX/1",
        "schema": "Vessel",
        "name": "GREY GOOSE",
        "identity": identity,
        "listed": True,
        "listed_on": "2025-02-03",
        "effects": (EFFECT,),
        "sha256": SHA,
        "edition": "2025-03-01",
        "words": ("listed, as captured",),
        "score": 0.9876,
        "explanation": ("IMO number 9074729 is equal",),
    }
    return model.ListedAs(**(told | more))


def party(**more) -> model.ScreenedParty:
    silent = (
        model.Silence(
            list="un-ships", title="Designated Vessels", answer="unknown", words="Designated Vessels: unknown: list not loaded"
        ),
        model.Silence(list="b", title="B", answer="unknown", words="B: unknown: on b, XX/9 may be this party", sha256=SHA),
    )
    told = {
        "name": "Grey Goose",
        "kind": "ship",
        "number": "9074729",
        "names": ("Grey Goose",),
        "entries": (entry(),),
        "silent": silent,
    }
    return model.ScreenedParty(**(told | more))


class Listing:
    """The made case with a party at its first event, whose claims mention it."""

    def __init__(self, one: model.ScreenedParty) -> None:
        self.reader = case()
        event, dossier = next(iter(self.reader.dossiers.items()))
        claim = dossier.affirming[0]
        mention = model.Mention(name=one.name, kind="ship" if one.kind == "body" else one.kind)
        self.reader.claims[claim] = msgspec.structs.replace(self.reader.claims[claim], mentions=(mention,))
        one = msgspec.structs.replace(one, claims=(claim,))
        self.reader.dossiers[event] = msgspec.structs.replace(dossier, parties=(one,))
        held = model.HeldList(
            list="some-list", sha256=SHA, day="2025-03-01", day_from="printed", later=False, file="s.csv", entries=9
        )
        record = self.reader.record
        self.reader.record = lambda: msgspec.structs.replace(record(), lists=(held,))

    @property
    def text(self) -> str:
        tree = parser.fromstring(render(self.reader, "2025-10-01T00:00Z"))
        for element in tree.xpath("//script | //style"):
            element.drop_tree()
        return " ".join(tree.text_content().split())


def test_a_listed_ship_is_named_with_list_day_effect_and_its_source():
    text = Listing(party()).text
    assert "Grey Goose, IMO 9074729" in text
    assert "Some List (some-list), entry XX/1, as “GREY GOOSE”, listed on 3 February 2025 L1" in text
    assert "Effect: asset freeze." in text
    assert "Act 1, Article 2; exemptions left out" in text
    assert "Designated Vessels: unknown: list not loaded." in text
    assert SHA in text


@pytest.mark.parametrize(
    "one",
    [
        party(entries=()),
        party(entries=(entry("may be"),)),
        party(entries=(entry(listed=False),)),
        party(kind="company", number="", entries=()),
        party(kind="person", number="", entries=(entry("may be"),)),
    ],
    ids=["no entry", "may be", "in doubt", "company", "person"],
)
def test_whom_no_list_surely_names_is_withheld_with_whatever_would_tell_the_name(one):
    text = Listing(one).text
    assert "name withheld" in text
    for word in ("Grey Goose", "GREY GOOSE", "9074729", "XX/1", "XX/9"):
        assert word not in text
    assert "Designated Vessels: unknown: list not loaded." in text
    assert "B: unknown: an entry of like name is on it." in text


def test_reasoning_says_that_it_is_no_listing():
    reasoned = model.Reasoned(
        regime="R", outcome="met", lines=("This is not a listing.", "  owned: met"), withheld=2, sha256=(SHA,)
    )
    text = Listing(party(reasoning=(reasoned,))).text
    assert "Ownership and control: reasoning, not a listing" in text
    assert "2 lines that name owners on no list held stand in the team's record only." in text


def test_another_ship_of_like_name_is_named_only_where_it_is_listed():
    apart = (
        model.Apart(number="8517839", name="Grey Goose E", listed=True, entries=("some-list 2 (GREY GOOSE E)",), sha256=(SHA,)),
        model.Apart(number="9179842", name="Grey Gander", listed=False),
    )
    text = Listing(party(apart=apart)).text
    assert "Grey Goose (IMO 9074729) is not Grey Goose E (IMO 8517839): another number is another ship." in text
    assert "is not the ship of like name with IMO 9179842" in text
    assert "Grey Gander" not in text
