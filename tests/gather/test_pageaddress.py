from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patience import Within
from vetoproof.gather.pageaddress import page_address

HERE = "https://paper.example/news/1"


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        (f'<link rel="canonical" href="{HERE}">', (HERE, "canonical")),
        (f"<LINK HREF='{HERE}' REL='canonical' />", (HERE, "canonical")),
        (f"<link data-x=1 rel=canonical href={HERE}>", (HERE, "canonical")),
        (f'<link\n rel="canonical"\n href="{HERE}?a=1&amp;b=2"\n>', (HERE + "?a=1&b=2", "canonical")),
        (f'<meta property="og:url" content="{HERE}">', (HERE, "og:url")),
        (f'<meta content="{HERE}" property="og:url"/>', (HERE, "og:url")),
        (f'<meta property="og:url" content="https://b.example/2"><link rel="canonical" href="{HERE}">', (HERE, "canonical")),
        (f"<!-- saved from url=(0028){HERE} --><html>", (HERE, "saved from")),
        ('<link rel="canonical" href="https://paper.example/?id=7">', ("https://paper.example/?id=7", "canonical")),
        (f'<link rel="canonical" href="/x"><meta property="og:url" content="{HERE}">', (HERE, "og:url")),
    ],
)
def test_a_page_says_its_own_address(tag: str, found: tuple[str, str]) -> None:
    assert page_address(tag.encode()) == found


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel="canonical" href="https://paper.example/">',
        '<link rel="canonical" href="https://paper.example">',
        '<link rel="canonical" href="/news/1">',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="file:///etc/passwd">',
        '<link rel="canonical" href="https://paper.example/a b">',
        '<link rel="canonical" href="https://[bad/1">',
        '<link rel="canonical" href="">',
        '<link rel="stylesheet" href="https://paper.example/style.css">',
        '<link rel="canonical" href="https://paper.example/' + "x" * 3000 + '">',
        " " * 70_000 + f'<link rel="canonical" href="{HERE}">',
    ],
)
def test_what_is_no_whole_address_of_a_page_is_not_taken(tag: str) -> None:
    assert page_address(tag.encode()) is None


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    page_address(b"<link rel=canonical href=" + data)


@pytest.mark.parametrize(
    "evil", [b"<link " * 200_000, b"<meta x=" + b"=" * 10**6, b'<link a="' * 100_000, b"<link " + b"a " * 500_000 + b">"]
)
def test_a_hostile_head_takes_no_time(within: Within, evil: bytes) -> None:
    with within(1):
        page_address(evil)
