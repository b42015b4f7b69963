"""The process that holds the hidden checks: asks the worker, judges, reports to the supervisor."""

import functools
import math
import socket
import sys
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.author.exercise import Limits
from autograder.errors import ChecksError, StartupFailed
from autograder.judge.checks import CheckPlugin, task_of
from autograder.judge.outcome import CheckRecord
from autograder.judge.runner import ChildHandle, ExitReport, Runner, WorkerKilled
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel
from autograder.process.wire import TRUSTED
from autograder.sandbox import syscalls

# Between two answers we work for a moment; so long is no moment on any machine.
GRACE_SECONDS = 5.0
# A draw that our own answer fails is made anew; so many are tried.
MOST_DRAWS = 3


def main(config: dict[str, Any], sock: socket.socket) -> None:
    """Grade the one job that the supervisor sends, record by record."""
    if sys.platform == "linux":
        # Same-user processes may otherwise read this one's memory through /proc.
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
    supervisor = Channel(sock, TRUSTED)
    try:
        grader = Grader(supervisor, supervisor.receive())
        grader.grade()
    except WorkerKilled:
        supervisor.send({"killed": True, "student_seconds": grader.waited})
    except (ChecksError, StartupFailed) as error:
        supervisor.send({"broken": str(error)})
    # Any other fault is ours as well: `broken`, which scores nobody, and never a verdict.
    except Exception:
        supervisor.send({"broken": traceback.format_exc()[-4000:]})


def stop_after(seconds: float) -> None:
    """Have the kernel end this process (SIGXCPU) once it works so long, and a little, on an answer.

    No loop of ours has to look at a clock: an expression or a sort that takes for ever looks at none.
    """
    if sys.platform == "linux":
        import resource

        end = math.ceil(time.process_time() + max(0.0, seconds) + GRACE_SECONDS)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (end if most < 0 else min(end, most), most))


class RemoteSpawner:
    """Children by way of the supervisor, which alone may start and kill processes."""

    def __init__(self, supervisor: Channel) -> None:
        self.supervisor = supervisor

    def spawn(self, role: str) -> ChildHandle:
        self.supervisor.send({"spawn": role})
        number, sock = self.supervisor.receive_socket()
        channel = Channel(sock)
        interrupt = functools.partial(self.supervisor.send, {"interrupt": number})
        return ChildHandle(channel, interrupt, functools.partial(self._end, number))

    def _end(self, number: int, grace: float) -> ExitReport:
        self.supervisor.send({"end": number, "grace": grace})
        return ExitReport(**self.supervisor.receive())


