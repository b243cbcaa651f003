"""A name printed short, a body told of before it is named, an embassy without its seat: who is meant."""

from __future__ import annotations

import pytest
from test_speakers import SENT, named


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"The phone of Flavia Elphberg rang. {SENT}, [Elphberg] said.", "Elphberg", "Flavia Elphberg"),
        ("He is in prison, his lawyer, Rupert Hentzau, said after the hearing. About 300 died, according to [the lawyer].",
         "the lawyer",
         "Rupert Hentzau"),
        (f"Farmer Rupert Hentzau saw them. {SENT}, says [the farmer].", "the farmer", "Rupert Hentzau"),
        (f"The governor Rupert Hentzau went to the bridge. {SENT}, [the official] noted.", "the official", "Rupert Hentzau"),
        (f"{SENT}, Hentzau said. So said [Skibitskyi].", "Skibitskyi", "Vadym Skibitskyi"),
        (f"{SENT}, [ex-Marine Rupert Hentzau] said.", "ex-Marine Rupert Hentzau", "Rupert Hentzau"),
    ],
)  # fmt: skip
def test_a_person_is_named_in_full(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"The Strelsau Port Observatory reported. {SENT}, [the Observatory] said.", "the Observatory",
         "Strelsau Port Observatory"),
        (f"The US Joint Chiefs of Staff (JCS) counted. {SENT}, [the JCS] said.", "the JCS", "US General Staff"),
        (f"{SENT}, [the US Joint Chiefs of Staff (JCS)] said.", "the US Joint Chiefs of Staff (JCS)", "US General Staff"),
        (f"South Korea's Defense Intelligence Agency counted. {SENT}, [the DIA] believes.", "the DIA", "KR DIA"),
        (f"{SENT}, [the Zenda Watch group] said.", "the Zenda Watch group", "Zenda Watch"),
        (f"{SENT}, [a private group] said.\n\nZenda Imagery Desk, a group of analysts, gave no date.", "a private group",
         "Zenda Imagery Desk"),
        (f"Zenda Imaging, a Norwegian firm, sells pictures. {SENT}, [the firm] said.", "the firm", "Zenda Imaging"),
        (f"{SENT}, [an 11-nation monitoring group] said.", "an 11-nation monitoring group", "MSMT"),
        (f"{SENT}, Poland's defence minister said. [The ministry in Warsaw] gave no date.", "The ministry in Warsaw", "PL MoD"),
        (f"{SENT}, [Bangladesh's Criminal Investigation Department] said.", "Bangladesh's Criminal Investigation Department",
         "BD CID"),
    ],
)  # fmt: skip
def test_a_body_is_the_one_that_the_page_names_whole(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}. [The Russian embassy in The Hague] did not answer.", "The Russian embassy in The Hague",
         "RU Embassy in The Hague"),
        (f"OSLO, May 19 -- {SENT}. [The Russian embassy] did not answer.", "The Russian embassy", "RU Embassy in Oslo"),
        (f"{SENT}. [Peru's mission in New York] did not answer.", "Peru's mission in New York", "PE mission to the UN"),
    ],
)  # fmt: skip
def test_an_embassy_has_its_seat(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("The Zenda Institute, citing Rupert Hentzau, said that 300 had been killed. [It] gave no date.", "It",
         "Zenda Institute"),
        (f"Russia denies that it takes part, although [it] said that {SENT}.", "it", "RU government"),
    ],
)  # fmt: skip
def test_it_is_the_subject_before(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


def test_a_daily_without_a_name_is_the_one_that_the_next_sentence_names() -> None:
    text = f"{SENT}, [a Polish daily] reported. The Strelsau newspaper gave no date, it wrote. The newspaper Strelsau is old."
    assert named(text, "a Polish daily") == "Strelsau"


def test_the_same_source_is_whoever_was_heard_last() -> None:
    assert named(f"{SENT}, the Joint Chiefs of Staff said. About 300 have died, according to [the same source].",
                 "the same source") == "KR JCS"  # fmt: skip


def test_a_delegate_is_she_again() -> None:
    text = f"At the Security Council the representative of Denmark said that {SENT}. [She] gave no date."
    assert named(text, "She") == "DK UN mission"


def test_a_surname_beside_a_word_for_an_outlet_stays_a_person() -> None:
    text = f"Vadym Skibitskyi told the agency Skibitskyi leads nobody. {SENT}, [Skibitskyi] said."
    assert named(text, "Skibitskyi") == "Vadym Skibitskyi"


def test_a_name_of_an_outlet_ends_before_a_day() -> None:
    assert named(f"{SENT}, a commander told the outlet Strelsau on Sept. 22. So wrote [Strelsau].", "Strelsau") == "Strelsau"


def test_a_spokesman_of_a_body_is_not_whichever_spokesman_was_named() -> None:
    text = f"The spokesman Rupert Hentzau smiled. {SENT}, [a spokesman for the Joint Chiefs of Staff] said."
    assert named(text, "a spokesman for the Joint Chiefs of Staff") == "KR JCS"


def test_he_is_the_kind_of_person_who_was_the_subject_before() -> None:
    assert named(f"A foreman keeps a list. [He] said that {SENT}.", "He") == "anon:foreman"


def test_state_media_are_those_of_a_state_that_has_them() -> None:
    text = f"Pyongyang is silent, Seoul said. [State media] did not say that {SENT}."
    assert named(text, "State media") == "KCNA"


def test_an_air_force_is_not_the_staff_named_before() -> None:
    text = f"{SENT}, Ukraine's General Staff said. Ukraine's air force counted bombs. [The Air Force] gave no date."
    assert named(text, "The Air Force") == "UA Air Force"


def test_a_report_that_is_explained_by_itself_is_nobodys() -> None:
    # What "the denial" is a denial of is sought in "the denial": this once went in a circle.
    text = f"{SENT}. A memo, a denial of the memo, a denial of [the denial]."
    assert named(text, "the denial") in (None, "anon:denial")
