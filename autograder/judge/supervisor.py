"""The trusted process: starts and kills the others, keeps the clocks, takes the grader's record."""

import dataclasses
import hashlib
import hmac
import itertools
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import autograder
import course
from autograder.author import notebook, sample
from autograder.author.exercise import Exercise, Task
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.session import cgroup, probe, sandbox
from autograder.session.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.session.sandbox import Level
from autograder.session.wire import TRUSTED, WireError
from autograder.session.zygote import Child, Exit, Zygote, ZygoteFailed

WORKER_MODULE = "autograder.session.worker"
# What the grader may ask for; both are forked from the exercise's zygote and shut in alike.
ROLES = {
    "worker": f"{WORKER_MODULE}:main",
    "model host": "autograder.session.model_host:main",
}
GRADER_MODULE = "autograder.judge.grader"
GRADER_IMPORTS = ("numpy", "pytest", "hypothesis", "_hypothesis_pytestplugin", GRADER_MODULE)
# Code of ours that a worker may read; our answers and hidden checks lie in neither.
PACKAGES = [*autograder.__path__, *course.__path__]
# Beyond the student's own clock, what our side may need: forks, draws, comparing, confirming.
OUR_SECONDS = 120.0


@dataclass
class _Running:
    """A child that runs now, and its folder."""

    child: Child
    box: Path
    group: cgroup.Group | None


class Supervisor:
    """Grades submissions one at a time; keep one for a whole batch, it holds the paid imports.

    `secret` seeds every draw. `level` is the highest that holds here unless given; with
    `Level.NONE` nothing is walled in: for practice alone. Raises `NoIsolation`.
    """

    def __init__(self, secret: bytes, level: Level | None = None) -> None:
        self.level = probe.best() if level is None else level
        self.secret = secret
        self.cgroups = cgroup.delegated()
        self.scratch = Path(tempfile.mkdtemp(prefix="heldout-"))
        # A worker that gave up root must reach its own folder; the names in it are random.
        self.scratch.chmod(0o711)
        self.log = self.scratch / "zygotes.log"
        self.worker_zygotes: dict[tuple[str, ...], Zygote] = {}
        self.grader_zygote: Zygote | None = None

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
        """End every process and delete what they wrote."""
        self._close_zygotes()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def _close_zygotes(self) -> None:
        graders = [self.grader_zygote] if self.grader_zygote else []
        for zygote in [*self.worker_zygotes.values(), *graders]:
            zygote.close()
        self.worker_zygotes.clear()
        self.grader_zygote = None

    def warm_up(self, exercise: Exercise) -> None:
        """Pay an exercise's imports now; the first submission would, otherwise."""
        self._worker_zygote(exercise.preload)
        self._grader_zygote()

    def grade(self, exercise: Exercise, cells: Mapping[int, str]) -> Outcome:
        """Grade one submission's cells; a fault of ours gives `broken` tasks, never a score."""
        digest = notebook.digest(list(cells.values()))
        outcome = Outcome(exercise.slug, {}, isolation=self.level, digest=digest)
        started = time.monotonic()
        try:
            _Sitting(self, exercise, outcome).run(self._job(exercise, cells, digest))
        except ZygoteFailed as error:
            # The next submission gets fresh ones.
            self._close_zygotes()
            outcome.tasks = {
                task.name: TaskOutcome.unjudged(task, Verdict.BROKEN, str(error))
                for task in exercise.tasks
            }
        outcome.seconds = time.monotonic() - started
        return outcome

    def _job(self, exercise: Exercise, cells: Mapping[int, str], digest: str) -> dict[str, Any]:
        """What the grader is told. Seeds depend on the code and the secret, not on place or time."""
        seed = int.from_bytes(self._digest(f"{exercise.slug} {digest}")[:4], "big")
        answer = sample.fill(exercise, sample.reference(exercise))
        return {
            "cells": list(cells.items()),
            "limits": dataclasses.asdict(exercise.limits),
            "checks": str(exercise.checks),
            "seed": seed,
            "reference": list(notebook.cells_to_run(answer)),
        }

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self.secret, text.encode(), hashlib.sha256)

    def _worker_zygote(self, preload: tuple[str, ...]) -> Zygote:
        if preload not in self.worker_zygotes:
            names = ("course", "course.expect", *preload, WORKER_MODULE)
            environment = worker_environment(self.scratch)
            self.worker_zygotes[preload] = Zygote(names, environment, self.log, self.level)
        return self.worker_zygotes[preload]

    def _grader_zygote(self) -> Zygote:
        if self.grader_zygote is None:
            # Else keys could be chosen that all fall into one place of the grader's dicts; and yet
            # the same on every machine, so that draws out of a set are.
            salt = int.from_bytes(self._digest("hashes")[:4], "big")
            environment = base_environment() | {"PYTHONHASHSEED": str(salt)}
            self.grader_zygote = Zygote(GRADER_IMPORTS, environment, self.log, Level.NONE)
        return self.grader_zygote


