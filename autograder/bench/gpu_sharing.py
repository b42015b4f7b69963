"""One GPU, shared by ever more submissions: how many a minute, what each takes, whose verdict moves."""

import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.judge.outcome import Outcome
from autograder.judge.supervisor import Supervisor
from autograder.verify import known_answer

ON_THE_PROCESSOR = 0


@dataclass(frozen=True)
class SharingRow:
    """What came of so many `slots` on each GPU; `slots` is 0 where none was used.

    `gpu_mib` is the most that one submission held of a GPU, `differing` whose verdicts or scores are
    other than on the processor.
    """

    exercise: str
    slots: int
    submissions: int
    a_minute: float
    gpu_mib: float
    differing: tuple[str, ...]


def share(
    exercise: Exercise,
    counts: Sequence[int],
    most: int,
    supervisor: Supervisor,
    graded: Callable[[], None],
) -> Iterator[SharingRow]:
    """Grade known answers, `most` of them, on the processor and then with so many slots a GPU.

    The supervisor has GPUs that can be used; `graded` is called after each submission.
    """
    cells = known_answers(exercise, most)
    expected: Mapping[str, object] = {}
    for slots in (ON_THE_PROCESSOR, *counts):
        limits = dataclasses.replace(exercise.limits, gpu=1 / slots if slots else 0)
        wanting = dataclasses.replace(exercise, limits=limits)
        supervisor.limit(0, limits)
        # Imports are nobody's time, nor is what a driver does only once.
        supervisor.grade(wanting, next(iter(cells.values())))

        def one(name: str, wanting: Exercise = wanting) -> Outcome:
            outcome = supervisor.grade(wanting, cells[name])
            graded()
            return outcome

        started = time.monotonic()
        with ThreadPoolExecutor(supervisor.capacity) as pool:
            outcomes = dict(zip(cells, pool.map(one, cells), strict=True))
        seconds = time.monotonic() - started
        found = {name: outcome.results for name, outcome in outcomes.items()}
        expected = expected or found
        yield SharingRow(
            exercise.slug,
            slots,
            len(cells),
            60 * len(cells) / seconds,
            max(outcome.gpu_peak_mib for outcome in outcomes.values()),
            tuple(name for name in cells if found[name] != expected[name]),
        )


def known_answers(exercise: Exercise, most: int) -> dict[str, dict[int, str]]:
    """The cells of our own answer, the stub and samples, up to so many, by name."""
    return {
        each.name: dict(notebook.cells_to_run(sample.fill(exercise, each.answers)))
        for each in known_answer.trials(exercise)[:most]
    }
