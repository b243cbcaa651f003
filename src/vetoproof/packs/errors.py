"""What is wrong with a pack: which file, which line, what, and what to do about it."""

from __future__ import annotations

import msgspec

from vetoproof.model.errors import Refusal


class Problem(msgspec.Struct, frozen=True):
    """One fault. `line` counts from 1; 0 means the file or folder as a whole."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}; {self.todo}"


class PackError(Refusal, ValueError):
    """A pack that cannot be used. The message names file, line and what to do, for every fault that was found."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
