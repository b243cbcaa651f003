"""`vetoproof screen` as a person uses it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import COMMAND, FAILURES, FINISHED, WRONG_USE, done, process, vetoproof
from made_lists import Party, un_list
from screening_case import FOLDER, LISTS, cached, customers_csv


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        yield cached(tmp_path_factory, patch)


def asked(*words: object) -> str:
    """What is printed when names are screened against the lists of the tests."""
    return done("screen", *words, "--lists", *LISTS)


def decoded(*words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in asked(*words, "--json").splitlines()]


def refused(*words: object) -> str:
    """The one message of a command that could not be done."""
    ended = vetoproof("screen", *words)
    assert ended.returncode == WRONG_USE, ended
    assert ended.stdout == ""
    assert ended.stderr.startswith("vetoproof: ")
    return ended.stderr


def test_a_match_says_who_on_which_list_since_when_and_why() -> None:
    told = asked("Ri Won Ho")
    for words in (
        "match  RI WON HO",
        "un KPi.033",
        "listed 2016-11-30",
        ": won (+0.",
        "1 query against 17 entries",
    ):
        assert words in told
    assert "clear" not in told.lower()


def test_an_answer_fits_eighty_columns() -> None:
    told = asked("Kim Jong Un", "Maria E", "A name of somebody that goes on and on " * 4, "Nobody")
    assert max(map(len, told.splitlines())) <= 80
    assert "Traceback" not in told


def test_a_negative_names_lists_versions_and_days_and_never_clears() -> None:
    told = asked("Qwortle Zzyzx")
    assert "no match at a score of 0." in told
    assert "un: 9 entries, edition 2026-02-27, SHA-256" in told
    assert "ofac-sdn: 8 entries, edition without a day" in told
    assert "Of lists that are not named here nothing is known." in told
    assert not [words for words in ("clear", "safe", "not listed", "not sanctioned") if words in told.lower()]


def test_json_is_one_object_a_query_with_all_that_led_to_it() -> None:
    first, second = decoded("Kim Jong Un", "Qwortle")
    assert first["query"] == "Kim Jong Un"
    best = first["matches"][0]
    assert {"list", "id", "schema", "name", "score", "match", "explanation"} <= best.keys()
    assert (best["list"], best["id"], best["schema"], best["match"]) == ("ofac-sdn", "20157", "Person", True)
    assert second["matches"] == []
    assert [(one["name"], one["edition"]) for one in second["lists"]] == [("ofac-sdn", None), ("un", "2026-02-27")]
    assert all(len(one["sha256"]) == 64 for one in second["lists"])


def test_numbers_dates_and_countries_refine() -> None:
    told = asked("Maria", "--imo", "8517839")
    assert "8517839 and 9617923" in told
    assert "  match  " not in told
    plain, other = (decoded("Kim Jong Un", *more)[0]["matches"][0]["score"] for more in ((), ("--birth-date", "1950")))
    assert other < plain
    assert decoded("--imo", "IMO 9617923")[0]["matches"][0]["id"] == "36716"
    assert decoded("--identifier", "imo:9617923")[0]["matches"][0]["match"]


def test_what_is_not_understood_is_said() -> None:
    words = ("Maria E", "--imo", "9617924", "--birth-date", "someday", "--country", "Atlantis", "--gender", "x")
    told = asked(*words)
    for note in (
        "check digit",
        "date of birth not understood: someday",
        "country not known: Atlantis",
        "sex not understood: x",
    ):
        assert f"note: {note}" in told or note in told
    assert len(decoded(*words)[0]["doubts"]) == 4


def test_lists_are_files_or_folders_in_any_order_and_named_once_or_often(tmp_path: Path) -> None:
    for path in LISTS:
        shutil.copy(path, tmp_path)
    wanted = decoded("Kim Yong Chol")
    for words in ((tmp_path,), (LISTS[1], LISTS[0]), (*LISTS, LISTS[0]), (LISTS[0], "--lists", LISTS[1])):
        told = done("screen", "--json", "--lists", *words, "--limit", 25, "--", "Kim Yong Chol")
        assert [json.loads(line) for line in told.splitlines()] == wanted


def test_a_list_of_followthemoney_says_what_is_no_listing_and_what_is_broken() -> None:
    ended = vetoproof("screen", "Petr Sidorov", "--lists", FOLDER / "ftm_entities.json")
    assert ended.returncode == FINISHED
    skipped, broken = ([line for line in ended.stderr.splitlines() if word in line] for word in ("skipped", "broken"))
    assert len(skipped) == 1
    assert "which are no listings" in skipped[0]
    assert broken
    assert not any("not a listing" in line for line in broken)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Kim",), "No lists to screen against"),
        (("Kim", "--lists", "nowhere.xml"), "nowhere.xml: No such file or directory"),
        (("--lists", LISTS[0]), "give names"),
        (("Kim", "--file", "x.csv", "--lists", LISTS[0]), "and not both"),
        (("Kim", "--prior", "2", "--lists", LISTS[0]), "--prior is a probability"),
        (("Kim", "--prior", "0", "--lists", LISTS[0]), "--prior is a probability"),
        (("Kim", "--threshold", "nan", "--lists", LISTS[0]), "--threshold is a probability"),
        (("Kim", "--threshold", "0", "--lists", LISTS[0]), "--threshold is a probability"),
        (("Kim", "--schema", "Persn", "--lists", LISTS[0]), "'Persn' is no kind of party"),
        (("Kim", "--identifier", "9617923", "--lists", LISTS[0]), "KIND:VALUE"),
        (("Kim", "--on", "2026-01-01", "--lists", LISTS[0]), "--on needs a watch"),
        (("Kim", "--watch", "nowhere"), "nowhere"),
        (("Kim", "-o", "x.csv", "--lists", LISTS[0]), "go with --file"),
        (("--file", "x.csv", "--lists", LISTS[0]), "--file needs -o"),
        (("--file", "x.csv", "-o", "y.csv", "--lists", LISTS[0]), "x.csv: No such file"),
        (("--file", "x.csv", "-o", "y.csv", "--country", "ru", "--lists", LISTS[0]), "columns of the table"),
        (("--file", "x.csv", "-o", "y.csv", "--column", "name", "--lists", LISTS[0]), "OURS=THEIRS"),
        # Before lists are read, of which these are none.
        (("--file", LISTS[0], "-o", "y.csv", "--column", "nom=x", "--lists", "no.xml"), "'nom' is no column that is known"),
        (("--file", LISTS[0], "-o", "y.csv", "--encoding", "cp0", "--lists", "no.xml"), "No encoding of text is called 'cp0'"),
        (("--file", LISTS[0], "-o", "y.xlsx", "--lists", "no.xml"), "hits are written as"),
        (("--file", LISTS[0], "-o", "y.csv", "--since", "no.csv", "--lists", "no.xml"), "no.csv: No such file"),
        (("Kim", "--since", "x.csv", "--lists", LISTS[0]), "go with --file"),
    ],
)
def test_what_cannot_be_done_is_one_message(words: tuple[object, ...], message: str) -> None:
    assert message in refused(*words)


def test_an_empty_folder_and_a_file_that_is_no_list_are_refused(tmp_path: Path) -> None:
    assert "holds no list" in refused("Kim", "--lists", tmp_path)
    bad = tmp_path / "bad.csv"
    bad.write_text("one,two\n1,2\n")
    assert "bad.csv" in refused("Kim", "--lists", bad)


def test_a_cache_that_cannot_be_written_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VETOPROOF_CACHE", str(tmp_path / "file"))
    assert "Set VETOPROOF_CACHE" in refused("Kim", "--lists", *LISTS)


def test_a_file_of_customers_is_screened_and_what_was_not_is_a_failure(tmp_path: Path) -> None:
    path = customers_csv(tmp_path / "some.csv", 40)
    told = done("screen", "--file", path, "-o", tmp_path / "hits.csv", "--lists", *LISTS)
    assert "40 customers screened" in told
    with path.open("a") as file:
        file.write("41,,\n")
    ended = vetoproof("screen", "--file", path, "-o", tmp_path / "hits.csv", "--lists", *LISTS)
    assert ended.returncode == FAILURES
    assert "some.csv: 1 row not screened (neither a name nor an identifier; first at line 42)" in ended.stderr


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A watch with two versions of a list."""
    folder = tmp_path_factory.mktemp("listed")
    watch = folder / "watch"
    done("new", watch)
    for day, parties in (("2024-01-01", ["Vasily Ogorodnikov"]), ("2025-01-01", ["Vasily Ogorodnikov", "Anna Berta Zeller"])):
        path = folder / f"{day}.xml"
        path.write_bytes(un_list(day, [Party(f"KPi.{at:03d}", [name]) for at, name in enumerate(parties, 1)]))
        done("lists", "add", watch, path, "--accept-shrink")
    return watch


