"""What the network answers about each word, and how its row of numbers is laid out."""

from __future__ import annotations

from typing import get_args

from vetoproof.examine.learned.sheet import ROLES
from vetoproof.model import Basis, EventType, Stance

TYPES: tuple[str, ...] = ("", *get_args(EventType))
"""The event whose claim a word stands for; first: none."""
STANCES: tuple[str, ...] = get_args(Stance)
BASES: tuple[str, ...] = get_args(Basis)
POINTERS = ("source", "relay", "same", "hedge", "period", "item", "place", "again", "who")
"""From an anchor to who says it, from a speaker to who relays it, from "he" or "the ministry" to where the page names the
same speaker, from an anchor to its hedge, to its date, to the word for what is counted or sent, to its place, to where the
page says the same claim again, and to where it gives the name of who says it."""
ASK_WIDTH, ROLE_WIDTH = 56, 48
FAR, REACH = 20, 2.2
"""Distances between words are told apart in `FAR` steps each way, growing with the distance (`REACH` steps a doubling)."""
LAYOUT: tuple[tuple[str, int], ...] = (
    ("type", len(TYPES)),
    ("stance", len(STANCES)),
    ("basis", len(BASES)),
    ("ask", ASK_WIDTH * len(POINTERS)),
    ("key", ASK_WIDTH * len(POINTERS)),
    ("nobody", len(POINTERS)),
    ("role", ROLE_WIDTH * len(ROLES)),
    ("named", ROLE_WIDTH),
    ("party", 3 * len(ROLES)),
)
