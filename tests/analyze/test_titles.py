"""The line that names an event: in a strike whoever fired stands first, and whoever made the weapon stands beside it."""

from __future__ import annotations

import pytest
from chronicle import Chronicle, pack, tell

from vetoproof.packs.pack import Pack


@pytest.fixture(scope="module")
def invented(scales_pack: Pack) -> Pack:
    return pack(scales_pack.scales)


def title(under: Pack, **slots: object) -> str:
    day = "2025-06-04"
    told = tell("claim", day, "Daily > CC Ministry", type="attack", when="2025-06-03", place="Hillford", **slots)  # type: ignore[arg-type]
    return Chronicle([told], under).of("claim").title


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({"supplier": "AA", "agent": "BB", "item": "missile"}, "Attack by Bland, missile from Aland, Hillford, 2025-06-03"),
        (
            {"supplier": "AA", "agent": "BB", "item": "Alander missiles"},
            "Attack by Bland, Alander missiles, Hillford, 2025-06-03",
        ),
        (
            {"supplier": "AA", "agent": "BB", "patient": "EE", "item": "missiles", "value": 2, "unit": "missiles"},
            "Attack by Bland on Eland, 2 missiles from Aland, Hillford, 2025-06-03",
        ),
        ({"supplier": "AA", "recipient": "BB", "agent": "BB"}, "Attack by Bland, weapons from Aland, Hillford, 2025-06-03"),
        ({"supplier": "AA", "item": "missile"}, "Attack, missile from Aland, Hillford, 2025-06-03"),
        ({"patient": "EE"}, "Attack on Eland, Hillford, 2025-06-03"),
        ({"agent": "BB", "item": "missiles"}, "Attack by Bland, missiles, Hillford, 2025-06-03"),
    ],
)
def test_who_fired_is_never_whoever_made_the_weapon(invented: Pack, slots: dict[str, object], words: str) -> None:
    assert title(invented, **slots) == words


def test_a_flow_names_giver_and_taker(invented: Pack) -> None:
    told = tell("claim", "2025-06-04", "Daily > CC Ministry", item="shells")
    assert Chronicle([told], invented).of("claim").title.startswith("Arms transfers, Aland to Bland")
