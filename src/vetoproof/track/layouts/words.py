"""Words that tables print where AIS sends numbers. Folded: letters and digits, small."""

from __future__ import annotations

from collections.abc import Mapping

STATUS: Mapping[str, int] = {
    "underwayusingengine": 0,
    "atanchor": 1,
    "notundercommand": 2,
    "restrictedmaneuverability": 3,
    "restrictedmanoeuvrability": 3,
    "restrictedmanoeuverability": 3,
    "constrainedbyherdraught": 4,
    "constrainedbyherdraft": 4,
    "moored": 5,
    "aground": 6,
    "engagedinfishing": 7,
    "underwaysailing": 8,
    "powerdrivenvesseltowingastern": 11,
    "powerdrivenvesselpushingaheadortowingalongside": 12,
    "aissartisactive": 14,
    "aissart": 14,
}
"""Navigational status by what it is called (ITU-R M.1371-5, message 1); every other word is 15, not defined."""

KIND: Mapping[str, int] = {
    "wig": 20, "fishing": 30, "towing": 31, "towinglongwide": 32, "dredging": 33, "diving": 34, "military": 35, "sailing": 36,
    "pleasure": 37, "hsc": 40, "pilot": 50, "sar": 51, "tug": 52, "porttender": 53, "antipollution": 54, "lawenforcement": 55,
    "medical": 58, "passenger": 60, "cargo": 70, "tanker": 80, "other": 90,
}  # fmt: skip
"""Ship type by what it is called (M.1371-5, message 5): the first of its ten; other words say nothing."""

NOT_SHIPS: frozenset[str] = frozenset(
    [
        "basestation",
        "aton",
        "aidtonavigation",
        "sarairborne",
        "searchandrescuetransponder",
        "manoverboarddevice",
        "aissart",
        "epirb",
        "mob",
    ]
)
"""Mobiles that are no ships: stations, buoys, aircraft, distress beacons."""

SATELLITE: frozenset[str] = frozenset(["satellite", "sat", "sais", "space", "spacebased"])
LAND: frozenset[str] = frozenset(["terrestrial", "ter", "terr", "tais", "land", "shore", "coastal", "station", "landbased"])
"""What received a report, by how tables say it; everything else is unknown."""

NOTHING: frozenset[str] = frozenset(("", "unknown", "undefined", "notavailable", "none", "null", "nan", "na", "0", "00"))
"""Words for "not said"."""

UTC_WORDS: frozenset[str] = frozenset(["utc", "gmt", "zulu", "epoch", "unix"])
"""Words in the name of a column of times that say its times are UTC."""

LOCAL_WORDS: frozenset[str] = frozenset(
    [
        "local", "lokal", "lokalzeit", "ortszeit", "lt", "localtime", "timelocal", "datetimelocal", "localdatetime",
        "locale", "местное", "vlat", "kst", "jst", "cst", "msk", "sgt", "hkt", "pht", "wib", "ict", "est", "edt",
        "cdt", "mst", "mdt", "pst", "pdt", "akst", "akdt", "cet", "cest", "eet", "eest", "bst", "ist", "gst", "trt",
        "aest", "aedt",
    ]
)  # fmt: skip
"""Words in the name of a column of times that say its times are some place's: "Local time", or an abbreviation of a zone."""