def test_the_lists_of_a_watch_are_asked_as_of_a_day(listed: Path) -> None:
    for on, found in (((), True), (("--on", "2024-06-01"), False), (("--on", "2025-02-01"), True)):
        told = json.loads(done("screen", "Anna Berta Zeller", "--watch", listed, *on, "--json"))
        assert bool(told["matches"]) == found, on
        assert told["lists"][0]["edition"] == ("2025-01-01" if found else "2024-01-01")
    assert "2020-01-01" in refused("Kim", "--watch", listed, "--on", "2020-01-01")
    assert "2024-13-45" in refused("Kim", "--watch", listed, "--on", "2024-13-45")
    assert "has not come yet" in refused("Kim", "--watch", listed, "--on", "2999-01-01")


def test_a_decision_on_an_alert_is_honoured_and_shown(listed: Path, tmp_path: Path) -> None:
    watch = shutil.copytree(listed, tmp_path / "watch")
    words = ("screen", "Vasily Ogorodnikov", "--watch", watch)
    assert json.loads(done(*words, "--json"))["matches"][0]["match"]
    done("lists", "dispose", watch, "--list", "un", "--id", "KPi.001", "--query", "Vasily Ogorodnikov", "--verdict", "false",
         "--by", "A. Reviewer", "--reason", "Another man of this name.")  # fmt: skip
    match = json.loads(done(*words, "--json"))["matches"][0]
    assert not match["match"]
    told = done(*words)
    assert "decided before: false (A. Reviewer" in told
    assert "Another man of this name." in " ".join(told.split())
    path = tmp_path / "some.csv"
    path.write_text("id,name\n1,Vasily Ogorodnikov\n2,Vasily Ogorodnikov\n")
    file = ("screen", "--file", path, "-o", tmp_path / "hits.csv", "--watch", watch)
    assert "2 customers screened, 2 of them with 2 matches: " in done(*file)
    assert "decided on the bare name" in (tmp_path / "hits.csv").read_text("utf-8-sig")
    done("lists", "dispose", watch, "--list", "un", "--id", "KPi.001", "--query", "Vasily Ogorodnikov", "--verdict", "false",
         "--by", "A. Reviewer", "--reason", "A dentist.", "--customer", "1")  # fmt: skip
    assert "2 customers screened, 1 of them with 1 match: " in done(*file)


