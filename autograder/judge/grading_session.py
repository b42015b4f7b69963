"""Runs the processes of one submission, from the first fork to the last record."""

import contextlib
import itertools
import socket
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import autograder
import course
from autograder.author import notebook, sample
from autograder.author.exercise import MOST_PROCESSES, Exercise
from autograder.errors import GraderLost, Stopped
from autograder.judge.child import ELSEWHERE, MODEL_HOST, WORKER
from autograder.judge.gpu_slots import GpuSlot
from autograder.judge.memory_watchdog import MEMORY, MemoryWatchdog, WatchedProcess
from autograder.judge.messages import (
    Broken,
    ChildLost,
    Done,
    End,
    ExitReport,
    GraderStart,
    Interrupt,
    Outputs,
    ReferenceWanted,
    Spawn,
    TaskJudged,
    WrittenFiles,
    unpack,
)
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.student_clock import PATIENCE
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.messages import ChildStart, Exit, SandboxedStart
from autograder.process.wire import TRUSTED, WireError
from autograder.process.zygote import Child, ChildProcess, ProcessFactory
from autograder.sandbox import cgroup, sandbox, syscalls
from autograder.sandbox.gpu_device import DRIVER_MIB
from autograder.sandbox.removal import remove
from autograder.worker import gpu_claim

WORKER_MODULE = "autograder.worker.worker"
MODEL_HOST_MODULE = "autograder.worker.model_host"
GRADER_MODULE = "autograder.judge.grader"
# The roles that the grader may ask for. All are forked from the exercise's zygotes and sandboxed.
ROLES = {
    WORKER: f"{WORKER_MODULE}:main",
    ELSEWHERE: f"{WORKER_MODULE}:main",
    MODEL_HOST: f"{MODEL_HOST_MODULE}:main",
}
# Our own code that a worker may read. Neither package holds answers or hidden checks.
PACKAGES = [*autograder.__path__, *course.__path__]
# Our side may need this besides the student's clock: to fork, draw, compare and confirm.
OUR_SECONDS = 120.0
# Pages of libraries that a worker touches count as its memory, though other processes share them.
# With a GPU they are part of the allowance of its driver.
LIBRARIES_MIB = 256
# SIGXCPU: the kernel has ended a process for its CPU time. Windows has no name for it.
OUT_OF_TIME = 24
GRADER_GRACE = 2.0
WORKED_TOO_LONG = (
    "All cells and tasks together took over {:.0f} s, with the time that it took to look through "
    "what they returned."
)
NEVER_DONE = (
    "Grading was not done after {:.0f} s, so it was stopped. The people who run the course can see "
    "why."
)


@dataclass(frozen=True)
class Resources:
    """The resources of a session: where its children are forked, and what they share.

    `elsewhere` starts the zygote of workers elsewhere when the first one is wanted. With a `slot` its
    workers have a part of a GPU.
    """

    workers: ProcessFactory
    elsewhere: Callable[[], ProcessFactory]
    hosts: ProcessFactory
    graders: ProcessFactory
    scratch: Path
    cgroups: cgroup.Delegation | None
    slot: GpuSlot | None = None
    watchdog: MemoryWatchdog = field(default_factory=MemoryWatchdog)


@dataclass
class _Running:
    """A child that runs now, and its folder."""

    child: ChildProcess
    box: Path
    bounds: sandbox.Bounds
    group: cgroup.Group | None
    watched: WatchedProcess | None


