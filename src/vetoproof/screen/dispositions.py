"""What people decided on alerts before: true or false, with the reason, honoured when the same is screened again.

A disposition holds for names, what else was asked with them, and an entry as it then stood. If either changed in what tells who
is meant (a new alias, another birth date), the disposition is shown and not honoured: whoever gave it did not see that.

Many people bear one name. A decision may be on one customer, by the number that a file gives it; then it is honoured for that
row alone. One without a customer is honoured in a file only where something beside the name was asked and decided on, such as
a date of birth, that the row tells as well: "false: customer 1 is a dentist" says nothing of his namesake, customer 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from msgspec.structs import replace

from vetoproof.model import Decision, Listing, Match, Query, identity
from vetoproof.screen.default_days import sorted_out
from vetoproof.screen.party import fold, identifying, number

Verdict = Literal["true", "false", "open"]
"""The alert is right, is wrong, or is to be looked at again, which takes an earlier verdict back."""


def canonical(query: Query) -> dict[str, Any]:
    """What was asked, folded and sorted: equal questions are equal, however they were typed."""
    return {
        "names": _folded(query.names),
        "identifiers": sorted({" ".join(number(one)) for one in query.identifiers}),
        "birth_dates": _folded(query.birth_dates),
        "countries": _folded(query.countries),
        "gender": fold(query.gender),
    }


BESIDE = ("identifiers", "birth_dates", "countries")
"""What tells namesakes apart. Gender does not: half of them have the same."""


def target(list_: str, id_: str, query: Query, customer: str = "") -> str:
    """What such a decision is on: names (or numbers, where no name was given) against one entry, of one customer or of whoever
    bears them. Later decisions on the same take the place of earlier ones."""
    asked = canonical(query)
    return identity("alert", list_, id_, asked["names"] or asked["identifiers"], *([customer] if customer else []))


def disposition(
    query: Query, entry: Listing, verdict: Verdict, *, by: str, at: str, reason: str, customer: str = ""
) -> Decision:  # fmt: skip
    """The decision of a person on one alert, of one customer where its number is given. It keeps what was asked and what then
    told who the entry means, so that a later difference can be named."""
    return Decision(
        kind="disposition",
        target=target(entry.list, entry.id, query, customer),
        by=by,
        at=at,
        reason=reason,
        value={
            "verdict": verdict,
            "list": entry.list,
            "id": entry.id,
            "asked": canonical(query),
            "entry": identifying(entry),
            "entry_digest": identity("entry", identifying(entry)),
        }
        | ({"customer": customer} if customer else {}),
    )


class Dispositions:
    """All decisions on alerts, the last on each."""

    def __init__(self, decisions: Iterable[Decision], as_of: str | None = None) -> None:
        """`decisions` in the order of the log; those after the ISO day `as_of` do not count."""
        kept = (d for d in decisions if d.kind == "disposition" and (as_of is None or d.at[:10] <= as_of))
        self._last = {decision.target: decision for decision in kept}

    def __len__(self) -> int:
        return len(self._last)

    def on(self, query: Query, list_: str, id_: str, customer: str = "") -> Decision | None:
        """The last decision on this question and entry: on the customer, where there is one, else on whoever bears the name."""
        if not self._last:
            return None
        own = self._last.get(target(list_, id_, query, customer)) if customer else None
        found = own or self._last.get(target(list_, id_, query))
        return found if found is not None and found.value.get("verdict") in ("true", "false") else None

    def apply(self, match: Match, query: Query, entry: Listing, *, row: bool = False) -> Match:
        """The match with what was decided on it. A false alert is no match, a true one is; its score stays what it is.

        `row`: the query is a row of a file, and its `id` the customer's number. Where the question or the entry changed since,
        or a row is one of many namesakes, the match stays as it was scored, and `disposition` says why.
        """
        decision = self.on(query, match.list, match.id, query.id.strip() if row else "")
        if decision is None:
            return match
        verdict = str(decision.value["verdict"])
        words = f"{verdict} ({decision.by}, {decision.at[:10]}): {decision.reason}"
        if row and not decision.value.get("customer") and not _told_apart(decision):
            why = "it was decided on the bare name, not on this customer"
            return replace(match, disposition=f"not honoured, {why}. Before: {words}")
        if changed := [*_changes("query", decision.value.get("asked"), canonical(query)), *_entry_changes(decision, entry)]:
            return replace(match, disposition=f"not honoured, {'; '.join(changed)}. Before: {words}")
        return replace(match, match=verdict == "true", disposition=words)


def _told_apart(decision: Decision) -> bool:
    """Whether what was decided on tells a person from namesakes. A day that systems write for "not known" is everybody's."""
    asked = decision.value.get("asked")
    if not isinstance(asked, dict):
        return False
    dates = sorted_out(map(str, asked.get("birth_dates") or ())).told
    return bool(dates) or any(asked.get(field) for field in BESIDE if field != "birth_dates")


def _entry_changes(decision: Decision, entry: Listing) -> Sequence[str]:
    now = identifying(entry)
    if decision.value.get("entry_digest") == identity("entry", now):
        return ()
    return _changes("entry", decision.value.get("entry"), now) or ("entry: it is another than the one decided on",)


def _changes(what: str, was: Any, now: dict[str, Any]) -> Sequence[str]:
    """In words, which fields differ: "entry: names + ri won ho"."""
    if not isinstance(was, dict):
        return (f"{what}: what was decided on is not recorded",)
    return tuple(f"{what}: {field} {_words(was.get(field), value)}" for field, value in now.items() if was.get(field) != value)


def _words(was: Any, now: Any) -> str:
    if isinstance(was, list) and isinstance(now, list):
        gone, new = [v for v in was if v not in now], [v for v in now if v not in was]
        return ", ".join([f"+ {v}" for v in new[:3]] + [f"- {v}" for v in gone[:3]])
    return f"{was or 'none'} -> {now or 'none'}"


def _folded(texts: Iterable[str]) -> list[str]:
    return sorted({fold(text) for text in texts if text.strip()})
