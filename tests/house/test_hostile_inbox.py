"""Whatever is put into the inbox, the run goes on, says what became of it, and ends in bounded time."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
import small_watch
from commands import FAILURES, FINISHED, Ended, claims, done, process, record, vetoproof

from vetoproof.model import Capture, Reading, decode
from vetoproof.watch import Watch

SENTENCE = "South Korea's defence ministry said that North Korea had sent about 6,700 containers to Russia. "
MARCH = "---\noutlet: Post\npublished: 2024-03-18\n---\n"


def new(folder: Path, **files: bytes) -> Path:
    """A new watch that holds a good document beside the given ones."""
    done("new", folder)
    (folder / "inbox" / "good.md").write_text(small_watch.AMERICA, encoding="utf-8")
    for name, body in files.items():
        (folder / "inbox" / name).write_bytes(body)
    return folder


def run(folder: Path, command: Callable[..., Ended] = vetoproof) -> Ended:
    """Runs a watch to its end, whatever lies in it; the good document is read all the same."""
    ended = command("run", folder)
    assert "Traceback" not in ended.stderr, ended.stderr[-3000:]
    assert ended.returncode in (FINISHED, FAILURES), ended.stderr
    assert any(c.document.outlet == "The River Gazette" for c in claims(folder).values())
    return ended


def readings_of(house: Watch) -> Iterator[Reading]:
    return (decode(row.body, Reading) for row in house.ledger.readings_after())


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.md", b"", "empty"),
    "white space": ("a.txt", b" \n\t\r\n" * 50, "empty"),
    "a picture named as a page": ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
    "zeros": ("a.txt", bytes(5000), "binary"),
    "the beginning of a gzip file": ("a.html", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + os.urandom(300), "binary"),
    "a head that is not YAML": (
        "a.md",
        b"---\noutlet: [Post\npublished: 2024-03-18\n---\nText of a page.\n",
        "bad front matter",
    ),
    "a handling that is none of ours": ("a.md", b"---\nhandling: secret\n---\nText of a page.\n", "bad front matter"),
    "a table": ("a.csv", b"a,b\n1,2\n", "unknown suffix"),
}


def page(text: str, charset: str) -> bytes:
    return (
        f'<html lang="en"><head><meta charset="{charset}"><title>Count</title></head><body><p>{text}</p></body></html>'.encode(
            charset
        )
    )


PLAIN = MARCH + SENTENCE + "“Quoted – so”, said the café’s owner.\n"
READ: dict[str, tuple[str, bytes]] = {
    "utf-16 with a mark": ("a.md", PLAIN.encode("utf-16")),
    "utf-8 with a mark": ("a.md", PLAIN.encode("utf-8-sig")),
    "windows-1252": ("a.md", PLAIN.encode("cp1252")),
    "latin-1": ("a.md", PLAIN.replace("“", '"').replace("”", '"').replace("–", "-").replace("’", "'").encode("latin-1")),
    "broken utf-8": ("a.md", PLAIN.encode() + b"\xff\xfe\xc3\x28 and more text\n"),
    "cp1251 page": ("a.html", page(SENTENCE * 3 + "Заявление министерства.", "cp1251")),
    "page that lies about its charset": ("a.html", page(SENTENCE * 3 + "café", "utf-8").replace(b"utf-8", b"ascii")),
    "zero-width characters": ("a.md", (MARCH + "\u200b".join(SENTENCE) + "\n" + SENTENCE).encode()),
    "right-to-left text": ("a.md", (MARCH + "\u202e" + SENTENCE + "שלום مرحبا.\u202c\n").encode()),
    "Windows line ends": ("a.md", PLAIN.replace("\n", "\r\n").encode()),
    "control characters": ("a.md", (MARCH + SENTENCE.replace(" ", " \x01\x02") + SENTENCE).encode()),
    "a lone surrogate in JSON": ("a.jsonl", b'{"text": "' + SENTENCE.encode() + b' \\ud800", "published": "2024-03-18"}\n'),
}


DATES = ("2199-01-01", "2024-02-30", "0000-00-00", "99999-01-01", "yesterday", "٢٠٢٤-٠٣-١٨", "2024-03-18T25:61:00Z")
GOOD_LINE = {"text": SENTENCE, "outlet": "Lines", "published": "2024-03-18", "url": "https://lines.example/1"}
OTHER_LINE = GOOD_LINE | {"text": SENTENCE.replace("6,700", "6,900"), "url": "https://lines.example/2"}
LINES = (
    json.dumps(GOOD_LINE), "{", "[]", "null", '{"text": 5}', '{"no": "text"}', "", "\x00", '{"text": ""}',
    json.dumps(OTHER_LINE),
)  # fmt: skip


class Hostile(NamedTuple):
    """A watch full of trouble, after one run."""

    folder: Path
    ended: Ended
    outcomes: dict[str, Capture]
    readings: dict[str, Reading]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """All of it in one inbox and one run. Addresses tell the cases apart."""
    folder = new(tmp_path_factory.mktemp("hostile") / "w")
    for place, (name, body, _) in enumerate(REFUSED.values()):
        (folder / "inbox" / f"refused{place}-{name}").write_bytes(body)
    for place, (name, body) in enumerate(READ.values()):
        (folder / "inbox" / f"read{place}-{name}").write_bytes(body)
    for place, printed in enumerate(DATES):
        text = MARCH.replace("2024-03-18", printed) + SENTENCE.replace("6,700", f"6,{place}11")
        (folder / "inbox" / f"date{place}.md").write_text(text, encoding="utf-8")
    (folder / "inbox" / "lines.jsonl").write_text("\n".join(LINES), encoding="utf-8")
    ended = run(folder)
    with Watch.open(folder) as house:
        captures = {c.address.removeprefix("file:"): c for c in house.ledger.captures()}
        readings = {r.document.url.removeprefix("file:"): r for r in readings_of(house)}
    return Hostile(folder, ended, captures, readings)


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_an_outcome_with_a_reason(hostile: Hostile, case: str) -> None:
    name, _, outcome = REFUSED[case]
    capture = hostile.outcomes[f"refused{list(REFUSED).index(case)}-{name}"]
    assert capture.outcome == outcome
    assert capture.reason
    assert outcome in hostile.ended.stdout


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_in_spite_of_its_bytes_is_read_or_refused_with_a_reason(hostile: Hostile, case: str) -> None:
    name, _ = READ[case]
    address = f"read{list(READ).index(case)}-{name}"
    readings = [r for a, r in hostile.readings.items() if a.startswith(address)]
    refused = [c for a, c in hostile.outcomes.items() if a.startswith(address) and c.outcome != "ok"]
    assert readings or refused
    for reading in readings:
        assert reading.claims or reading.rejected
        assert not set(reading.document.text) & set("\x00\x01\x02\u200b\u202e\ud800")
    assert all(c.reason for c in refused)


@pytest.mark.parametrize(
    "case", ["utf-16 with a mark", "utf-8 with a mark", "windows-1252", "cp1251 page", "Windows line ends"]
)
def test_the_usual_encodings_give_the_claim(hostile: Hostile, case: str) -> None:
    reading = hostile.readings[f"read{list(READ).index(case)}-{READ[case][0]}"]
    assert [c for c in reading.claims if c.quantity and c.quantity.low == 6700]


def test_the_summary_and_the_status_say_that_something_failed_and_a_second_run_says_so_again(hostile: Hostile) -> None:
    assert hostile.ended.returncode == FAILURES
    for outcome in {outcome for _, _, outcome in REFUSED.values()} | {"bad line"}:
        assert outcome in hostile.ended.stdout
    again = vetoproof("run", hostile.folder)
    assert again.returncode == FAILURES
    assert re.search(r"gather\W+new\W+0\b", again.stdout)
    assert "internally consistent" in done("verify", hostile.folder)


def test_a_date_that_lies_ahead_stays_out_of_every_view_before_it(hostile: Hostile) -> None:
    figures = {c.quantity.low for c in claims(hostile.folder, "2026-01-01").values() if c.quantity}
    assert 6011 not in figures


@pytest.mark.parametrize("printed", DATES[1:])
def test_a_date_that_is_none_leaves_the_document_undated(hostile: Hostile, printed: str) -> None:
    reading = hostile.readings[f"date{DATES.index(printed)}.md"]
    published = reading.document.published
    assert (published.from_, published.to) == (None, None) or published.from_ == "2024-03-18"


def test_bad_lines_among_good_ones_are_counted_one_by_one(hostile: Hostile) -> None:
    bad = [c for a, c in hostile.outcomes.items() if a.startswith("lines.jsonl") and c.outcome != "ok"]
    assert len(bad) >= 6
    assert all(c.reason for c in bad)
    urls = {c.document.url for c in claims(hostile.folder).values()}
    assert urls >= {"https://lines.example/1", "https://lines.example/2"}


ODD_NAMES = (
    b"a name with spaces.md", b"line\nbreak.md", "naïve-日本.md".encode(), b"not\xffutf8.md", b"-rf.md", b"100%25.md",
    b"[red]bold.md", b"a" * 240 + b".md", b"$(touch hacked).md", b"'quote\".md",
)  # fmt: skip


def test_files_with_odd_names_are_read_like_others(tmp_path: Path) -> None:
    new(tmp_path / "w")
    for place, name in enumerate(ODD_NAMES):
        body = MARCH.replace("Post", f"Post {place}") + SENTENCE
        with open(os.path.join(os.fsencode(tmp_path / "w" / "inbox"), name), "w", encoding="utf-8") as file:
            file.write(body)
    ended = run(tmp_path / "w")
    assert ended.returncode == FINISHED, ended.stdout
    found = record(tmp_path / "w")
    assert found["manifest"]["counts"]["documents"] == len(ODD_NAMES) + 1
    assert not (tmp_path / "hacked").exists()


def test_links_pipes_and_files_that_may_not_be_read_are_outcomes(tmp_path: Path) -> None:
    new(tmp_path / "w")
    inbox = tmp_path / "w" / "inbox"
    (inbox / "loop").symlink_to(inbox, target_is_directory=True)
    (inbox / "self.md").symlink_to(inbox / "self.md")
    (tmp_path / "private.md").write_text(MARCH + SENTENCE, encoding="utf-8")
    (inbox / "outside.md").symlink_to(tmp_path / "private.md")
    os.mkfifo(inbox / "pipe.md")
    locked = inbox / "locked.md"
    locked.write_text("x", encoding="utf-8")
    locked.chmod(0)
    ended = run(tmp_path / "w")
    locked.chmod(0o644)
    assert ended.returncode == FAILURES
    for outcome in ("symlink loop", "symlink outside", "not a file"):
        assert outcome in ended.stdout
    if os.geteuid():
        assert "unreadable" in ended.stdout


def test_an_inbox_that_is_gone_is_told(tmp_path: Path) -> None:
    done("new", tmp_path / "w")
    shutil.rmtree(tmp_path / "w" / "inbox")
    ended = vetoproof("run", tmp_path / "w")
    assert ended.returncode == FAILURES
    assert "missing" in ended.stdout


def nested(count: int) -> bytes:
    return b"<html><body>" + b"<div>" * count + SENTENCE.encode() * 3 + b"</div>" * count + b"</body></html>"


HEAVY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "50 MB page": ("a.html", lambda: b"<html><body>" + (b"<p>" + SENTENCE.encode() * 4 + b"</p>") * 125_000),
    "50 MB of text": ("a.txt", lambda: SENTENCE.encode() * 520_000),
    "200,000 nested elements": ("a.html", lambda: nested(200_000)),
    "one sentence of 1 MB": ("a.md", lambda: (MARCH + "Russia, " + "to which North Korea sent boxes and " * 28_000).encode()),
    "one word of 5 MB": ("a.md", lambda: (MARCH + SENTENCE + "x" * 5_000_000).encode()),
    "a head of 10 MB": ("a.md", lambda: b"---\nnote: '" + b"a" * 10_000_000 + b"'\n---\n" + SENTENCE.encode()),
    "a head that grows when read": (
        "a.md",
        lambda: b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n".encode() for p, c in zip("abcdefgh", "bcdefghi", strict=True))
        + b"---\n" + SENTENCE.encode(),
    ),
    "a line of JSON with 100,000 brackets": ("a.jsonl", lambda: b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"),
    "100,000 quotes": ("a.md", lambda: (MARCH + SENTENCE + '"' * 100_000).encode()),
    "300,000 links": ("a.html", lambda: b"<html><body>" + b'<a href="/x">Russia</a> ' * 300_000 + b"</body></html>"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("case", HEAVY)
def test_what_is_huge_or_deep_ends_in_bounded_time_with_its_outcome(tmp_path: Path, case: str) -> None:
    name, make = HEAVY[case]
    ended = run(new(tmp_path / "w", **{name: make()}), partial(process, timeout=600))
    with Watch.open(tmp_path / "w") as house:
        outcomes = {c.address.removeprefix("file:"): c for c in house.ledger.captures()}
        readings = {r.document.url.removeprefix("file:"): r for r in readings_of(house)}
    told = [r for a, r in readings.items() if a.startswith(name)]
    failed = [c for a, c in outcomes.items() if a.startswith(name) and c.outcome != "ok"]
    assert failed or any(r.claims or r.rejected for r in told), ended.stdout
