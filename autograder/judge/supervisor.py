"""The trusted process: it keeps the zygotes, and its children grade submissions."""

import functools
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from autograder.author.exercise import Exercise, Limits
from autograder.errors import GraderLost, ZygoteFailed
from autograder.judge import gpu_slots
from autograder.judge.executor import Executor, OnTask
from autograder.judge.gpu_slots import GpuSlot, GpuSlots
from autograder.judge.grading_session import (
    GRADER_MODULE,
    MODEL_HOST_MODULE,
    WORKER_MODULE,
    GradingSession,
    Resources,
)
from autograder.judge.job import GradingJob
from autograder.judge.memory_watchdog import MemoryWatchdog
from autograder.judge.messages import GraderStart, grader_start
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.seeding import Seeding
from autograder.judge.turns import Turns
from autograder.judge.verdict import Verdict
from autograder.probe import gpu, isolation
from autograder.process import environment
from autograder.process.fresh_process import FreshProcessFactory, process_factory
from autograder.process.zygote import Zygote
from autograder.sandbox import cgroup
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.removal import remove
from autograder.sandbox.sandbox import Level

TEXT_TABLES = "autograder.judge.text_tables"
GRADER_IMPORTS = (
    "numpy", "pytest", "hypothesis", "_hypothesis_pytestplugin", GRADER_MODULE, TEXT_TABLES,
)  # fmt: skip
# A process of our own may be killed by accident once or twice. A third loss is no accident.
TRIES = 3
# The salt of texts' hashes in workers elsewhere; that of other workers is 0, so each run is alike.
OTHER_SALT = 20_260_728


