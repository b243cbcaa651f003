"""`verify` of a watch: the cache against the ledger, the log against a published head."""

from __future__ import annotations

import gc
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from commands import FAILURES, WRONG_USE, done, record, vetoproof

SHELF = "cache/dossiers.sqlite"


@pytest.fixture(scope="module", autouse=True)
def _same_code() -> Iterator[None]:
    """The program's code stays the same, even while somebody is writing on it."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("reading_room", "recheck"):
            patch.setattr(f"vetoproof.{module}.code_digest", lambda: "c0de" * 16)
        yield


@pytest.fixture(scope="module")
def cached(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small watch with a cache that this code made."""
    folder = tmp_path_factory.mktemp("cached") / "watch"
    shutil.copytree(finished, folder, ignore=shutil.ignore_patterns("cache"))
    record(folder)
    let_go()
    return folder


@pytest.fixture
def watch(cached: Path, tmp_path: Path) -> Path:
    return shutil.copytree(cached, tmp_path / "watch")


def let_go() -> None:
    """Close what a command that ended still has open in this process, so that its files can be copied and replaced."""
    gc.collect()


def on_shelf(watch: Path, statement: str, *values: object) -> None:
    raw = sqlite3.connect(watch / SHELF)
    raw.execute(statement, values)
    raw.commit()
    raw.close()


def shelved(watch: Path) -> int:
    raw = sqlite3.connect(watch / SHELF)
    (number,) = raw.execute("SELECT count(*) FROM dossier").fetchone()
    raw.close()
    return int(number)


def columns(watch: Path) -> list[Path]:
    return sorted(watch.glob("cache/columns-*/*.parquet"))


def test_an_untouched_cache_is_no_trouble_and_stays(watch: Path) -> None:
    before = record(watch)
    number = shelved(watch)
    assert done("verify", watch).startswith("internally consistent")
    assert shelved(watch) == number
    assert record(watch) == before


@pytest.mark.parametrize("column", ["body", "line"])
def test_a_poisoned_dossier_is_named_and_the_shelf_thrown_away(watch: Path, column: str) -> None:
    before = record(watch)
    event, key = max((line["claims"], line["event"], line["key"]) for line in before["manifest"]["events"])[1:]
    on_shelf(watch, f"UPDATE dossier SET {column} = CAST(replace({column}, 'munitions', 'ploughs') AS BLOB) WHERE key = ?", key)
    on_shelf(
        watch,
        f'UPDATE dossier SET {column} = CAST(replace({column}, \'"title":"\', \'"title":"No \') AS BLOB) WHERE key = ?',
        key,
    )
    assert record(watch) != before
    ended = vetoproof("verify", watch)
    assert ended.returncode == FAILURES
    assert f"altered dossier: {event}" in ended.stdout
    assert ended.stdout.count("altered dossier") == 1
    assert record(watch) == before
    done("verify", watch)


def test_dossiers_of_other_dates_are_not_believed_after_a_verification(watch: Path) -> None:
    before = record(watch, "--as-of", "2024-10-08")
    keys = {line["key"] for line in before["manifest"]["events"]} - {
        line["key"] for line in record(watch)["manifest"]["events"]
    }
    assert keys
    key = sorted(keys)[0]
    on_shelf(watch, 'UPDATE dossier SET body = CAST(replace(body, \'"title":"\', \'"title":"No \') AS BLOB) WHERE key = ?', key)
    done("verify", watch)
    assert record(watch, "--as-of", "2024-10-08") == before


def test_poisoned_columns_are_named_and_thrown_away(watch: Path) -> None:
    before = record(watch)
    (shard,) = columns(watch)
    frame = pl.read_parquet(shard)
    victim = frame.filter(pl.col("claim").is_not_null())["address"][0]
    touched = pl.when(pl.col("address") == victim).then(pl.lit("XX")).otherwise(pl.col("supplier")).alias("supplier")
    frame.with_columns(touched).write_parquet(shard)
    ended = vetoproof("verify", watch)
    assert ended.returncode == FAILURES
    assert [t["address"] for t in json.loads(vetoproof("verify", watch, "--json").stdout)["troubles"]] == []
    assert "altered columns" in ended.stdout
    assert victim in ended.stdout
    assert not columns(watch)
    assert record(watch) == before


