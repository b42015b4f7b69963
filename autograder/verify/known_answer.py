"""Grades answers with known verdicts as a student's, with several seeds. Cached results are reused."""

import functools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.author import exam, notebook, sample
from autograder.author.exam import ExamPaper
from autograder.author.exercise import Exercise
from autograder.author.sample import Sample
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.journal import Journal
from autograder.judge.outcome import Outcome
from autograder.judge.supervisor import Supervisor
from autograder.judge.turns import default_jobs
from autograder.judge.verdict import Verdict

REFERENCE, STUB = "solution.py", "the stub"


@dataclass(frozen=True)
class Trial:
    """Answers to all tasks, with known verdicts. Only `tasks` are judged, or all if it is empty.

    A `paper` of an exam has a label for each of its answers.
    """

    name: str
    answers: dict[str, str]
    known: Sample | None = None
    tasks: tuple[str, ...] = ()
    paper: ExamPaper | None = None

    def expected(self, task: str) -> str:
        """The verdict that the answer to a task must get."""
        if self.name == STUB:
            return Verdict.BLANK
        if self.paper:
            right = self.paper.answers[task].kind == "right"
            return Verdict.PASS if right else Verdict.WRONG
        return self.known.verdict if self.known and self.known.task == task else Verdict.PASS


@dataclass(frozen=True)
class Result:
    """The outcome of a trial with one seed."""

    trial: Trial
    seed: int
    outcome: Outcome


def trials(exercise: Exercise, *, samples: bool = True) -> list[Trial]:
    """List the reference solution, the stub and, if wanted, every sample and every exam paper."""
    right = sample.reference(exercise)
    known_samples = sample.load_all(exercise) if samples else []
    return [
        Trial(REFERENCE, right),
        Trial(STUB, {}),
        *(
            Trial(f"samples/{known.name}_{known.verdict}.py", right | known.answers, known)
            for known in known_samples
        ),
        *(
            _of_paper(exercise, paper, right)
            for paper in (exam.load_all(exercise) if samples else [])
        ),
    ]


def _of_paper(exercise: Exercise, paper: ExamPaper, right: dict[str, str]) -> Trial:
    """Make a trial of a paper: its answers, and our own where it has none."""
    given = {task: answer.code for task, answer in paper.answers.items()}
    checked = {task.name for task in exercise.checked}
    judged = tuple(
        t for t, answer in paper.answers.items() if t in checked and answer.kind != "filler"
    )
    return Trial(f"{exam.FOLDER}/{paper.name}.py", right | given, tasks=judged, paper=paper)


def run(
    exercise: Exercise,
    to_grade: Sequence[Trial],
    seeds: int,
    journal: Path,
    *,
    no_cache: bool = False,
) -> Iterator[Result]:
    """Grade each trial with so many seeds, on all cores; `journal` keeps the results."""
    jobs = default_jobs(exercise.limits)
    cache = Journal(journal)
    try:
        for seed in range(seeds):
            with (
                Supervisor(f"verify {seed}".encode()) as supervisor,
                ThreadPoolExecutor(jobs) as pool,
            ):
                cached_grader = CachedGrader(supervisor, cache)
                grade = functools.partial(_grade, cached_grader, exercise, no_cache=no_cache)
                for trial, outcome in zip(to_grade, pool.map(grade, to_grade), strict=True):
                    yield Result(trial, seed, outcome)
    finally:
        cache.close()


def _grade(
    cached_grader: CachedGrader, exercise: Exercise, trial: Trial, *, no_cache: bool
) -> Outcome:
    cells = dict(notebook.cells_to_run(sample.fill(exercise, trial.answers)))
    if trial.name in (REFERENCE, STUB):
        cells |= _visible(exercise, cells)
    return cached_grader.grade(exercise, cells, trial.tasks, fresh=no_cache)


def _visible(exercise: Exercise, cells: dict[int, str]) -> dict[int, str]:
    """Make cells that run the visible checks after all other cells."""
    first = max(cells) + 1
    return {number: f'check("{task.name}")' for number, task in enumerate(exercise.checked, first)}


def visible_answers(exercise: Exercise, outcome: Outcome) -> dict[str, str]:
    """Read what the visible checks of each task printed, for the reference solution or the stub."""
    checked = [task.name for task in exercise.checked]
    last = list(outcome.outputs.values())[len(outcome.outputs) - len(checked) :]
    texts = ["".join(map(_text, outputs)) for outputs in last]
    return dict(zip(checked, texts, strict=True))


def _text(output: dict[str, Any]) -> str:
    shown = output.get("data", {}).get("text/plain")
    return str(shown or output.get("text") or output.get("evalue"))
