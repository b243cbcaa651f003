"""What a page says of itself to machines: JSON-LD, meta tags, the title element. Read, not believed over the print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.examine.characters import collapse

if TYPE_CHECKING:
    from lxml import etree

_MOST_JSON = 400_000
_ARTICLES = ("article", "posting", "report", "webpage")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish_date",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "citation_publication_date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")


class PageHead(msgspec.Struct, frozen=True, kw_only=True):
    """Machine-readable statements of a page; "" or () where it makes none. `element`: the title element as it stands.
    `amp`: it is the reduced form of the page at `address`. `live`: it calls itself a live page."""

    title: str = ""
    element: str = ""
    outlet: str = ""
    application: str = ""
    author: str = ""
    description: str = ""
    language: str = ""
    address: str = ""
    amp: bool = False
    live: bool = False
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()


def page_head(root: etree._Element) -> PageHead:
    """Reads the head of a page; the first statement of each sort stands, JSON-LD before Open Graph before plain meta."""
    meta: dict[str, str] = {}
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = collapse(node.get("content") or "")
        if key and content:
            meta.setdefault(key, content)
    data = next(_articles(root), {})
    people = _people(root) if data.get("author") else {}
    canonical = next(
        (link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )
    published = [_text(data.get("datePublished")), *(meta.get(key, "") for key in _PUBLISHED)]
    modified = [_text(data.get("dateModified")), *(meta.get(key, "") for key in _MODIFIED)]
    return PageHead(
        title=_first(_text(data.get("headline")), meta.get("og:title"), meta.get("twitter:title")),
        element=collapse("".join(next(root.iter("title")).itertext())) if next(root.iter("title"), None) is not None else "",
        outlet=_first(_name(data.get("publisher")), meta.get("og:site_name")),
        application=_first(meta.get("application-name"), meta.get("dc.publisher"), meta.get("publisher")),
        author=_first(
            _name(data.get("author"), people), meta.get("author"), meta.get("article:author"), meta.get("dc.creator")
        ),
        description=_first(_text(data.get("description")), meta.get("og:description"), meta.get("description")),
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:16],
        address=canonical,
        live=any("liveblog" in kind for kind in _kinds(data)) or isinstance(data.get("liveBlogUpdate"), list),
        amp=any(name in root.attrib for name in ("amp", "\u26a1")),
        published=tuple(dict.fromkeys(filter(None, published))),
        modified=tuple(dict.fromkeys(filter(None, modified))),
    )


def _articles(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    return (item for item in _objects(root) if any(kind.endswith(_ARTICLES) for kind in _kinds(item)))


def _people(root: etree._Element) -> dict[str, str]:
    """Names of what JSON-LD gives an id, by which an article refers to its author."""
    return {str(item["@id"]): _text(item.get("name")) for item in _objects(root) if "@id" in item and item.get("name")}


def _objects(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page; what is no valid JSON says nothing."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text or len(node.text) > _MOST_JSON:
            continue
        text = node.text
        if not text.lstrip().startswith(("{", "[")):
            # Wrapped for old browsers: "<!-- {...} -->", "//<![CDATA[ {...} //]]>".
            start = min((at for at in (text.find("{"), text.find('["'), text.find("[{")) if at >= 0), default=0)
            text = text[start : max(text.rfind("}"), text.rfind("]}"), text.rfind("}]") + 1) + 1]
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _items(value)


def _kinds(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type")
    kinds = [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else []
    return [str(name).lower() for name in kinds]


def _items(value: Any) -> Iterator[dict[str, Any]]:
    queue, seen = [value], 0
    while queue and seen < 500:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue.extend(item[:100])
        elif isinstance(item, dict):
            yield item
            queue.extend(item[key] for key in ("@graph", "mainEntity", "itemListElement") if key in item)


def _text(value: Any) -> str:
    return collapse(value) if isinstance(value, str) else ""


def _name(value: Any, known: dict[str, str] | None = None) -> str:
    """A name, the `name` of an object or of the one it refers to, or several names joined."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item, known) for item in value[:10])))
    if isinstance(value, dict):
        return _text(value.get("name")) or (known or {}).get(str(value.get("@id")), "")
    return _text(value)


def _first(*values: str | None) -> str:
    return next((value for value in values if value), "")
