"""nbgrader's `resources`: what its converters hand to every step along with a notebook."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from nbformat import NotebookNode

from autograder.judge.outcome import Outcome

Resources = MutableMapping[str, Any]
# Under this name steps find a `GradedNotebook`, if the submission was graded before.
GRADED = "heldout_graded"
# Under this name the grading step leaves the outcome of an exercise.
OUTCOME = "heldout"


class Origin(TypedDict):
    """The names that nbgrader gives a notebook's student, assignment and file."""

    student: str
    assignment: str
    notebook: str


def origin(resources: Resources) -> Origin:
    """Tell where a notebook comes from."""
    names: Origin = resources["nbgrader"]
    return names


@dataclass(frozen=True)
class GradedNotebook:
    """One notebook of a submission as it was taken in, and its outcome.

    `published` has the keys of the outcomes in the gradebook, by task. They are only looked up for
    tasks that a person marks.
    """

    notebook: NotebookNode
    outcome: Outcome
    published: Mapping[str, str] = field(default_factory=dict)

    def __deepcopy__(self, memo: object) -> "GradedNotebook":
        """Give this object itself: nbconvert copies all `resources` before each list of steps."""
        return self


def graded(resources: Resources) -> GradedNotebook | None:
    """Give the result of a notebook that was graded before."""
    result: GradedNotebook | None = resources.get(GRADED)
    return result
