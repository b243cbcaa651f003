"""A file of customers screened: the same bytes by one process or several, killed or not; honest about what was not screened."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from screening_case import LISTS, cached, customers_csv

from vetoproof import screening
from vetoproof.model import ListedName, Listing, Query
from vetoproof.name_index import IndexShelf, file_source
from vetoproof.screen.dispositions import Dispositions, disposition
from vetoproof.screen.lists.outcome import ListError
from vetoproof.screening import Decided, Screened, screen_file


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        return IndexShelf(cached(tmp_path_factory, patch)).prepare([file_source(path) for path in LISTS])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of ten: many shards without many customers. For this process: workers take whole batches as given."""
    monkeypatch.setattr(screening, "BATCH", 10)


def rows_of(out: Path) -> list[dict[str, str]]:
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def run(index: Path, path: Path, out: Path, **others: object) -> Screened:
    return screen_file(path, out, index, **({"workers": 1} | others))  # type: ignore[arg-type]


@pytest.mark.usefixtures("small")
def test_one_process_or_two_write_the_same_bytes(index: Path, tmp_path: Path) -> None:
    path = customers_csv(tmp_path / "some.csv", 95)
    counts = [run(index, path, tmp_path / f"{workers}{end}", workers=workers) for workers, end in ((1, ".csv"), (2, ".csv"))]
    assert counts[0] == counts[1]
    assert counts[0].customers == 95
    assert counts[0].matches > 0
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.csv", "2.csv", "some.csv"]


