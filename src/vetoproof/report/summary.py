"""What is most certain and what is most disputed: computed by rules that are printed beside the lists."""

from __future__ import annotations

from vetoproof.model import Dossier

LONGEST = 6
"""Most entries of either list."""

MOST_CERTAIN = (
    "Events whose information grades 1 or 2 (confirmed by other sources, probably true) and whose likelihood does not reach "
    "below even odds, ordered by that digit, then by the low end of the likelihood, then by the low end of the count of "
    "origins. Events that cannot be judged are never in this list."
)
MOST_DISPUTED = (
    "Events that somebody denies, or whose figures conflict, ordered by the number of bases that deny, then by the number of "
    "pairs of figures in conflict, then by the width of the likelihood. Who denies is said beside it."
)


def most_certain(dossiers: list[Dossier]) -> list[Dossier]:
    """By the rule above; ties by id, so that the order never depends on the order of arrival."""
    fit = [d for d in dossiers if d.grade.information in ("1", "2") and (d.grade.likelihood_low or 0.0) >= 0.5]
    return sorted(fit, key=lambda d: (d.grade.information, -(d.grade.likelihood_low or 0.0), -d.origin_count.low, d.event))[
        :LONGEST
    ]


def most_disputed(dossiers: list[Dossier]) -> list[Dossier]:
    """By the rule above; ties by id."""
    fit = [d for d in dossiers if (d.denying and d.affirming) or d.conflicts]
    return sorted(fit, key=lambda d: (-_denials(d), -len(d.conflicts), -_width(d), d.event))[:LONGEST]


def _denials(dossier: Dossier) -> int:
    return len(dossier.denying_origins) or (1 if dossier.denying else 0)


def _width(dossier: Dossier) -> float:
    grade = dossier.grade
    if grade.likelihood_low is None or grade.likelihood_high is None:
        return 0.0
    return grade.likelihood_high - grade.likelihood_low
