"""The process that holds the hidden checks: it asks the worker, judges, and reports."""

import functools
import math
import socket
import sys
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from autograder.errors import ChecksError, StartupFailed
from autograder.judge.check_marks import task_of
from autograder.judge.checks import CheckPlugin
from autograder.judge.child import ChildHandle, WorkerKilled
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
    pack,
)
from autograder.judge.outcome import CheckRecord
from autograder.judge.runner import Runner
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel
from autograder.process.messages import Message, WireDict
from autograder.process.wire import TRUSTED, WireError
from autograder.sandbox import syscalls

# The grader needs a moment of CPU time between two answers, and never this much.
CPU_SLACK = 5.0
# If our own answer fails a draw, another one is made. So many draws are tried.
MOST_DRAWS = 3


def main(config: WireDict, sock: socket.socket) -> None:
    """Grade the one job that the supervisor sends."""
    if sys.platform == "linux":
        # Otherwise processes of the same user may read this one's memory through /proc.
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
    supervisor = SupervisorLink(Channel(sock, TRUSTED))
    grader = Grader(supervisor, GraderStart.from_wire(supervisor.receive()))
    try:
        grader.grade()
    except WorkerKilled as error:
        supervisor.send(ChildLost(str(error), grader.waited))
    except StartupFailed as error:
        # It may have been killed before it ran any code. Another try starts another one.
        lost = ChildLost(str(error), grader.waited)
        supervisor.send(lost if grader.start.patient else Broken(str(error)))
    except ChecksError as error:
        supervisor.send(Broken(str(error)))
    # Any other fault is our own, too. It makes tasks `broken`, and never gives a verdict.
    except Exception:
        supervisor.send(Broken(traceback.format_exc()[-4000:]))


def limit_own_cpu_time(seconds: float) -> None:
    """Have the kernel end this process (SIGXCPU) if it works so long, and a little, on one answer.

    A timer in Python would not do: a regular expression or a sort never looks at a clock.
    """
    if sys.platform == "linux":
        import resource

        end = math.ceil(time.process_time() + max(0.0, seconds) + CPU_SLACK)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (end if most < 0 else min(end, most), most))


