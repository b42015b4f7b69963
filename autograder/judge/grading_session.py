"""One submission's processes, from fork to the last record."""

import dataclasses
import itertools
import socket
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import autograder
import course
from autograder.author import notebook, sample
from autograder.author.exercise import MOST_PROCESSES, Exercise
from autograder.errors import GraderLost
from autograder.judge.gpu_slots import GpuSlot
from autograder.judge.memory_watchdog import MEMORY, MemoryWatchdog, WatchedProcess
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.wire import TRUSTED, WireError
from autograder.process.zygote import Child, Exit
from autograder.sandbox import cgroup, sandbox
from autograder.sandbox.gpu_device import DRIVER_MIB
from autograder.sandbox.removal import remove
from autograder.worker import gpu_claim

WORKER_MODULE = "autograder.worker.worker"
GRADER_MODULE = "autograder.judge.grader"
WORKER, MODEL_HOST = "worker", "model host"
# What the grader may ask for; both are forked from the exercise's zygotes and shut in alike.
ROLES = {WORKER: f"{WORKER_MODULE}:main", MODEL_HOST: "autograder.worker.model_host:main"}
# Code of ours that a worker may read; our answers and hidden checks lie in neither.
PACKAGES = [*autograder.__path__, *course.__path__]
# Beyond the student's own clock, what our side may need: forks, draws, comparing, confirming.
OUR_SECONDS = 120.0
# Pages of libraries that a worker touches: they are in its memory, and nobody else lacks them. With
# a GPU they are part of what its driver is allowed.
LIBRARIES_MIB = 256
# A process that the kernel has ended for its CPU time; by its number, which Windows lacks.
OUT_OF_TIME = 24
GRACE_SECONDS = 2.0
WORKED_TOO_LONG = (
    "All cells and tasks together took over {:.0f} s, with the time that it took to look through "
    "what they returned."
)
NEVER_DONE = "Grading was not done after {:.0f} s, so it was stopped. Your instructor will look."


class ChildProcess(Protocol):
    """A process that plays a role; `Child` says what each of these is."""

    pid: int
    base_mib: float

    def interrupt(self) -> None: ...
    def end(self, grace: float = 0.0) -> Exit: ...


class ProcessFactory(Protocol):
    """Where such processes come from; `Zygote` says what each of these does."""

    def fork(self, role: str, config: dict[str, Any], sock: socket.socket) -> ChildProcess: ...
    def await_imports(self) -> None: ...


@dataclass(frozen=True)
class Resources:
    """Where a sitting is held: whom to fork from, and what every child is told.

    With a `slot` its workers have a GPU, and are watched.
    """

    workers: ProcessFactory
    hosts: ProcessFactory
    graders: ProcessFactory
    scratch: Path
    cgroups: cgroup.Delegation | None
    slot: GpuSlot | None = None
    watch: MemoryWatchdog = field(default_factory=MemoryWatchdog)


@dataclass
class _Running:
    """A child that runs now, and its folder."""

    child: ChildProcess
    box: Path
    bounds: sandbox.Bounds
    group: cgroup.Group | None
    watched: WatchedProcess | None