class _Sitting:
    """One submission's processes, from fork to the last record."""

    def __init__(self, supervisor: Supervisor, exercise: Exercise, outcome: Outcome) -> None:
        self.supervisor = supervisor
        self.exercise = exercise
        self.outcome = outcome
        self.running: dict[int, _Running] = {}
        self.numbers = itertools.count(1)
        self.records: list[CheckRecord] = []
        self.problem = "the grader did not finish"

    def run(self, job: dict[str, Any]) -> None:
        zygote = self.supervisor._grader_zygote()
        channel, theirs = Channel.pair(TRUSTED)
        with channel:
            grader = zygote.fork(f"{GRADER_MODULE}:main", {}, theirs)
            seconds = self.exercise.limits.submission_seconds * 2 + OUR_SECONDS
            try:
                channel.send(job, seconds=30)
                self._listen(channel, time.monotonic() + seconds)
            except (ChannelClosed, DeadlinePassed, WireError) as error:
                self.problem = f"the grader was lost: {error}"
            finally:
                channel.close()
                for number in list(self.running):
                    self._end(number)
                grader.end()
        self.outcome.tasks = {task.name: self._task(task) for task in self.exercise.tasks}

    def _listen(self, channel: Channel, end: float) -> None:
        """Serve the grader until it is done; whatever it does not record is not a pass."""
        while True:
            message = channel.receive(seconds=max(0.01, end - time.monotonic()))
            match message:
                case {"spawn": role}:
                    self._spawn(channel, role)
                case {"end": number}:
                    channel.send(self._end(number))
                case {"outputs": outputs}:
                    self.outcome.outputs = dict(outputs)
                case {"record": record}:
                    verdict = Verdict(record.pop("verdict"))
                    self.records.append(CheckRecord(verdict=verdict, **record))
                case {"broken": problem}:
                    self.problem = problem
                    self.records.clear()
                    return
                case {"done": collected}:
                    self._complete(collected)
                    return

    def _complete(self, collected: list[list[str]]) -> None:
        recorded = {record.check for record in self.records}
        missing = [check for check, _ in collected if check not in recorded]
        self.problem = f"no record of {missing}" if missing else "no check belongs to it"
        if missing:
            self.records.clear()

    def _task(self, task: Task) -> TaskOutcome:
        records = [record for record in self.records if record.task == task.name]
        if not records:
            return TaskOutcome.unjudged(task, Verdict.BROKEN, self.problem)
        return TaskOutcome.of(task, records)

    def _spawn(self, channel: Channel, role: str) -> None:
        zygote = self.supervisor._worker_zygote(self.exercise.preload)
        ours, theirs = Channel.pair()
        box = Path(tempfile.mkdtemp(prefix="box-", dir=self.supervisor.scratch))
        config = {
            "box": str(box),
            "bounds": dataclasses.asdict(self._bounds()),
            "level": self.supervisor.level.value,
            "packages": [*PACKAGES, str(self.exercise.folder)],
            "exercises": str(self.exercise.folder.parent),
            "output_characters": self.exercise.limits.output_kib * 1024,
            "seed": int(self.outcome.digest[:8], 16),
        }
        with ours:
            number = next(self.numbers)
            child = zygote.fork(ROLES[role], config, theirs)
            self.running[number] = _Running(child, box, self._group(child, box.name))
            self.outcome.workers += role == "worker"
            channel.send(number, [ours.sock.fileno()])

    def _end(self, number: int) -> dict[str, Any]:
        """Kill a child, so that nothing of it runs on, and tell how it ended."""
        running = self.running.pop(number)
        end: Exit = running.child.end()
        killed = running.group.close() if running.group else False
        shutil.rmtree(running.box, ignore_errors=True)
        self.outcome.worker_cpu_seconds += end.cpu_seconds
        self.outcome.worker_peak_mib = max(self.outcome.worker_peak_mib, end.peak_mib)
        return {
            "signal": end.signal,
            "peak_mib": end.peak_mib,
            "base_mib": running.child.base_mib,
            "out_of_memory": killed,
        }

    def _group(self, child: Child, name: str) -> cgroup.Group | None:
        if self.supervisor.cgroups is None:
            return None
        group = self.supervisor.cgroups.group(name, self._bounds())
        group.add(child.pidfd)
        return group

    def _bounds(self) -> sandbox.Bounds:
        limits = self.exercise.limits
        return sandbox.Bounds(
            memory_mib=limits.memory_mib, cpu_seconds=int(limits.submission_seconds * 2) + 60
        )


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
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": str(scratch / "ipython"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "CUDA_VISIBLE_DEVICES": "",
        # Locks would reach other processes: the sandbox refuses them, and h5py would give up.
        "HDF5_USE_FILE_LOCKING": "FALSE",
    }
