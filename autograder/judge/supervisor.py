"""The trusted process: keeps the zygotes, and has submissions graded by their children."""

import dataclasses
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType

import psutil

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.judge.executor import fitting
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.secret import Secret
from autograder.judge.sitting import GRADER_MODULE, WORKER_MODULE, GraderLost, Place, Sitting
from autograder.judge.verdict import Verdict
from autograder.session import cgroup, kernel, probe
from autograder.session.sandbox import Level
from autograder.session.spawner import Spawner, nursery
from autograder.session.zygote import Zygote, ZygoteFailed

GRADER_IMPORTS = ("numpy", "pytest", "hypothesis", "_hypothesis_pytestplugin", GRADER_MODULE)
# Somebody may kill a process of ours; if it goes wrong again it is no accident.
TRIES = 3


class Supervisor:
    """Grades submissions, from as many threads as there are; it holds the paid imports.

    `secret` seeds every draw; who is told the seeds is given `salt` instead. `level` is the highest
    that holds here unless given; with `Level.NONE` nothing is walled in: for practice alone.
    Raises `NoIsolation`.
    """

    def __init__(
        self, secret: bytes, level: Level | None = None, *, salt: int | None = None
    ) -> None:
        self.level = probe.best() if level is None else level
        self.secret = Secret(secret)
        self.salt = self.secret.salt if salt is None else salt
        self.notices: list[str] = []
        self.cgroups = cgroup.delegated()
        self.scratch = Path(tempfile.mkdtemp(prefix="heldout-"))
        # A worker that gave up root must reach its own folder; the names in it are random.
        self.scratch.chmod(0o711)
        self.log = self.scratch / "zygotes.log"
        self.worker_zygotes: dict[tuple[str, ...], Zygote | Spawner] = {}
        self.grader_zygote: Zygote | Spawner | None = None
        self.lock = threading.Lock()
        self.places = kernel.cores()
        self.slots: AbstractContextManager[object] = nullcontext()
        self.closed = False

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process and delete what they wrote; who grades in another thread is refused."""
        self.closed = True
        with self.lock:
            graders = [self.grader_zygote] if self.grader_zygote else []
            for zygote in [*self.worker_zygotes.values(), *graders]:
                zygote.close()
            self.worker_zygotes.clear()
            self.grader_zygote = None
        shutil.rmtree(self.scratch, ignore_errors=True)

    def limit(self, jobs: int, memory_mib: int) -> None:
        """Let no more than so many submissions run at once, however many threads ask.

        As many as cores and memory allow if 0.
        """
        self.places = jobs or default_jobs(memory_mib)
        self.slots = threading.Semaphore(self.places)

    def head_start(self, preload: tuple[str, ...]) -> None:
        """Start the imports of some exercises; who grades first waits for the rest of them."""
        with self.lock:
            self._worker_zygote(preload)
            self._grader_zygote()

    def warm_up(self, exercise: Exercise) -> None:
        """Pay an exercise's imports now; the first submission would, otherwise."""
        place = self.place(exercise)
        place.workers.await_imports()
        place.graders.await_imports()

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        heard: Callable[[TaskOutcome], None] = lambda task: None,
        *,
        seed: int | None = None,
    ) -> Outcome:
        """Grade one submission's cells; a fault of ours gives `broken` tasks, never a score.

        `tasks` names those to judge, all if `None`; `heard` gets each as soon as it is known.
        The seed follows from the secret unless given. Raises `ZygoteFailed` only if this supervisor
        is closed meanwhile.
        """
        digest = notebook.digest(list(cells.values()))
        seed = self.secret.seed(exercise.slug, digest) if seed is None else seed
        outcome = Outcome(exercise.slug, {}, isolation=self.level, digest=digest, seed=seed)
        wanted = [task.name for task in exercise.tasks] if tasks is None else list(tasks)
        for left in reversed(range(TRIES)):
            missing = [name for name in wanted if name not in outcome.tasks]
            job = {
                "cells": list(cells.items()),
                "tests": list(exercise.habits.tests) if exercise.habits else [],
                "limits": dataclasses.asdict(exercise.limits),
                "checks": str(exercise.checks),
                "tasks": missing,
                "seed": seed,
                # Killed each time: then it is the submission that has it killed.
                "patient": left > 0,
            }
            try:
                place = self.place(exercise)
                # Imports that are paid here are nobody's time.
                place.workers.await_imports()
                with self.slots:
                    started = time.monotonic()
                    Sitting(place, exercise, outcome, heard).run(job)
                    outcome.seconds += time.monotonic() - started
                break
            except (GraderLost, ZygoteFailed) as error:
                if self.closed:
                    raise ZygoteFailed("grading was stopped") from error
                self._drop_failed()
                if not left:
                    give_up(exercise, outcome, missing, str(error), heard)
        outcome.tasks = {name: outcome.tasks[name] for name in wanted}
        return outcome

    def place(self, exercise: Exercise) -> Place:
        """Where one sitting of an exercise is held."""
        with self.lock:
            if self.closed:
                raise ZygoteFailed("grading was stopped")
            workers = self._worker_zygote(exercise.preload)
            return Place(workers, self._grader_zygote(), self.scratch, self.cgroups)

    def _drop_failed(self) -> None:
        """Let go of zygotes that do not answer: the next try gets fresh ones."""
        with self.lock:
            for preload, zygote in list(self.worker_zygotes.items()):
                if zygote.failed:
                    self.worker_zygotes.pop(preload).close()
            if self.grader_zygote and self.grader_zygote.failed:
                self.grader_zygote.close()
                self.grader_zygote = None

    def _worker_zygote(self, preload: tuple[str, ...]) -> Zygote | Spawner:
        if preload not in self.worker_zygotes:
            names = ("course", "course.expect", *preload, WORKER_MODULE)
            environment = worker_environment(self.scratch)
            self.worker_zygotes[preload] = nursery(names, environment, self.log, self.level)
        return self.worker_zygotes[preload]

    def _grader_zygote(self) -> Zygote | Spawner:
        if self.grader_zygote is None:
            environment = base_environment() | {"PYTHONHASHSEED": str(self.salt)}
            self.grader_zygote = nursery(GRADER_IMPORTS, environment, self.log, Level.NONE)
        return self.grader_zygote


