"""Near-copies: sketches propose, shingles decide."""

import polars as pl

from vetoproof.analyze.copies import Copies, bands, candidates, shingles

BODY = " ".join(f"word{n}" for n in range(100))
TEXTS = {
    "a": BODY,
    "b": f"Leading words. {BODY}",
    "c": BODY.upper(),
    "d": " ".join(f"other{n}" for n in range(100)),
    "e": "",
}


def proposed(texts: dict[str, str]) -> list[tuple[str, ...]]:
    documents = pl.DataFrame({"document": list(texts), "day": list(range(len(texts)))})
    return candidates(documents.with_columns(bands=pl.Series(bands(texts.values()), dtype=pl.List(pl.UInt64)))).rows()


def test_copies_are_proposed_with_their_earliest_source() -> None:
    assert set(proposed(TEXTS)) >= {("b", "a"), ("c", "a")}
    assert not [pair for pair in proposed(TEXTS) if "d" in pair or "e" in pair]


def test_similarity_is_the_shared_part_of_five_word_runs() -> None:
    copies = Copies(TEXTS)
    assert copies.similarity("c", "a") == 1.0
    assert 0.9 < copies.similarity("b", "a") < 1.0
    assert copies.similarity("d", "a") == 0.0
    assert copies.similarity("a", "not here") == 0.0


def test_a_thousand_mirrors_cost_no_more_than_two_pairs_each() -> None:
    assert len(proposed({f"m{n:04}": BODY for n in range(1000)})) < 2000


def test_a_text_shorter_than_a_run_is_one_run() -> None:
    assert shingles("Two words") == {"two words"}
    assert shingles("...") == frozenset()
