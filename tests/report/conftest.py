from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

GENERATED = "2026-01-05T12:00:00Z"


@pytest.fixture(scope="session")
def reader():
    from report_case import case

    return case()


@pytest.fixture(scope="session")
def page(reader) -> str:
    from vetoproof.report.html import render

    return render(reader, GENERATED)


@pytest.fixture(scope="session")
def tree(page):
    from lxml import html

    return html.fromstring(page)
