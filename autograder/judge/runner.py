"""One submission's run: its cells once, then questions; a lost worker is replaced."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from autograder.author.exercise import Limits
from autograder.errors import StartupFailed
from autograder.judge.answer import TOO_MUCH, StudentError, checked_outputs, read_answer
from autograder.judge.memory_watchdog import GPU_MEMORY, PROCESSES
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.wire import Handle, WireError
from course.expect import describe

# A worker whose peak came this near to its allowance did not die by chance.
NEAR_THE_LIMIT = 0.85
READY_SECONDS = 30.0
# SIGKILL, by its number: Windows knows neither.
KILLED = 9
# How our own words on a cell that was ended begin.
STOPPED = "This cell was stopped: "
# A process closes its files a moment before it is gone.
GRACE_SECONDS = 0.3
# How long a cell that is told to stop has for it.
STOP_SECONDS = 2.0
NOTHING: Mapping[int, tuple[str, Sequence[str]]] = MappingProxyType({})
# A submission may show as much as this many cells at their limit.
OUTPUT_SHARE = 16
# What our own worker answers to these, always; anything else is not our worker speaking.
ANSWERS: dict[str, type] = {
    "cell": list,
    "names": list,
    "name": Handle,
    "make": Handle,
    "keep": Handle,
    "describe": dict,
}


class ModelRefused(Exception):
    """Why a model was not rebuilt, or did not take its inputs, in a sentence for the student."""


class WorkerLost(BaseException):
    """The worker is gone: ran out of time or memory, died, or sent garbage.

    Not an `Exception`, so that Hypothesis does not try to shrink it.
    """

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.message = message


@dataclass(frozen=True)
class ExitReport:
    """How a child ended, from the kernel by way of the supervisor.

    `over` names the memory that it had too much of, if it was ended for it; of this machine's it was
    allowed `allowed_mib` beyond `base_mib`.
    """

    signal: int
    peak_mib: float
    base_mib: float
    allowed_mib: float
    over: str = ""
    # It ended by itself, or was killed by others than us.
    unasked: bool = False


class WorkerKilled(BaseException):
    """A worker that somebody else has killed, the machine for want of memory say; nobody's fault.

    Not an `Exception`, so that nothing takes it for a check's result.
    """


@dataclass(frozen=True)
class ChildHandle:
    """A child that was started for us: its channel, how to interrupt it, how to end it.

    `end` takes the seconds that it may take to be gone by itself; then it is killed.
    """

    channel: Channel
    interrupt: Callable[[], None]
    end: Callable[[float], ExitReport]


class ChildSpawner(Protocol):
    """Who starts children for a runner."""

    def spawn(self, role: str) -> ChildHandle:
        """Start a fresh `worker` or `model host`."""
        ...


class Runner:
    """Runs `cells` (index to source) in a worker and asks it questions, on the student's clock.

    Those of them that are `tests` run in an IPython that the others have not changed. Of some cells
    `own` tells for which task they make which names: these stay what they made. What counts is
    the time spent waiting for the worker, and this process's own CPU time: what an answer makes us
    do is the student's doing. `clock` is told the seconds that are left, whenever an answer has
    come. Seconds and verdicts are this process's own; everything else that comes back is the
    worker's word. Where it is `patient`, a worker that was killed from
    outside is not the student's doing: then it raises `WorkerKilled`.
    """

    def __init__(
        self,
        cells: Mapping[int, str],
        host: ChildSpawner,
        limits: Limits,
        *,
        tests: Collection[int] = (),
        own: Mapping[int, tuple[str, Sequence[str]]] = NOTHING,
        patient: bool = False,
        clock: Callable[[float], None] = lambda left: None,
    ) -> None:
        self.cells = dict(cells)
        self.tests = frozenset(tests)
        self.own = own
        self.host = host
        self.limits = limits
        self.patient = patient
        self.worker: ChildHandle | None = None
        self.models: list[ChildHandle] = []
        self.skipped: set[int] = set()
        self.submission_left = limits.submission_seconds
        self.task_left = limits.task_seconds
        self.clock = clock
        self.judging = 0.0
        self.worked = time.process_time()
        self.called = ("", "")
        self.returned: Any = None

    def run_cells(self) -> dict[int, list[dict[str, Any]]]:
        """Run every cell once and give its outputs.

        A cell that takes too long is interrupted, and keeps what it has done until then; one that
        loses the worker is skipped.
        """
        outputs: dict[int, list[dict[str, Any]]] = {}
        # The worker cuts at the limit; beside it stand what errors are called, and a few of our words.
        most = 2 * self.limits.output_kib * 1024
        left = OUTPUT_SHARE * self.limits.output_kib * 1024
        for index in self.cells:
            try:
                self._ensure(before=index)
                told = self._run_cell(index)
                shown, size = checked_outputs(told, min(left, most)) if left else ([TOO_MUCH], 0)
                left -= size
                if index in self.skipped:
                    shown = _interrupted(shown, self.limits.cell_seconds)
                outputs[index] = shown
            except WorkerLost as lost:
                self.skipped.add(index)
                outputs[index] = [_error_output(lost)]
        return outputs

    def written_files(self, given: str) -> Any:
        """Ask what the cells have left in their folder, but for the files of the folder `given`.

        What comes back is the worker's word; of a worker that is lost, nothing.
        """
        if self.worker is None:
            return []
        try:
            return self.ask("written", given=given)
        except (StudentError, WorkerLost):
            return []

    @property
    def waited(self) -> float:
        """Seconds that the student's code took so far."""
        return self.limits.submission_seconds - self.submission_left - self.judging

    def begin(self, task: str) -> None:
        """Start a task: its clock, and the worker's seeds and surroundings."""
        self._charge_judging()
        self.task_left = self.limits.task_seconds
        self.called, self.returned = ("", ""), None
        self._end_models()
        self.ask("begin", task=task)

    def close(self) -> None:
        """End every child."""
        self._end_models()
        if self.worker is not None:
            _end(self.worker)
            self.worker = None

    def ask(self, op: str, **arguments: Any) -> Any:
        """Ask the worker; raises `StudentError` for its exceptions, `WorkerLost` if it is lost."""
        self._charge_judging()
        self._ensure()
        with self._task_clock():
            seconds = min(self.task_left, self.submission_left)
            return self._exchange({"op": op, **arguments}, seconds)

    @contextmanager
    def _task_clock(self) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        finally:
            self.task_left -= time.monotonic() - started

    def rebuild(self, config: Any, weights: Any) -> tuple[ChildHandle, Any]:
        """Have a model of this task's rebuilt in a process of its own; give this and its facts."""
        child = self._child("model host")
        self.models.append(child)
        return child, self.ask_model(child, "rebuild", config=config, weights=weights)

    def ask_model(self, child: ChildHandle, op: str, **arguments: Any) -> Any:
        """Ask a model host, on the student's clock; raises `ModelRefused`, `WorkerLost`."""
        self._charge_judging()
        seconds = min(self.task_left, self.submission_left)
        try:
            with self._task_clock():
                answer = self._converse(child.channel, {"op": op, **arguments}, seconds)
        except DeadlinePassed:
            raise WorkerLost(Verdict.TIMEOUT, self._over(seconds)) from None
        except (ChannelClosed, WireError) as error:
            raise self._model_lost(child, str(error)) from None
        match answer:
            case {"value": value}:
                return value
            case {"refused": str(sentence)}:
                raise ModelRefused(sentence)
            case {"memory": str(sentence)}:
                raise WorkerLost(Verdict.MEMORY, sentence)
        raise StartupFailed(f"a model host answered {list(answer)}")

    def _model_lost(self, child: ChildHandle, why: str) -> BaseException:
        self.models.remove(child)
        end = _end(child, GRACE_SECONDS)
        if _near_the_limit(end):
            return WorkerLost(Verdict.MEMORY, "The model needs more memory than is allowed.")
        return StartupFailed(f"a model host was lost (signal {end.signal}): {why}")

    def _end_models(self) -> None:
        while self.models:
            _end(self.models.pop())

    def note_call(self, full: str, shapes: str) -> None:
        """Remember a call for feedback: with its values, and with shapes and types alone."""
        self.called = (full, shapes)
        self.returned = None

    def note_return(self, value: Any) -> None:
        self.returned = value

    def last_returned(self, *, values: bool) -> str:
        """Tell what the last call gave."""
        return "" if self.returned is None else describe(self.returned, values=values)

    def _ensure(self, before: int | None = None) -> None:
        """Have a worker in which every cell (before the given one) has run, whatever it takes."""
        while self.worker is None:
            if self.submission_left <= 0:
                total = f"{self.limits.submission_seconds:.0f} s"
                raise WorkerLost(Verdict.TIMEOUT, f"all cells and tasks together took over {total}")
            self.worker = self._child("worker")
            for index in self.cells:
                if index == before:
                    break
                if index in self.skipped:
                    continue
                try:
                    self._run_cell(index)
                except WorkerLost:
                    # It ran before and is lost now: skip it too, or this would never end.
                    self.skipped.add(index)
                    break

    def _child(self, role: str) -> ChildHandle:
        child = self.host.spawn(role)
        try:
            greeting = child.channel.receive(seconds=READY_SECONDS)
        except (ChannelClosed, DeadlinePassed, WireError) as error:
            raise StartupFailed(f"a {role} did not come up: {error}") from error
        if greeting != {"ready": True}:
            raise StartupFailed(f"a {role} could not shut itself in: {greeting}")
        return child

    def _run_cell(self, index: int) -> Any:
        child = self.worker
        assert child is not None

        def interrupt() -> None:
            # Not again in a worker that takes this one's place.
            self.skipped.add(index)
            child.interrupt()

        self._charge_judging()
        seconds = min(self.limits.cell_seconds, self.submission_left)
        request = {
            "op": "cell",
            "source": self.cells[index],
            "test": index in self.tests,
            "own": self.own.get(index),
        }
        try:
            return self._exchange(request, seconds, interrupt)
        # What a cell raises it shows; a shell that raises is one that a cell has changed.
        except StudentError as error:
            shown = {"ename": error.kind, "evalue": error.message, "traceback": [str(error)]}
            return [{"output_type": "error", **shown}]

    def _exchange(
        self, request: dict[str, Any], seconds: float, late: Callable[[], None] | None = None
    ) -> Any:
        assert self.worker is not None
        try:
            value = read_answer(self._converse(self.worker.channel, request, seconds, late))
            if not isinstance(value, ANSWERS.get(request["op"], object)):
                raise WireError(f"`{request['op']}` cannot give a {type(value).__name__}")
        except DeadlinePassed:
            raise self._lose(Verdict.TIMEOUT, self._over(seconds)) from None
        except WireError as error:
            raise self._lose(Verdict.ERROR, f"its answer could not be read: {error}") from None
        except ChannelClosed:
            raise self._lose(Verdict.ERROR, "") from None
        return value

    def _converse(
        self,
        channel: Channel,
        request: dict[str, Any],
        seconds: float,
        late: Callable[[], None] | None = None,
    ) -> Any:
        """Send, wait, and charge the submission for the time; `late` may hurry the answer on."""
        started = time.monotonic()
        try:
            if seconds <= 0:
                raise DeadlinePassed
            channel.send(request, seconds=seconds)
            if late is not None and not channel.readable(seconds):
                late()
                seconds = STOP_SECONDS
            return channel.receive(seconds=seconds)
        finally:
            self.submission_left -= time.monotonic() - started
            self.worked = time.process_time()
            self.clock(self.submission_left)

    def _charge_judging(self) -> None:
        """Charge the submission for what its last answer made this process do."""
        now = time.process_time()
        took, self.worked = now - self.worked, now
        self.judging += took
        self.submission_left -= took
        self.task_left -= took

    def _over(self, seconds: float) -> str:
        """Tell which limit was reached; what a task's earlier calls have left says little."""
        if seconds >= 1:
            return f"it was still running after {seconds:.0f} s"
        if self.submission_left <= self.task_left:
            return f"all cells and tasks together took over {self.limits.submission_seconds:.0f} s"
        return f"the task's calls together took over {self.limits.task_seconds:.0f} s"

    def _lose(self, verdict: Verdict, message: str) -> WorkerLost:
        assert self.worker is not None
        end = _end(self.worker, 0.0 if message else GRACE_SECONDS)
        self.worker = None
        if message:
            return WorkerLost(verdict, message)
        if end.over == GPU_MEMORY:
            allowed = self.limits.gpu_memory_mib
            said = f"it was ended when it used more than {allowed} MiB of the GPU's memory"
            return WorkerLost(Verdict.MEMORY, said)
        if end.over == PROCESSES:
            allowed = self.limits.processes
            said = f"it was ended when it had more than {allowed} processes beside its own"
            return WorkerLost(Verdict.FORBIDDEN, said)
        if _near_the_limit(end):
            allowed = self.limits.memory_mib
            return WorkerLost(Verdict.MEMORY, f"it ended when it used more than {allowed} MiB")
        if self.patient and end.unasked and end.signal == KILLED:
            raise WorkerKilled("a worker was killed, and not by us")
        how = f"signal {end.signal}" if end.signal else "an exit"
        return WorkerLost(Verdict.ERROR, f"its process ended ({how}) before it answered")


def _near_the_limit(end: ExitReport) -> bool:
    return bool(end.over) or end.peak_mib - end.base_mib > NEAR_THE_LIMIT * end.allowed_mib


def _end(child: ChildHandle, grace: float = 0.0) -> ExitReport:
    child.channel.close()
    return child.end(grace)


def _error_output(lost: WorkerLost, where: Sequence[str] = ()) -> dict[str, Any]:
    text = f"{STOPPED}{lost.message}. The cells after it were still run."
    return {
        "output_type": "error",
        "ename": lost.verdict.value,
        "evalue": text,
        "traceback": [*where, text],
    }


def _interrupted(shown: list[dict[str, Any]], seconds: float) -> list[dict[str, Any]]:
    """What a cell showed until it was interrupted, and where it was then."""
    lost = WorkerLost(Verdict.TIMEOUT, f"it was still running after {seconds:.0f} s")
    errors = [output for output in shown if output["output_type"] == "error"]
    before = [output for output in shown if output["output_type"] != "error"]
    return [*before, _error_output(lost, errors[-1]["traceback"] if errors else ())]
