"""spaCy is imported without its command line, which stays there for whoever asks for it."""

from __future__ import annotations

import subprocess
import sys

ASKED = """
import sys
from vetoproof.examine import library
spacy = library.spacy()
assert not any(name.startswith(("spacy.cli", "weasel")) for name in sys.modules), "the command line was imported"
assert spacy.blank("en")("One word.")[0].text == "One"
assert library.spacy() is spacy
import spacy.cli
assert spacy.cli.download and spacy.info(silent=True)["spacy_version"]
print("right")
"""


def test_the_command_line_of_the_parser_stands_aside_and_is_found_again() -> None:
    told = subprocess.run([sys.executable, "-c", ASKED], text=True, capture_output=True, check=False)
    assert told.stdout == "right\n", told.stderr