@pytest.mark.usefixtures("small")
def test_the_size_of_batches_changes_nothing(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = customers_csv(tmp_path / "some.csv", 45)
    for size in (7, 45):
        monkeypatch.setattr(screening, "BATCH", size)
        run(index, path, tmp_path / f"{size}.parquet", near=True)
    assert (tmp_path / "7.parquet").read_bytes() == (tmp_path / "45.parquet").read_bytes()


def test_csv_json_lines_and_parquet_hold_the_same_hits(index: Path, tmp_path: Path) -> None:
    import polars as pl

    path = customers_csv(tmp_path / "some.csv", 60)
    for ending in (".csv", ".jsonl", ".parquet"):
        run(index, path, tmp_path / f"hits{ending}", near=True)
    lines = [json.loads(line) for line in (tmp_path / "hits.jsonl").read_text("utf-8").splitlines()]
    assert pl.read_parquet(tmp_path / "hits.parquet").to_dicts() == lines
    table = rows_of(tmp_path / "hits.csv")
    assert [(r["row"], r["entry"], float(r["score"]), r["explanation"]) for r in table] == [
        (x["row"], x["entry"], x["score"], " | ".join(x["explanation"])) for x in lines
    ]
    assert {r["match"] for r in table} == {"yes", "no"}
    hit = next(x for x in lines if x["query"] == "Kim Jong Un")
    assert (hit["list"], hit["entry"], hit["match"]) == ("ofac-sdn", "20157", True)
    assert list(hit)[-5:] == ["birth_dates", "programmes", "listed_on", "edition", "entry_digest"]
    assert hit["birth_dates"] == ["08 Jan 1984"]
    assert hit["programmes"] == ["DPRK3"]
    assert {x["edition"] for x in lines if x["list"] == "un"} == {"2026-02-27"}
    assert any("kim" in line for line in hit["explanation"])


def test_near_misses_are_added_only_when_asked_for_and_change_no_match(index: Path, tmp_path: Path) -> None:
    path = customers_csv(tmp_path / "some.csv", 80)
    few, many = run(index, path, tmp_path / "few.csv"), run(index, path, tmp_path / "many.csv", near=True)
    assert few.hits == few.matches == many.matches < many.hits
    assert rows_of(tmp_path / "few.csv") == [row for row in rows_of(tmp_path / "many.csv") if row["match"] == "yes"]


KILLED = """
import os, signal, sys
from pathlib import Path
from vetoproof import screening
screening.BATCH = 10

def progress(done, total, name):
    if done >= 30:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    path, out, index, workers = sys.argv[1:]
    screening.screen_file(Path(path), Path(out), Path(index), workers=int(workers), progress=progress)
"""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_was_killed_leaves_no_worker_and_goes_on_where_it_stopped(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    path, out = customers_csv(tmp_path / "some.csv", 95), tmp_path / "hits.csv"
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    ended = subprocess.run(
        [sys.executable, str(script), str(path), str(out), str(index), str(workers)], timeout=120, cwd=tmp_path
    )
    assert ended.returncode == -signal.SIGKILL
    assert not out.exists()
    until = time.monotonic() + 20
    while workers > 1 and running_in(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert not running_in(tmp_path)
    kept = len(list(tmp_path.glob("hits.csv.*.shards/*.shard")))
    assert kept >= 3
    made: list[Path] = []
    real = screening.screened

    def noted(*given: object) -> object:
        made.append(path)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(screening, "screened", noted)
    again = run(index, path, out)
    assert len(made) <= 10 - 3
    assert run(index, path, tmp_path / "whole.csv") == again
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert not list(tmp_path.glob("*.shards"))


def running_in(folder: Path) -> list[str]:
    """Processes that were started in a folder, where the system shows them."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(place / "cwd")) == folder and (command := (place / "cmdline").read_bytes()):
                found.append(command.decode(errors="replace"))
        except OSError:
            continue
    return found


@pytest.mark.usefixtures("small")
def test_what_a_stopped_run_with_other_settings_left_is_removed_and_not_used(index: Path, tmp_path: Path) -> None:
    path, out = customers_csv(tmp_path / "some.csv", 30), tmp_path / "hits.csv"
    old = tmp_path / "hits.csv.0123456789ab.shards"
    old.mkdir()
    (old / "0000000.shard").write_bytes(b"not of this run")
    mine = tmp_path / "hits.csv.mine.shards"
    mine.mkdir()
    assert run(index, path, out).customers == 30
    assert not old.exists()
    assert mine.is_dir()


def test_rows_that_cannot_be_screened_and_words_not_understood_are_counted(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("name,dob,country,type,imo\nKim Jong Un,32.13.1984,Atlantis,Trust,\n,,,,\n,1950,,,\nMaria,,,,9617924\n")
    done = run(index, path, tmp_path / "hits.csv")
    assert done.customers == 2
    assert done.rejected.numbers == {"neither a name nor an identifier": 1}
    assert done.rejected.examples == {"neither a name nor an identifier": "line 4"}
    assert sorted(done.doubts.numbers.values()) == [1, 1, 1, 1]
    told = " ".join(f"{reason} {done.doubts.examples[reason]}" for reason in done.doubts.numbers)
    for words in ("date of birth not understood", "Atlantis", "Trust", "check digit", "9617924"):
        assert words in told


def test_a_table_without_rows_gives_a_table_without_hits(index: Path, tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "some.csv"
    path.write_text("name\n")
    for ending in (".csv", ".jsonl", ".parquet"):
        done = run(index, path, tmp_path / f"hits{ending}")
        assert (done.customers, done.hits) == (0, 0)
    assert rows_of(tmp_path / "hits.csv") == []
    assert (tmp_path / "hits.jsonl").read_bytes() == b""
    assert pl.read_parquet(tmp_path / "hits.parquet").schema["score"] == pl.Float64


def test_an_output_that_is_the_input_or_of_no_known_form_is_refused(index: Path, tmp_path: Path) -> None:
    path = customers_csv(tmp_path / "some.csv", 3)
    before = path.read_bytes()
    os.link(path, tmp_path / "link.csv")
    for out in (path, tmp_path / "link.csv", tmp_path / "x" / ".." / "some.csv"):
        with pytest.raises(ListError, match="is the input as well"):
            run(index, path, out)
    with pytest.raises(ListError, match=r"hits\.xlsx: hits are written as \.parquet"):
        run(index, path, tmp_path / "hits.xlsx")
    assert path.read_bytes() == before


def test_customers_with_more_matches_than_the_limit_are_counted(index: Path, tmp_path: Path) -> None:
    from vetoproof.name_index import opened

    path = tmp_path / "some.csv"
    path.write_text("name\nKim Yong Chol\nAnna Berta\n")
    usual = opened(index)[0].settings
    assert run(index, path, tmp_path / "hits.csv", settings=usual._replace(limit=1)).cut == 1
    exact = run(index, path, tmp_path / "hits.csv", settings=usual._replace(limit=9))
    assert (exact.cut, exact.matches > 1) == (0, True)
    assert run(index, path, tmp_path / "hits.csv", settings=usual._replace(limit=exact.matches)).cut == 0
    less = run(index, path, tmp_path / "hits.csv", settings=usual._replace(limit=exact.matches - 1))
    assert (less.cut, less.matches) == (1, exact.matches - 1)


def test_an_alert_that_was_called_false_is_no_match_any_more(index: Path, tmp_path: Path) -> None:
    from vetoproof.name_index import opened

    path = tmp_path / "some.csv"
    path.write_text("id,name\n1,Kim Jong Un\n2,Kim Jong Un\n")
    entry = opened(index)[0].entry("ofac-sdn", "20157")
    assert isinstance(entry, Listing)
    assert isinstance(entry.names[0], ListedName)
    asked, at = Query(names=("Kim Jong Un",)), "2026-01-02T00:00:00Z"
    bare, own = (
        Decided(
            Dispositions([disposition(asked, entry, "false", by="A. Reviewer", at=at, reason="A dentist.", customer=whose)]),
            f"said of {whose}",
        )
        for whose in ("", "1")
    )
    assert run(index, path, tmp_path / "hits.csv").matches == 2
    # Said of the bare name, it would clear the namesake too: both alerts stay, with the note.
    assert run(index, path, tmp_path / "hits.csv", decided=bare).matches == 2
    told = [hit["disposition"] for hit in rows_of(tmp_path / "hits.csv")]
    assert all("bare name" in words and "A dentist." in words for words in told)
    assert run(index, path, tmp_path / "hits.csv", decided=own).matches == 1
    run(index, path, tmp_path / "near.csv", decided=own, near=True)
    first, second = (hit for hit in rows_of(tmp_path / "near.csv") if hit["entry"] == "20157")
    assert (first["id"], first["match"], second["id"], second["match"]) == ("1", "no", "2", "yes")
    assert "A dentist." in first["disposition"]
    assert second["disposition"] == ""


def test_a_day_that_systems_write_for_not_known_clears_nobody(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("id,name,dob\n1,Kim Jong Un,\n2,Kim Jong Un,1900-01-01\n3,Kim Jong Un,1.1.1970\n4,Kim Jong Un,1970\n")
    done = run(index, path, tmp_path / "hits.csv")
    assert {row["id"]: row["score"] for row in rows_of(tmp_path / "hits.csv")}.keys() == {"1", "2", "3"}
    assert len({row["score"] for row in rows_of(tmp_path / "hits.csv")}) == 1
    assert sorted(done.doubts.examples.values()) == ["line 3: '1900-01-01'", "line 4: '1.1.1970'"]


def test_names_whose_bytes_are_no_text_of_the_encoding_are_not_screened_or_said_to_be_guessed(
    index: Path, tmp_path: Path
) -> None:
    text = "id,name\n1,Kim Jong Un\n2,Ким Чен Ын\n3,Romashka Trading Limited Ромашка\n"
    path = tmp_path / "some.csv"
    for encoding in ("cp1251", "koi8-r"):
        path.write_bytes(text.encode(encoding))
        done = run(index, path, tmp_path / "hits.csv")
        ((reason, where),) = done.rejected.examples.items()
        assert (where, "--encoding" in reason, done.customers) == ("line 3", True, 2)
        ((reason, where),) = done.uncertain.examples.items()
        assert ("--encoding" in reason, where.startswith("line 4")) == (True, True)
        done = run(index, path, tmp_path / "hits.csv", encoding=encoding)
        assert (done.customers, done.rejected.numbers, done.uncertain.numbers) == (3, {}, {})
        assert {row["id"] for row in rows_of(tmp_path / "hits.csv")} == {"1", "2"}


def test_a_run_tells_what_is_new_since_an_earlier_one(index: Path, tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "some.csv"
    path.write_text("id,name,dob\n1,Kim Jong Un,\n2,Yasin Baynah,\n3,Kim Jong Un,\n4,Tanchon Commercial Bank,\n")
    for end in (".csv", ".jsonl", ".parquet"):
        run(index, path, tmp_path / f"before{end}")
    path.write_text("id,name,dob\n1,Kim Jong Un,\n3,Kim Jong Un,1984-01-08\n5,김정은,\n4,Tanchon Commercial Bank,\n")
    (tmp_path / "now").mkdir()
    told = []
    for end in (".csv", ".jsonl", ".parquet"):
        done = run(index, path, tmp_path / f"now/hits{end}", since=tmp_path / f"before{end}")
        told.append(done.since)
    assert told[0] == told[1] == told[2]
    rows = rows_of(tmp_path / "now/hits.csv")
    assert pl.read_parquet(tmp_path / "now/hits.parquet")["change"].to_list() == [row["change"] for row in rows]
    by = {id: {row["change"] for row in rows if row["id"] == id} for id in "12345"}
    assert by == {"1": {"same"}, "2": {"gone"}, "3": {"changed"}, "4": {"same"}, "5": {"new"}}
    (changed,) = {row["changed"] for row in rows if row["id"] == "3" and row["entry"] == "20157"}
    assert changed.startswith("score: 0.")
    gone = [row for row in rows if row["change"] == "gone"]
    assert [(row["match"], row["changed"].split(";")[0]) for row in gone] == [("no", "the customer was not screened")] * len(
        gone
    )
    assert done.since == {what: sum(row["change"] == what for row in rows) for what in ("new", "changed", "same", "gone")}
    assert done.hits == len(rows) - len(gone)
    # What was gone before is not gone again.
    again = run(index, path, tmp_path / "again.csv", since=tmp_path / "now/hits.csv")
    assert again.since == {"new": 0, "changed": 0, "same": done.hits, "gone": 0}


def test_what_is_gone_says_why_and_what_was_decided(index: Path, tmp_path: Path) -> None:
    from vetoproof.name_index import opened

    path = tmp_path / "some.csv"
    path.write_text("id,name,dob\n1,Kim Jong Un,\n2,Kim Jong Un,\n")
    run(index, path, tmp_path / "before.csv")
    entry = opened(index)[0].entry("ofac-sdn", "20157")
    assert isinstance(entry, Listing)
    own = disposition(Query(names=("Kim Jong Un",)), entry, "false", by="A. Reviewer", at="2026-01-02T00:00:00Z",
                      reason="A dentist.", customer="1")  # fmt: skip
    path.write_text("id,name,dob\n1,Kim Jong Un,\n2,Kim Jong Un,1930\n")
    run(index, path, tmp_path / "now.csv", since=tmp_path / "before.csv", decided=Decided(Dispositions([own]), "said"))
    gone = {(row["id"], row["entry"]): row for row in rows_of(tmp_path / "now.csv") if row["change"] == "gone"}
    first, second = gone["1", "20157"], gone["2", "20157"]
    assert first["changed"].startswith("decided; before: score 0.9")
    assert "A dentist." in first["disposition"]
    assert second["changed"].startswith("scores 0.")
    assert float(second["score"]) < 0.8


def test_an_earlier_run_that_is_none_is_refused(index: Path, tmp_path: Path) -> None:
    path = customers_csv(tmp_path / "some.csv", 3)
    for name in ("other.csv", "other.jsonl", "other.parquet", "other.txt"):
        (tmp_path / name).write_text('{"a": 1}\n')
        with pytest.raises(ListError, match="other"):
            run(index, path, tmp_path / "hits.csv", since=tmp_path / name)
    with pytest.raises(ListError, match="is the earlier run as well"):
        run(index, path, tmp_path / "other.csv", since=tmp_path / "other.csv")
