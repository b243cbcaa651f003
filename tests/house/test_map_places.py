"""`track map --place`: a place by its name, or by a part of it that only one place has."""

from __future__ import annotations

import numpy as np
import pytest

from vetoproof.model.errors import Refusal
from vetoproof.track.ports import ports_of
from vetoproof.track.watched import Watched
from vetoproof.track_map_choice import place_of

PORTS = ports_of(
    ("BUR SAID (PORT SAID)", "PORT SUDAN", "UMM SAID", "SAIDA"),
    np.array([31.3, 19.6, 24.9, 33.6]),
    np.array([32.3, 37.2, 51.6, 35.4]),
)
PIER = Watched(name="Example Harbour", latitude=42.0, longitude=130.0, radius_km=6, aliases=("EXH", "Said Pier"))


@pytest.mark.parametrize("asked", ["Port Said", "bur said", "BUR SAID (PORT SAID)"])
def test_words_that_one_name_alone_has_are_that_place(asked: str) -> None:
    assert place_of(asked, (), PORTS).name == "BUR SAID (PORT SAID)"


def test_watched_places_come_first_by_any_of_their_names() -> None:
    assert place_of("harbour", [PIER], PORTS).name == "Example Harbour"
    assert place_of("said pier", iter([PIER]), PORTS).lat == 42.0
    assert place_of("Said", [PIER], PORTS).name == "Example Harbour"


def test_words_of_several_names_are_asked_about_and_parts_of_words_are_no_words() -> None:
    with pytest.raises(Refusal, match=r"2 places have it in their names \(BUR SAID \(PORT SAID\), UMM SAID\)"):
        place_of("said", (), PORTS)
    with pytest.raises(Refusal, match="no such place"):
        place_of("uda", (), PORTS)
