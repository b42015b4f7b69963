"""Measures a GPU that more and more submissions share: speed, memory, and verdicts that differ."""

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

ON_CPU = 0


@dataclass(frozen=True)
class SharingRow:
    """The measurement with so many `slots` on each GPU; `slots` is 0 for the CPU.

    `a_minute` counts submissions. `gpu_mib` is the most memory that one submission held of a GPU.
    `differing` names the answers with another verdict or score than on the CPU.
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
    """Grade at most `most` known answers on the CPU, then with each number of slots on a GPU.

    The supervisor must have a usable GPU. `graded` is called after each submission.
    """
    cells = known_answers(exercise, most)
    expected: Mapping[str, object] = {}
    for slots in (ON_CPU, *counts):
        limits = dataclasses.replace(exercise.limits, gpu=1 / slots if slots else 0)
        wanting = dataclasses.replace(exercise, limits=limits)
        supervisor.limit(0, limits)
        # One run first, which is not counted: imports, and what a driver does only once.
        supervisor.grade(wanting, next(iter(cells.values())))

        def grade(name: str, wanting: Exercise = wanting) -> Outcome:
            outcome = supervisor.grade(wanting, cells[name])
            graded()
            return outcome

        started = time.monotonic()
        with ThreadPoolExecutor(supervisor.capacity) as pool:
            outcomes = dict(zip(cells, pool.map(grade, cells), strict=True))
        seconds = time.monotonic() - started
        results = {name: outcome.results for name, outcome in outcomes.items()}
        expected = expected or results
        yield SharingRow(
            exercise.slug,
            slots,
            len(cells),
            60 * len(cells) / seconds,
            max(outcome.gpu_peak_mib for outcome in outcomes.values()),
            tuple(name for name in cells if results[name] != expected[name]),
        )


def known_answers(exercise: Exercise, most: int) -> dict[str, dict[int, str]]:
    """The cells of the reference solution, the stub and samples by name; at most `most` answers."""
    return {
        trial.name: dict(notebook.cells_to_run(sample.fill(exercise, trial.answers)))
        for trial in known_answer.trials(exercise)[:most]
    }