def test_a_watch_without_a_cache_is_verified_without_making_one(watch: Path) -> None:
    shutil.rmtree(watch / "cache")
    done("verify", watch)
    assert not (watch / "cache").exists()


@pytest.mark.parametrize("rubbish", [b"rubbish " * 1000, b"SQLite format 3\x00" + b"\xff" * 8000, b""])
def test_a_broken_shelf_is_thrown_away_and_made_again(watch: Path, rubbish: bytes) -> None:
    before = record(watch)
    let_go()
    for end in ("-wal", "-shm"):
        (watch / (SHELF + end)).unlink(missing_ok=True)
    (watch / SHELF).write_bytes(rubbish)
    assert record(watch) == before
    assert shelved(watch) == len(before["dossiers"])


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE dossier",
        "ALTER TABLE dossier RENAME COLUMN line TO row",
        "UPDATE dossier SET line = x'7b'",
        "UPDATE dossier SET line = 7",
    ],
)
def test_a_shelf_of_another_shape_is_made_again(watch: Path, statement: str) -> None:
    before = record(watch)
    on_shelf(watch, statement)
    assert record(watch) == before


def test_a_dossier_that_is_none_is_told_and_gone_the_next_time(watch: Path) -> None:
    before = record(watch)
    on_shelf(watch, "UPDATE dossier SET body = 7")
    ended = vetoproof("record", watch, "--json")
    assert ended.returncode == WRONG_USE
    assert "thrown away" in ended.stderr
    assert record(watch) == before


@pytest.mark.parametrize("broken", ["rubbish", "other columns", "name", "gap", "folder"])
def test_broken_columns_are_thrown_away_and_made_again(watch: Path, broken: str) -> None:
    before = record(watch)
    (shard,) = columns(watch)
    if broken == "rubbish":
        shard.write_bytes(b"PAR1" + b"\xff" * 500)
    elif broken == "other columns":
        pl.read_parquet(shard).drop("claim").write_parquet(shard)
    elif broken == "name":
        shard.rename(shard.with_name("mine.parquet"))
    elif broken == "gap":
        shard.rename(shard.with_name(f"{7:012d}-{int(shard.stem.split('-')[1]):012d}.parquet"))
    else:
        shard.unlink()
        shard.mkdir()
    assert record(watch) == before
    assert [path.name for path in columns(watch)] == [shard.name]
    done("verify", watch)


def head(watch: Path) -> str:
    found = json.loads(done("verify", watch, "--json"))["head"]
    return f"{found['size']}:{found['root']}"


def test_without_a_head_verification_says_to_compare_with_one(watch: Path) -> None:
    assert f"Compare with a head that you published: --head SIZE:ROOT. The present one is {head(watch)}" in done(
        "verify", watch
    )


def test_the_end_of_a_log_cut_off_is_shown_by_a_published_head(watch: Path) -> None:
    published = head(watch)
    assert "The log has the published head." in done("verify", watch, "--head", published)
    assert "all 2 published heads" in done("verify", watch, "--head", published, "--head", published[:25].upper())
    raw = sqlite3.connect(watch / "ledger" / "ledger.sqlite", isolation_level=None)
    (first,) = raw.execute("SELECT min(size) FROM head").fetchone()
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM content WHERE id IN (SELECT id FROM item WHERE seq > ?)", (first,))
    for table in ("reading", "decision", "reply", "run", "capture", "item"):
        raw.execute(f"DELETE FROM {table} WHERE seq > ?", (first,))
    raw.execute("DELETE FROM head WHERE size > ?", (first,))
    for _, sql in guards:
        raw.execute(sql)
    raw.close()
    shutil.rmtree(watch / "cache")
    done("verify", watch)
    ended = vetoproof("verify", watch, "--head", published)
    assert ended.returncode == FAILURES
    assert "not the published log" in ended.stdout


@pytest.mark.parametrize(
    "wrong", ["", "204", "204:", ":ab", "204:xyz", "204:ab", "-1:" + "ab" * 32, "9" * 30 + ":" + "ab" * 32]
)
def test_what_is_no_head_is_refused(watch: Path, wrong: str) -> None:
    ended = vetoproof("verify", watch, f"--head={wrong}")
    assert ended.returncode == WRONG_USE
    assert "is no head" in ended.stderr
