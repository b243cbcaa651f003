"""A watch of nine documents in our own words: two bases, relays, a denial, a page with furniture, one beside the point."""

from __future__ import annotations

import json
from pathlib import Path

PAGE = """<!doctype html><html lang="en"><head><title>Ministry counts containers | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta property="article:published_time" content="2024-03-18T09:00:00Z">
<link rel="canonical" href="https://harbour-post.example/2024/containers"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Ministry counts containers</h1>
<p>SEOUL - South Korea's defence ministry said on Monday that North Korea had shipped about 6,700 containers to Russia since
July 2023. The ministry did not say how it had counted them, and no list of ships was handed out with the statement.</p>
<p>The containers could hold more than three million artillery shells, the ministry said. Russian officials were asked for
an answer and had given none by the evening, the ministry's spokesman told reporters in the capital.</p></article>
<aside><h3>Trending Now</h3><a href="/1">Ten beaches for the summer</a></aside></body></html>"""

RELAY = """---
outlet: The Coast Courier
address: https://coast-courier.example/relay
published: 2024-03-19
language: en
---

North Korea has sent around 6,700 containers to Russia since last July, South Korea's defence ministry said, according to The
Harbour Post.
"""

AMERICA = """---
outlet: The River Gazette
address: https://river-gazette.example/america
published: 2024-03-25
language: en
---

The White House said on Friday that North Korea had delivered more than 10,000 containers of munitions to Russia.
"""

DENIAL = """---
outlet: The Morning Wire
address: https://morning-wire.example/denial
published: 2024-03-26
language: en
---

Kremlin spokesman Dmitry Peskov denied on Tuesday that North Korea was supplying Russia with weapons.
"""

TROOPS = """---
outlet: The Harbour Post
address: https://harbour-post.example/troops
published: 2024-10-18
language: en
---

South Korea's National Intelligence Service said on Friday that North Korea had sent 1,500 soldiers to Russia.
"""

NO_TROOPS = """---
outlet: The Morning Wire
address: https://morning-wire.example/no-troops
published: 2024-10-10
language: en
---

Kremlin spokesman Dmitry Peskov denied on Thursday that North Korea had sent troops to Russia.
"""

ADMITTED = """---
outlet: The Morning Wire
address: https://morning-wire.example/admitted
published: 2025-04-26
language: en
---

Russia's General Staff acknowledged on Saturday for the first time that North Korean troops had fought in Kursk region.
"""

BESIDE = (
    """Table tennis players from two towns met on Sunday. The match ended after four hours, and the visitors won by a point."""
)

LINES = [
    {"url": "https://valley-radio.example/1", "outlet": "Valley Radio", "published": "2024-03-20", "language": "en",
     "text": "South Korea's defence ministry believes that North Korea has sent about 6,700 containers to Russia."},
    {"url": "https://valley-radio.example/2", "outlet": "Valley Radio", "published": "2024-10-21", "language": "en",
     "text": "North Korea reportedly sent 1,500 soldiers to Russia this month."},
]  # fmt: skip

FILES = {
    "page.html": PAGE, "relay.md": RELAY, "america.md": AMERICA, "denial.md": DENIAL, "troops.md": TROOPS,
    "no-troops.md": NO_TROOPS, "admitted.md": ADMITTED, "beside.txt": BESIDE,
    "lines.jsonl": "".join(json.dumps(line) + "\n" for line in LINES),
}  # fmt: skip
DOCUMENTS = len(FILES) - 1 + len(LINES)


def fill(folder: Path) -> Path:
    """Writes the documents into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
