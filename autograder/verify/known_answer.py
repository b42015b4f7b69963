"""Known answers graded as a student's would be, over several secrets; what is known is not run again."""

import functools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.author.sample import Sample
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.journal import Journal
from autograder.judge.outcome import Outcome
from autograder.judge.supervisor import Supervisor, default_jobs
from autograder.judge.verdict import Verdict

REFERENCE, STUB = "solution.py", "the stub"


@dataclass(frozen=True)
class Trial:
    """Answers whose verdicts are known; `tasks` names those to be judged, all if empty."""

    name: str
    answers: dict[str, str]
    known: Sample | None = None
    tasks: tuple[str, ...] = ()

    def expected(self, task: str) -> str:
        """The verdict that this answer to a task must get."""
        if self.name == STUB:
            return Verdict.BLANK
        return self.known.verdict if self.known and self.known.task == task else Verdict.PASS


@dataclass(frozen=True)
class Result:
    """What came of a trial with one secret."""

    trial: Trial
    seed: int
    outcome: Outcome


def trials(exercise: Exercise, *, fast: bool = False) -> list[Trial]:
    """Our own answer, the stub and (unless `fast`) every sample."""
    right = sample.reference(exercise)
    samples = [] if fast else sample.load_all(exercise)
    return [
        Trial(REFERENCE, right),
        Trial(STUB, {}),
        *(
            Trial(f"samples/{known.name}_{known.verdict}.py", right | known.answers, known)
            for known in samples
        ),
    ]


def run(
    exercise: Exercise, todo: Sequence[Trial], seeds: int, journal: Path, *, fresh: bool = False
) -> Iterator[Result]:
    """Grade each trial with each of so many secrets, on all cores; `journal` remembers."""
    jobs = default_jobs(exercise.limits)
    memory = Journal(journal)
    try:
        for seed in range(seeds):
            with (
                Supervisor(f"verify {seed}".encode()) as supervisor,
                ThreadPoolExecutor(jobs) as pool,
            ):
                cached_grader = CachedGrader(supervisor, memory)
                grade = functools.partial(_grade, cached_grader, exercise, fresh=fresh)
                for trial, outcome in zip(todo, pool.map(grade, todo), strict=True):
                    yield Result(trial, seed, outcome)
    finally:
        memory.close()


def _grade(
    cached_grader: CachedGrader, exercise: Exercise, trial: Trial, *, fresh: bool
) -> Outcome:
    cells = dict(notebook.cells_to_run(sample.fill(exercise, trial.answers)))
    if trial.name in (REFERENCE, STUB):
        cells |= _visible(exercise, cells)
    return cached_grader.mark(exercise, cells, trial.tasks, fresh=fresh)


def _visible(exercise: Exercise, cells: dict[int, str]) -> dict[int, str]:
    """Cells that run the visible checks, too, after all others."""
    first = max(cells) + 1
    return {first + i: f'check("{task.name}")' for i, task in enumerate(exercise.tasks)}


def visible_answers(exercise: Exercise, outcome: Outcome) -> dict[str, str]:
    """What the visible checks of each task have said, of our own answer and of the stub."""
    last = list(outcome.outputs.values())[-len(exercise.tasks) :]
    texts = ["".join(map(_said, outputs)) for outputs in last]
    return dict(zip([task.name for task in exercise.tasks], texts, strict=True))


def _said(output: dict[str, Any]) -> str:
    shown = output.get("data", {}).get("text/plain")
    return str(shown or output.get("text") or output.get("evalue"))
