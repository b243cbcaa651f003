"""Indexes on disk: whole or not there, made again when damaged, made anew when the code changes, removed when unused."""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vetoproof import name_index
from vetoproof.model import Query
from vetoproof.name_index import UNUSED, IndexShelf, Source, file_source, opened
from vetoproof.screen.kit import Kit
from vetoproof.screen.lists.outcome import ListError

FOLDER = Path(__file__).parent / "fixtures/lists"
LISTS = ("ofac_screening.csv", "un_extract.xml")
KIM = Query(names=("Kim Jong Un",))
MAKE = (
    "import sys; from pathlib import Path; from vetoproof.name_index import IndexShelf, file_source; "
    "print(IndexShelf(Path(sys.argv[1])).prepare([file_source(Path(p)) for p in sys.argv[2:]]))"
)


def sources(*names: str) -> list[Source]:
    return [file_source(FOLDER / name) for name in names or LISTS]


@pytest.fixture(scope="module", autouse=True)
def one_kit() -> Iterator[None]:
    """The tables of names are loaded once, and not for every index."""
    kit = Kit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vetoproof.screen.kit.Kit", lambda: kit)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with an index in it."""
    folder = tmp_path_factory.mktemp("made")
    IndexShelf(folder).prepare(sources())
    return folder


@pytest.fixture
def cache(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    import shutil

    return shutil.copytree(made, tmp_path / "cache")


def answers(place: Path) -> list[tuple[str, str, float]]:
    return [(m.list, m.id, m.score) for m in opened(place)[0].screen(KIM)]


def test_an_index_that_is_there_is_not_made_again(cache: Path) -> None:
    files = {p: p.read_bytes() for p in cache.rglob("*") if p.is_file()}
    before = {p: p.stat().st_ino for p in files}
    IndexShelf(cache).prepare(sources())
    assert {p: p.stat().st_ino for p in cache.rglob("*") if p.is_file()} == before


def test_the_same_lists_in_any_order_or_given_twice_are_one_index(cache: Path) -> None:
    one = IndexShelf(cache).prepare(sources())
    assert IndexShelf(cache).prepare([*reversed(sources()), *sources()]) == one
    assert len(list(cache.rglob("*.index"))) == 1


def test_a_list_is_told_by_the_name_that_its_file_has_now(cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "renamed.xml"
    other.write_bytes((FOLDER / "un_extract.xml").read_bytes())
    about = IndexShelf(cache).screener([file_source(other)])[1]
    assert [(a.name, a.lists, a.edition, a.entries) for a in about] == [("renamed.xml", ("un",), "2026-02-27", 9)]


def test_a_list_added_reads_only_the_new_one(cache: Path) -> None:
    known = {p: p.stat().st_ino for p in cache.rglob("*.segment")}
    IndexShelf(cache).prepare(sources(*LISTS, "uk_list.csv"))
    after = {p: p.stat().st_ino for p in cache.rglob("*.segment")}
    assert len(after) == len(known) + 1
    assert known.items() <= after.items()


def truncated(data: bytes, at: random.Random) -> bytes:
    return data[: at.randrange(len(data))]


def flipped(data: bytes, at: random.Random) -> bytes:
    # Within the arrays: of the header's fill and the space between arrays nothing is read.
    place = int.from_bytes(data[8:16], "little") + 64
    while data[place] == 0:
        place = at.randrange(place, len(data))
    return data[:place] + bytes([data[place] ^ 0x40]) + data[place + 1 :]


@pytest.mark.parametrize("ending", ["index", "segment"])
@pytest.mark.parametrize("damage", [truncated, flipped, lambda _data, _at: b"", lambda _data, _at: b"VPNAMES1" + 40 * b"\xff"])
def test_a_damaged_file_is_made_again_and_said_to_be(
    cache: Path, ending: str, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    place = IndexShelf(cache).prepare(sources())
    right = answers(place)
    for seed, file in enumerate(cache.rglob(f"*.{ending}")):
        file.write_bytes(damage(file.read_bytes(), random.Random(seed)))  # type: ignore[operator]
        if ending == "segment":
            place.unlink(missing_ok=True)
        with caplog.at_level(logging.WARNING):
            assert answers(IndexShelf(cache).prepare(sources())) == right
        assert f"{file} is damaged" in caplog.text
        caplog.clear()
    IndexShelf(cache).prepare(sources())
    assert not caplog.text


def test_two_processes_that_make_one_index_at_once_both_get_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKE, str(tmp_path), *(str(FOLDER / name) for name in LISTS)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], ended
    assert len({out for out, _ in ended}) == 1
    assert [err for _, err in ended] == ["", ""]
    assert answers(Path(ended[0][0].strip()))[0][1] == "20157"
    assert not list(tmp_path.rglob("*.half"))


def test_a_kill_while_it_is_made_leaves_nothing_that_is_read(tmp_path: Path) -> None:
    slow = MAKE.replace("print(", "import os, signal, time; from vetoproof.screen.index import arrays; old = arrays.write\n")
    slow = slow.split("\n")[0] + (
        "\ndef half(out, some, about):\n    old(out, some, about); out.flush(); out.truncate(999)\n"
        "    print('half', flush=True); time.sleep(60)\n"
        "arrays.write = half\nIndexShelf(Path(sys.argv[1])).prepare([file_source(Path(p)) for p in sys.argv[2:]])"
    )
    command = [sys.executable, "-c", slow, str(tmp_path), *(str(FOLDER / name) for name in LISTS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
    left = list(tmp_path.rglob("*.half"))
    assert [p.stat().st_size for p in left] == [999]
    assert answers(IndexShelf(tmp_path).prepare(sources()))[0][1] == "20157"


def test_other_code_makes_other_files(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = IndexShelf(cache).prepare(sources())
    monkeypatch.setattr(name_index, "code_digest", lambda: "f" * 64)
    new = IndexShelf(cache).prepare(sources())
    assert new.parent.name == "names-ffffffffffff"
    assert old.is_file()
    assert answers(new) == answers(old)


def aged(place: Path, days: float) -> Path:
    then = time.time() - days * 86_400
    os.utime(place, (then, then))
    return place


def test_what_was_not_used_for_a_month_is_removed_when_something_is_made(cache: Path) -> None:
    place = IndexShelf(cache).prepare(sources())
    own = place.parent
    unused, used = cache / "names-0123456789ab", cache / "names-ba9876543210"
    other = cache / "names-of-mine"
    for folder in (unused, used, other):
        folder.mkdir()
        (folder / "x.index").write_bytes(b"x")
    aged(unused, UNUSED + 1)
    aged(used, UNUSED - 1)
    aged(other, 400)
    half = own / "y.index.1-2.half"
    half.write_bytes(b"")
    aged(half, UNUSED + 1)
    aged(place, UNUSED + 1)
    segments = [aged(p, UNUSED + 1) for p in own.glob("*.segment")]
    # Nothing is made: what is opened counts as used, nothing is removed.
    IndexShelf(cache).prepare(sources())
    assert unused.is_dir()
    IndexShelf(cache).prepare(sources("uk_list.csv"))
    assert place.is_file()
    assert not any(p.exists() for p in (unused, half, *segments))
    assert all(p.exists() for p in (used, other))


def test_a_cache_that_cannot_be_written_is_told_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    monkeypatch.setenv("VETOPROOF_CACHE", str(in_the_way))
    with pytest.raises(ListError, match="VETOPROOF_CACHE"):
        IndexShelf().prepare(sources())


def test_a_full_disk_is_told_and_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vetoproof.screen.index import arrays

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arrays, "write", full)
    with pytest.raises(ListError, match="No space left on device"):
        IndexShelf(tmp_path).prepare(sources())
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_no_lists_and_a_pipe_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="--lists"):
        IndexShelf(tmp_path).prepare([])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ListError, match="pipe"):
        file_source(tmp_path / "pipe")


def test_a_file_that_is_no_list_leaves_the_good_ones_alone(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n")
    with pytest.raises(ListError, match=r"bad\.csv"):
        IndexShelf(tmp_path).prepare([*sources("ofac_screening.csv"), file_source(bad)])
    assert not list(tmp_path.rglob("*.index"))
    assert answers(IndexShelf(tmp_path).prepare(sources("ofac_screening.csv")))


def test_rows_that_gave_no_entry_are_counted_with_an_example(tmp_path: Path) -> None:
    about = IndexShelf(tmp_path).screener(sources("ftm_entities.json"))[1][0]
    assert about.entries == 5
    assert sum(about.rejected.values()) > 3
    assert about.rejected.keys() == about.examples.keys()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_that_never_ends_is_refused() -> None:
    with pytest.raises(ListError, match="device"):
        file_source(Path("/dev/zero"))
