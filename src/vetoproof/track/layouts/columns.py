"""Which column is which: by what publishers call it, or as the caller says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vetoproof.model.errors import Refusal

NEEDED = ("mmsi", "t", "lat", "lon")

# Letters and digits of a column's name, in small letters: "# Timestamp" and "time_stamp" are both "timestamp". The first
# spelling of a line that a table has is taken. Read off the tables of NOAA MarineCadastre (both styles), of the
# authority that writes "# Timestamp" (dma), exactEarth, AISHub, Global Fishing Watch and the tutorials of MovingPandas.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    name: tuple(spellings.split())
    for name, spellings in {
        "mmsi": "mmsi mmsinumber mmsino mmsiid ssvid usermmsi userid sourcemmsi vesselmmsi shipmmsi",
        "t": "t timestamp basedatetime timestamputc datetimeutc dateutc timeutc datetime dttime dtposutc dtpos tsposutc "
        "postime positiontime positiontimestamp epoch epochtime unixtime unixtimestamp time utc utctime recordtime "
        "receivedtime receivedat receivetime movementdatetime eventtime msgtime lastposition obstime ts localtime timelocal "
        "localdatetime datetimelocal ortszeit date",
        "lat": "lat latitude latdd latdeg latdegrees latdecimal latitudedd latitudedegrees decimallatitude poslat "
        "positionlatitude ycoord ycoordinate y",
        "lon": "lon lng long longitude londd lngdd longdd londeg londegrees londecimal longitudedd longitudedegrees "
        "decimallongitude poslon positionlongitude xcoord xcoordinate x",
        "sog": "sog speedoverground sogknots sogkn sogkts speedknots speedkn speedkts speed",
        "sog_ms": "sogms sogmps speedms speedmps",
        "sog_kmh": "sogkmh speedkmh speedkph",
        "cog": "cog courseoverground cogdeg cogdegrees coursedeg course trackangle",
        "status": "status navstatus navigationalstatus navigationstatus navstat navstatuscode statusid",
        "source": "receivertype sourcetype collectiontype stationtype datasource source receiver",
        "imo": "imo imonumber imono shipimo",
        "name": "vesselname shipname name nameofship",
        "callsign": "callsign ircs",
        "kind": "vesseltype shiptype shipandcargotype shipcargotype vesseltypecode typeofship",
        "length": "length vessellength shiplength loa lengthoverall",
        "beam": "width beam breadth shipwidth",
        "draught": "draught draft",
        "destination": "destination dest",
        "bow": "dimensiontobow dimensionbow tobow dimbow a",
        "stern": "dimensiontostern dimensionstern tostern dimstern b",
        "port": "dimensiontoport dimensionport toport dimport c",
        "starboard": "dimensiontostarboard dimensionstarboard tostarboard dimstarboard d",
        "message": "messageid messagetype messagenr msgid msgtype aismessagetype",
        "mobile": "typeofmobile mobiletype stationclass",
        "ns": "ns northsouth nsindicator nshemisphere nshemi nsflag latns latitudens latdir latdirection latitudedirection "
        "lathemisphere lathemi latitudehemisphere hemispherelat hemispherelatitude hemispherens latsign northorsouth",
        "ew": "ew eastwest ewindicator ewhemisphere ewhemi ewflag lonew longitudeew londir londirection longitudedirection "
        "lonhemisphere lonhemi longitudehemisphere hemispherelon hemispherelongitude hemisphereew lonsign longdir "
        "longhemisphere eastorwest",
    }.items()
}

HALVES: Mapping[str, tuple[str, ...]] = {
    name: tuple(spellings.split())
    for name, spellings in {
        "date": "date dateutc utcdate datum day localdate datelocal posdate positiondate",
        "time": "time timeutc utctime utc zeit uhrzeit localtime timelocal timeofday ortszeit clock postime positiontime",
    }.items()
}
"""What the day and the time of day are called where they stand in two columns."""

_MOMENT = ("timestamp", "datetime", "dttm", "dateutc", "timeutc")


class ColumnError(Refusal):
    """A table without the columns that positions need, or a mapping that does not fit it; the message names them."""


class Columns(NamedTuple):
    """Where each of our columns stands in a table, and what kind of table it is: "noaa", "dma", "exactearth", "generic"."""

    at: Mapping[str, int]
    layout: str


def folded(name: str) -> str:
    """Letters and digits of a column's name, in small letters."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def columns(found: Sequence[str], said: Mapping[str, str] | None = None) -> Columns:
    """Which column is which; `said` maps ours to theirs and goes first. Raises `ColumnError`."""
    names = [folded(name) for name in found]
    at: dict[str, int] = {}
    for ours, theirs in (said or {}).items():
        if ours not in SPELLINGS and ours not in HALVES:
            raise ColumnError(f"there is no column {ours!r} to map to; say one of {', '.join((*SPELLINGS, *HALVES))}")
        exact = [index for index, name in enumerate(found) if name.strip() == theirs.strip()]
        alike = exact or [index for index, name in enumerate(names) if name == folded(theirs)]
        if not alike:
            raise ColumnError(f"{ours}={theirs}: the table has no column {theirs!r}; it has {_shown(found)}")
        at[ours] = alike[0]
    _two_columns(names, at)
    for ours, spellings in SPELLINGS.items():
        if ours not in at and not (ours == "t" and "date" in at):
            free = [index for spelling in spellings for index, name in enumerate(names) if name == spelling]
            free = [index for index in free if index not in at.values()]
            if free:
                at[ours] = free[0]
    if "t" not in at and "date" not in at:
        # Any one column of moments by its last word: "ais_pos_timestamp", "gps_datetime".
        ends = [index for index, name in enumerate(names) if name.endswith(_MOMENT) and index not in at.values()]
        if len(ends) == 1:
            at["t"] = ends[0]
    if not {"bow", "stern", "port", "starboard"} <= set(at):
        # One letter each in one layout, and anything at all in others.
        for side in ("bow", "stern", "port", "starboard"):
            at.pop(side, None)
    missing = [name for name in NEEDED if name not in at and not (name == "t" and "date" in at)]
    if missing:
        raise ColumnError(
            f"no column for {', '.join(missing)} was recognised; found: {_shown(found)}. "
            f"Say which it is: --columns {','.join(f'{name}=COLUMN' for name in missing)}"
        )
    lost = [found[i].strip() for i, name in enumerate(names) if "hemi" in name and i not in at.values()]
    if lost:
        # Without it a place in the south would be read as one in the north.
        raise ColumnError(
            f"the column {lost[0]!r} seems to tell the hemisphere; say which it tells: "
            f"--columns ns={lost[0]} for north and south, --columns ew={lost[0]} for east and west"
        )
    return Columns(at, _layout(set(names)))


