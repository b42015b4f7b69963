"""One submission to grade, described once for whatever machine grades it."""

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.author.bindings import Own
from autograder.author.exercise import Exercise
from autograder.judge.outcome import Outcome


@dataclass(frozen=True)
class GradingJob:
    """One submission, and all that its scores depend on besides the machine's isolation level.

    `cells` maps a cell's index to its source, in the order in which the cells run. `own` says by
    index which task a cell belongs to. `tasks` are the names of the tasks to judge. `digest` stands
    for the cells, and `seed` follows from it. `device` is `GPU`, `CPU` for want of a GPU, or empty.
    Every field can be pickled.
    """

    exercise: Exercise
    cells: Mapping[int, str]
    own: Mapping[int, Own]
    tasks: tuple[str, ...]
    digest: str
    seed: int
    device: str

    def new_outcome(self, isolation: str) -> Outcome:
        """Make the outcome that this job's tasks are written into."""
        return Outcome(
            self.exercise.slug,
            {},
            isolation=isolation,
            digest=self.digest,
            seed=self.seed,
            device=self.device,
        )
