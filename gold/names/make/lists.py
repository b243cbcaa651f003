"""The five list files, read only as far as the making of these sets needs: (list, id, schema, primary name, aliases, facts)."""

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree


@dataclass
class Entry:
    list: str
    id: str
    schema: str
    name: str
    aliases: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    native: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    imo: str = ""
    gender: str = ""
    nationality: str = ""
    program: str = ""
    remarks: str = ""

    @property
    def names(self) -> list[str]:
        return [self.name, *self.aliases, *self.weak, *self.native]


def fold(text: str) -> str:
    """Letters and digits alone, without marks and case: two names with one fold are one string."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return "".join(c for c in text if c.isalnum())


def words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[’'ʿʾ‘`´]", "", text)
    return re.findall(r"\w+", text)


def un(path: Path) -> list[Entry]:
    rows = []
    for node in etree.parse(str(path)).iter("INDIVIDUAL", "ENTITY"):

        def get(key: str, node: etree._Element = node) -> str:
            return (node.findtext(key) or "").strip()

        name = " ".join(x for x in (get("FIRST_NAME"), get("SECOND_NAME"), get("THIRD_NAME"), get("FOURTH_NAME")) if x)
        entry = Entry("un", get("REFERENCE_NUMBER"), "Person" if node.tag == "INDIVIDUAL" else "Organization", name)
        entry.program = get("UN_LIST_TYPE")
        entry.gender = get("GENDER")
        entry.nationality = (node.findtext("NATIONALITY/VALUE") or "").strip()
        if get("NAME_ORIGINAL_SCRIPT"):
            entry.native.append(get("NAME_ORIGINAL_SCRIPT"))
        for alias in node:
            if alias.tag.endswith("_ALIAS") and (alias.findtext("ALIAS_NAME") or "").strip():
                for part in re.split(r";", alias.findtext("ALIAS_NAME")):
                    (entry.weak if alias.findtext("QUALITY") == "Low" else entry.aliases).append(part.strip())
        for birth in node.iter("INDIVIDUAL_DATE_OF_BIRTH"):
            value = birth.findtext("DATE") or birth.findtext("YEAR")
            if value:
                entry.births.append(("~" if birth.findtext("TYPE_OF_DATE") != "EXACT" else "") + value[:10])
        rows.append(entry)
    return rows


MONTHS = {m: i for i, m in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)}


def ofac(path: Path) -> list[Entry]:
    rows = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for row in csv.reader(file):
            if len(row) < 12 or not row[0].strip().isdigit():
                continue
            kind = row[2].strip()
            schema = {"individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft"}.get(kind, "Organization")
            entry = Entry("ofac-sdn", row[0].strip(), schema, row[1].strip())
            entry.program = row[3].strip()
            entry.remarks = row[11]
            entry.aliases = re.findall(r"(?:a|f)\.k\.a\. '([^']+)'", row[11])
            found = re.search(r"IMO (\d{7})", row[11])
            entry.imo = found.group(1) if found else ""
            for day, month, year in re.findall(r"DOB (?:(\d{2}) )?(?:(\w{3}) )?(\d{4})", row[11]):
                text = year
                if month in MONTHS:
                    text += f"-{MONTHS[month]:02d}" + (f"-{day}" if day else "")
                entry.births.append(text)
            found = re.search(r"Gender (Male|Female)", row[11])
            entry.gender = found.group(1) if found else ""
            found = re.search(r"(?:nationality|citizen) ([A-Z][\w ,.']*?)(?:;|\.$)", row[11])
            entry.nationality = found.group(1) if found else ""
            rows.append(entry)
    return rows


def eu(path: Path) -> list[Entry]:
    rows = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            entry = Entry(path.stem, row["annex"] + "/" + row["recordId"], row["schema"], (row["name"] or "").strip())
            for column in ("alias", "weakAlias", "previousName"):
                entry.aliases += [x.strip() for x in re.split(r"[\n;]", row[column] or "") if x.strip()]
            entry.imo = (row["imoNumber"] or "").strip()
            rows.append(entry)
    return rows


def everything(folder: Path) -> list[Entry]:
    return [
        *un(folder / "un_consolidated_2026-02-27.xml"),
        *ofac(folder / "ofac_sdn_2023-01.csv"),
        *[entry for path in sorted(folder.glob("eu_oj_*.csv")) for entry in eu(path)],
    ]
