from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.gather.frontmatter import MAX_HEAD, BadHead, flat, split


def test_values_stay_as_printed() -> None:
    head = (
        b"---\ntitle: 'A title: with a colon'\npublished: 2024-02\nsure: no\nnumber: 007\nempty:\ntags: [one, two]\n---\n"
        b"\nText.\n"
    )
    fields, rest = split(head)
    assert fields == {
        "title": "A title: with a colon", "published": "2024-02", "sure": "no", "number": "007", "tags": "one; two",
    }  # fmt: skip
    assert rest == b"\nText.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"Text without a head.\n",
        b"---\n\nA ruled line, then text.\n",
        b"---\nA ruled line above and below.\n---\nText.\n",
        b"---\n---\nText.\n",
        b" ---\na: b\n---\nText.\n",
        b"",
        b"---\na: " + b"x" * 2 * MAX_HEAD + b"\n---\nText.\n",
    ],
)
def test_what_is_no_head_stays_in_the_text(data: bytes) -> None:
    assert split(data) == ({}, data)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_byte_order_marks_and_line_ends_of_windows_are_read(start: bytes, end: bytes) -> None:
    assert split(start + end.join([b"---", b"title: T", b"---", b"Text."])) == ({"title": "T"}, b"Text.")


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"title: a: b\n", r"not YAML: mapping values are not allowed here \(line 2\)"),
        (b"outlet: x\ntitle: [one\n", "not YAML"),
        (b"title: \xff\n", "not UTF-8"),
        (b"a: " + b"[" * 1000 + b"\n", "not YAML"),
        (b"a: \x01\n", "not YAML"),
    ],
)
def test_a_head_that_cannot_be_read_says_why(head: bytes, reason: str) -> None:
    with pytest.raises(BadHead, match=reason):
        split(b"---\n" + head + b"---\nText.\n")


def test_deeper_values_are_named_and_not_carried() -> None:
    assert flat({"a": "1", "b": {"c": "2"}, "d": [["e"]], "f": None, "g": True}) == {"a": "1", "g": "true", "omitted": "b, d"}


def test_aliases_cannot_make_a_small_head_large() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    fields, _ = split(("---\n" + "\n".join(lines) + "\n---\nText.\n").encode())
    assert sum(map(len, fields.values())) < 200


@given(
    st.dictionaries(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=8), st.text(max_size=30), max_size=5),
    st.binary(max_size=50),
)
def test_any_head_written_by_a_yaml_library_is_read_back_as_strings(fields: dict[str, str], body: bytes) -> None:
    import yaml

    head = yaml.safe_dump(fields, allow_unicode=False) if fields else "{}\n"
    read, rest = split(b"---\n" + head.encode() + b"---\n" + body)
    assert rest == body
    assert read == {name: value.strip() for name, value in sorted(fields.items()) if value.strip()}


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_reason(data: bytes) -> None:
    with suppress(BadHead):
        split(b"---\n" + data + b"\n---\nText.\n")