def give_up(
    exercise: Exercise,
    outcome: Outcome,
    missing: Sequence[str],
    why: str,
    heard: Callable[[TaskOutcome], None],
) -> None:
    """Call the tasks that nobody has judged `broken`, and say why."""
    for name in missing:
        if name not in outcome.tasks:
            task = TaskOutcome.unjudged(exercise.task(name), Verdict.BROKEN, why)
            outcome.tasks[name] = task
            heard(task)


def default_jobs(memory_mib: int) -> int:
    """As many as this machine's cores and its free memory allow."""
    free_mib = int(psutil.virtual_memory().available >> 20)
    return fitting(kernel.cores(), free_mib, memory_mib)


def base_environment() -> dict[str, str]:
    """The whole environment of a process of ours: nothing of the caller's, and one thread.

    Two workers side by side then scale, sums repeat, and a fork leaves no thread behind.
    """
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
    }


def worker_environment(scratch: Path) -> dict[str, str]:
    """What the worker's libraries are told: no chatter, no GPU, figures in the cell."""
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    return base_environment() | {
        "KERAS_BACKEND": backend,
        "KERAS_HOME": str(scratch / "keras"),
        # A submission's own `check(…)` is no step of whoever grades it.
        "HELDOUT_PROGRESS": "",
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": str(scratch / "ipython"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "CUDA_VISIBLE_DEVICES": "",
        # Locks would reach other processes: the sandbox refuses them, and h5py would give up.
        "HDF5_USE_FILE_LOCKING": "FALSE",
    }