def unread(found: Columns, names: Sequence[str]) -> tuple[str, ...]:
    """The columns of a table that nothing is read from, in their order; one without a name by its place."""
    used = set(found.at.values())
    return tuple(name.strip() or f"column {i + 1}" for i, name in enumerate(names) if i not in used)


def _two_columns(names: Sequence[str], at: dict[str, int]) -> None:
    """Put the columns of the day and of the time of day into `at`, where the caller says so or no column is called by both."""
    halves = [half for half in HALVES if half in at]
    if len(halves) == 1:
        other = "time" if halves == ["date"] else "date"
        raise ColumnError(f"a day and a time of day go together: say {other}=COLUMN beside {halves[0]}=COLUMN in --columns")
    if halves and "t" in at:
        raise ColumnError("--columns says t and also date and time; say t where one column has both, else date and time")
    if halves or "t" in at:
        return
    whole = set(SPELLINGS["t"]) - {spelling for spellings in HALVES.values() for spelling in spellings}
    if whole.isdisjoint(names):
        found = {
            half: [names.index(spelling) for spelling in spellings if spelling in names] for half, spellings in HALVES.items()
        }
        if all(found.values()):
            at.update({half: places[0] for half, places in found.items()})


def _layout(names: set[str]) -> str:
    if "typeofmobile" in names and "timestamp" in names:
        return "dma"
    if "basedatetime" in names:
        return "noaa"
    if {"messageid", "time"} <= names:
        return "exactearth"
    return "generic"


def _shown(found: Sequence[str]) -> str:
    return (", ".join(name.strip()[:40] for name in found[:60])[:1500]) or "none"
