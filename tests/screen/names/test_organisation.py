"""Bodies' names: the stem, the legal form as a class, words of business, numbers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.packs.name_table import name_table, rows
from vetoproof.screen.names.letters import Letters
from vetoproof.screen.names.organisation import Organisation
from vetoproof.screen.names.tokens import Tokens

TOKENS = Tokens()
ORGANISATION = Organisation(TOKENS.letters)


def shown(text: str) -> str:
    """Keys with their role where it is not "name", silent words left out."""
    parts = ORGANISATION(TOKENS(text).words)
    return " ".join(p.key if p.role == "name" else f"{p.key}/{p.role}" for p in parts if p.role != "particle")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siemens Aktiengesellschaft", "siemens ag/form"),
        ("SiemensAG", "siemens ag/form"),
        ("Volkswagen G.m.b.H.", "volkswagen llc/form"),
        ("FABERLIC EUROPE Sp. z o.o.", "faberlic europe llc/form"),
        ("HSBC p.l.c.", "hsbc plc/form"),
        ("ООО «Ротор-43»", "llc/form rotor 43/number"),
        ("Общество с ограниченной ответственностью «Ротор-43»", "llc/form rotor 43/number"),
        ("OOO Rotor 43", "llc/form rotor 43/number"),
        ("OAO Gazprom", "ojsc/form gazprom"),
        ("Open Joint Stock Company Gazprom", "ojsc/form gazprom"),
        ("АО «Завод»", "jsc/form plant/generic"),
        ("Publichnoe Aktsionernoe Obshchestvo Sberbank", "pjsc/form sberbank"),
        ("Sumitomo Co., Ltd.", "sumitomo ltd/form"),
        ("Fund VIII L.P.", "fund/generic 8/number lp/form"),
        ("Partners I L.P.", "partners/generic 1/number lp/form"),
        ("Trust 2004-1", "trust/generic 2004/number 1/number"),
        ("1st Bank", "1/number bank/generic"),
        ("First Bank", "1/number bank/generic"),
        ("Brigade Forty-Four", "brigade 44/number"),
        ("Brigade 44", "brigade 44/number"),
        ("The Coca-Cola Company", "coca cola co/form"),
        ("A.B.C. Company", "abc co/form"),
        ("World Health Organisation", "world/generic health/generic organization/generic"),
        ("Labour Centre", "labor center/generic"),
        ("Torgovy Dom Alfa", "trading/generic house/generic alfa"),
        ("Муромский завод", "murom plant/generic"),
        ("Ltd", "ltd"),
        ("AO SSK", "jsc/form ssk"),
        ("State Grid Corporation of China", "state/generic grid corporation/generic china"),
        ("Trust 2005-AR16", "trust/generic 2005/number ar 16/number"),
        ("AS Roma SpA", "as/form roma spa/form"),
        ("Sa Sa Bank", "sa sa bank/generic"),
    ],
)
def test_a_body_is_taken_apart(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_forms_of_one_kind_are_compatible_and_others_are_not() -> None:
    relation = ORGANISATION.forms.relation
    assert relation("jsc", "jsc") == "same"
    assert relation("jsc", "ojsc") == relation("llc", "ltd") == relation("inc", "plc") == "compatible"
    assert relation("ag", "llc") == relation("lp", "jsc") == relation("fgup", "llc") == "other"


def test_ampersand_and_the_article_do_not_count() -> None:
    assert shown("Procter & Gamble Co.") == shown("Procter and Gamble Co.") == shown("The Procter and Gamble Co")


def test_each_spelling_of_a_form_is_read_as_its_key_or_as_another_row_that_has_it_first() -> None:
    letters = Letters()
    keys = {key for key, _ in rows(name_table("forms")["forms"])}
    for _, values in rows(name_table("forms")["forms"]):
        for value in values:
            words = letters(value).split()
            if len(words) > 1 and all(len(word) > 1 for word in words):
                parts = ORGANISATION(("xyzzy", *words))
                assert parts[-1].role == "form", value
                assert parts[-1].key in keys


def test_groups_name_keys_that_exist() -> None:
    keys = {key for key, _ in rows(name_table("forms")["forms"])}
    assert {key for _, some in rows(name_table("forms")["groups"]) for key in some} <= keys


@given(st.text(max_size=80))
def test_any_text_has_parts_of_plain_keys(text: str) -> None:
    words = TOKENS(text).words
    parts = ORGANISATION(words)
    assert bool(parts) == bool(words)
    assert all(p.key.isascii() and p.key.isalnum() and p.key == p.key.lower() for p in parts)


@pytest.mark.parametrize(
    "text",
    [
        "Limited Liability Company",
        "Joint Stock Company",
        "Общество с ограниченной ответственностью",
        "JSC (Joint Stock Company)",
    ],
)
def test_a_legal_form_alone_names_nobody(text: str) -> None:
    assert ORGANISATION(TOKENS(text).words) == ()


def test_a_name_of_many_short_forms_is_read_at_once():
    begun = time.thread_time()
    for name in ("AB " * 400, "Foo " + "company " * 400, "Foo " + "ag and " * 300, "5 ag " * 300):
        ORGANISATION(TOKENS(name).words)
    assert time.thread_time() - begun < 2.0
