"""Why a score is what it is, in words: one line an observation, with what it adds in powers of ten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vetoproof.screen.score.features import Shown
from vetoproof.screen.score.scorer import START, Compared

WORDS = {
    "equal": "equal{system}: {left}",
    "sound": "same sound: {left} / {right}",
    "nickname": "given names used for one another: {left} / {right}",
    "edit_1": "one letter differs: {left} / {right}",
    "edit_2": "two letters differ: {left} / {right}",
    "initial": "initial agrees: {left} / {right}",
    "form_equal": "legal form equal: {left}",
    "acronym": "initials run together: {left} / {right}",
    "both_known": "but both are words that names are known by: {left} / {right}",
    "first_letter": "the first letter differs: {left} / {right}",
    "syllables_swapped": "syllables in another order{system}",
    "syllables_differ": "read by syllables, the names differ",
    "form_alike": "legal forms of one kind: {left} / {right}",
    "number_equal": "number equal: {left}",
    "quiet_equal": "title or particle equal: {left}",
    "number_differs": "numbers contradict each other: {left} / {right}",
    "number_omitted": "a number in one name only: {either}",
    "form_differs": "legal forms differ: {left} / {right}",
    "form_omitted": "a legal form in one name only: {either}",
    "name_differs": "differs{system}: {left} / {right}",
    "family_differs": "family name differs{system}: {left} / {right}",
    "given_differs": "given name differs{system}: {left} / {right}",
    "patronymic_differs": "patronymics contradict each other: {left} / {right}",
    "initial_differs": "initial contradicts: {left} / {right}",
    "generic_differs": "line of business differs: {left} / {right}",
    "likeness": "though these are alike: {left} / {right}",
    "omitted_by_list": "not in the listed name{system}: {left}",
    "omitted_by_query": "only in the listed name{system}: {right}",
    "syllable_omitted": "a syllable of the given name in one name only{system}: {either}",
    "title_opposed": "a word in one name where the other has a title that is also a given name",
    "patronymic_omitted": "a patronymic in one name only: {either}",
    "initial_omitted": "an initial in one name only: {either}",
    "generic_omitted": "a line of business in one name only: {either}",
    "order": "words in another order",
    "complete": "every word has its answer",
    "vowels_unread": "both names print vowels, which consonants alone leave unread",
    "contradicted": "the names contradict each other",
    "single": "one word only agrees",
    "whole": "likeness of the names as a whole",
    START: "where the comparison of two such names begins",
}
"""One sentence for each feature; `either` is the word of whichever side has it."""

_VOWEL = frozenset("aeiou")

SILENT = 0.05
"""Contributions smaller than this are left out of the explanation where they name no words; the sum counts them. What was made
of each word is always told: a word that says nothing is often the one that a reader asks about."""

ASIDE = frozenset({"both_known", "first_letter", "likeness"})
"""Remarks on words that another line names."""


def explain(compared: Compared, table: Mapping[str, float]) -> Iterator[str]:
    """The lines of one comparison, in the order in which they were observed; the largest questions are readable at a glance."""
    start = table.get(START, 0.0)
    for line in compared.lines:
        adds = table.get(line.feature, 0.0) * line.amount
        if abs(adds) >= SILENT or ((line.left or line.right) and line.feature not in ASIDE):
            yield f"{sentence(line, compared.system)} ({adds:+.1f})"
    yield f"{WORDS[START]} ({start:+.1f})"
    if compared.beyond <= -SILENT:
        yield f"a name alone proves no more ({compared.beyond:+.1f})"


def sentence(line: Shown, system: str) -> str:
    """One observation in words."""
    left, right = readable(line.left, system), readable(line.right, system)
    return WORDS[line.feature].format(left=left, right=right, either=left or right, system=folded_by(system))


def readable(words: str, system: str) -> str:
    """Folded words so that they are seen to be folded, and not to be misprints: Arabic consonants apart ("b-sh-r"), syllables
    of Cantonese with a word that says so."""
    if system == "arabic":
        return " ".join(_consonants(word) for word in words.split())
    if system == "chinese":
        return " ".join(f"{word[2:]} (Cantonese)" if word.startswith("hk") else word for word in words.split())
    return words


def _consonants(word: str) -> str:
    """A skeleton with its consonants apart; a number that tells two elements of one skeleton apart is not printed. Particles
    ("abu") are words as they stand."""
    bare = word.rstrip("0123456789")
    if not bare or not _VOWEL.isdisjoint(bare[1:]):
        return word
    return "-".join("sh" if letter == "c" else letter for letter in bare)


def folded_by(system: str) -> str:
    """How two words were made comparable, where it was not by letters: " after Arabic folding"."""
    return "" if system == "latin" else f" after {system.title()} folding"
