"""The trusted process: keeps the zygotes, and has submissions graded by their children."""

import dataclasses
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

from autograder.author import notebook
from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Exercise, Limits
from autograder.errors import GraderLost, ZygoteFailed
from autograder.judge import gpu_slots
from autograder.judge.executor import fitting
from autograder.judge.gpu_slots import GpuSlot, GpuSlots
from autograder.judge.grading_session import GRADER_MODULE, WORKER_MODULE, GradingSession, Resources
from autograder.judge.memory_watchdog import MemoryWatchdog
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.seeding import Seeding
from autograder.judge.verdict import Verdict
from autograder.probe import gpu, isolation
from autograder.process import environment
from autograder.process.fresh_process import FreshProcessFactory, process_factory
from autograder.process.zygote import Zygote
from autograder.sandbox import cgroup, syscalls
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.removal import remove
from autograder.sandbox.sandbox import Level

GRADER_IMPORTS = ("numpy", "pytest", "hypothesis", "_hypothesis_pytestplugin", GRADER_MODULE)
# Somebody may kill a process of ours; if it goes wrong again it is no accident.
TRIES = 3


class Supervisor:
    """Grades submissions, from as many threads as there are; it holds the paid imports.

    `secret` seeds every draw; who is told the seeds is given `salt` instead. `level` is the highest
    that holds here unless given; with `Level.NONE` nothing is walled in: for practice alone.
    `gpus` are those that workers may use, found once they are wanted unless given.
    Raises `NoIsolation`.
    """

    def __init__(
        self,
        secret: bytes,
        level: Level | None = None,
        *,
        salt: int | None = None,
        gpus: Sequence[Gpu] | None = None,
    ) -> None:
        self.level = isolation.best() if level is None else level
        self.secret = Seeding(secret)
        self.salt = self.secret.salt if salt is None else salt
        self.notices: list[str] = []
        self.cgroups = cgroup.delegated()
        self.scratch = Path(tempfile.mkdtemp(prefix="heldout-"))
        # A worker that gave up root must reach its own folder; the names in it are random.
        self.scratch.chmod(0o711)
        self.log = self.scratch / "zygotes.log"
        # By what they import, and whether their children will have a GPU.
        self.worker_zygotes: dict[tuple[tuple[str, ...], bool], Zygote | FreshProcessFactory] = {}
        self.grader_zygote: Zygote | FreshProcessFactory | None = None
        self.lock = threading.Lock()
        self.capacity = syscalls.cores()
        self.turns: AbstractContextManager[object] = nullcontext()
        self.gpu_slots = None if gpus is None else GpuSlots(gpus)
        self.gpu_lock = threading.Lock()
        self.watch = MemoryWatchdog()
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
        remove(self.scratch)

    def limit(self, jobs: int, limits: Limits) -> None:
        """Let no more than so many submissions run at once, however many threads ask.

        If 0, as many as cores, memory and GPUs allow.
        """
        self.capacity = jobs or default_jobs(limits, self.gpus(limits))
        self.turns = threading.Semaphore(self.capacity)

    def device(self, limits: Limits) -> str:
        """Where submissions of these limits run: `GPU`, `CPU` for want of one, or empty."""
        return gpu_slots.device(self.gpus(limits), limits)

    def gpus(self, limits: Limits) -> list[Gpu]:
        """The GPUs that workers can use; whoever wants none has nothing looked for."""
        return self._slots().gpus if limits.gpu else []

    def _slots(self) -> GpuSlots:
        with self.gpu_lock:
            if self.gpu_slots is None:
                found, problems = gpu.usable(self.level, environment.backend())
                self.gpu_slots = GpuSlots(found)
                self.notices += problems
            return self.gpu_slots

    def start_imports(self, preload: tuple[str, ...]) -> None:
        """Start the imports of some exercises; who grades first waits for the rest of them."""
        with self.lock:
            self._worker_zygote(preload, gpu=False)
            self._grader_zygote()

    def warm_up(self, exercise: Exercise) -> None:
        """Pay an exercise's imports now; the first submission would, otherwise."""
        with self._slot(exercise.limits) as slot:
            resources = self.resources_for(exercise, slot)
        for zygote in (resources.workers, resources.hosts, resources.graders):
            zygote.await_imports()

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        on_task: Callable[[TaskOutcome], None] = lambda task: None,
        own: Mapping[int, Own] = NOBODYS,
        *,
        seed: int | None = None,
    ) -> Outcome:
        """Grade one submission's cells; a fault of ours gives `broken` tasks, never a score.

        `own` says by index whose cells they are, where somebody's. `tasks` names those to judge, all
        if `None`; `on_task` gets each as soon as it is known.
        The seed follows from the secret unless given. Raises `ZygoteFailed` only if this supervisor
        is closed meanwhile.
        """
        digest = notebook.digest(list(cells.values()))
        seed = self.secret.seed(exercise.slug, digest) if seed is None else seed
        device = self.device(exercise.limits)
        outcome = Outcome(
            exercise.slug, {}, isolation=self.level, digest=digest, seed=seed, device=device
        )
        wanted = [task.name for task in exercise.tasks] if tasks is None else list(tasks)
        for left in reversed(range(TRIES)):
            missing = [name for name in wanted if name not in outcome.tasks]
            # All tries together have one clock: a worker can have itself killed as from outside.
            seconds = max(1.0, exercise.limits.submission_seconds - outcome.student_seconds)
            job = {
                "cells": list(cells.items()),
                "tests": list(exercise.cell_test_options.tests)
                if exercise.cell_test_options
                else [],
                "keep": str(exercise.folder)
                if exercise.cell_test_options and exercise.cell_test_options.keep
                else "",
                "own": [(index, one.task, list(one.names)) for index, one in own.items()],
                "limits": dataclasses.asdict(exercise.limits) | {"submission_seconds": seconds},
                "checks": str(exercise.checks),
                "tasks": missing,
                "seed": seed,
                # Killed each time: then it is the submission that has it killed.
                "patient": left > 0,
            }
            try:
                # First of all, so that who waits for a GPU keeps nobody else from running.
                with self._slot(exercise.limits) as slot:
                    self._sit(exercise, outcome, on_task, job, slot)
                break
            except (GraderLost, ZygoteFailed) as error:
                if self.closed:
                    raise ZygoteFailed("grading was stopped") from error
                self._drop_failed()
                if not left:
                    mark_broken(exercise, outcome, missing, str(error), on_task)
        outcome.tasks = {name: outcome.tasks[name] for name in wanted}
        return outcome

    def _slot(self, limits: Limits) -> AbstractContextManager[GpuSlot | None]:
        return self._slots().slot(limits) if limits.gpu else nullcontext()

    def _sit(
        self,
        exercise: Exercise,
        outcome: Outcome,
        on_task: Callable[[TaskOutcome], None],
        job: dict[str, Any],
        slot: GpuSlot | None,
    ) -> None:
        """Hold one sitting, when its turn has come."""
        resources = self.resources_for(exercise, slot)
        # Imports that are paid here are nobody's time.
        resources.workers.await_imports()
        with self.turns:
            started = time.monotonic()
            GradingSession(resources, exercise, outcome, on_task).run(job)
            outcome.seconds += time.monotonic() - started

    def resources_for(self, exercise: Exercise, slot: GpuSlot | None = None) -> Resources:
        """Where one sitting of an exercise is held."""
        with self.lock:
            if self.closed:
                raise ZygoteFailed("grading was stopped")
            workers = self._worker_zygote(exercise.preload, gpu=slot is not None)
            # A model is rebuilt and asked by our code, with hidden inputs: never on a GPU.
            hosts = self._worker_zygote(exercise.preload, gpu=False)
            graders = self._grader_zygote()
            return Resources(workers, hosts, graders, self.scratch, self.cgroups, slot, self.watch)

    def _drop_failed(self) -> None:
        """Let go of zygotes that do not answer: the next try gets fresh ones."""
        with self.lock:
            for kind, zygote in list(self.worker_zygotes.items()):
                if zygote.failed:
                    self.worker_zygotes.pop(kind).close()
            if self.grader_zygote and self.grader_zygote.failed:
                self.grader_zygote.close()
                self.grader_zygote = None

    def _worker_zygote(
        self, preload: tuple[str, ...], *, gpu: bool
    ) -> Zygote | FreshProcessFactory:
        kind = preload, gpu
        if kind not in self.worker_zygotes:
            names = ("course", "course.expect", *preload, WORKER_MODULE)
            told = environment.of_workers(self.scratch)
            if gpu:
                # The same driver for all of them.
                drivers = self._slots().gpus[0].grant.readable
                told = environment.of_gpu_workers(self.scratch, drivers)
            self.worker_zygotes[kind] = process_factory(names, told, self.log, self.level)
        return self.worker_zygotes[kind]

    def _grader_zygote(self) -> Zygote | FreshProcessFactory:
        if self.grader_zygote is None:
            told = environment.base() | {"PYTHONHASHSEED": str(self.salt)}
            self.grader_zygote = process_factory(GRADER_IMPORTS, told, self.log, Level.NONE)
        return self.grader_zygote


def mark_broken(
    exercise: Exercise,
    outcome: Outcome,
    missing: Sequence[str],
    why: str,
    on_task: Callable[[TaskOutcome], None],
) -> None:
    """Call the tasks that nobody has judged `broken`, and say why."""
    for name in missing:
        if name not in outcome.tasks:
            task = TaskOutcome.unjudged(exercise.task(name), Verdict.BROKEN, why)
            outcome.tasks[name] = task
            on_task(task)


def default_jobs(limits: Limits, gpus: Sequence[Gpu] = ()) -> int:
    """As many as this machine's cores, its free memory and its GPUs allow."""
    free_mib = int(psutil.virtual_memory().available >> 20)
    return fitting(syscalls.cores(), free_mib, limits, gpus)
