"""The one algorithm of this door, under its own name and under those that scripts for yente send.

A score here is a probability and no likeness, so that a threshold of another algorithm does not mean the same. Answers
therefore name the algorithm that made them.
"""

from __future__ import annotations

from typing import Any

from vetoproof.web.faults import Fault

NAME = "vetoproof"

BEST = "best"

STAND_INS = ("logic-v2", "logic-v1", "regression-v1", "name-based", "name-qualified", "ofac")
"""Algorithms of yente: asking for one of them is answered by ours, and the answer says so."""

DESCRIPTION = (
    "The probability that query and entry are one party, at a stated prior: names compared reading by reading in all scripts, "
    "identifiers first, contradictions told apart from omissions. Features are powers of ten of the likelihood ratio."
)

FEATURES = {
    "likelihood_ratio": "How much likelier the observations are if both are one party than if they are two, in powers of ten.",
    "identifiers": "Lines on numbers (IMO, LEI, tax, passport...): equal, or contradicting where a party bears one only.",
    "names": "Lines on words of names: equal, alike, contradicting or omitted, by who bears the name.",
    "birth_date": "Lines on dates of birth: the same, near, or contradicting by their distance.",
    "countries": "Lines on countries, nationalities and flags.",
    "sex": "Lines on sex.",
    "disposition": "What a person decided on the same question and entry before.",
}


def checked(asked: str) -> str:
    """The name of the algorithm that was asked for. Raises Fault for one that neither we nor yente have."""
    name = asked.strip().lower()
    if name not in (NAME, BEST, *STAND_INS):
        raise Fault(400, f"Unknown algorithm: {asked.strip()!r}. This server has {NAME} (also as {BEST}).")
    return name


def configured(prior: float | None, config: dict[str, Any], weights: dict[str, float]) -> float | None:
    """The prior of a request, from its parameter or its `config`. Raises Fault for what cannot be configured."""
    if weights:
        raise Fault(400, f"Weights cannot be set for algorithm {NAME}: its scores are probabilities.")
    for key, value in config.items():
        if key != "prior":
            raise Fault(400, f"Invalid configuration parameter: {key[:80]} for algorithm {NAME}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
            raise Fault(400, "Invalid configuration parameter: prior is a number between 0 and 1.")
        prior = prior if prior is not None else float(value)
    return prior


def described(prior: float, threshold: float) -> dict[str, Any]:
    """The answer of GET /algorithms."""
    features = {name: {"description": text, "coefficient": 1.0, "url": None} for name, text in FEATURES.items()}
    config = {
        "prior": {
            "type": "float",
            "description": "The chance, before looking, that the party asked for is a given entry's.",
            "default": prior,
        },
        "threshold": {
            "type": "float",
            "description": "A parameter of the request: the score from which a result is a match.",
            "default": threshold,
        },
    }
    docs = {"name": NAME, "description": DESCRIPTION, "config": config, "features": features}
    ours = {"name": NAME, "description": DESCRIPTION, "features": features, "docs": docs}
    stand_ins = [
        {"name": name, "description": f"Answered by {NAME}.", "features": {}, "docs": {"name": name, "stands_for": NAME}}
        for name in STAND_INS
    ]
    return {"algorithms": [ours, *stand_ins], "default": BEST, "best": NAME}