class Grader:
    """Judges one submission, task by task.

    `job` holds `cells` (pairs of index and source), which of them are `tests` (indexes), whose `own` they
    are and which names they make (triples of index, task, names), `limits`, `checks` (a path), `tasks`
    (names), `seed`, and whether there will be another try (`patient`). `keep` is the folder of files
    that cells were given: what they wrote besides is kept; it is empty where nothing is. Our own
    answer's cells are asked for when a check that depends on luck fails.
    """

    def __init__(self, supervisor: Channel, job: dict[str, Any]) -> None:
        self.supervisor = supervisor
        self.job = job
        self.limits = Limits(**job["limits"])
        self.records: dict[str, CheckRecord] = {}
        self.doubtful: set[str] = set()
        self.runner: Runner | None = None

    @property
    def waited(self) -> float:
        """Seconds that the student's code took so far."""
        return self.runner.waited if self.runner else 0.0

    def grade(self) -> None:
        """Run the cells, then the checks; send outputs, each task when it is judged, and `done`."""
        host = RemoteSpawner(self.supervisor)
        self.runner = runner = self._runner_of_submission(host)
        self.supervisor.send({"outputs": list(runner.run_cells().items())})
        if self.job["keep"]:
            self.supervisor.send({"files": runner.written_files(self.job["keep"])})
        tasks, seed = self.job["tasks"], self.job["seed"]
        self.checks = CheckPlugin(
            runner, seed, self._keep, lambda i: task_of(i) in tasks, self._finished
        )
        if tasks:
            self.checks.run(Path(self.job["checks"]))
        runner.close()
        if self.doubtful:
            self._confirm(host)
        self.supervisor.send({"done": True, "student_seconds": runner.waited})

    def _runner_of_submission(self, host: RemoteSpawner) -> Runner:
        own = {index: (task, names) for index, task, names in self.job["own"]}
        return Runner(
            dict(self.job["cells"]),
            host,
            self.limits,
            tests=self.job["tests"],
            own=own,
            patient=self.job["patient"],
            clock=stop_after,
        )

    def _finished(self, task: str) -> None:
        """Send a task's records, unless luck may have had a part in them: then our answer is asked."""
        randomised = {
            record.check
            for record in self._of(task)
            if record.check in self.checks.randomised and record.verdict is Verdict.WRONG
        }
        self.doubtful |= randomised
        if not randomised:
            self._send(task)

    def _confirm(self, host: RemoteSpawner) -> None:
        """Give our own answer the same draws; one that it fails, too, judges nobody, and is drawn again."""
        self.supervisor.send({"reference": True})
        ours = dict(self.supervisor.receive())
        doubtful, seed = set(self.doubtful), self.job["seed"]
        for draw in range(1, MOST_DRAWS + 1):
            unfair = self._unfair(host, ours, doubtful, seed)
            if not unfair or draw == MOST_DRAWS:
                break
            seed = self.job["seed"] + draw
            doubtful = self._drawn_again(host, unfair, seed)
        for task in sorted({self.records[name].task for name in self.doubtful}):
            self._send(task)

    def _unfair(
        self, host: RemoteSpawner, ours: Mapping[int, str], names: Collection[str], seed: int
    ) -> set[str]:
        """Run checks on our own answer; those that it fails are `broken` for now, and named."""
        unfair: set[str] = set()

        def confirmed(record: CheckRecord) -> None:
            if record.verdict is not Verdict.PASS:
                unfair.add(record.check)
                self.records[record.check] = _broken(record)

        if names:
            runner = Runner(ours, host, self.limits, patient=self.job["patient"], clock=stop_after)
            self._run(runner, names, seed, confirmed)
        return unfair

    def _drawn_again(self, host: RemoteSpawner, names: Collection[str], seed: int) -> set[str]:
        """Judge the submission by another draw of these checks; gives those that it fails."""
        failed: set[str] = set()

        def judged(record: CheckRecord) -> None:
            # What the time for another draw does not suffice for, is no fault of the answer's.
            if record.verdict in (Verdict.PASS, Verdict.WRONG):
                self.records[record.check] = record
            if record.verdict is Verdict.WRONG:
                failed.add(record.check)

        self._run(self._runner_of_submission(host), names, seed, judged)
        return failed

    def _run(
        self,
        runner: Runner,
        names: Collection[str],
        seed: int,
        on_task: Callable[[CheckRecord], None],
    ) -> None:
        runner.run_cells()
        CheckPlugin(runner, seed, on_task, lambda item: item.name in names).run(
            Path(self.job["checks"])
        )
        runner.close()

    def _keep(self, record: CheckRecord) -> None:
        self.records[record.check] = record

    def _of(self, task: str) -> list[CheckRecord]:
        return [record for record in self.records.values() if record.task == task]

    def _send(self, task: str) -> None:
        records = [asdict(record) | {"verdict": record.verdict.value} for record in self._of(task)]
        collected = [check for check, of in self.checks.collected if of == task]
        self.supervisor.send({"task": task, "records": records, "collected": collected})


def _broken(ours: CheckRecord) -> CheckRecord:
    """A check that cannot judge, since our own answer fails it."""
    return CheckRecord(
        check=ours.check,
        task=ours.task,
        weight=ours.weight,
        verdict=Verdict.BROKEN,
        description=ours.description,
        supporting=ours.supporting,
        detail=f"our own answer fails this draw, too: {ours.message or ours.detail or ours.description}",
    )