class GradingSession:
    """Runs one submission; `on_task` gets each task as soon as it is judged.

    Raises `GraderLost` or `ZygoteFailed`; the tasks judged until then are in `outcome`.
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

    def run(self, job: dict[str, Any]) -> None:
        """Grade; what `job` holds, `Grader` says."""
        channel, theirs = Channel.pair(TRUSTED)
        lost: Exception | None = None
        problem = ""
        with channel:
            grader = self.resources.graders.fork(f"{GRADER_MODULE}:main", {}, theirs)
            seconds = self.exercise.limits.submission_seconds * 2 + OUR_SECONDS
            try:
                channel.send(job, seconds=30)
                problem = self._listen(channel, grader.pid, time.monotonic() + seconds)
            except (ChannelClosed, DeadlinePassed, WireError) as error:
                lost = error
            finally:
                channel.close()
                for number in list(self.running):
                    self._end(number)
                end = grader.end(GRACE_SECONDS if isinstance(lost, ChannelClosed) else 0.0)
        missing = [name for name in job["tasks"] if name not in self.outcome.tasks]
        if lost is None:
            for name in missing:
                self._judged(name, [], problem)
        elif end.signal == OUT_OF_TIME:
            self._late(missing, 0.0, WORKED_TOO_LONG)
        elif isinstance(lost, DeadlinePassed):
            # Whose time it was nobody can tell: the machine may be overloaded. Staff must look.
            self._late(missing, None, NEVER_DONE.format(seconds))
        else:
            raise GraderLost(f"the grader was lost: {lost}") from lost

    def _late(self, missing: Sequence[str], score: float | None, why: str) -> None:
        """Close a submission whose time is up: it is not tried again."""
        limit = self.exercise.limits.submission_seconds
        for name in missing:
            task = self.exercise.task(name)
            note = why.format(limit)
            self.outcome.tasks[name] = TaskOutcome(task, (), Verdict.TIMEOUT, score, note)
            self.on_task(self.outcome.tasks[name])

    def _listen(self, channel: Channel, grader: int, end: float) -> str:
        """Serve the grader until it is done; tell what is the matter with tasks not judged by then."""
        while True:
            message = channel.receive(seconds=max(0.01, end - time.monotonic()))
            match message:
                case {"spawn": role}:
                    self._spawn(channel, grader, role)
                case {"interrupt": number}:
                    self.running[number].child.interrupt()
                case {"end": number, "grace": grace}:
                    channel.send(self._end(number, grace))
                case {"outputs": outputs}:
                    self.outcome.outputs = dict(outputs)
                case {"files": files}:
                    self.outcome.files = files
                case {"task": task, "records": records, "collected": collected}:
                    self._take(task, records, collected)
                case {"reference": True}:
                    answer = sample.fill(self.exercise, sample.reference(self.exercise))
                    channel.send(list(notebook.cells_to_run(answer)))
                case {"killed": True, "student_seconds": seconds}:
                    self.outcome.student_seconds += seconds
                    raise GraderLost("a worker was killed, and not by us")
                case {"broken": problem}:
                    return str(problem)
                case {"done": True, "student_seconds": seconds}:
                    self.outcome.student_seconds += seconds
                    return "no check belongs to it"

    def _take(self, name: str, told: Sequence[dict[str, Any]], collected: list[str]) -> None:
        records = [
            CheckRecord(verdict=Verdict(record.pop("verdict")), **record)
            for record in map(dict, told)
        ]
        # A check that left no record is not a pass, and no zero either.
        missing = sorted(set(collected) - {record.check for record in records})
        self._judged(name, [] if missing else records, f"no record of {missing}")

    def _judged(self, name: str, records: list[CheckRecord], problem: str) -> None:
        task = self.exercise.task(name)
        unjudged = TaskOutcome.unjudged(task, Verdict.BROKEN, problem)
        self.outcome.tasks[name] = TaskOutcome.of(task, records) if records else unjudged
        self.on_task(self.outcome.tasks[name])

    def _spawn(self, channel: Channel, grader: int, role: str) -> None:
        ours, theirs = Channel.pair()
        box = Path(tempfile.mkdtemp(prefix="box-", dir=self.resources.scratch))
        cell_test_options, level = self.exercise.cell_test_options, self.outcome.isolation
        slot = self.resources.slot if role == WORKER else None
        process_factory = self.resources.workers if role == WORKER else self.resources.hosts
        bounds = self._bounds(slot)
        config = {
            "box": str(box),
            "bounds": dataclasses.asdict(bounds),
            "level": str(level),
            "packages": [
                *PACKAGES,
                str(self.exercise.folder),
                *(cell_test_options.readable if cell_test_options else ()),
            ],
            "exercises": str(self.exercise.folder.parent),
            "files": str(self.exercise.folder) if cell_test_options else "",
            "programs": bool(cell_test_options and cell_test_options.programs)
            and level is not sandbox.Level.FLOOR,
            "processes": bool(self.exercise.limits.processes) and role == WORKER,
            "logs": bool(cell_test_options and cell_test_options.logs),
            "grant": dataclasses.asdict(slot.gpu.grant if slot else sandbox.NOTHING),
            "claim": gpu_claim.claim_of(slot.gpu, slot.memory_mib) if slot else {},
            "output_characters": self.exercise.limits.output_kib * 1024,
            "seed": int(self.outcome.digest[:8], 16),
        }
        with ours:
            number = next(self.numbers)
            child = process_factory.fork(ROLES[role], config, theirs)
            group = self._group(child, box.name, bounds)
            self.running[number] = _Running(
                child, box, bounds, group, self._watch(child, bounds, slot)
            )
            self.outcome.workers += role == WORKER
            channel.send_socket(number, ours.sock, grader)

    def _end(self, number: int, grace: float = 0.0) -> dict[str, Any]:
        """Kill a child, so that nothing of it runs on, and tell how it ended."""
        running = self.running.pop(number)
        over = ""
        if running.watched:
            self.resources.watch.remove(running.watched)
            over = running.watched.over
            most = max(self.outcome.gpu_peak_mib, running.watched.peak_mib)
            self.outcome.gpu_peak_mib = most
        end: Exit = running.child.end(grace)
        killed = running.group.close() if running.group else False
        remove(running.box)
        self.outcome.worker_cpu_seconds += end.cpu_seconds
        self.outcome.worker_peak_mib = max(self.outcome.worker_peak_mib, end.peak_mib)
        return {
            "signal": end.signal,
            "peak_mib": end.peak_mib,
            "base_mib": running.child.base_mib,
            "allowed_mib": running.bounds.memory_mib,
            "over": MEMORY if killed else over,
            "unasked": end.unasked,
        }

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
        return self.resources.watch.add(child.pidfd, slot, most, child.base_mib, processes)

    def _processes(self) -> int:
        """How many processes a worker may have beside itself."""
        programs = (
            self.exercise.cell_test_options is not None and self.exercise.cell_test_options.programs
        )
        return MOST_PROCESSES if programs else self.exercise.limits.processes

    def _bounds(self, slot: GpuSlot | None) -> sandbox.Bounds:
        limits = self.exercise.limits
        return sandbox.Bounds(
            memory_mib=limits.memory_mib + (DRIVER_MIB if slot else 0),
            cpu_seconds=int(limits.submission_seconds * 2) + 60,
        )
