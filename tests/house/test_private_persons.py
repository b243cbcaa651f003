"""From documents to the page: no private person is named in it, whatever they speak of (law 10)."""

from __future__ import annotations

from pathlib import Path

from commands import done

TEXTS = {
    "a": "Defector Lee Min-ho, who fled in 2022, said North Korea shipped 500 rockets to Russia. Lee Min-ho said it may have "
    "sent 200 missiles.",
    "b": "Dock worker Oleg Petrov of 14 Portovaya Street in Vladivostok said North Korea shipped 300 containers to Russia. "
    "Petrov denied that North Korea had sent troops to Russia.",
    "c": "Relatives of Nepali recruit Bishnu Thapa, 23, from Ward 4 of Gorkha, said Russia had recruited 50 Nepalis.",
    "d": "North Korean soldier Kim Chol-su, 20, from Village 12 in Hamgyong, was killed in Kursk, Ukraine's military "
    "intelligence said of North Korea's troops in Russia.",
    "e": "Secretary of State Antony Blinken said North Korea had shipped 300 containers to Russia.",
}
WITHHELD = ("Min-ho", "Petrov", "Portovaya", "Thapa", "Bishnu", "Gorkha", "Ward 4", "Chol-su", "Village 12")


def test_no_private_person_is_named_on_the_page_nor_is_an_office_holder_withheld(tmp_path: Path) -> None:
    done("new", tmp_path / "w")
    for name, text in TEXTS.items():
        head = f"outlet: The Harbour Post\naddress: https://harbour.example/{name}\npublished: 2024-10-18\nlanguage: en"
        (tmp_path / "w" / "inbox" / f"{name}.md").write_text(f"---\n{head}\n---\n\n{text}\n", encoding="utf-8")
    hostile = "---\noutlet: Post\naddress: https://post.example/z\npublished: 9999\nlanguage: en\n---\n\n"
    (tmp_path / "w" / "inbox" / "z.md").write_text(f"{hostile}{TEXTS['e']}\n", encoding="utf-8")
    done("run", tmp_path / "w")
    page = (tmp_path / "w" / "report" / "report.html").read_text(encoding="utf-8")
    assert [name for name in WITHHELD if name in page] == []
    assert "Antony Blinken" in page
    assert "[name withheld]" in page
    assert "A person (name withheld)" in page
    assert "Documents dated after their capture: 1." in page