class GradingSession:
    """Runs one submission. `on_task` gets each task as soon as it is judged.

    Raises `GraderLost`, `ZygoteFailed`, or `Stopped` after `stop`. The tasks judged until then are
    in `outcome`.
    """

    def __init__(
        self,
        resources: Resources,
        exercise: Exercise,
        outcome: Outcome,
        on_task: Callable[[TaskOutcome], None],
    ) -> None:
        self.resources = resources
        self.exercise = exercise
        self.outcome = outcome
        self.on_task = on_task
        self.running: dict[int, _Running] = {}
        self.numbers = itertools.count(1)
        self.channel: Channel | None = None
        self.stopped = False

    def stop(self) -> None:
        """End all of its processes soon. Another thread than the one in `run` calls this."""
        self.stopped = True
        if self.channel is not None:
            # `run` may have closed it just now.
            with contextlib.suppress(OSError):
                self.channel.sock.shutdown(socket.SHUT_RDWR)

    def run(self, start: GraderStart) -> None:
        """Start a grader with this job, and serve it until its end."""
        channel, theirs = Channel.pair(TRUSTED)
        lost: Exception | None = None
        problem = ""
        self.channel = channel
        with channel:
            grader = self.resources.graders.fork(f"{GRADER_MODULE}:main", ChildStart(), theirs)
            # Nothing but a fault in Held-out takes so long: the grader keeps the student's clock.
            seconds = self.exercise.limits.submission_seconds * PATIENCE + OUR_SECONDS
            try:
                if self.stopped:
                    raise ChannelClosed("it was stopped before it began")
                channel.send(start.to_wire(), seconds=30)
                problem = self._serve(channel, grader.pid, time.monotonic() + seconds)
            # An OSError: the machine had no folder, or no control group, for a child.
            except (ChannelClosed, DeadlinePassed, WireError, OSError) as error:
                lost = error
            finally:
                channel.close()
                patient = isinstance(lost, ChannelClosed) and not self.stopped
                end = self._end_all(grader, GRADER_GRACE if patient else 0.0)
        if lost and self.stopped:
            raise Stopped("Grading was stopped.") from lost
        missing = [name for name in start.tasks if name not in self.outcome.tasks]
        if lost is None:
            for name in missing:
                self._judged(name, [], problem)
        elif end.signal == OUT_OF_TIME:
            self._late(missing, 0.0, WORKED_TOO_LONG)
        elif isinstance(lost, DeadlinePassed):
            # Nobody can tell what took the time: the machine may be overloaded. Staff must look.
            self._late(missing, None, NEVER_DONE.format(seconds))
        else:
            raise GraderLost(f"the grader was lost: {lost}") from lost

    def _late(self, missing: Sequence[str], score: float | None, why: str) -> None:
        """Close a submission whose time is up. It is not tried again."""
        limit = self.exercise.limits.submission_seconds
        for name in missing:
            task = self.exercise.task(name)
            note = why.format(limit)
            self.outcome.tasks[name] = TaskOutcome(task, (), Verdict.TIMEOUT, score, note)
            self.on_task(self.outcome.tasks[name])

    def _serve(self, channel: Channel, grader: int, end: float) -> str:
        """Serve the grader until it is done. Tell why tasks that are not judged by then are not."""
        while True:
            message = unpack(channel.receive(seconds=max(0.01, end - time.monotonic())))
            match message:
                case Spawn(role):
                    self._spawn(channel, grader, role)
                case Interrupt(number):
                    self.running[number].child.interrupt()
                case End(number, grace):
                    channel.send(self._end(number, grace).to_wire())
                case Outputs(outputs):
                    self.outcome.outputs = dict(outputs)
                case WrittenFiles(files):
                    self.outcome.files = files
                case TaskJudged():
                    self._take(message)
                case ReferenceWanted():
                    answer = sample.fill(self.exercise, sample.reference(self.exercise))
                    channel.send(list(notebook.cells_to_run(answer)))
                case ChildLost(problem, seconds):
                    self.outcome.student_seconds += seconds
                    raise GraderLost(problem)
                case Broken(problem):
                    return problem
                case Done(seconds):
                    self.outcome.student_seconds += seconds
                    return "no check belongs to it"

    def _take(self, judged: TaskJudged) -> None:
        # A check without a record is not a pass, and not a zero either.
        missing = sorted(set(judged.collected) - {record.check for record in judged.records})
        records = [] if missing else list(judged.records)
        self._judged(judged.task, records, f"no record of {missing}")

    def _judged(self, name: str, records: list[CheckRecord], problem: str) -> None:
        task = self.exercise.task(name)
        unjudged = TaskOutcome.unjudged(task, Verdict.BROKEN, problem)
        self.outcome.tasks[name] = TaskOutcome.of(task, records) if records else unjudged
        self.on_task(self.outcome.tasks[name])

    def _spawn(self, channel: Channel, grader: int, role: str) -> None:
        """Start a child, and send its number and the socket to it to the grader."""
        ours, theirs = Channel.pair()
        slot = self.resources.slot if role == WORKER else None
        factory = self._factory(role)
        bounds = self._bounds(slot)
        with ours:
            number = next(self.numbers)
            # Until the child is among those that run, nobody else ends it.
            with ExitStack() as undo:
                box = Path(tempfile.mkdtemp(prefix="box-", dir=self.resources.scratch))
                undo.callback(remove, box)
                child = factory.fork(ROLES[role], self._start(role, box, bounds, slot), theirs)
                undo.callback(child.end, 0.0)
                group = self._group(child, box.name, bounds)
                watched = self._watch(child, bounds, slot)
                self.running[number] = _Running(child, box, bounds, group, watched)
                undo.pop_all()
            self.outcome.workers += role != MODEL_HOST
            pid = syscalls.number_of(child.pidfd) if isinstance(child, Child) else child.pid
            channel.send_socket([number, pid], ours.sock, grader)

    def _factory(self, role: str) -> ProcessFactory:
        if role == ELSEWHERE:
            return self.resources.elsewhere()
        return self.resources.workers if role == WORKER else self.resources.hosts

    def _start(
        self, role: str, box: Path, bounds: sandbox.Bounds, slot: GpuSlot | None
    ) -> SandboxedStart:
        exercise, options = self.exercise, self.exercise.cell_test_options
        level = sandbox.Level(self.outcome.isolation)
        readable = options.readable if options else ()
        return SandboxedStart(
            box=str(box),
            level=level,
            bounds=bounds,
            packages=(*PACKAGES, str(exercise.folder), *readable),
            grant=slot.gpu.grant if slot else sandbox.NOTHING,
            claim=gpu_claim.claim_of(slot.gpu, slot.memory_mib) if slot else None,
            exercises=str(exercise.folder.parent),
            files=str(exercise.folder) if options else "",
            programs=bool(options and options.programs) and level is not sandbox.Level.FLOOR,
            processes=bool(exercise.limits.processes) and role != MODEL_HOST,
            logs=bool(options and options.logs),
            output_characters=exercise.limits.output_kib * 1024,
            seed=int(self.outcome.digest[:8], 16),
        )

    def _end_all(self, grader: ChildProcess, grace: float) -> Exit:
        """End the children, then the grader; none is left out if the end of another one fails."""
        try:
            with ExitStack() as children:
                for number in self.running:
                    children.callback(self._end, number)
        except OSError as error:
            raise GraderLost(f"a worker could not be ended: {error}") from error
        finally:
            end = grader.end(grace)
        return end

    def _end(self, number: int, grace: float = 0.0) -> ExitReport:
        """Kill a child and all that it has started, and tell how it ended."""
        running = self.running.pop(number)
        over, killed = "", False
        if running.watched:
            self.resources.watchdog.remove(running.watched)
            over = running.watched.over
            most = max(self.outcome.gpu_peak_mib, running.watched.peak_mib)
            self.outcome.gpu_peak_mib = most
        # The processes first, then the folder in which they wrote. Each happens if another one fails.
        try:
            try:
                end = running.child.end(grace)
            finally:
                killed = running.group.close() if running.group else False
        finally:
            remove(running.box)
        self.outcome.worker_cpu_seconds += end.cpu_seconds
        self.outcome.worker_peak_mib = max(self.outcome.worker_peak_mib, end.peak_mib)
        return ExitReport(
            signal=end.signal,
            peak_mib=end.peak_mib,
            base_mib=running.child.base_mib,
            allowed_mib=running.bounds.memory_mib,
            over=MEMORY if killed else over,
            unasked=end.unasked,
        )

    def _group(self, child: ChildProcess, name: str, bounds: sandbox.Bounds) -> cgroup.Group | None:
        if self.resources.cgroups is None or not isinstance(child, Child):
            return None
        group = self.resources.cgroups.group(name, bounds)
        group.add(child.pidfd)
        return group

    def _watch(
        self, child: ChildProcess, bounds: sandbox.Bounds, slot: GpuSlot | None
    ) -> WatchedProcess | None:
        processes = self._processes()
        # A control group counts every page by itself.
        grouped = self.resources.cgroups is not None and slot is None and not processes
        if not isinstance(child, Child) or grouped:
            return None
        most = child.base_mib + bounds.memory_mib + (0 if slot else LIBRARIES_MIB)
        return self.resources.watchdog.add(child.pidfd, slot, most, child.base_mib, processes)

    def _processes(self) -> int:
        """Count the processes that a worker may have besides itself."""
        options = self.exercise.cell_test_options
        return MOST_PROCESSES if options and options.programs else self.exercise.limits.processes

    def _bounds(self, slot: GpuSlot | None) -> sandbox.Bounds:
        limits = self.exercise.limits
        return sandbox.Bounds(
            memory_mib=limits.memory_mib + (DRIVER_MIB if slot else 0),
            cpu_seconds=int(limits.submission_seconds * 2) + 60,
        )