class SupervisorLink:
    """The channel to the supervisor, which alone may start and kill processes."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def send(self, message: Message) -> None:
        """Send one message."""
        self.channel.send(pack(message))

    def receive(self) -> object:
        """Wait for an answer."""
        return self.channel.receive()

    def spawn(self, role: str) -> ChildHandle:
        """Have the supervisor start a child; see `ChildSpawner`."""
        self.send(Spawn(role))
        match self.channel.receive_socket():
            case [int(number), int(pid)], sock:
                interrupt = functools.partial(self.send, Interrupt(number))
                end = functools.partial(self._end, number)
                return ChildHandle(Channel(sock), interrupt, end, pid)
        raise WireError("a child has no number")

    def reference(self) -> dict[int, str]:
        """Ask for the cells of our own answer, by index."""
        self.send(ReferenceWanted())
        cells = self.receive()
        assert isinstance(cells, list)
        return dict(cells)

    def _end(self, number: int, grace: float) -> ExitReport:
        self.send(End(number, grace))
        return ExitReport.from_wire(self.receive())


class Grader:
    """Judges one submission, task by task.

    If a randomised check fails, our own answer gets the same draws before the verdict stands.
    """

    def __init__(self, supervisor: SupervisorLink, start: GraderStart) -> None:
        self.supervisor = supervisor
        self.start = start
        self.records: dict[str, CheckRecord] = {}
        # The randomised checks that the submission has failed.
        self.doubtful: set[str] = set()
        self.runner: Runner | None = None

    @property
    def waited(self) -> float:
        """Seconds that the student's code has taken so far."""
        return self.runner.waited if self.runner else 0.0

    def grade(self) -> None:
        """Run the cells, then the checks. Send outputs, each task when it is judged, and `Done`."""
        start = self.start
        self.runner = runner = self._runner_of_submission()
        self.supervisor.send(Outputs(list(runner.run_cells().items())))
        if start.keep:
            self.supervisor.send(WrittenFiles(runner.written_files(start.keep)))
        self.checks = CheckPlugin(
            runner,
            start.seed,
            self._keep,
            lambda item: task_of(item) in start.tasks,
            self._finished,
            reveal=start.reveal,
        )
        if start.tasks:
            self.checks.run(Path(start.checks))
        runner.close()
        if self.doubtful:
            self._confirm()
        self.supervisor.send(Done(runner.waited))

    def _runner_of_submission(self) -> Runner:
        start = self.start
        return Runner(
            dict(start.cells),
            self.supervisor,
            start.limits,
            tests=start.tests,
            own={index: (task, names) for index, task, names in start.own},
            patient=start.patient,
            on_left=limit_own_cpu_time,
        )

    def _runner_of_reference(self, cells: Mapping[int, str]) -> Runner:
        return Runner(
            cells,
            self.supervisor,
            self.start.limits,
            patient=self.start.patient,
            on_left=limit_own_cpu_time,
        )

    def _finished(self, task: str) -> None:
        """Send a task's records, unless a randomised check failed: then our own answer is tried."""
        failed = {
            record.check
            for record in self._records_of(task)
            if record.check in self.checks.randomised and record.verdict is Verdict.WRONG
        }
        self.doubtful |= failed
        if not failed:
            self._send(task)

    def _confirm(self) -> None:
        """Give our own answer the same draws. A draw that it fails judges nobody, and is made anew."""
        reference = self.supervisor.reference()
        names, seed = set(self.doubtful), self.start.seed
        for draw in range(1, MOST_DRAWS + 1):
            unfair = self._unfair(reference, names, seed)
            if not unfair or draw == MOST_DRAWS:
                break
            seed = self.start.seed + draw
            names = self._drawn_again(unfair, seed)
        for task in sorted({self.records[name].task for name in self.doubtful}):
            self._send(task)

    def _unfair(self, reference: Mapping[int, str], names: Collection[str], seed: int) -> set[str]:
        """Run checks on our own answer. Name those that it fails; they are `broken` for now."""
        unfair: set[str] = set()

        def confirmed(record: CheckRecord) -> None:
            if record.verdict is not Verdict.PASS:
                unfair.add(record.check)
                self.records[record.check] = _broken(record)

        if names:
            self._run(self._runner_of_reference(reference), names, seed, confirmed)
        return unfair

    def _drawn_again(self, names: Collection[str], seed: int) -> set[str]:
        """Judge the submission by another draw of these checks. Name those that it fails."""
        failed: set[str] = set()

        def judged(record: CheckRecord) -> None:
            # If the time does not suffice for another draw, the answer is not at fault.
            if record.verdict in (Verdict.PASS, Verdict.WRONG):
                self.records[record.check] = record
            if record.verdict is Verdict.WRONG:
                failed.add(record.check)

        self._run(self._runner_of_submission(), names, seed, judged)
        return failed

    def _run(
        self,
        runner: Runner,
        names: Collection[str],
        seed: int,
        on_record: Callable[[CheckRecord], None],
    ) -> None:
        """Run the checks of these names against a submission."""
        runner.run_cells()
        checks = CheckPlugin(
            runner,
            seed,
            on_record,
            lambda item: item.name in names,
            reveal=self.start.reveal,
        )
        checks.run(Path(self.start.checks))
        runner.close()

    def _keep(self, record: CheckRecord) -> None:
        self.records[record.check] = record

    def _records_of(self, task: str) -> list[CheckRecord]:
        return [record for record in self.records.values() if record.task == task]

    def _send(self, task: str) -> None:
        collected = [check for check, of in self.checks.collected if of == task]
        self.supervisor.send(TaskJudged(task, self._records_of(task), collected))


def _broken(record: CheckRecord) -> CheckRecord:
    """Give the record of a check that our own answer fails, and which therefore judges nobody."""
    why = record.message or record.detail or record.description
    return CheckRecord(
        check=record.check,
        task=record.task,
        weight=record.weight,
        verdict=Verdict.BROKEN,
        description=record.description,
        main=record.main,
        supporting=record.supporting,
        detail=f"our own answer fails this draw, too: {why}",
    )