def test_a_decision_where_there_is_no_alert_is_kept_and_it_is_said(listed: Path, tmp_path: Path) -> None:
    watch = shutil.copytree(listed, tmp_path / "watch")
    words = ("lists", "dispose", watch, "--list", "un", "--id", "KPi.001", "--verdict", "false", "--by", "B", "--reason", "R")
    for more, said in (
        (("--query", "Qwortle Zzyzx"), "is not answered with un KPi.001"),
        (("--query", "Vasily Ogorodnikov", "--schema", "Vessel"), "there is no such alert"),
        (("--query", "Vasily Ogorodnikov", "--gender", "male"), ""),
    ):
        ended = vetoproof(*words, *more)
        assert (ended.returncode, ended.stdout.startswith("Kept: ")) == (FINISHED, True)
        assert said in ended.stderr
        assert bool(said) == bool(ended.stderr), ended.stderr
    told = json.loads(done("screen", "Vasily Ogorodnikov", "--gender", "male", "--watch", watch, "--json"))
    assert not told["matches"][0]["match"]
    assert "say what was screened" in vetoproof(*words).stderr


def test_lists_without_a_version_of_the_day_are_named(listed: Path, tmp_path: Path) -> None:
    watch = shutil.copytree(listed, tmp_path / "watch")
    (tmp_path / "later.csv").write_bytes((FOLDER / "ofac_screening.csv").read_bytes())
    done("lists", "add", watch, tmp_path / "later.csv", "--published", "2025-05-05", "--name", "later")
    day = ("--watch", watch, "--on", "2024-06-01")
    assert "Not asked: later: no version by 2024-06-01 is held." in done("screen", "Vasily Ogorodnikov", *day)
    assert json.loads(done("screen", "Qwortle", *day, "--json"))["not_asked"] == ["later"]
    assert "Not asked" not in done("screen", "Qwortle", "--watch", watch)
    (tmp_path / "some.csv").write_text("name\nQwortle\n")
    told = done("screen", "--file", tmp_path / "some.csv", "-o", tmp_path / "hits.csv", *day)
    assert told.startswith("1 customer screened, 0 of them with 0 matches")
    assert "Not asked: later: no version by 2024-06-01 is held." in told


