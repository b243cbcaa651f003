"""The words of the room as numbers, for compiled passes."""

from __future__ import annotations

ASK = -1e9
"""Told of a name that has to be compared by the readable form."""
NOTHING = -2e9
"""Told of two names that have no readings under one system."""
WORDS = 24
"""Words of a name beyond which the readable form is asked."""

NAME, FAMILY, GIVEN, PATRONYMIC, PARTICLE, HONORIFIC, INITIAL, FORM, GENERIC, NUMBER = range(10)
LATIN, KOREAN, CHINESE, ARABIC = range(4)
NONE, FARTHEST = 9, 4
"""Levels of `relation.Level`: none, and the farthest between words as they are spelled."""
FEATURES = (
    "equal", "sound", "nickname", "edit_1", "edit_2", "initial", "acronym", "form_equal", "number_equal", "quiet_equal",
    "both_known", "first_letter", "number_differs", "number_omitted", "form_differs", "form_omitted", "form_alike",
    "initial_differs", "patronymic_differs", "family_differs", "generic_differs", "name_differs", "likeness", "title_opposed",
    "syllable_omitted", "patronymic_omitted", "initial_omitted", "generic_omitted", "omitted_by_list", "omitted_by_query",
    "order", "syllables_swapped", "complete", "contradicted", "single", "whole", "vowels_unread", "syllables_differ", "start",
)  # fmt: skip
"""The columns of a table of weights."""
(
    EQUAL, SOUND, NICKNAME, EDIT_1, EDIT_2, BY_INITIAL, ACRONYM, FORM_EQUAL, NUMBER_EQUAL, QUIET_EQUAL, BOTH_KNOWN,
    FIRST_LETTER, NUMBER_DIFFERS, NUMBER_OMITTED, FORM_DIFFERS, FORM_OMITTED, FORM_ALIKE, INITIAL_DIFFERS, PATRONYMIC_DIFFERS,
    FAMILY_DIFFERS, GENERIC_DIFFERS, NAME_DIFFERS, LIKENESS, TITLE_OPPOSED, SYLLABLE_OMITTED, PATRONYMIC_OMITTED,
    INITIAL_OMITTED, GENERIC_OMITTED, OMITTED_BY_LIST, OMITTED_BY_QUERY, ORDER, SWAPPED, COMPLETE, CONTRADICTED, SINGLE, WHOLE,
    VOWELS_UNREAD, SYLLABLES_DIFFER, START,
) = range(39)  # fmt: skip
