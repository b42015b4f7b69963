"""The result for one submission: it was graded, or it could not be graded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.author import source
from autograder.judge.outcome import Outcome

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True)
class Graded:
    """A submission's notebooks as they were taken in, and their outcomes, by notebook."""

    student: str
    notebooks: dict[str, NotebookNode]
    outcomes: dict[str, Outcome]

    @property
    def outcome(self) -> Outcome:
        """All notebooks of the submission together."""
        first, *others = self.outcomes.values()
        if not others:
            return first
        every = [first, *others]
        whole = Outcome(
            first.exercise,
            {
                f"{name}/{t}": task
                for name, o in self.outcomes.items()
                for t, task in o.tasks.items()
            },
            isolation=first.isolation,
            digest=source.digest([outcome.digest for outcome in every]),
            known=tuple(name for outcome in every for name in outcome.known),
            remarks=tuple(remark for outcome in every for remark in outcome.remarks),
        )
        for outcome in every:
            whole.add_usage(outcome)
        return whole


@dataclass(frozen=True)
class NotGraded:
    """A submission that could not be graded at all, and why.

    `flag` is written where the student has no score yet: it has no scores, and staff must look. A
    `fault` is Held-out's own: the same command tries again.
    """

    student: str
    why: str
    flag: Graded | None = None
    fault: bool = False