class Supervisor(Executor):
    """Grades submissions on this machine, for as many threads as ask. It keeps the zygotes.

    `secret` seeds every draw. A caller that knows the seeds, and not the secret, gives `salt`, which
    salts the hashes of the graders. `level` is the highest that holds here unless given. With
    `Level.NONE` nothing is isolated: that is for practice only. `gpus` are the GPUs that workers may
    use; unless given, they are looked for when one is wanted. Raises `NoIsolation`.

    The code that opens a supervisor also closes it:

        with Supervisor(secret) as supervisor:
            outcome = supervisor.grade(exercise, cells)
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
        # A worker that has given up root must reach its own folder. The names in here are random.
        self.scratch.chmod(0o711)
        self.log = self.scratch / "zygotes.log"
        # By the modules that they import, by whether their children will have a GPU, and by the salt
        # of their texts' hashes.
        self.worker_zygotes: dict[
            tuple[tuple[str, ...], bool, int], Zygote | FreshProcessFactory
        ] = {}
        self.grader_zygote: Zygote | FreshProcessFactory | None = None
        self.lock = threading.Lock()
        self.sessions: set[GradingSession] = set()
        self.turns = Turns()
        self.gpu_slots = None if gpus is None else GpuSlots(gpus)
        self.gpu_lock = threading.Lock()
        self.watchdog = MemoryWatchdog()
        self.closed = False

    def close(self) -> None:
        """End every process and delete what they wrote. A thread that still grades gets `ZygoteFailed`."""
        self.closed = True
        with self.lock:
            graders = [self.grader_zygote] if self.grader_zygote else []
            for zygote in [*self.worker_zygotes.values(), *graders]:
                zygote.close()
            self.worker_zygotes.clear()
            self.grader_zygote = None
        remove(self.scratch)

    def stop(self) -> None:
        """End what is graded now, and keep the zygotes. Each thread that grades gets `Stopped`.

        A thread that only prepares to grade goes on: call this again until it has ended.
        """
        with self.lock:
            for session in self.sessions:
                session.stop()

    @property
    def capacity(self) -> int:
        """Count the submissions that run at once."""
        return self.turns.most

    def limit(self, jobs: int, limits: Limits) -> None:
        """Run at most `jobs` submissions at once, however many threads ask.

        0 means as many as cores, memory and GPUs allow.
        """
        self.turns.limit(jobs, limits, self.gpus(limits))

    def device(self, limits: Limits) -> str:
        """Tell where submissions of these limits run: `GPU`, `CPU` for want of one, or empty."""
        return gpu_slots.device(self.gpus(limits), limits)

    def gpus(self, limits: Limits) -> list[Gpu]:
        """List the GPUs that workers can use. If these limits want none, do not look for any."""
        return self._slots().gpus if limits.gpu else []

    def _slots(self) -> GpuSlots:
        with self.gpu_lock:
            if self.gpu_slots is None:
                gpus, problems = gpu.usable(self.level, environment.backend())
                self.gpu_slots = GpuSlots(gpus)
                self.notices += problems
            return self.gpu_slots

    def start_imports(self, preload: tuple[str, ...]) -> None:
        """Start to import what some exercises need. The first submission waits for the rest of it."""
        with self.lock:
            self._worker_zygote(preload, gpu=False)
            self._grader_zygote()

    def warm_up(self, exercise: Exercise) -> None:
        """Import now what an exercise needs. Otherwise the first submission would wait for it."""
        with self._slot(exercise.limits) as slot:
            resources = self.resources_for(exercise, slot)
        for zygote in (resources.workers, resources.hosts, resources.graders):
            zygote.await_imports()

    def run(self, job: GradingJob, on_task: OnTask) -> Outcome:
        """Grade one submission; `on_task` gets each task as soon as it is judged.

        A fault of our own makes tasks `broken` and never changes a score. Raises `ZygoteFailed` only
        if this supervisor is closed meanwhile, and `Stopped` after `stop`.
        """
        exercise = job.exercise
        outcome = job.new_outcome(self.level)
        for left in reversed(range(TRIES)):
            missing = [name for name in job.tasks if name not in outcome.tasks]
            # All tries share one clock, since a worker can arrange to be killed from outside.
            seconds = max(1.0, exercise.limits.submission_seconds - outcome.student_seconds)
            # On the last try a killed worker is the submission's own doing.
            start = grader_start(job, missing, seconds, patient=left > 0)
            try:
                # The GPU first: a submission that waits for one must not keep others from running.
                with self._slot(exercise.limits) as slot:
                    self._run_once(exercise, outcome, on_task, start, slot)
                break
            except (GraderLost, ZygoteFailed) as error:
                if self.closed:
                    raise ZygoteFailed("grading was stopped") from error
                self._drop_failed()
                if not left:
                    mark_broken(exercise, outcome, missing, str(error), on_task)
        outcome.tasks = {name: outcome.tasks[name] for name in job.tasks}
        return outcome

    def _slot(self, limits: Limits) -> AbstractContextManager[GpuSlot | None]:
        return self._slots().slot(limits) if limits.gpu else nullcontext()

    def _run_once(
        self,
        exercise: Exercise,
        outcome: Outcome,
        on_task: OnTask,
        start: GraderStart,
        slot: GpuSlot | None,
    ) -> None:
        """Run one session as soon as fewer than the allowed number run."""
        resources = self.resources_for(exercise, slot)
        # Before the clock starts: no submission pays for imports.
        resources.workers.await_imports()
        with self.turns.one():
            started = time.monotonic()
            session = GradingSession(resources, exercise, outcome, on_task)
            with self.lock:
                self.sessions.add(session)
            try:
                session.run(start)
            finally:
                with self.lock:
                    self.sessions.discard(session)
            outcome.seconds += time.monotonic() - started

    def resources_for(self, exercise: Exercise, slot: GpuSlot | None = None) -> Resources:
        """Give what one session of an exercise needs."""
        with self.lock:
            if self.closed:
                raise ZygoteFailed("grading was stopped")
            workers = self._worker_zygote(exercise.preload, gpu=slot is not None)
            # Our own code rebuilds a model and gives it hidden inputs: that never happens on a GPU.
            hosts = self._worker_zygote(exercise.preload, gpu=False)
            graders = self._grader_zygote()
            return Resources(
                workers=workers,
                elsewhere=functools.partial(self._elsewhere, exercise.preload),
                hosts=hosts,
                graders=graders,
                scratch=self.scratch,
                cgroups=self.cgroups,
                slot=slot,
                watchdog=self.watchdog,
            )

    def _elsewhere(self, preload: tuple[str, ...]) -> Zygote | FreshProcessFactory:
        """Give the zygote of workers elsewhere; the first one that is wanted waits for its imports."""
        with self.lock:
            zygote = self._worker_zygote(preload, gpu=False, salt=OTHER_SALT)
        zygote.await_imports()
        return zygote

    def _drop_failed(self) -> None:
        """Close zygotes that do not answer, so that the next try gets fresh ones."""
        with self.lock:
            for kind, zygote in list(self.worker_zygotes.items()):
                if zygote.failed:
                    self.worker_zygotes.pop(kind).close()
            if self.grader_zygote and self.grader_zygote.failed:
                self.grader_zygote.close()
                self.grader_zygote = None

    def _worker_zygote(
        self, preload: tuple[str, ...], *, gpu: bool, salt: int = 0
    ) -> Zygote | FreshProcessFactory:
        kind = preload, gpu, salt
        if kind not in self.worker_zygotes:
            names = ("course", "course.expect", *preload, WORKER_MODULE, MODEL_HOST_MODULE)
            variables = environment.of_workers(self.scratch)
            if gpu:
                # All GPUs of a machine have the same driver.
                drivers = self._slots().gpus[0].grant.readable
                variables = environment.of_gpu_workers(self.scratch, drivers)
            variables |= {"PYTHONHASHSEED": str(salt)}
            self.worker_zygotes[kind] = process_factory(names, variables, self.log, self.level)
        return self.worker_zygotes[kind]

    def _grader_zygote(self) -> Zygote | FreshProcessFactory:
        if self.grader_zygote is None:
            variables = environment.base() | {"PYTHONHASHSEED": str(self.salt)}
            self.grader_zygote = process_factory(GRADER_IMPORTS, variables, self.log, Level.NONE)
        return self.grader_zygote


def mark_broken(
    exercise: Exercise,
    outcome: Outcome,
    missing: Sequence[str],
    why: str,
    on_task: OnTask,
) -> None:
    """Mark the tasks that nobody has judged as `broken`, with the reason."""
    for name in missing:
        if name not in outcome.tasks:
            task = TaskOutcome.unjudged(exercise.task(name), Verdict.BROKEN, why)
            outcome.tasks[name] = task
            on_task(task)
