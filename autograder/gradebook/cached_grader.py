"""Grades submissions by way of the journal: a known result is not computed again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Exercise
from autograder.gradebook import kept_files
from autograder.judge import fingerprint
from autograder.judge.executor import Executor, OnTask
from autograder.judge.job import GradingJob
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

if TYPE_CHECKING:
    from autograder.gradebook.journal import Journal


class CachedGrader:
    """An executor with a memory; threads may share it.

    Verdicts in `forget` are worked out again each time.
    """

    def __init__(
        self, executor: Executor, journal: Journal, forget: Collection[Verdict] = ()
    ) -> None:
        self.executor = executor
        self.journal = journal
        self.forget = forget

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Collection[str] = (),
        *,
        own: Mapping[int, Own] = NOBODYS,
        fresh: bool = False,
        on_task: OnTask | None = None,
    ) -> Outcome:
        """Grade a submission's cells. Without `tasks`, all with checks; `fresh` ignores cached results.

        `own` tells by index to which task a cell belongs. `on_task` gets each task that is judged
        now, as soon as the journal has it.
        """
        job = self.executor.job(exercise, cells, own=own)
        code_key = self._code_key(job)
        chosen = [task for task in exercise.chosen(tasks) if not task.by_hand]
        keys = fingerprint.task_keys(exercise, chosen, code_key)
        # Outputs have the positions of this notebook's cells. Another one may have other positions.
        run_key = hashlib.sha256(repr((code_key, list(cells))).encode()).hexdigest()
        cached = {} if fresh else self.journal.cached(exercise, keys)
        known = {n: task for n, task in cached.items() if task.verdict not in self.forget}
        # A notebook with its own tests has no tasks here. Then both numbers are 0.
        whole = not fresh and len(known) == len(keys)
        outcome = self._cached_run(job, run_key) if whole else None
        if outcome is None:
            missing = tuple(name for name in keys if name not in known)
            outcome = self._run(replace(job, tasks=missing), keys, run_key, on_task)
        judged = {n: replace(task, key=keys[n]) for n, task in outcome.tasks.items()} | known
        outcome.tasks = {name: judged[name] for name in keys}
        outcome.known = tuple(name for name in keys if name in known)
        outcome.key = run_key
        return outcome

    def _code_key(self, job: GradingJob) -> str:
        """Give the fingerprint of all that decides how the cells run."""
        own = [(n, job.own.get(index)) for n, index in enumerate(job.cells) if job.own.get(index)]
        level = self.executor.level
        return fingerprint.run_key(job.exercise, job.digest, job.seed, level, job.device, own)

    def _cached_run(self, job: GradingJob, run_key: str) -> Outcome | None:
        """Find the outputs and files of an equal run; `None` for none, and for one that was lost."""
        outputs = self.journal.outputs(run_key)
        if outputs is None or outputs.keys() != job.cells.keys():
            return None
        outcome = job.new_outcome(self.executor.level)
        outcome.outputs = outputs
        outcome.files = self.journal.files(run_key)
        return outcome

    def _run(
        self, job: GradingJob, keys: Mapping[str, str], run_key: str, on_task: OnTask | None
    ) -> Outcome:
        """Run the cells, and enter every result into the journal as it comes."""
        run = self.journal.begin(run_key, job.new_outcome(self.executor.level))

        def keep(task: TaskOutcome) -> None:
            self.journal.judged(run, replace(task, key=keys[task.task.name]))
            if on_task is not None:
                on_task(task)

        outcome = self.executor.run(job, keep)
        outcome.files = kept_files.checked(outcome.files)
        if outcome.outputs.keys() == job.cells.keys():
            self.journal.end(run, outcome)
        return outcome
