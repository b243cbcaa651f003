"""Law 10: who may be named."""

from __future__ import annotations

from report_memory import office
from report_page import select

from vetoproof.model import Attribution, Claim, DocumentRef, Frame, Mention, PlaceRef, Published, Span
from vetoproof.report.naming import Names
from vetoproof.report.wording import SHIP_WITHHELD


def claim(kind="casualties", chain=(), mentions=(), vessel=None, place=None) -> Claim:
    ref = DocumentRef(id="d", sha256="s", kind="page", url="", outlet="Gazette", title="", language="en", published=Published())
    return Claim(
        id="c",
        document=ref,
        span=Span(0, 1, "x"),
        chain=(Attribution(speaker="Gazette", kind="outlet"), *chain),
        stance="asserts",
        frame=Frame(type=kind, vessel=vessel, place=place),
        mentions=tuple(mentions),
    )


def test_a_recruit_is_not_named_and_an_official_is():
    names = Names(
        [
            claim("recruitment", mentions=[Mention(name="Ram Example", kind="person")]),
            claim(chain=[office("Ada Minister", "foreign minister", "NP")]),
        ]
    )
    assert names.text("Ada Minister met Ram Example.") == "Ada Minister met [name withheld]."


def test_a_relative_who_speaks_is_quoted_without_the_name():
    names = Names([claim(chain=[Attribution(speaker="Sita Example", kind="person")])])
    assert names.text("He is dead, Sita Example said.") == "He is dead, [name withheld] said."


def test_who_acts_for_a_state_is_named_also_where_people_died():
    leader = Mention(name="Kim Example", kind="person")
    names = Names([claim("visit", mentions=[leader]), claim("casualties", mentions=[leader])])
    assert names.text("Kim Example spoke.") == "Kim Example spoke."


def test_unlisted_ships_and_companies_are_withheld_and_listed_ones_are_not():
    names = Names(
        [
            claim(
                "arms_transfer",
                mentions=[
                    Mention(name="Blue Heron", kind="ship", identifiers={"imo": "1"}),
                    Mention(name="Angara", kind="ship", identifiers={"listed": "EU"}),
                    Mention(name="Freight Ltd", kind="company"),
                ],
            )
        ]
    )
    assert names.text("Blue Heron and Angara of Freight Ltd") == "[ship] and Angara of [company]"
    assert names.vessel("Blue Heron") == "a ship (name withheld until reviewed)"
    assert names.vessel("Angara") == "Angara"


def test_a_ship_that_bears_the_first_name_of_an_official_does_not_hide_her():
    names = Names(
        [
            claim("arms_transfer", mentions=[Mention(name="Maria", kind="ship")]),
            claim(chain=[office("Maria Speaker", "spokeswoman", "RU")]),
        ]
    )
    assert names.text("The Maria sailed, Maria Speaker said.") == "The [ship] sailed, Maria Speaker said."


def test_an_address_that_spells_a_withheld_name_loses_its_path():
    names = Names([claim("recruitment", mentions=[Mention(name="Ram Example", kind="person")])])
    assert (
        names.address("https://example.org/2024/ram-example-found") == "https://example.org/[path withheld: it spells a name]"
    )
    assert names.address("https://example.org/2024/other") == "https://example.org/2024/other"


def test_places_of_people_are_coarsened_and_places_of_goods_are_not():
    near = PlaceRef(name="a village near Donetsk", country="UA", admin1="UA-14")
    names = Names([claim("casualties", place=near), claim("arms_transfer", place=PlaceRef(name="Rajin", country="KP"))])
    assert names.place("a village near Donetsk", "casualties") == ("UA-14", True)
    assert names.place("Rajin", "arms_transfer") == ("Rajin", False)


def test_the_page_names_neither_ship_nor_recruit_nor_company(page, tree):
    for name in ("Blue Heron", "blue-heron", "Ram Example", "ram-example", "Harbour Freight"):
        assert name not in page
    assert "Angara" in page
    assert "a ship (name withheld until reviewed)" in tree.text_content()
    assert "near Donetsk" not in " ".join(h.text_content() for h in select(tree, "h4, .facts, #register"))


def test_a_withheld_name_is_withheld_in_any_case_of_letters():
    names = Names([claim("arms_transfer", mentions=[Mention(name="Lady R", kind="ship")])])
    assert names.text("LADY R sailed; a voyage of lady r") == "[ship] sailed; a voyage of [ship]"


def test_a_ship_that_was_read_as_a_speaker_is_still_withheld():
    read = Attribution(speaker="Blue Heron", kind="organisation")
    names = Names([claim("arms_transfer", chain=[read], mentions=[Mention(name="Blue Heron", kind="ship")])])
    assert names.text("Blue Heron") == "[ship]"


def test_a_ship_is_named_from_the_day_on_which_a_list_names_it():
    ship = Mention(name="Blue Heron", kind="ship", identifiers={"listed": "2024-06-25 an example list: services banned"})
    listed = [claim("arms_transfer", mentions=[ship])]
    assert Names(listed, as_of="2024-06-24").vessel("Blue Heron") == SHIP_WITHHELD
    assert Names(listed, as_of="2024-06-25").vessel("Blue Heron") == "Blue Heron"
    assert Names(listed).vessel("Blue Heron") == "Blue Heron"
