"""Small events for tests of judgement: rows, origins and views with sensible defaults. Countries are invented codes."""

from __future__ import annotations

from typing import Any

from vetoproof.analyze.view import EventView, Row, Speaker
from vetoproof.model import Origin, OriginCount


def row(claim: str, speaker: str = "AA Agency", country: str | None = "AA", **slots: Any) -> Row:
    chain = slots.pop("chain", (Speaker("Daily", "outlet", "Daily", None), Speaker(speaker, "organisation", speaker, country)))
    values: dict[str, Any] = {
        "document": f"d-{claim}", "address": f"https://example.org/{claim}", "outlet": "Daily", "kind": "page",
        "published": "2024-10-08", "stance": "asserts", "type": "arms_transfer", "supplier": "XX", "recipient": "YY",
        "agent": None, "patient": None, "item": "containers", "outcome": None, "vessel": None, "place": None,
        "place_to": None, "hedge": None, "hedge_modal": False, "hedge_by": None, "hedge_scale": None, "hedge_low": None,
        "hedge_high": None, "low": None, "high": None, "comparator": None, "unit": None, "words": None, "basis": None,
        "period_from": None, "period_to": None, "period_precision": None, "period_kind": None,
    }  # fmt: skip
    return Row(claim=claim, chain=chain, **(values | slots))


def origin(id: str, lead: str, country: str | None = "AA", **slots: Any) -> Origin:
    values: dict[str, Any] = {"label": id, "kind": "institution", "actor": id, "claims": (lead,), "outlets": 1}
    return Origin(id=id, lead=lead, country=country, **(values | slots))


def view(rows: tuple[Row, ...], origins: tuple[Origin, ...] = (), **slots: Any) -> EventView:
    values: dict[str, Any] = {
        "event": "e", "type": rows[0].type, "title": "an event", "supplier": rows[0].supplier,
        "recipient": rows[0].recipient, "agent": rows[0].agent, "patient": rows[0].patient, "place": None,
        "item": rows[0].item, "period_from": None, "period_to": None, "period_precision": "unknown",
        "origin_count": OriginCount(low=min(1, len(origins)), high=len(origins)), "denying_origins": (),
        "unknown_lineage": (), "relays": (), "as_of": None,
    }  # fmt: skip
    return EventView(rows=rows, origins=origins, **(values | slots))