@pytest.mark.parametrize("name", ["", "   ", "-", "...", "\u3000"])
def test_a_name_without_a_letter_is_refused(name: str) -> None:
    assert "is no name" in refused("--lists", LISTS[0], "--imo", "9617923", "--", name)


def test_a_number_of_the_wrong_length_is_said_to_be() -> None:
    for number, said in (("12", "too short: 12"), ("12345678", "too long: 12345678"), ("9617924", "check digit of the IMO")):
        (note,) = decoded("Maria", "--imo", number)[0]["doubts"]
        assert said in note


def test_matches_that_the_limit_cuts_off_are_told(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("name,type\nKim Yong Chol,\nAnna Berta,grocer\n")
    words = ("screen", "--file", path, "-o", tmp_path / "hits.csv", "--lists", *LISTS)
    ended = vetoproof(*words, "--limit", 1)
    assert "1 customer has more matches than the 1 that --limit allows" in ended.stdout
    assert "--limit N" in ended.stdout
    assert "1 time kind of party not known" in ended.stderr
    assert "--limit" not in vetoproof(*words).stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    names = ["Kim Jong Un"] * 150
    command = [*COMMAND, "screen", *names, "--lists", *map(str, LISTS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.readline()
        ran.stdout.close()
        assert ran.stderr.read() == ""
    assert ran.returncode == FINISHED


def test_nothing_but_the_answer_is_printed_where_no_terminal_is() -> None:
    ended = process("screen", "Kim Jong Un", "--lists", *LISTS)
    assert ended.returncode == FINISHED
    assert ended.stderr == ""
    assert ended.stdout.startswith("Kim Jong Un\n")


def test_a_hit_prints_birth_dates_programmes_and_the_lists_edition() -> None:
    told = asked("Ri Won Ho")
    for words in ("born 1964-07-17", "under DPRK", "un KPi.033 (edition 20"):
        assert words in " ".join(told.split()), told
    (match, *_) = decoded("Ri Won Ho")[0]["matches"]
    assert {"list", "id", "schema", "name", "score", "match", "explanation"} <= set(match)
    assert match["birth_dates"] == ["1964-07-17"]
    assert match["programmes"] == ["DPRK"]
    assert match["edition"].startswith("20")


def test_several_names_in_one_are_asked_as_each_and_it_is_said() -> None:
    (line,) = decoded("Qwortle a/k/a Ri Won Ho")
    assert line["query"] == "Qwortle a/k/a Ri Won Ho"
    assert line["matches"][0]["id"] == "KPi.033"
    assert line["doubts"] == ["asked as several names: Qwortle; Ri Won Ho"]


def test_the_edition_that_was_stated_for_a_list_of_a_watch_is_printed(tmp_path: Path) -> None:
    watch = tmp_path / "watch"
    done("new", watch)
    done("lists", "add", watch, FOLDER / "ofac_screening.csv", "--published", "2023-01-31")
    assert "edition 2023-01-31" in done("screen", "Qwortle", "--watch", watch)
    told = json.loads(done("screen", "Kim Jong Un", "--watch", watch, "--json"))
    assert told["lists"][0]["edition"] == told["matches"][0]["edition"] == "2023-01-31"


def test_what_is_read_of_a_table_is_always_said_and_types_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("Customer No;Customer Name;Art;Branch\n1;Kim Jong Un;individual;Wien\n2;Kim Jong Un;ship;Wien\n")
    words = ("screen", "--file", path, "-o", tmp_path / "hits.csv", "--lists", *LISTS)
    ended = vetoproof(*words)
    assert "some.csv: read: name = Customer Name, id = Customer No; not read: Art, Branch" in ended.stderr
    told = json.loads(done(*words, "--column", "type=Art", "--json"))
    assert told["columns"] == {
        "read": {"name": ["Customer Name"], "schema": ["Art"], "id": ["Customer No"]}, "not_read": ["Branch"],
    }  # fmt: skip
    assert (told["customers"], told["alerted"], told["rejected"], told["since"]) == (2, 1, [], None)


def test_a_table_in_another_encoding_is_a_failure_until_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes("name\nКим Чен Ын\n".encode("cp1251"))
    words = ("screen", "--file", path, "-o", tmp_path / "hits.csv", "--lists", *LISTS)
    ended = vetoproof(*words)
    assert ended.returncode == FAILURES
    assert "1 row not screened (names in bytes that are no text of the file's encoding: name it with --encoding" in ended.stderr
    assert "first at line 2" in ended.stderr
    assert "1 customer screened, 1 of them" in done(*words, "--encoding", "cp1251")


def test_what_is_new_since_an_earlier_run_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("id,name\n1,Kim Jong Un\n")
    words = ("screen", "--file", path, "--lists", *LISTS)
    done(*words, "-o", tmp_path / "first.csv")
    path.write_text("id,name\n2,Kim Jong Un\n")
    told = done(*words, "-o", tmp_path / "second.csv", "--since", tmp_path / "first.csv")
    assert re.search(r"^Since .*first\.csv: (\d+) new, 0 changed, 0 same, \1 gone\.$", told, re.MULTILINE), told


@pytest.mark.parametrize("before", ["Anna Example " * 90, "word " * 24, "x" * 1_100])
def test_what_of_a_long_name_is_not_looked_at_is_said(before: str, tmp_path: Path) -> None:
    name = f"{before.strip()} Kim Jong Un"
    (line,) = decoded(name)
    assert any("Kim Jong Un" in doubt for doubt in line["doubts"]), line["doubts"]
    assert "note: " in asked(name)
    path = tmp_path / "some.csv"
    path.write_text(f"name\n{name}\n")
    ended = vetoproof("screen", "--file", path, "-o", tmp_path / "hits.csv", "--lists", *LISTS)
    assert "first at line 2: " in ended.stderr


def test_a_day_that_systems_write_is_not_used_and_it_is_said() -> None:
    (plain,), (default,) = decoded("Kim Jong Un"), decoded("Kim Jong Un", "--birth-date", "1900-01-01")
    assert default["matches"][0]["score"] == plain["matches"][0]["score"]
    assert default["doubts"] == ["not used, a day that systems write where no date of birth is known: 1900-01-01"]
    (unix,) = decoded("Kim Jong Un", "--birth-date", "1970-01-01")
    assert unix["matches"][0]["score"] == plain["matches"][0]["score"]
    assert unix["doubts"][0].startswith("held against nobody")
