"""A record of 200 events and 1,000 claims renders in under two seconds of one core."""

from __future__ import annotations

from report_dossier import contribution, dossier, grade, origin, step
from report_memory import MemoryReader, body, figure, outlet, window

from vetoproof.model import Element, Finding, Frame, Mutation, Relay, Series

EVENTS, CLAIMS = 200, 5


def large(reader) -> MemoryReader:
    made = MemoryReader(reader.watch())
    made.provisions, made.trip_rows = reader.provisions, reader.trip_rows
    for i in range(EVENTS):
        frame = Frame(type="arms_transfer", supplier="KP", recipient="RU", item=f"containers of lot {i}")
        keys = []
        for j in range(CLAIMS):
            day = f"2024-{1 + i % 12:02}-{1 + j * 5:02}"
            text = f"Around {1000 + i * 10} containers of lot {i} have gone to Russia, the service said in report {j}. No more."
            document = made.add_document(f"Outlet {j}", f"https://example.org/{i}/{j}", day, text)
            chain = [outlet("Agency"), body("KR NIS", "KR")]
            amount = figure(1000 + i * 10, None, "more_than", "containers", f"{1000 + i * 10} containers")
            keys.append(
                made.add_claim(document, text.split(".")[0], chain, frame, quantity=amount, period=window("2023-09", None))
            )
        own = origin(made, "KR NIS", keys, country="KR")
        changed = (Mutation(field="hedge", change="dropped", was="likely", became=""),)
        finding = Finding(
            provision="1874/9",
            mode="text",
            level="allegation",
            wording="may engage 1874/9",
            elements=(Element(name="item", state="unknown", why="contents not seen", claims=tuple(keys)),),
        )
        dossier(
            made,
            f"KP to RU: lot {i}",
            "arms_transfer",
            keys,
            [own],
            grade([contribution(own, (0.3, 1.2), "said")], "3"),
            (1, 1),
            supplier="KP",
            recipient="RU",
            findings=[finding],
            series=[Series(by="KR NIS", unit="containers", steps=tuple(step(made, k) for k in keys))],
            relays=[Relay(claim=k, source=keys[0], kind="copy", via="", probability=0.9, mutations=changed) for k in keys[1:]],
        )
    return made


def test_a_thousand_claims_render_in_seconds_of_one_core(reader, within):
    from vetoproof.report.html import render

    made = large(reader)
    assert len(made.claims) == EVENTS * CLAIMS
    render(reader, "2026-01-05T12:00:00Z")

    with within(4.0):  # half of it on a machine that has nothing else to do
        page = render(made, "2026-01-05T12:00:00Z")
    assert page.count('<li id="fn-') == EVENTS * CLAIMS
