"""How properties are tested: the same examples in each run, so that a change is judged by what it changed; `make fuzz` draws
others each time, and what it finds becomes an `@example`."""

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("fuzz", derandomize=False, max_examples=1000)
settings.load_profile("same")
