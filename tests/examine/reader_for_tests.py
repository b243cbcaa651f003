"""The built-in reader over short texts of our own, loaded once for all tests of this folder."""

from __future__ import annotations

from functools import lru_cache

from vetoproof.examine.extractor import RuleExtractor
from vetoproof.model import Claim, Document, Published, Reading
from vetoproof.packs.pack import Pack, load


@lru_cache(maxsize=1)
def extractor() -> RuleExtractor:
    return RuleExtractor()


@lru_cache(maxsize=1)
def dprk() -> Pack:
    return load("dprk")


def document(text: str, outlet: str = "Example Daily", published: str = "2025-01-20", **more: object) -> Document:
    day = Published(published, published, published, "day")
    return Document(
        sha256="ab" * 32, url="https://example.org/a", kind="page", text=text, outlet=outlet, language="en", published=day,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def reading(text: str, pack: Pack | None = None, **more: object) -> Reading:
    return next(iter(extractor().read([document(text, **more)], pack or dprk())))  # type: ignore[arg-type]


def claims(text: str, **more: object) -> list[Claim]:
    return list(reading(text, **more).claims)  # type: ignore[arg-type]


def speakers(claim: Claim) -> list[str]:
    """The chain without its outlet."""
    return [link.speaker for link in claim.chain[1:]]


def one(text: str, type_: str, **more: object) -> Claim:
    found = [c for c in claims(text, **more) if c.frame.type == type_]
    assert len(found) == 1, [(c.frame.type, c.span.exact) for c in claims(text, **more)]
    return found[0]
