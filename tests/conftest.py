"""How properties are tested: the same examples in each run, so that a change is judged by what it changed; `make fuzz` draws
others each time, and what it finds becomes an `@example`. How long an example takes is not their matter: machines are busy."""

import csv
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from patience import Within, bound

settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", derandomize=False, max_examples=1000)
settings.load_profile("same")


@pytest.fixture(scope="session")
def within() -> Within:
    return bound


@pytest.fixture
def large_cells() -> Iterator[None]:
    """Real lists have cells larger than the reader of CSV takes; the limit is the whole process's, and is put back."""
    before = csv.field_size_limit(10**9)
    yield
    csv.field_size_limit(before)
