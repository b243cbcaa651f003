"""How properties are tested: the same examples in each run, so that a change is judged by what it changed; `make fuzz` draws
others each time, and what it finds becomes an `@example`. How long an example takes is not their matter: machines are busy."""

import pytest
from hypothesis import HealthCheck, settings

from patience import Within, bound

settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", derandomize=False, max_examples=1000)
settings.load_profile("same")


@pytest.fixture(scope="session")
def within() -> Within:
    return bound
