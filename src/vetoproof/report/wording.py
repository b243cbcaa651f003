"""The fixed words of a report: grades, stances, states of proof. Likelihood and confidence are kept apart here already."""

from __future__ import annotations

SOURCE = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
INFORMATION = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The words of the Admiralty code, NATO AJP-2.1, as carried by the MISP taxonomy `admiralty-scale`."""

STANCE = {
    "asserts": "stated",
    "denies": "denied",
    "acknowledges": "acknowledged",
    "declines": "declined to say",
    "questions": "did not confirm",
}
SHAPE = {"asserts": "circle", "acknowledges": "diamond", "denies": "cross", "declines": "square", "questions": "triangle"}
"""Stance by shape as well as by colour, for readers who see no colour and for print."""

POSITION = {"denial": "denies", "evasion": "questions", "admission": "acknowledges", "assertion": "asserts"}

TYPE = {
    "arms_transfer": "Arms transfers",
    "troop_deployment": "Troop deployment",
    "casualties": "Casualties",
    "recruitment": "Recruitment of foreigners",
    "training": "Training",
    "weapons_test": "Weapons tests",
    "weapons_production": "Weapons production",
    "agreement": "Agreements",
    "visit": "Visits",
    "un_action": "United Nations action",
    "attack": "Attacks and use of weapons",
    "return_flow": "Return flows",
    "petroleum_transfer": "Petroleum transfers",
    "workers": "Workers abroad",
    "finance_cyber": "Finance and cyber operations",
    "statement_other": "Other statements",
}
"""Chapters, in the order in which a report prints them."""

PEOPLE = frozenset({"troop_deployment", "casualties", "recruitment", "training", "workers"})
"""Types of event that tell where people are: their places are coarsened to the first administrative level (law 10)."""

OFFICIAL = frozenset({"visit", "agreement", "un_action"})
"""Types of event in which those named act for a state: who is named there may be named elsewhere."""

ELEMENT = {
    "shown": ("shown", "a primary item in the archive shows it"),
    "asserted": ("asserted", "somebody says so"),
    "unknown": ("unknown", "nobody says, or nobody can know"),
    "contradicted": ("contradicted", "a statement contradicts it"),
}
RELAY = {
    "stated": "names its source",
    "anonymous": "anonymous source matched to an earlier document",
    "copy": "near copy without credit",
    "same_statement": "reports the same statement",
}
ORIGIN = {
    "institution": "institution",
    "dataset": "own data set",
    "scene": "satellite scene",
    "anonymous": "anonymous basis",
    "joint": "joint report",
    "person": "person",
}
SEQUENCE_STATE = {
    "denial open": "the denial stands open",
    "evaded": "evaded, neither confirmed nor denied",
    "admitted": "admitted",
    "asserted": "asserted",
}
ROLES = (("supplier", "Supplier"), ("recipient", "Recipient"), ("agent", "Acting"), ("patient", "Concerning"))
NOT_REVIEWED = "computed, not reviewed"
UNVERIFIED = "text unverified"
SHIP_WITHHELD = "a ship (name withheld until reviewed)"


def grade_in_words(letter: str, digit: str) -> str:
    """Both halves of an Admiralty grade, F and 6 as what they are: not judged."""
    return (
        f"source {SOURCE[letter]}; information {INFORMATION[digit]}"
        if digit != "6"
        else f"source {SOURCE[letter]}; {INFORMATION[digit]}"
    )


def sentence(text: str) -> str:
    """First letter large and a full stop, whatever a reason string begins and ends with."""
    text = text.strip()
    if not text:
        return ""
    text = capital(text)
    return text if text[-1] in ".!?" else f"{text}."


def capital(text: str) -> str:
    """The first letter large, the rest as it is: "the ministry" at the head of a line is "The ministry"."""
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
