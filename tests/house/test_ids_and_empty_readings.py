"""What `show` takes as an id, and what `examine` says where there is nothing to print."""

from __future__ import annotations

import json
from pathlib import Path

from commands import WRONG_USE, done, record, vetoproof

from vetoproof.reading_room import latin


def test_a_claim_that_an_event_is_named_after_can_be_shown(finished: Path) -> None:
    event = record(finished)["dossiers"][0]["event"]
    plain = vetoproof("show", finished, event)
    assert json.loads(plain.stdout)["event"] == event
    assert f"claim:{event}" in plain.stderr
    assert json.loads(done("show", finished, f"event:{event}"))["event"] == event
    claim = json.loads(done("show", finished, f"claim:{event}"))
    assert claim["id"] == event
    assert json.loads(done("show", finished, f"document:{claim['document']['id']}"))["text"]
    digest = claim["document"]["sha256"]
    assert json.loads(done("show", finished, f"capture:{digest}"))["sha256"] == digest


def test_an_id_of_another_kind_is_not_found(finished: Path) -> None:
    event = record(finished)["dossiers"][0]["event"]
    for wrong in (f"document:{event}", f"provision:{event}", "claim:zzzz"):
        assert vetoproof("show", finished, wrong).returncode == WRONG_USE


def test_a_document_without_claims_says_so_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\noutlet: Post\npublished: 2024-03-18\nlanguage: en\n---\n\nFrance said that Germany had sent 500 tanks.\n",
        encoding="utf-8",
    )
    ended = vetoproof("examine", tmp_path / "a.md")
    assert not ended.stdout
    assert "no claim" in ended.stderr or "set aside" in ended.stderr


def test_claims_outside_the_scope_are_counted_where_none_is_inside(capsys) -> None:
    from types import SimpleNamespace

    from vetoproof.cli import _print_claims

    outside = SimpleNamespace(scope="out")
    _print_claims(SimpleNamespace(path="a.md", reason=None, claims=[outside] * 7, partly=()), False, False)
    _print_claims(SimpleNamespace(path="b.md", reason=None, claims=[], partly=()), False, False)
    told = capsys.readouterr()
    assert "a.md: no claim in scope (7 outside it: --all shows them)" in told.err
    assert "b.md: no claim found" in told.err
    assert not told.out


def test_a_label_is_the_first_name_in_latin_letters() -> None:
    assert latin(("Минобороны", "Россия", "Defence Ministry", "MoD")) == "Defence Ministry"
    assert latin(("Côte d’Ivoire", "Ivory Coast")) == "Côte d’Ivoire"
    assert latin(("국방부",)) == "국방부"
