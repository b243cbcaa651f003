"""Makes the tables of Chinese characters that the name readers use, from the Unihan database of the Unicode Consortium.

    python train/han_tables.py UNIHAN_FOLDER src/vetoproof/packs/names

UNIHAN_FOLDER holds `Unihan_Readings.txt` and `Unihan_Variants.txt` as Unihan.zip ships them (Debian's package `unicode-data`
has them too). Three files come out, one reading a line with all characters that are read so: `han-pinyin.tsv` (kMandarin
without tones), `han-hangul.tsv` (kHangul; simplified characters take the reading of their traditional ones) and
`han-jyutping.tsv` (kCantonese without tones). Sorted, so that the same Unihan gives the same bytes.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

HEADER = """# {title}
# source: Unihan database, Unicode {version}, field {field}; (c) Unicode, Inc., Unicode License v3, https://www.unicode.org/license.txt;
# modified: tones dropped, one reading a character, characters limited to those in use; made by train/han_tables.py
# limitation: {limitation}
"""

IN_USE = ("kHangul", "kTGHZ2013", "kHanyuPinlu", "kXHC1983")
"""A character is in use where a Korean standard, the PRC's table of 2013 or a modern dictionary has it."""


def fields(path: Path) -> dict[str, dict[str, str]]:
    """Every field of a Unihan file: field, character, value."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t", 2)
            found[field][chr(int(code[2:], 16))] = value
    return found


def version(path: Path) -> str:
    """The Unicode version that a Unihan file states in its head."""
    match = re.search(r"Unicode version: ([0-9.]+)", path.read_text(encoding="utf-8")[:2000])
    if match is None:
        raise SystemExit(f"{path}: no Unicode version in its head; is it a file of Unihan?")
    return match.group(1)


def toneless(pinyin: str) -> str:
    """ "lǚ" to "lu": passports and lists print u, v, yu or ue for it, so it stands with u."""
    plain = unicodedata.normalize("NFD", pinyin.split()[0])
    return "".join(c for c in plain if c.isascii() and c.isalpha())


def hangul(value: str) -> str:
    """The first reading that KS X 1001 or the schools give: "리:0E 이:0" to "리", the form without the initial sound law."""
    readings = [part.split(":") for part in value.split()]
    best = [r for r, *flags in readings if flags and {"0", "E"} & set(flags[0])]
    return (best or [readings[0][0]])[0]


def variants(values: Mapping[str, str], character: str) -> Iterator[str]:
    """The characters that a variant field names, without the source marks."""
    for code in values.get(character, "").split():
        yield chr(int(code.split("<")[0][2:], 16))


def write(path: Path, readings: Mapping[str, str], title: str, field: str, limitation: str, edition: str) -> None:
    """One line a reading: the reading, a tab, its characters."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for character, reading in sorted(readings.items()):
        if reading:
            grouped[reading].append(character)
    head = HEADER.format(title=title, field=field, limitation=limitation, version=edition)
    body = "".join(f"{reading}\t{''.join(characters)}\n" for reading, characters in sorted(grouped.items()))
    path.write_text(head + body, encoding="utf-8")
    print(f"{path.name}: {len(readings)} characters, {len(grouped)} readings, {path.stat().st_size} bytes")


def main(unihan: Path, out: Path) -> None:
    """Writes the three tables."""
    edition = version(unihan / "Unihan_Readings.txt")
    readings, forms = fields(unihan / "Unihan_Readings.txt"), fields(unihan / "Unihan_Variants.txt")
    traditional, simplified = forms["kTraditionalVariant"], forms["kSimplifiedVariant"]
    used = {c for field in IN_USE for c in readings[field]}
    used |= {v for c in used for table in (traditional, simplified) for v in variants(table, c)}
    used = {c for c in used if ord(c) < 0x30000 and unicodedata.normalize("NFKC", c) == c}
    korean = {c: hangul(readings["kHangul"][c]) for c in used if c in readings["kHangul"]}
    for c in sorted(used):
        # A character that Korean schools teach keeps its own reading; any other is, in a name, the simplified form of its
        # traditional one: 机 stands for 機, not for the rare 机.
        if "E" not in readings["kHangul"].get(c, ""):
            found = [v for v in variants(traditional, c) if v != c and v in readings["kHangul"]]
            if found:
                korean[c] = hangul(readings["kHangul"][found[0]])
    write(
        out / "han-pinyin.tsv",
        {c: toneless(readings["kMandarin"][c]) for c in used if c in readings["kMandarin"]},
        "Chinese characters by their most usual Mandarin reading, without tones",
        "kMandarin",
        "one reading a character; family names and words that are read otherwise stand in chinese-*.tsv",
        edition,
    )
    write(
        out / "han-hangul.tsv",
        korean,
        "Chinese characters by their Sino-Korean reading, without the initial sound law",
        "kHangul, kTraditionalVariant",
        "one reading a character; family names that are read otherwise stand in korean-families.tsv",
        edition,
    )
    write(
        out / "han-jyutping.tsv",
        {c: re.sub("[0-9]", "", readings["kCantonese"][c].split()[0]) for c in used if c in readings["kCantonese"]},
        "Chinese characters by their most usual Cantonese reading (Jyutping), without tones",
        "kCantonese",
        "one reading a character",
        edition,
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
