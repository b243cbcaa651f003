"""One reading an address, as the ledger selects it."""

from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vetoproof.analyze.columns import frame
from vetoproof.analyze.select import select
from vetoproof.ledger import Ledger
from vetoproof.model import Capture, Document, Published, Reading, sha256

PRINTS = ("2024-10-08", "2024-10", "2024", "2024-10-09T00:30:00+03:00", "2024-10-08T23:59:59Z", "autumn", "2024-02-30")
PRINTED = st.sampled_from([None, *PRINTS])
CAPTURED = st.sampled_from(["2024-10-08T12:00:00Z", "2024-10-08T23:59:59Z", "2024-10-09T00:00:00Z", "2024-12-01T00:00:00Z"])
PARTS = st.sampled_from([(), (), ("p",), ("p", "q")])
READINGS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 2), PRINTED, CAPTURED, st.sampled_from("xy"), PARTS), max_size=8
)


FIRST = ("b", 2, None, "2024-10-09T00:00:00Z", "x", ())
# The page is read by "x" as before, so that only the part of the last examination is new to the log.
AGAIN = [FIRST, ("b", 2, None, FIRST[3], "y", ("p",)), ("b", 2, "2024-10-08", FIRST[3], "x", ("p",))]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(told=AGAIN, as_of=None, captured=False)
@given(told=READINGS, as_of=st.sampled_from([None, "2024-10-07", "2024-10-08", "2024-10-31"]), captured=st.booleans())
def test_columns_select_what_the_ledger_selects(
    tmp_path_factory: object,
    told: list[tuple[str, int, str | None, str, str, tuple[str, ...]]],
    as_of: str | None,
    captured: bool,
) -> None:
    folder = tmp_path_factory.mktemp("ledger")  # type: ignore[attr-defined]
    basis = "captured" if captured else "published"
    with Ledger.create(Path(folder)) as ledger:
        for address, number, to, at, examiner, parts in told:
            run = ledger.begin("test", "test")
            data = f"{address}{number}".encode()
            ledger.archive.put(data)
            one = Capture(address=address, at=at, sha256=sha256(data), media_type="text/plain", size=len(data))
            held = Document(sha256=sha256(data), url=f"{address}?x", kind="page", text="Some text.", published=Published(to=to))
            read = [Reading(capture=one.id, examiner=examiner, pack="p", document=held, part=part) for part in ("", *parts)]
            ledger.append(run, [one, *read])
        rows = list(ledger.readings_after())
        columns = frame(
            [row.body for row in rows], seqs=[row.seq for row in rows], addresses=[row.address for row in rows],
            captured=[row.captured_at for row in rows],
        )  # fmt: skip
        chosen = select(columns, as_of, basis)  # type: ignore[arg-type]
        assert sorted(chosen["reading"].to_list()) == sorted(row.id for row in ledger.selected(as_of, basis))  # type: ignore[arg-type]


def test_an_edition_without_claims_replaces_one_that_made_some() -> None:
    old = Document(sha256="1", url="a", kind="page", text="t", published=Published(to="2024-10-01"), captured_at="2024-10-02")
    new = Document(sha256="2", url="a", kind="page", text="t", published=Published(to="2024-10-05"), captured_at="2024-10-06")
    columns = frame([Reading(capture=d.sha256, examiner="x", pack="p", document=d) for d in (old, new)])
    assert select(columns)["sha256"].to_list() == ["2"]
    assert select(columns, "2024-10-04")["sha256"].to_list() == ["1"]
    assert select(columns, "2024-09-30").is_empty()


def test_frames_of_parts_are_the_frame_of_the_whole() -> None:
    documents = [Document(sha256=str(n), url=str(n), kind="page", text=f"text {n}", captured_at="2024-10-02") for n in range(4)]
    readings = [Reading(capture=d.sha256, examiner="x", pack="p", document=d) for d in documents]
    parts = [frame(readings[:1], seqs=[0]), frame(readings[1:], seqs=[1, 2, 3])]
    assert pl.concat(parts).equals(frame(readings))
