"""What a page prints where nobody sees it is no part of its text; what scripts show, or screens of one width, is."""

from __future__ import annotations

import pytest
from page_for_tests import PROSE, article, page

from patience import Within

SECRET = "The minister admitted on Friday that nine hundred officers had been killed."
MORE = "".join(f"<p>The ministry gave no further details of strike number {n} on Friday evening.</p>" for n in range(9))


@pytest.mark.parametrize(
    ("css", "marks"),
    [
        (".x9{display:none}", "class='x9'"),
        ("p.x9 , .other { color : red ; visibility : hidden }", "class='lead x9'"),
        ("#secret{opacity:0}", "id='secret'"),
        (".off{position:absolute;left:-9999px}", "class='off'"),
        (".off{text-indent:-5000px !important;}", "class='off'"),
        ("/* .x9{display:block} */ .x9{font-size:0px}", "class='x9'"),
        (".a.b{display:none}", "class='b a'"),
        ("@media print{.y{color:red}} .x9{display:none}", "class='x9'"),
        ("", "style='display:none'"),
        ("", "style='color:#fff;background:#ffffff'"),
        ("", "style='background-color: white; color: #FFF'"),
        ("", "style='opacity:0.0'"),
        ("", "style='clip:rect(0,0,0,0);position:absolute'"),
    ],
)
def test_hidden_text_is_left_out_and_noted(css: str, marks: str) -> None:
    found = page(article(f"<p {marks}>{SECRET}</p>{MORE}", head=f"<style>{css}</style>"))
    assert SECRET not in found.text
    assert PROSE in found.text
    assert any("not shown" in note for note in found.notes)


@pytest.mark.parametrize(
    ("css", "marks"),
    [
        ("@media print{.x9{display:none}}", "class='x9'"),
        (".x9{display:none}@media (min-width:600px){.x9{display:block}}", "class='x9'"),
        (".x9{opacity:0;transition:opacity 1s}", "class='x9'"),
        (".x9{display:none}.x9.open{display:block}", "class='x9 open'"),
        (".menu .x9{display:none}", "class='x9'"),
        (".x9{display:none}", "class='x90'"),
        (".x9{margin-left:-10px;opacity:0.9}", "class='x9'"),
        ("", "style='color:#fff;background:#000'"),
        ("", "style='color:#ffffff'"),
    ],
)
def test_what_some_screen_shows_is_read(css: str, marks: str) -> None:
    found = page(article(f"<p {marks}>{SECRET}</p>{MORE}", head=f"<style>{css}</style>"))
    assert SECRET in found.text


@pytest.mark.parametrize(
    ("css", "marks"), [(".fade{opacity:0}", "class='fade'"), ("", "style='opacity:0'"), (".fade{display:none}", "class='fade'")]
)
def test_a_rule_that_would_hide_much_of_the_page_hides_nothing(css: str, marks: str) -> None:
    inner = MORE.replace("<p>", f"<p {marks}>")
    assert "strike number 4" in page(article(inner, head=f"<style>{css}</style>")).text


def test_what_is_struck_out_is_taken_back_and_not_read() -> None:
    inner = (
        "<p>The port received <del>33,000</del> <ins>3,300</ins> containers in May, the ministry said.</p>"
        "<p><s>The Example Line carried them all, the ministry said on Friday.</s></p>"
        "<p>It was <span style='text-decoration: line-through'>sunk</span> damaged, a witness said on Friday.</p>"
    )
    found = page(article(inner + MORE))
    assert "received 3,300 containers" in found.text
    assert "Example Line" not in found.text
    assert "It was damaged" in found.text
    assert "3 passages that are struck out were left out" in found.notes


@pytest.mark.parametrize(
    ("raised", "read"),
    [
        ("about 10<sup>6</sup> shells", "about 10⁶ shells"),
        ("an area of 40 km<sup>2</sup> in all", "an area of 40 km² in all"),
        ("some 3,000<sup>12</sup> workers", "some 3,000 workers"),
        ("some workers<sup>[3]</sup> came", "some workers came"),
        ("some workers<sup><a href='#n'>a</a></sup> came", "some workers came"),
        ("some workers<sup>*</sup> came", "some workers came"),
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ("the 12<sup>th</sup> brigade", "the 12th brigade"),
    ],
)
def test_a_raised_number_is_an_exponent_or_the_mark_of_a_footnote(raised: str, read: str) -> None:
    assert read in page(article(f"<p>The ministry spoke of {raised} on Friday morning.</p>{MORE}")).text


@pytest.mark.parametrize(
    "css",
    ["{" * 200_000, "}" * 200_000, "@media x{" * 40_000, ".a{display:none}" * 30_000, ".a,#b," * 60_000 + "{display:none}"],
    ids=len,
)
def test_a_hostile_style_sheet_is_read_in_bounded_time(within: Within, css: str) -> None:
    with within(8):
        assert PROSE in page(article(f"<p class='a'>{SECRET}</p>{MORE}", head=f"<style>{css}</style>")).text
