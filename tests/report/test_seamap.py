"""The map: what is drawn is counted, shapes differ, labels never cover each other, the 180th meridian is no border."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.report.charts import land, symbols
from vetoproof.report.charts.crowds import MOST, crowds, joined
from vetoproof.report.charts.seamap import Line, Mark, seamap
from vetoproof.report.charts.seaplane import around, bar_km, meridian, plane, unwound

NS = "{http://www.w3.org/2000/svg}"
HARBOUR = Mark(kind="watched", lat=42.2333, lon=130.3, label="Harbour", radius_km=6)
SILENCE = Line(kind="gap", points=((42.3, 131.0), (42.1, 130.9)), label="2", note="a silence")


def drawn(marks: list[Mark], lines: list[Line] | None = None, width: float = 834, **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(str(seamap(marks, lines or [], width, "Title", "What it shows", **more)))  # type: ignore[arg-type]


def words(tree: ElementTree.Element) -> str:
    return " ".join("".join(e.itertext()) for e in tree.iter(f"{NS}text"))


def boxes(tree: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """The rectangles of labels, by a narrow guess of the width of their letters."""
    found = []
    for e in tree.iter(f"{NS}text"):
        if e.get("class", "").split()[0] in ("name", "label"):
            half, x, y = len("".join(e.itertext())) * 2.9, float(e.get("x", 0)), float(e.get("y", 0))
            found.append((x - half, y - 8, x + half, y))
    return found


def test_a_map_says_what_it_is_to_those_who_do_not_see_it() -> None:
    tree = drawn([HARBOUR], [SILENCE])
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == "Title. What it shows"
    assert [tree[0].text, tree[1].text] == ["Title", "What it shows"]


def test_a_map_has_land_degrees_a_scale_and_says_whose_coast_it_is() -> None:
    tree = drawn([HARBOUR])
    [path] = [e for e in tree.iter(f"{NS}path") if e.get("class") == "land"]
    assert len(path.get("d", "")) > 500
    said = words(tree)
    assert "° N" in said
    assert "° E" in said
    assert re.search(r"\d+ km", said)
    assert "Coastline: Natural Earth." in said


def test_no_style_stands_in_the_drawing_where_a_strict_policy_would_forbid_it() -> None:
    assert "style" not in str(seamap([HARBOUR], [SILENCE], 834, "T", "D"))


def test_every_kind_has_a_shape_of_its_own() -> None:
    shapes = [re.sub(r'class="k-[\w-]+"', "", str(symbols.sign(kind, 50, 50))) for kind in symbols.POINTS]
    assert len(set(shapes)) == len(shapes)
    assert set(symbols.POINTS) | set(symbols.WAYS) == set(symbols.WORDS)


def test_a_few_marks_are_shown_with_at_least_150_km_around_them() -> None:
    window = around([(42.0, 130.0)])
    assert window is not None
    shown = plane(window, 0, 0, 800, 0.85, 0.5)
    assert shown.width / shown.pixels_a_km == pytest.approx(150, rel=0.02) or shown.width / shown.pixels_a_km > 150
    assert (shown.window.north - shown.window.south) * 111.195 >= 149.9


def test_marks_on_both_sides_of_the_180th_meridian_stand_near_each_other() -> None:
    window = around([(52.0, 179.0), (53.0, -179.0)])
    assert window is not None
    assert window.east - window.west < 3
    tree = drawn([Mark(kind="jump", lat=52, lon=179), Mark(kind="jump", lat=53, lon=-179)])
    assert "180°" in words(tree)
    assert "beyond" not in words(tree)


def test_land_is_whole_across_the_180th_meridian() -> None:
    """Wrangel Island lies on it: its outline is one, and no line runs around the globe."""
    [ring] = [ring for ring in land.within(land.Window(178, 70.5, 184, 72)) if len(ring) > 60]
    assert min(x for x, _ in ring) < 179 < 182 < max(x for x, _ in ring)
    assert all(abs(a[0] - b[0]) < 2 for a, b in pairwise(ring))


def test_the_cut_of_a_continent_at_180_degrees_is_not_drawn_as_a_coast() -> None:
    shapes, coasts = land.paths(land.Window(175, 64, 185, 70), lambda lat, lon: ((lon - 175) * 80, (70 - lat) * 80))
    assert shapes
    assert coasts
    assert coasts.count("z") == 0


@pytest.mark.parametrize(
    ("name", "lat", "lon", "ashore"),
    [
        ("inland Asia", 50, 90, True),
        ("the Pacific", 0, -140, False),
        ("the Caspian Sea", 42, 50, False),
        ("the pole", -89, 10, True),
    ],
)
def test_land_is_land_and_sea_is_sea(name: str, lat: float, lon: float, ashore: bool) -> None:
    crossed = 0
    for ring in land.within(land.Window(-180, -90, 180, 90)):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > lat) != (by > lat) and lon < ax + (lat - ay) / (by - ay) * (bx - ax):
                crossed += 1
    assert crossed % 2 == ashore, name


def test_a_harbour_known_to_the_minute_lies_within_two_kilometres_of_the_coast_drawn() -> None:
    near = min(
        ((x - 130.3) ** 2 * 0.55 + (y - 42.2333) ** 2) ** 0.5 * 111
        for r in land.within(land.Window(130, 42, 131, 43))
        for x, y in r
    )
    assert near < 2


def test_a_cut_file_of_land_is_told_and_not_drawn() -> None:
    with pytest.raises(ValueError, match="install the program anew"):
        land.unpacked(b'{"rings": 1, "points": 3}\n' + zlib.compress(b"short"))
    with pytest.raises(ValueError, match="cannot be read"):
        land.unpacked(b"nothing")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(symbols.POINTS), st.floats(41.6, 43.4), st.floats(129.6, 133.4)), min_size=1, max_size=60
    )
)
def test_labels_never_cover_each_other_and_those_left_out_are_counted(points: list[tuple[str, float, float]]) -> None:
    marks = [Mark(kind=kind, lat=lat, lon=lon, label=str(i + 1)) for i, (kind, lat, lon) in enumerate(points)]
    tree = drawn(marks, box=(129.5, 41.5, 133.5, 43.5))
    found = boxes(tree)
    assert not [
        1 for i, a in enumerate(found) for b in found[:i] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    signs = len(crowds([(m.kind, *_pixels(tree, m)) for m in marks]))
    left = re.search(r"(\d+) labels? without room", words(tree))
    assert len(found) + (int(left[1]) if left else 0) == signs


def _pixels(tree: ElementTree.Element, mark: Mark) -> tuple[float, float]:
    [frame] = [e for e in tree.iter(f"{NS}rect") if e.get("class") == "frame"]
    x, y, wide, high = (float(frame.get(name, 0)) for name in ("x", "y", "width", "height"))
    window = plane(land.Window(129.5, 41.5, 133.5, 43.5), x, y, wide, 0.85, 0.5)
    assert window.height == pytest.approx(high, abs=0.1)
    return window(mark.lat, mark.lon)


def test_thousands_of_marks_become_few_signs_that_say_how_many_they_are() -> None:
    marks = [Mark(kind="loiter", lat=40 + i % 71 / 71 * 3, lon=130 + i % 97 / 97 * 4) for i in range(5000)]
    tree = drawn(marks)
    assert "5\u202f000 marks" in words(tree)
    signs = [e for e in tree.iter(f"{NS}g") if e.get("class") == "k-loiter"]
    assert 1 < len(signs) <= MOST + 1
    assert len(str(seamap(marks, [], 834, "T", "D"))) < 150_000


def test_lines_beyond_what_a_map_holds_are_counted() -> None:
    lines = [Line(kind="gap", points=((40 + i % 40 / 10, 130.0), (40 + i // 40 / 5, 135.0))) for i in range(800)]
    assert re.search(r"Drawn: 0 marks and \d+ lines\. \d+ lines more, not drawn", words(drawn([], lines)))


def test_what_lies_beyond_the_edge_or_nowhere_is_counted() -> None:
    marks = [HARBOUR, Mark(kind="loiter", lat=10, lon=10), Mark(kind="loiter", lat=float("nan"), lon=10)]
    said = words(drawn(marks, [SILENCE], box=(129.5, 41.5, 133.5, 43.5)))
    assert "Drawn: 1 mark and 1 line" in said
    assert "1 mark or line beyond the edge" in said
    assert "1 without a position" in said


def test_signs_of_one_place_stand_beside_each_other() -> None:
    marks = [HARBOUR, *(Mark(kind=kind, lat=42.2333, lon=130.3, label=kind[0]) for kind in ("seen", "empty", "port_call"))]
    tree = drawn(marks)
    assert sum(1 for e in tree.iter(f"{NS}line") if e.get("class") == "leader") >= 3
    assert {"s", "e", "p", "Harbour"} <= set(words(tree).split())


def test_a_label_leads_to_the_list_and_carries_its_claim() -> None:
    text = str(
        seamap([Mark(kind="meeting", lat=42, lon=130, label="7", href="#m-7", claim="c9", note="<b>")], [], 834, "T", "D")
    )
    assert 'href="#m-7"' in text
    assert 'data-claim="c9"' in text
    assert "&lt;b&gt;" in text


def test_the_same_marks_give_the_same_bytes() -> None:
    assert seamap([HARBOUR], [SILENCE], 366, "T", "D") == seamap([HARBOUR], [SILENCE], 366, "T", "D")


@pytest.mark.parametrize(
    ("marks", "box"),
    [
        ([Mark(kind="dragon", lat=1, lon=1)], None),
        ([], None),
        ([HARBOUR], (1, 5, 2, 4)),
        ([HARBOUR], (0, 0, float("nan"), 1)),
    ],
)
def test_what_cannot_be_drawn_is_refused(marks: list[Mark], box: tuple[float, float, float, float] | None) -> None:
    with pytest.raises(ValueError, match=r"."):
        seamap(marks, [], 834, "T", "D", box=box)


def test_the_labels_of_a_crowd_are_runs_or_the_first_and_a_count() -> None:
    assert joined(["3", "4", "5", "9"], 4) == "3–5, 9"
    assert joined(["3", "", ""], 3) == "3 +2"
    assert joined(["11", "23", "47", "99"], 4) == "11 +3"
    assert joined(["", ""], 2) == "×2"
    assert joined([""], 1) == ""


def test_scales_are_round_and_degrees_are_named_on_both_sides_of_180() -> None:
    assert bar_km(2.7, 187) == 50
    assert [meridian(lon, 0.5) for lon in (179.5, 180.0, 181.5, 0.0)] == ["179.5° E", "180°", "178.5° W", "0.0°"]
    assert unwound([(0, 179), (0, -179), (0, 178)])[-1][1] == pytest.approx(178)
