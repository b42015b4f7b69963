"""Grades submissions by way of the journal: a known result is not computed again."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace

from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Exercise
from autograder.gradebook import kept_files
from autograder.gradebook.journal import Journal
from autograder.judge import fingerprint
from autograder.judge.executor import Executor
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict


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
    ) -> Outcome:
        """Grade a submission's cells, for these tasks or all; `fresh` ignores cached results.

        `own` says by index whose cells they are.
        """
        job = self.executor.job(exercise, cells, own=own)
        level = self.executor.level
        whose = [(place, own.get(index)) for place, index in enumerate(cells) if own.get(index)]
        code_key = fingerprint.run_key(exercise, job.digest, job.seed, level, job.device, whose)
        keys = {
            t.name: fingerprint.task_key(exercise, t, code_key)
            for t in exercise.tasks
            if not tasks or t.name in tasks
        }
        # Outputs have the positions of this notebook's cells. In another one, cells may be empty or moved.
        run_key = hashlib.sha256(repr((code_key, list(cells))).encode()).hexdigest()
        remembered = {} if fresh else self.journal.cached(exercise, keys)
        known = {n: task for n, task in remembered.items() if task.verdict not in self.forget}
        # A notebook with its own tests has no tasks here. Then both numbers are 0.
        whole = not fresh and len(known) == len(keys)
        outputs = self.journal.outputs(run_key) if whole else None
        # These outputs come from a run that was lost.
        if outputs is not None and outputs.keys() != cells.keys():
            outputs = None
        outcome = job.new_outcome(level)
        if outputs is not None:
            outcome.outputs = outputs
            outcome.files = self.journal.files(run_key)
        if outputs is None:
            run = self.journal.begin(run_key, outcome)

            def on_task(task: TaskOutcome) -> None:
                self.journal.judged(run, replace(task, key=keys[task.task.name]))

            missing = tuple(name for name in keys if name not in known)
            outcome = self.executor.run(replace(job, tasks=missing), on_task)
            outcome.files = kept_files.checked(outcome.files)
            if outcome.outputs.keys() == cells.keys():
                self.journal.end(run, outcome)
        judged = {n: replace(task, key=keys[n]) for n, task in outcome.tasks.items()} | known
        outcome.tasks = {name: judged[name] for name in keys}
        outcome.known = tuple(name for name in keys if name in known)
        outcome.key = run_key
        return outcome
