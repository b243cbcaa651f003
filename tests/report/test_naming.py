"""Law 10: who may be named."""

from __future__ import annotations

import msgspec
from report_memory import MemoryReader, office
from report_page import select

from vetoproof.model import Attribution, Claim, DocumentRef, Frame, Mention, PlaceRef, Published, Span
from vetoproof.report.naming import Names
from vetoproof.report.speakers import Speakers
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


def said(speaker: str, kind: str = "arms_transfer", **more) -> Claim:
    return claim(kind, chain=[Attribution(speaker=speaker, kind="person", **more)])


def test_a_private_person_who_speaks_is_withheld_in_every_type_of_event():
    for kind in ("arms_transfer", "weapons_test", "visit", "statement_other", "petroleum_transfer"):
        names = Names([said("Defector Anna Beispiel", kind)])
        assert names.text("Defector Anna Beispiel, who fled, said so. Beispiel knew.") == (
            "[name withheld], who fled, said so. [name withheld] knew."
        )
        assert "Anna Beispiel" not in names.text("Anna Beispiel said more.")


def test_an_office_holder_and_an_actor_of_the_pack_stay_named():
    names = Names([said("Ada Minister", office="minister"), said("Bo Known", actor="Bo Known")], named=["Cy Holder"])
    text = "Ada Minister, Bo Known and Cy Holder spoke; Minister went."
    assert names.text(text) == text


def test_a_person_mentioned_is_named_only_where_acts_of_state_or_office_holders_are_told():
    mention = [Mention(name="Dora Muster", kind="person")]
    for kind in ("arms_transfer", "attack", "finance_cyber"):
        assert names_of(claim(kind, mentions=mention)) == ["Dora Muster"]
    assert names_of(claim("agreement", mentions=mention)) == []
    spoken = claim("statement_other", chain=[office("Ada Minister", "minister", "NP")], mentions=mention)
    assert names_of(spoken) == []


def names_of(*claims: Claim) -> list[str]:
    return sorted(Names(claims).withheld)


def test_who_speaks_privately_of_a_visit_is_not_made_public_by_the_visit():
    private = Mention(name="Oleg Muster", kind="person")
    names = Names([claim("visit", chain=[Attribution(speaker="Oleg Muster", kind="person")], mentions=[private])])
    assert names.text("Oleg Muster said") == "[name withheld] said"


def test_the_age_and_the_address_beside_a_withheld_name_go_with_it():
    names = Names([said("Oleg Muster")])
    assert names.text("Dock worker Oleg Muster of 14 Hafen Street in Portstadt said so") == (
        "Dock worker [name withheld] of [origin withheld] said so"
    )
    assert names.text("Oleg Muster, 23, from Village 12 in Landkreis, said") == (
        "[name withheld], [age withheld], from [origin withheld], said"
    )
    assert names.text("Oleg Muster, aged 9, fled") == "[name withheld], [age withheld], fled"


def test_a_private_person_is_known_by_how_the_text_introduces_one():
    names = Names([claim("recruitment", chain=[office("Ada Minister", "minister", "NP")])], named=["New Portstadt"])
    assert names.text("Relatives of Nepali recruit Ram Beispiel, 23, from Ward 4 of Gorstadt, said") == (
        "Relatives of Nepali recruit [name withheld], [age withheld], from [origin withheld], said"
    )
    assert names.text("Ram Beispiel, 20, was killed") == "[name withheld], [age withheld], was killed"
    assert names.text("Ada Minister, 61, spoke; a worker New Portstadt needs") == (
        "Ada Minister, 61, spoke; a worker New Portstadt needs"
    )


def test_a_precise_place_is_coarsened_where_a_private_person_stands_in_the_same_text():
    near = PlaceRef(name="Oberdorf", country="UA", admin1="UA-14")
    names = Names(
        [claim("casualties", place=near, mentions=[Mention(name="Ram Beispiel", kind="person")])],
        lambda code: {"UA-14": "Donetsk Oblast"}.get(code, code),
    )
    assert names.text("Ram Beispiel died at Oberdorf.") == "[name withheld] died at [a place in Donetsk Oblast]."
    assert names.text("Twelve soldiers died at Oberdorf.") == "Twelve soldiers died at Oberdorf."


def test_a_claimant_without_office_is_a_person_and_a_state_read_as_a_person_is_itself():
    claims = [said("Oleg Muster"), said("Freiland")]
    names = Names(claims, str, named=["Freiland"])
    speakers = Speakers(MemoryReader.__new__(MemoryReader), names, claims)
    assert speakers.name(claims[0].chain[-1]) == "a person (name withheld)"
    assert speakers.label(names.text("Oleg Muster")) == "a person (name withheld)"
    assert speakers.name(claims[1].chain[-1]) == "Freiland"


def test_who_is_introduced_as_a_private_person_is_withheld_in_addresses_and_titles_too():
    told = "Relatives of recruit Ram Beispiel, 23, said so"
    spoken = msgspec.structs.replace(claim("recruitment"), span=Span(0, len(told), told))
    names = Names([spoken, said("Defector Anna Muster")])
    assert "ram" not in names.address("https://example.org/2024/ram-beispiel-found")
    assert "anna" not in names.address("https://example.org/2024/anna-muster-speaks")
    assert names.text("RAM BEISPIEL FOUND; Beispiel’s mother") == "[name withheld] FOUND; [name withheld]’s mother"


def test_an_age_before_the_name_goes_with_it_and_an_empty_place_cuts_nothing():
    nowhere = PlaceRef(name="", country="UA", admin1="UA-14")
    names = Names([claim("casualties", place=nowhere)])
    assert (
        names.text("The 23-year-old dock worker Ram Beispiel died.") == "The [age withheld] dock worker [name withheld] died."
    )
    assert names.text("A 23-year-old agreement stands") == "A 23-year-old agreement stands"
