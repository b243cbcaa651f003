"""Versions of lists that cannot be trusted as they are: two of one day, damaged files, days that the list itself refutes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import FAILURES, WRONG_USE, done, vetoproof
from made_lists import Party, many, un_list

ARDAL = Party("KPi.001", ["ARDAL AN NA"])
BANK = Party("KPe.001", ["Bero Bank"], person=False)
SDN = '36,"BERO BANK",-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
ACT = "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,notes\r\n"


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    done("new", tmp_path / "w")
    return tmp_path / "w"


def put(watch: Path, name: str, data: bytes) -> Path:
    path = watch.parent / name
    path.write_bytes(data)
    return path


def answer(watch: Path, query: str, on: str, name: str = "un") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done("lists", "prove", watch, query, "--list", name, "--on", on, "--json"))
    (watch.parent / "proof.json").write_text(json.dumps(found), encoding="utf-8")
    told: dict[str, Any] = found["answer"]
    return told


def sdn(rows: int, end: str = "\x1a\r\n") -> bytes:
    return ("".join(SDN.replace("36", str(n), 1) for n in range(36, 36 + rows)) + end).encode()


@pytest.mark.parametrize("order", [("with", "without"), ("without", "with")])
def test_two_versions_of_one_day_that_contradict_each_other_are_unknown_whatever_came_first(
    watch: Path, order: tuple[str, str]
) -> None:
    made = {"with": [ARDAL, BANK], "without": [BANK]}
    files = {name: put(watch, f"{name}.xml", un_list("2024-03-10", parties)) for name, parties in made.items()}
    for name in order:
        said = done("lists", "add", watch, files[name])
    assert "of 2024-03-10 2 versions are held that differ" in said
    found = answer(watch, "KPi.001", "2024-03-12")
    several = json.loads(done("lists", "status", watch, "--json"))["several"]["un"]["2024-03-10"]
    assert found["answer"] == "unknown"
    told = " ".join(found["words"])
    assert "two versions of one day contradict each other" in told
    assert all(sha256 in told for sha256 in several)
    assert "Removed" not in told
    assert "of 2024-03-10 2 versions are held that differ" in done("lists", "status", watch)
    proof = watch.parent / "proof.json"
    assert "FAILS" not in done("lists", "check", proof, *files.values())
    forged = json.loads(proof.read_text(encoding="utf-8"))
    forged["answer"]["answer"] = forged["answer"]["entries"][0]["answer"] = "listed"
    proof.write_text(json.dumps(forged), encoding="utf-8")
    done("lists", "check", proof, *files.values(), status=FAILURES)
    assert answer(watch, "KPe.001", "2024-03-12")["answer"] == "listed"
    assert "FAILS" not in done("lists", "check", proof, *files.values())


def test_one_of_two_versions_of_a_day_can_be_chosen_and_another_later(watch: Path) -> None:
    files = {
        name: put(watch, f"{name}.xml", un_list("2024-03-10", parties))
        for name, parties in (("with", [ARDAL, BANK]), ("without", [BANK]))
    }
    done("lists", "add", watch, *files.values())
    assert "add its file again with --choose" in done("lists", "add", watch, files["with"])
    for name, said in (("with", "listed"), ("without", "not found"), ("with", "listed")):
        assert "this one counts: it was chosen" in done("lists", "add", watch, files[name], "--choose")
        assert answer(watch, "KPi.001", "2024-03-12")["answer"] == said
        assert "FAILS" not in done("lists", "check", watch.parent / "proof.json", files[name])
        screened = json.loads(done("screen", "ARDAL AN NA", "--watch", watch, "--json"))
        assert any(match["id"] == "KPi.001" for match in screened["matches"]) is (name == "with")
        (one,) = screened["lists"]
        assert one["sha256"] == answer(watch, "KPi.001", "2024-03-12")["before"]["sha256"]
        assert one["sha256"][:16] in done("screen", "Zeno Zoll", "--watch", watch)
    assert done("verify", watch).startswith("internally consistent")
    assert json.loads(done("lists", "status", watch, "--json"))["several"] == {}
    # One that comes after the choice is news: whoever chose has not seen it.
    done("lists", "add", watch, put(watch, "third.xml", un_list("2024-03-10", [BANK, *many(2)[1:]])))
    assert answer(watch, "KPi.001", "2024-03-12")["answer"] == "unknown"


@pytest.mark.parametrize(
    ("name", "whole", "cut", "said"),
    [
        ("sdn.csv", sdn(20), sdn(12, ""), "the line that ends the publisher's file"),
        ("sdn.csv", sdn(20), sdn(12, '99,"BERO'), "the last row is cut off"),
        ("act.csv", b"", b'32099R0001,9,MADE,I,Asset freeze,1.2.2003,"He is', "the last row is cut off"),
        ("sdn.csv", sdn(20), sdn(20).replace(b"\r\n55,", b"\r\n\x00\x00,"), "2 zero bytes stand in it, the first on line 20"),
    ],
)
def test_a_damaged_file_is_refused_until_it_is_taken_knowingly(
    watch: Path, name: str, whole: bytes, cut: bytes, said: str
) -> None:
    if name == "act.csv":
        rows = [f"32099R0001,{n},MADE,I,Asset freeze,1.2.2003,,Person,Person Number {n},,,,," for n in range(1, 9)]
        whole = (ACT + "\r\n".join(rows) + "\r\n").encode()
        cut = whole + cut
    done("lists", "add", watch, put(watch, f"whole-{name}", whole))
    bad = put(watch, name, cut)
    ended = vetoproof("lists", "add", watch, bad)
    assert (ended.returncode, said in ended.stderr) == (FAILURES, True), ended
    assert "--although-damaged" in ended.stderr
    held = json.loads(done("lists", "status", watch, "--json"))
    assert [len(versions) for versions in held["lists"].values()] == [1]
    assert held["refused"][0]["outcome"] == "broken list"
    assert said in done("lists", "add", watch, bad, "--although-damaged")


def test_a_damaged_list_of_the_settings_is_counted_and_the_others_are_taken(watch: Path) -> None:
    put(watch, "sdn.csv", sdn(12, ""))
    put(watch, "un.xml", un_list("2024-03-10", [BANK]))
    with (watch / "watch.toml").open("a", encoding="utf-8") as settings:
        settings.write('[lists]\nofac-sdn = "../sdn.csv"\nun = "../un.xml"\n')
    ended = vetoproof("lists", "update", watch)
    assert (ended.returncode, "refused" in ended.stderr) == (FAILURES, True)
    assert list(json.loads(done("lists", "status", watch, "--json"))["lists"]) == ["un"]
    assert "missing" in done("lists", "update", watch, "--although-damaged")


def test_a_version_that_lost_entries_is_told_with_a_warning(watch: Path) -> None:
    done("lists", "add", watch, put(watch, "a.xml", un_list("2024-03-10", many(10))))
    said = done("lists", "add", watch, put(watch, "b.xml", un_list("2024-03-20", many(7))))
    assert "warning: 3 entries fewer than the version of 2024-03-10 (7 against 10)" in said
    less = done("lists", "add", watch, put(watch, "c.xml", un_list("2024-03-30", many(2))), "--accept-shrink")
    assert "warning: 5 entries fewer than the version of 2024-03-20, more than half of them" in less


def test_a_day_of_the_edition_that_is_not_understood_is_said_to_be(watch: Path) -> None:
    odd = un_list("2024-03-10", [BANK]).replace(b"2024-03-10T00:00:09.554Z", b"27/02/2026")
    said = done("lists", "add", watch, put(watch, "un.xml", odd))
    assert "what it prints as the day of its edition, '27/02/2026', is not understood" in said
    assert "it prints no day" not in said


def test_a_day_that_the_entries_refute_is_warned_of_and_proves_nothing_in_between(watch: Path) -> None:
    late = ARDAL._replace(listed_on="2024-12-16")
    said = done("lists", "add", watch, put(watch, "un.xml", un_list("2024-01-15", [late, BANK])))
    assert "warning: it prints listings of up to 2024-12-16, after 2024-01-15" in said
    found = answer(watch, "KPi.001", "2024-03-01")
    assert found["answer"] == "unknown"
    assert "contradict each other" in found["words"][0]
    assert answer(watch, "KPi.001", "2025-01-01")["answer"] == "listed"
    assert answer(watch, "KPe.001", "2024-03-01")["answer"] == "listed"


def test_an_answer_tells_what_is_printed_of_the_entry_and_its_effect(watch: Path) -> None:
    done("lists", "add", watch, put(watch, "un.xml", un_list("2024-03-10", [ARDAL])))
    told = answer(watch, "KPi.001", "2017-06-01")["entries"][0]
    assert (told["printed"]["programmes"], told["printed"]["day"]) == (["DPRK"], "2024-03-10")
    assert "asset freeze" in told["effects"][0]
    said = done("lists", "prove", watch, "KPi.001", "--list", "un", "--on", "2017-06-01")
    assert "As printed in the version of 2024-03-10: programme DPRK" in said
    assert "asset freeze" in said


@pytest.mark.parametrize("asked", ["Ardal An-na", "ardal anna", "ArdalAnna"])
def test_a_name_that_differs_in_hyphens_or_spaces_alone_is_named(watch: Path, asked: str) -> None:
    path = put(watch, "un.xml", un_list("2024-03-10", [ARDAL, BANK]))
    done("lists", "add", watch, path)
    for on in ("2024-03-12", "2017-01-01"):
        told = answer(watch, asked, on)
        assert "Printed otherwise, in case, hyphens or spaces alone: ARDAL AN NA (KPi.001)." in " ".join(told["words"])
        assert "FAILS" not in done("lists", "check", watch.parent / "proof.json", path)


def test_screening_of_a_day_before_all_versions_says_what_helps(watch: Path) -> None:
    done("lists", "add", watch, put(watch, "un.xml", un_list("2024-03-10", [ARDAL])))
    ended = vetoproof("screen", "Ardal", "--watch", watch, "--on", "2017-01-01")
    assert ended.returncode == WRONG_USE
    assert "the oldest is of 2024-03-10 (un)" in ended.stderr
    assert f"vetoproof lists prove {watch} NAME --list un --on 2017-01-01" in ended.stderr
