"""The lists of a watch from the command line: added, updated, compared, proved, and never replaced by what is broken."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import FAILURES, FINISHED, WRONG_USE, done, vetoproof
from made_lists import Party, many, un_list

from vetoproof.model import Listing
from vetoproof.watch import Watch

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "lists"
ARDAL = Party("KPi.001", ["Anna Ardal", "A. Ardal"])
BANK = Party("KPe.001", ["Bero Bank"], person=False)
CORVO = Party("KPe.002", ["Corvo Shipping"], "2024-03-15", person=False)


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    done("new", tmp_path / "w")
    return tmp_path / "w"


def put(watch: Path, name: str, data: bytes) -> Path:
    path = watch.parent / name
    path.write_bytes(data)
    return path


def three(watch: Path) -> None:
    """Versions of 10, 20 and 30 March: Corvo comes with the second, Ardal goes and the bank is renamed with the third."""
    renamed = BANK._replace(names=["Bero Bank", "Bero Trade"])
    for day, parties in (("10", [ARDAL, BANK]), ("20", [ARDAL, BANK, CORVO]), ("30", [renamed, CORVO])):
        done("lists", "add", watch, put(watch, f"un-{day}.xml", un_list(f"2024-03-{day}", parties)))


def status(watch: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done("lists", "status", watch, "--json"))
    return found


def proved(watch: Path, query: str, on: str, name: str = "un") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done("lists", "prove", watch, query, "--list", name, "--on", on, "--json"))
    return found


def test_a_list_is_added_with_what_it_holds_and_known_bytes_are_harmless(watch: Path) -> None:
    path = put(watch, "un.xml", un_list("2024-03-10", [ARDAL, BANK]))
    said = done("lists", "add", watch, path)
    assert "2 entries (1 persons, 1 organisations, 0 ships), 0 rows rejected" in said
    assert "version of 2024-03-10" in said
    assert "known already" in done("lists", "add", watch, path)
    (held,) = status(watch)["lists"]["un"]
    assert (held["version"]["day"], held["version"]["day_from"], held["counts"]["entries"]) == ("2024-03-10", "printed", 2)
    assert re.search(r"un\W+[0-9a-f]{12}\W+2024-03-10\W+printed", done("lists", "status", watch))
    assert done("verify", watch).startswith("internally consistent")


def test_a_broken_file_replaces_nothing_is_told_and_is_on_record(watch: Path) -> None:
    good = un_list("2024-03-10", [ARDAL, BANK])
    done("lists", "add", watch, put(watch, "un.xml", good))
    for data in (good[:-120], b"", b"Not Found", good.replace(b"CONSOLIDATED_LIST", b"html"), un_list("2024-03-20", [])):
        ended = vetoproof("lists", "add", watch, put(watch, "un.xml", data))
        assert ended.returncode == FAILURES
        assert "refused" in ended.stderr
        assert "Traceback" not in ended.stderr
    found = status(watch)
    assert [held["version"]["day"] for held in found["lists"]["un"]] == ["2024-03-10"]
    assert len(found["refused"]) == 5
    assert {one["outcome"] for one in found["refused"]} == {"broken list"}
    assert "why it was not taken" in done("lists", "status", watch)
    with Watch.open(watch) as house:
        assert [listing.id for _, listing in house.listings()] == ["KPi.001", "KPe.001"]
    assert "0 blobs" not in done("verify", watch)
    assert json.loads(done("verify", watch, "--json"))["strays"] == 0


def test_a_version_that_lost_more_than_half_is_refused_until_it_is_accepted(watch: Path) -> None:
    done("lists", "add", watch, put(watch, "a.xml", un_list("2024-03-10", many(10))))
    less = put(watch, "b.xml", un_list("2024-03-20", many(4)))
    ended = vetoproof("lists", "add", watch, less)
    assert ended.returncode == FAILURES
    assert "4 entries" in ended.stderr
    assert "10" in ended.stderr
    assert "--accept-shrink" in ended.stderr
    assert status(watch)["refused"][0]["outcome"] == "shrunk list"
    done("lists", "add", watch, less, "--accept-shrink")
    assert [held["counts"]["entries"] for held in status(watch)["lists"]["un"]] == [10, 4]
    half = put(watch, "c.xml", un_list("2024-03-21", many(2)))
    assert "2 entries" in done("lists", "add", watch, half)


def test_an_older_edition_may_be_smaller_and_does_not_become_the_newest(watch: Path) -> None:
    done("lists", "add", watch, put(watch, "new.xml", un_list("2024-03-10", many(10))))
    said = done("lists", "add", watch, put(watch, "old.xml", un_list("2014-03-10", many(2))))
    assert "2024-03-10 stays the newest" in said
    with Watch.open(watch) as house:
        assert len(list(house.listings())) == 10
        assert len(list(house.listings("2020-01-01"))) == 2
        assert list(house.listings("2010-01-01")) == []


def test_another_list_under_the_name_of_one_is_refused(watch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done("lists", "add", watch, put(watch, "a.xml", un_list("2024-03-10", many(2))), "--name", "first")
    from vetoproof.versions import Readers

    real = Readers.read

    def renamed(self: Readers, source: Any, name: str) -> Any:
        import msgspec

        return (
            msgspec.structs.replace(row, list="another") if isinstance(row, Listing) else row
            for row in real(self, source, name)
        )

    monkeypatch.setattr(Readers, "read", renamed)
    ended = vetoproof("lists", "add", watch, put(watch, "b.xml", un_list("2024-03-20", many(3))), "--name", "first")
    assert ended.returncode == FAILURES
    assert "another" in ended.stderr


def test_lists_are_updated_from_where_they_came_from_or_as_watch_toml_says(watch: Path) -> None:
    path = put(watch, "un.xml", un_list("2024-03-10", [ARDAL]))
    done("lists", "add", watch, path)
    assert "known already" in done("lists", "update", watch)
    path.write_bytes(un_list("2024-03-20", [ARDAL, BANK]))
    assert "new" in done("lists", "update", watch, "un")
    other = put(watch, "other.xml", un_list("2024-03-20", [CORVO]))
    with (watch / "watch.toml").open("a", encoding="utf-8") as settings:
        settings.write('[lists]\nsecond = "../other.xml"\nfar = "https://lists.example/un.xml"\n')
    ended = vetoproof("lists", "update", watch)
    assert ended.returncode == FAILURES
    assert "does not fetch" in ended.stderr
    assert set(status(watch)["lists"]) == {"second", "un"}
    other.unlink()
    path.unlink()
    ended = vetoproof("lists", "update", watch, "un")
    assert (ended.returncode, "no such file" in ended.stderr) == (FAILURES, True)
    assert [held["version"]["day"] for held in status(watch)["lists"]["un"]] == ["2024-03-10", "2024-03-20"]


def test_where_a_file_from_far_away_lay_is_not_kept(watch: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    far = tmp_path_factory.mktemp("far") / "un.xml"
    far.write_bytes(un_list("2024-03-10", [ARDAL]))
    deep = watch.parent / "deep" / "er" / "w"
    deep.parent.mkdir(parents=True)
    watch.rename(deep)
    assert "is not kept" in done("lists", "add", deep, far)
    assert str(far.parent) not in json.dumps(status(deep))
    ended = vetoproof("lists", "update", deep)
    assert ended.returncode == FAILURES
    assert "watch.toml" in ended.stderr


def test_a_difference_names_what_came_went_and_changed(watch: Path) -> None:
    three(watch)
    last = json.loads(done("lists", "diff", watch, "un", "--json"))
    assert (last["from"]["day"], last["to"]["day"]) == ("2024-03-20", "2024-03-30")
    found = last["difference"]
    assert [one["id"] for one in found["removed"]] == ["KPi.001"]
    assert [(one["entry"]["id"], [f["field"] for f in one["fields"]]) for one in found["changed"]] == [("KPe.001", ["names"])]
    assert found["unchanged"] == 1
    whole = json.loads(done("lists", "diff", watch, "un", "--from", "2024-03-10", "--to", last["to"]["sha256"][:8], "--json"))
    assert [one["id"] for one in whole["difference"]["added"]] == ["KPe.002"]
    said = done("lists", "diff", watch, "un")
    assert "- KPi.001 Anna Ardal" in said
    assert "names: + Bero Trade (alias)" in said


def test_what_stood_on_a_day_is_proved_by_the_list_as_captured(watch: Path) -> None:
    three(watch)
    found = proved(watch, "anna ardal", "2024-03-12")
    answer = found["answer"]
    assert (answer["answer"], answer["basis"]) == ("listed", "the list as captured")
    assert answer["entries"][0]["entry"]["row"].startswith("line ")
    assert [one["version"]["day"] for one in found["evidence"]] == ["2024-03-10", "2024-03-20"]
    assert proved(watch, "KPi.001", "2024-03-25")["answer"]["answer"] == "unknown"
    gone = proved(watch, "KPi.001", "2024-04-01")["answer"]
    assert gone["answer"] == "not listed"
    assert gone["entries"][0]["stretches"] == [
        {"added_after": None, "first": "2024-03-10", "last": "2024-03-20", "removed_by": "2024-03-30", "disputed": []}
    ]
    said = done("lists", "prove", watch, "KPi.001", "--list", "un", "--on", "2024-04-01")
    assert said.startswith("NOT LISTED")
    assert "Removed after 2024-03-20 and by 2024-03-30" in said


def test_before_the_first_version_only_a_printed_date_speaks_and_says_so(watch: Path) -> None:
    three(watch)
    answer = proved(watch, "KPi.001", "2018-01-01")["answer"]
    assert (answer["answer"], answer["basis"]) == ("listed", "a date that a later list prints")
    said = done("lists", "prove", watch, "KPi.001", "--list", "un", "--on", "2018-01-01")
    assert "does not prove what the list looked like on 2018-01-01" in said


def test_what_is_not_loaded_is_unknown_and_what_is_not_found_names_list_version_and_date(watch: Path) -> None:
    three(watch)
    missing = proved(watch, "KPi.001", "2024-03-12", name="ofac-sdn")["answer"]
    assert missing["answer"] == "unknown"
    assert "list not loaded" in missing["words"][0]
    none = proved(watch, "Zeno Zoll", "2024-03-12")["answer"]
    assert none["answer"] == "not found"
    for part in ("un", "2024-03-10", "SHA-256", "2024-03-12", "Zeno Zoll"):
        assert part in none["words"][0]


def test_a_proof_is_checked_without_the_watch(watch: Path, tmp_path: Path) -> None:
    three(watch)
    done("lists", "prove", watch, "KPi.001", "--list", "un", "--on", "2024-03-12", run=vetoproof)
    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(proved(watch, "KPi.001", "2024-03-12")), encoding="utf-8")
    head = json.loads(proof.read_text())["head"]
    files = [tmp_path / "un-10.xml", tmp_path / "un-20.xml"]
    said = done("lists", "check", proof, *files, "--head", head)
    assert "FAILS" not in said
    assert [line for line in said.splitlines() if line.startswith("open")] == [
        "open   version of 2024-03-30: give its file, un-30.xml, to have its bytes checked",
        "open   not checked: in which other versions KPi.001 (Anna Ardal) stood, and its removal",
        "open   not checked: that no other version of 2024-03-10, of 2024-03-20 or between them was held: "
        "only the ledger shows it",
    ]
    whole = done("lists", "check", proof, *files, tmp_path / "un-30.xml", "--head", head)
    assert [line for line in whole.splitlines() if line.startswith("open")] == [
        "open   not checked: that no other version of 2024-03-10, of 2024-03-20 or between them was held: "
        "only the ledger shows it",
    ]
    assert "the files say: listed; the proof says: listed" in said
    assert "names, days, basis and words of the proof are those that the files give" in said
    for some in ((), files[:1], files[1:]):
        assert "open   not checked: the answer, names, days, basis and words" in done("lists", "check", proof, *some)
    done("lists", "check", proof, *files, "--head", "1:" + "0" * 64, status=FAILURES)
    done("lists", "check", proof, put(watch, "another.xml", b"x"), status=FAILURES)


@pytest.mark.parametrize("forged", ["answer", "day", "salt", "path", "body", "version", "root"])
def test_a_forged_proof_fails(watch: Path, tmp_path: Path, forged: str) -> None:
    three(watch)
    found = proved(watch, "Corvo Shipping", "2024-03-12")
    assert found["answer"]["answer"] == "not listed"
    evidence = found["evidence"][0]
    if forged == "answer":
        found["answer"]["answer"] = found["answer"]["entries"][0]["answer"] = "listed"
    elif forged == "day":
        evidence["version"]["day"] = found["answer"]["before"]["day"] = "2024-03-12"
    elif forged == "salt":
        evidence["salt"] = "00" * 16
    elif forged == "path":
        evidence["inclusion"]["path"][0] = "00" * 32
    elif forged == "body":
        evidence["body"] = evidence["body"].replace("2024-03-10", "2024-03-11")
    elif forged == "version":
        found["evidence"] = found["evidence"][1:]
    else:
        evidence["inclusion"]["root"] = "00" * 32
    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(found), encoding="utf-8")
    done("lists", "check", proof, tmp_path / "un-10.xml", tmp_path / "un-20.xml", status=FAILURES)


def _told(found: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = found["answer"]["entries"][0]
    return entry


FORGERIES = {
    "listed_on": lambda found: _told(found)["entry"].update(listed_on="2006-11-30"),
    "name": lambda found: _told(found)["entry"].update(name="Somebody Else"),
    "schema": lambda found: _told(found)["entry"].update(schema="Vessel"),
    "row": lambda found: _told(found)["entry"].update(row="line 1"),
    "words of the answer": lambda found: found["answer"].update(words=["listed on 2024-03-12 for murder"]),
    "words of the entry": lambda found: _told(found).update(words=["listed for murder"]),
    "day": lambda found: found["answer"].update(on="2024-03-11"),
    "basis": lambda found: found["answer"].update(basis="a date that a later list prints"),
    "basis of the entry": lambda found: _told(found).update(basis="none"),
    "version": lambda found: _told(found).update(version="0" * 64),
    "list": lambda found: found["answer"].update(list="eu"),
    "query": lambda found: found["answer"].update(query="Bero Bank"),
    "query of nobody": lambda found: found["answer"].update(query="Donald Duck"),
    "first day": lambda found: _told(found)["stretches"][0].update(first="2010-01-01"),
    "first day, not in order": lambda found: _told(found)["stretches"][0].update(first="2024-03-30"),
    "last day": lambda found: _told(found)["stretches"][0].update(last="2024-03-15"),
    "last day, of another version": lambda found: _told(found)["stretches"][0].update(last="2024-03-10"),
    "effect": lambda found: _told(found).update(effects=["none"]),
    "programme": lambda found: _told(found)["printed"].update(programmes=["MADE"]),
    "reason": lambda found: _told(found)["printed"].update(reason="For murder."),
    "history": lambda found: found.update(history=[]),
    "stretches": lambda found: _told(found).update(stretches=[]),
    "no entries": lambda found: found["answer"].update(entries=[]),
    "future": lambda found: found["answer"].update(on="2999-01-01"),
    "no day": lambda found: found["answer"].update(on="soon"),
    "head": lambda found: found.update(head="9:" + "0" * 64),
    "limits": lambda found: found.update(limits="It shows everything."),
}


@pytest.mark.parametrize("asked", ["KPi.001", "Anna Ardal"])
def test_whatever_a_proof_says_is_compared_with_the_files(watch: Path, tmp_path: Path, asked: str) -> None:
    three(watch)
    proof = tmp_path / "proof.json"
    true = json.dumps(proved(watch, asked, "2024-03-12"))
    for what, forge in FORGERIES.items():
        found = json.loads(true)
        forge(found)
        proof.write_text(json.dumps(found), encoding="utf-8")
        said = done("lists", "check", proof, tmp_path / "un-10.xml", tmp_path / "un-20.xml", status=FAILURES)
        assert "FAILS" in said, what
        if what in ("listed_on", "name"):
            assert f"KPi.001: {what} differs: the files say: {'2016-11-30' if what == 'listed_on' else 'Anna Ardal'}" in said


@pytest.mark.parametrize("asked", ["KPi.001", "KPe.002", "Bero Trade", "Corvo Shipping", "Zeno Zoll", "anna ardal"])
@pytest.mark.parametrize("on", ["2010-01-01", "2018-01-01", "2024-03-10", "2024-03-16", "2024-03-25", "2024-05-01"])
def test_no_true_proof_fails(watch: Path, tmp_path: Path, asked: str, on: str) -> None:
    three(watch)
    proof = tmp_path / "proof.json"
    found = proved(watch, asked, on)
    proof.write_text(json.dumps(found), encoding="utf-8")
    files = [tmp_path / one["version"]["file"] for one in found["evidence"]]
    assert "FAILS" not in done("lists", "check", proof, *files)


def test_a_proof_of_the_earlier_form_still_opens_and_what_cannot_be_compared_is_said(watch: Path, tmp_path: Path) -> None:
    three(watch)
    old = proved(watch, "Corvo Shipping", "2024-03-12")
    del old["form"], old["history"]
    old["answer"]["words"] = ["said in other words"]
    proof = tmp_path / "p.json"
    proof.write_text(json.dumps(old), encoding="utf-8")
    files = [tmp_path / "un-10.xml", tmp_path / "un-20.xml"]
    ended = vetoproof("lists", "check", proof, *files)
    assert "FAILS" not in ended.stdout
    assert "an earlier version of the program wrote this proof" in ended.stdout
    old["answer"]["query"] = "Anna Ardal"
    proof.write_text(json.dumps(old), encoding="utf-8")
    assert "FAILS" in vetoproof("lists", "check", proof, *files).stdout


def test_a_day_that_has_not_come_is_refused(watch: Path) -> None:
    three(watch)
    ended = vetoproof("lists", "prove", watch, "KPi.001", "--list", "un", "--on", "2999-01-01")
    assert (ended.returncode, ended.stdout) == (WRONG_USE, "")
    assert "2999-01-01 has not come yet" in ended.stderr
    assert "Give --on 20" in ended.stderr


def test_a_decision_on_an_alert_is_kept_and_honoured(watch: Path) -> None:
    three(watch)
    reason = ("--verdict", "false", "--by", "A. Reviewer", "--reason", "Another bank.")
    done("lists", "dispose", watch, "--list", "un", "--id", "KPe.001", "--query", "Bero Bank Ltd", "--imo", "8517839", *reason)
    from vetoproof.model import Identifier, Match, Query
    from vetoproof.screen.dispositions import Dispositions

    with Watch.open(watch) as house:
        dispositions = Dispositions(house.ledger.decisions())
        entry = house.versions.entry("un", "KPe.001")
        assert entry is not None
    asked = Query(names=("bero bank LTD",), identifiers=(Identifier(kind="imo", value="IMO 8517839"),))
    match = Match(list="un", id="KPe.001", schema="LegalEntity", name="Bero Bank", score=0.9, match=True)
    assert not dispositions.apply(match, asked, entry).match
    for words, said in (
        (("--id", "KPe.999"), "has no entry KPe.999"),
        (("--list", "eu"), "list not loaded"),
        (("--verdict", "maybe"), "true, false, open"),
        (("--reason", " "), "must not be empty"),
        (("--identifier", "passport"), "KIND:VALUE"),
        (("--query", " "), "is no name"),
        (("--schema", "Grocer"), "no kind of party"),
    ):
        given = {"--list": "un", "--id": "KPe.001", "--query": "x", "--verdict": "true", "--by": "B", "--reason": "y"} | {
            words[0]: words[1]
        }
        ended = vetoproof("lists", "dispose", watch, *(word for pair in given.items() for word in pair))
        assert ended.returncode == WRONG_USE, words
        assert said in ended.stderr


def test_lists_are_never_read_as_documents(watch: Path) -> None:
    three(watch)
    assert re.search(r"documents\W+0\b", done("examine", watch))
    assert json.loads(done("record", watch, "--json"))["manifest"]["events"] == []


def test_wrong_use_is_told_in_one_message(watch: Path) -> None:
    path = put(watch, "un.xml", un_list("2024-03-10", [ARDAL]))
    three(watch)
    for words, status_, said in (
        (("add", watch, watch / "none.xml"), FAILURES, "no such file"),
        (("add", watch, watch), FAILURES, "a folder"),
        (("add", watch, "https://lists.example/un.xml"), FAILURES, "does not fetch"),
        (("add", watch, path, "--name", "UN list"), FAILURES, "no name of a list"),
        (("add", watch, path, "--published", "March"), FAILURES, "no date"),
        (("add", watch, path, "--published", "2999-01-01"), FAILURES, "future"),
        (("add", watch, path, "--published", "2024-03-11"), FAILURES, "it prints 2024-03-10"),
        (("update", watch, "eu"), WRONG_USE, "list not loaded"),
        (("diff", watch, "eu"), WRONG_USE, "list not loaded"),
        (("diff", watch, "un", "--from", "zz"), WRONG_USE, "names no version"),
        (("diff", watch, "un", "--from", "2024-03-25", "--to", "2024-03-12"), WRONG_USE, "comes before"),
        (("diff", watch, "un", "--to", "2024-03-12"), WRONG_USE, "nothing to compare"),
        (("prove", watch, "x", "--list", "un", "--on", "yesterday"), WRONG_USE, "no date"),
        (("check", path), WRONG_USE, "is no proof"),
        (("status", watch.parent), WRONG_USE, "is no watch"),
    ):
        ended = vetoproof("lists", *words)
        assert (ended.returncode, said in ended.stderr) == (status_, True), (words, ended)
        assert "Traceback" not in ended.stderr


def test_a_watch_without_lists_says_how_to_add_one(watch: Path) -> None:
    assert "lists add" in done("lists", "status", watch)
    assert "lists add" in done("lists", "update", watch)
    assert vetoproof("lists", "status", watch, "--json").returncode == FINISHED


@pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not beside the repository")
def test_the_real_lists_are_taken_whole_and_give_both_kinds_of_proof(watch: Path) -> None:
    """Counts: 730 persons and 273 entities are what the UN's own file of that day holds."""
    done("lists", "add", watch, *sorted(REAL.glob("eu_oj_32017*.csv")), *REAL.glob("un_*.xml"))
    held = {name: versions[0]["counts"] for name, versions in status(watch)["lists"].items()}
    assert (held["un"]["persons"], held["un"]["organisations"], held["un"]["rejected"]) == (730, 273, 0)
    assert held["eu-32017R1509"]["entries"] > 300
    captured = proved(watch, "kpi.033", "2026-03-01")["answer"]
    assert (captured["answer"], captured["basis"]) == ("listed", "the list as captured")
    printed = proved(watch, "KPi.033", "2018-01-01")["answer"]
    assert (printed["answer"], printed["basis"]) == ("listed", "a date that a later list prints")
    assert printed["entries"][0]["entry"]["listed_on"] == "2016-11-30"
    assert proved(watch, "KPi.033", "2015-01-01")["answer"]["answer"] == "not listed"
