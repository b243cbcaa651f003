"""What is asked for what is typed: several names of one field, other spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.model import Query
from vetoproof.screen.asked import Asking

ASKING = Asking()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kim Jong Un aka Kim Jong-eun", ("Kim Jong Un", "Kim Jong-eun")),
        ("KIM JONG UN AKA KIM JONG EUN", ("KIM JONG UN", "KIM JONG EUN")),
        ("Jane Roe a/k/a Jane Doe", ("Jane Roe", "Jane Doe")),
        ("Jane Roe, A.K.A. Jane Doe", ("Jane Roe", "Jane Doe")),
        ("Jane Roe (a.k.a. Jane Doe; a.k.a. Janet Roe)", ("Jane Roe", "Jane Doe", "Janet Roe")),
        ("Bank Alpha (f/k/a Bank Beta)", ("Bank Alpha", "Bank Beta")),
        ("Bank Alpha (formerly known as: Bank Beta)", ("Bank Alpha", "Bank Beta")),
        ("Bank Alpha (formerly Bank Beta)", ("Bank Alpha", "Bank Beta")),
        ("Jane Roe c/o Alpha Shipping Ltd", ("Jane Roe", "Alpha Shipping Ltd")),
        ("Jane Roe alias Jane Doe", ("Jane Roe", "Jane Doe")),
        ("Jane Roe; Alpha Shipping", ("Jane Roe", "Alpha Shipping")),
        ("Alpha Ltd t/a Beta Trading", ("Alpha Ltd", "Beta Trading")),
        ("Alpha Ltd d/b/a Beta", ("Alpha Ltd", "Beta")),
        ("Иван Иванов, он же Пётр Петров", ("Иван Иванов", "Пётр Петров")),
    ],
)
def test_a_field_with_several_names_is_asked_as_each_and_as_it_stands(text: str, names: tuple[str, ...]) -> None:
    asked = ASKING(Query(names=(text,), schema="Company"))
    assert asked.query.names == (*names, text)
    assert asked.notes == (("asked as several names", "; ".join(names)),)


@pytest.mark.parametrize(
    "text",
    ["Jean Aka Brou", "Akaka Bank", "Smith &amp; Sons", "A/S Alpha", "Kim Jong Un;", "Alpha S.A.", "Formerly Good Ltd",
     "M/V Star", "Aliaska", "Dr. J. R. R. Tolkien", "Now Shipping", "", ";", "a/k/a"],
)  # fmt: skip
def test_one_name_is_one_name(text: str) -> None:
    query = Query(names=(text,), schema="Company")
    assert ASKING(query) == (query, ())


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Vladimir Poutine", "Vladimir Putin"),
        ("POUTINE, Vladimir", "Putin, Vladimir"),
        ("Evgueni Prigojine", "Evgeni Prigozhin"),
        ("Jewgeni Prigoschin", "Yevgeni Prigozhin"),
        ("Maria Sacharowa", "Maria Zakharova"),
        ("Maria Sacharowa", "Maria Sakharova"),
        ("Sergueï Choïgou", "Sergei Shoigu"),
        ("Sergej Kusnezow", "Sergey Kuznetsov"),
        ("Wladimir Schirinowski", "Vladimir Zhirinovski"),
        ("Vladimir Jirinovski", "Vladimir Zhirinovski"),
        ("Igor Setchine", "Igor Sechin"),
        ("Viktor Ianoukovitch", "Viktor Yanukovich"),
        ("Sergej Lawrow", "Sergey Lavrov"),
    ],
)
def test_german_and_french_spellings_of_slavic_names_are_asked_as_english_ones(text: str, spelled: str) -> None:
    asked = ASKING(Query(names=(text,), schema="Person"))
    assert asked.query.names[0] == text
    assert spelled in asked.query.names
    assert any(spelled in told for _, told in asked.notes)


@pytest.mark.parametrize(
    "text",
    ["Andrew Barlow", "Catherine Smith", "Kim Jong Un", "Mohammed Ali", "Vladimir Putin", "Jean Dupont", "Hans Schneider"],
)
def test_names_of_other_people_are_asked_as_they_stand(text: str) -> None:
    query = Query(names=(text,), schema="Person")
    assert ASKING(query) == (query, ())


def test_ships_are_not_respelled() -> None:
    query = Query(names=("Marschal Kusnezow",), schema="Vessel")
    assert ASKING(query) == (query, ())


@given(st.text(max_size=60), st.sampled_from(["", "Person", "Vessel"]))
def test_what_was_typed_is_always_asked_too(text: str, schema: str) -> None:
    asked = ASKING(Query(names=(text,), schema=schema))
    assert text in asked.query.names
    assert (asked.query.names == (text,)) == (not asked.notes)


def test_a_thousand_names_in_one_field_are_bounded_and_it_is_said() -> None:
    asked = ASKING(Query(names=("; ".join(f"name{n}" for n in range(1000)),), schema="Company"))
    assert len(asked.query.names) == 21
    assert [reason for reason, _ in asked.notes] == [
        "asked as several names", "names after the first 20 of one field are asked as one",
    ]  # fmt: skip
