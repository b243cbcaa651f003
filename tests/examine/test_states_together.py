"""Several states as one speaker: none of a list is lost."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, speakers

SHELLS = "North Korea has sent 3,000 containers of shells to Russia"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"The United States, South Korea, and Japan announced in October that {SHELLS}.",
            "JP government|KR government|US government",
        ),
        (f"Two speak\n\nBritain and France said on Friday that {SHELLS}.", "FR government|GB government"),
        (f"The US and ally South Korea believe that {SHELLS}.", "KR government|US government"),
        (f"{SHELLS}, according to Britain, Japan and the United States.", "GB government|JP government|US government"),
        (f"South Korea, Japan's neighbour, and China said that {SHELLS}.", "CN government|KR government"),
    ],
)
def test_each_state_of_a_list_speaks(text: str, names: str) -> None:
    assert [speakers(c) for c in claims(text)] == [[names]]


def test_they_are_the_states_that_announce() -> None:
    text = (
        f"Western nations have blamed North Korea. The United States and Japan announced that they had confirmed that {SHELLS}."
    )
    assert [speakers(c) for c in claims(text)] == [["JP government|US government"]]
