"""Runs one submission: its cells once, then questions. A worker that is lost is replaced."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, overload

from autograder.author.exercise import Limits
from autograder.judge.answer import TOO_MUCH, StudentError, checked_outputs, read_answer
from autograder.judge.child import (
    ELSEWHERE,
    EXIT_GRACE,
    WORKER,
    ChildHandle,
    ChildSpawner,
    WorkerKilled,
    WorkerLost,
    end_child,
    ran_out_of_memory,
    start_child,
)
from autograder.judge.last_call import LastCall
from autograder.judge.memory_watchdog import GPU_MEMORY, PROCESSES
from autograder.judge.messages import ExitReport
from autograder.judge.model_hosts import ModelHosts
from autograder.judge.student_clock import StudentClock
from autograder.judge.verdict import Verdict
from autograder.process.channel import ChannelClosed, DeadlinePassed
from autograder.process.messages import CellOutput, WireDict
from autograder.process.wire import Handle, WireError

# SIGKILL. Windows has no name for it.
KILLED = 9
# Our own sentence on a cell that was ended begins with this.
STOPPED = "This cell was stopped: "
NOTHING: Mapping[int, tuple[str, Sequence[str]]] = MappingProxyType({})
# A submission may show as much as this many cells at their limit.
OUTPUT_SHARE = 16
# The types of our own worker's answers to these verbs. Any other type does not come from our worker.
ANSWERS: dict[str, type] = {
    "cell": list,
    "names": list,
    "name": Handle,
    "make": Handle,
    "keep": Handle,
    "describe": dict,
}


class Runner:
    """Runs `cells` (index to source) in a worker, and asks it questions on the student's clock.

    Cells with an index in `tests` run in an IPython that the other cells have not changed. `own`
    tells for some cells which task they belong to, and which names they make for it. A check sees
    these names as that cell has made them. `on_left` is called with the seconds that are left,
    whenever an answer has come.

    Seconds and verdicts come from this process. Everything else is what the worker says. With
    `patient`, a worker that was killed from outside raises `WorkerKilled`; without, it counts as the
    student's doing.
    """

    def __init__(
        self,
        cells: Mapping[int, str],
        spawner: ChildSpawner,
        limits: Limits,
        *,
        tests: Collection[int] = (),
        own: Mapping[int, tuple[str, Sequence[str]]] = NOTHING,
        patient: bool = False,
        on_left: Callable[[float], None] = lambda left: None,
        role: str = WORKER,
        clock: StudentClock | None = None,
    ) -> None:
        self.role = role
        self.cells = dict(cells)
        self.tests = frozenset(tests)
        self.own = own
        self.spawner = spawner
        self.limits = limits
        self.patient = patient
        self.clock = clock or StudentClock(limits, on_left)
        self.models = ModelHosts(spawner, self.clock)
        self.worker: ChildHandle | None = None
        self.skipped: set[int] = set()
        self.task = ""
        self.twin: Runner | None = None
        self.last_call = LastCall()

    def run_cells(self) -> dict[int, list[CellOutput]]:
        """Run every cell once and give its outputs.

        A cell that takes too long is interrupted, and what it has done stays. A cell that loses the
        worker is skipped from then on.
        """
        outputs: dict[int, list[CellOutput]] = {}
        # The worker cuts at the limit. Names of errors and a few of our own words come on top.
        most = 2 * self.limits.output_kib * 1024
        left = OUTPUT_SHARE * self.limits.output_kib * 1024
        for index in self.cells:
            try:
                self._ensure_worker(before=index)
                answer = self._run_cell(index)
                shown, size = checked_outputs(answer, min(left, most)) if left else ([TOO_MUCH], 0)
                left -= size
                if index in self.skipped:
                    shown = _interrupted(shown, self.clock.cell_over())
                outputs[index] = shown
            except WorkerLost as lost:
                self.skipped.add(index)
                outputs[index] = [_error_output(lost)]
        return outputs

    def written_files(self, given: str) -> object:
        """Ask what the cells have written besides the files of the folder `given`.

        The answer is unchecked. It is an empty list if the worker is lost.
        """
        if self.worker is None:
            return []
        try:
            return self.ask("written", given=given)
        except (StudentError, WorkerLost):
            return []

    @property
    def waited(self) -> float:
        """Seconds that the student's code has taken so far."""
        return self.clock.waited

    def begin(self, task: str) -> None:
        """Start a task: its clock, and the worker's seeds and surroundings."""
        self.clock.begin_task()
        self.last_call = LastCall()
        self.models.end()
        self._end_twin()
        self.task = task
        self.ask("begin", task=task)

    def elsewhere(self) -> "Runner":
        """Give the runner for the same task in another process, on the same clock.

        The checks of a task share it: its cells run once.
        """
        if self.twin is None:
            self.twin = self._twin()
        return self.twin

    def _twin(self) -> "Runner":
        twin = Runner(
            self.cells,
            self.spawner,
            self.limits,
            tests=self.tests,
            own=self.own,
            patient=self.patient,
            role=ELSEWHERE,
            clock=self.clock,
        )
        # A cell that has lost a worker would lose this one, too.
        twin.skipped = set(self.skipped)
        twin.task = self.task
        twin.ask("begin", task=self.task)
        return twin

    def _end_twin(self) -> None:
        if self.twin is not None:
            self.twin.close()
            self.twin = None

    def close(self) -> None:
        """End every child."""
        self.models.end()
        self._end_twin()
        if self.worker is not None:
            end_child(self.worker)
            self.worker = None

    # `ANSWERS` has these types.
    @overload
    def ask(self, op: Literal["name", "make", "keep"], **arguments: object) -> Handle: ...
    @overload
    def ask(self, op: Literal["names"], **arguments: object) -> list[object]: ...
    @overload
    def ask(self, op: Literal["describe"], **arguments: object) -> dict[str, object]: ...
    @overload
    def ask(self, op: str, **arguments: object) -> object: ...
    def ask(self, op: str, **arguments: object) -> object:
        """Ask the worker. Raises `StudentError` for its exceptions, `WorkerLost` if it is lost."""
        self.clock.charge_judging()
        self._ensure_worker()
        return self._exchange({"op": op, **arguments}, self.clock.call_seconds, of_task=True)

    def _ensure_worker(self, before: int | None = None) -> None:
        """Get a worker in which every cell has run, or every cell before the given one."""
        while self.worker is None:
            if self.clock.submission_left <= 0:
                raise WorkerLost(Verdict.TIMEOUT, self.clock.submission_over())
            self.worker = start_child(self.spawner, self.role)
            for index in self.cells:
                if index == before:
                    break
                if index in self.skipped:
                    continue
                try:
                    self._run_cell(index)
                except WorkerLost:
                    # The cell ran before, and loses the worker now. Without skipping it this loop
                    # would never end.
                    self.skipped.add(index)
                    break

    def _run_cell(self, index: int) -> list[object]:
        child = self.worker
        assert child is not None

        def interrupt() -> None:
            # A worker that replaces this one must not run the cell again.
            self.skipped.add(index)
            child.interrupt()

        self.clock.charge_judging()
        seconds = min(self.limits.cell_seconds, self.clock.submission_left)
        request: WireDict = {
            "op": "cell",
            "source": self.cells[index],
            "test": index in self.tests,
            "own": self.own.get(index),
        }
        try:
            outputs = self._exchange(request, seconds, interrupt)
        # An exception in a cell is an output. If the shell itself raises, a cell has changed it.
        except StudentError as error:
            shown = {"ename": error.kind, "evalue": error.message, "traceback": [str(error)]}
            return [{"output_type": "error", **shown}]
        # `ANSWERS` has made sure of it.
        assert isinstance(outputs, list)
        return outputs

    def _exchange(
        self,
        request: WireDict,
        seconds: float,
        late: Callable[[], None] | None = None,
        *,
        of_task: bool = False,
    ) -> object:
        assert self.worker is not None
        op = str(request["op"])
        try:
            answer = self.clock.converse(self.worker, request, seconds, late, of_task=of_task)
            value = read_answer(answer)
            if not isinstance(value, ANSWERS.get(op, object)):
                raise WireError(f"`{op}` cannot give a {type(value).__name__}")
        except DeadlinePassed:
            raise self._lose(Verdict.TIMEOUT, self.clock.limit_reached(of_task=of_task)) from None
        except WireError as error:
            raise self._lose(Verdict.ERROR, f"its answer could not be read: {error}") from None
        except ChannelClosed:
            raise self._lose(Verdict.ERROR, "") from None
        return value

    def _lose(self, verdict: Verdict, message: str) -> WorkerLost:
        """End the worker. Without a `message`, find out how it ended."""
        assert self.worker is not None
        end = end_child(self.worker, 0.0 if message else EXIT_GRACE)
        self.worker = None
        return WorkerLost(verdict, message) if message else self._died(end)

    def _died(self, end: ExitReport) -> WorkerLost:
        """Tell why a worker died before it answered. Raises `WorkerKilled`."""
        limits = self.limits
        if end.over == GPU_MEMORY:
            why = f"it was ended when it used more than {limits.gpu_memory_mib} MiB of the GPU's memory"
            return WorkerLost(Verdict.MEMORY, why)
        if end.over == PROCESSES:
            why = f"it was ended when it had more than {limits.processes} processes beside its own"
            return WorkerLost(Verdict.FORBIDDEN, why)
        if ran_out_of_memory(end):
            why = f"it ended when it used more than {limits.memory_mib} MiB"
            return WorkerLost(Verdict.MEMORY, why)
        if self.patient and end.unasked and end.signal == KILLED:
            raise WorkerKilled("a worker was killed, and not by us")
        how = f"signal {end.signal}" if end.signal else "an exit"
        return WorkerLost(Verdict.ERROR, f"its process ended ({how}) before it answered")


def _error_output(lost: WorkerLost, where: Sequence[str] = ()) -> CellOutput:
    text = f"{STOPPED}{lost.message}. The cells after it were still run."
    return {
        "output_type": "error",
        "ename": lost.verdict.value,
        "evalue": text,
        "traceback": [*where, text],
    }


def _interrupted(shown: list[CellOutput], why: str) -> list[CellOutput]:
    """Give what a cell showed until it was interrupted, and the line that it had reached."""
    lost = WorkerLost(Verdict.TIMEOUT, why)
    errors = [output for output in shown if output["output_type"] == "error"]
    before = [output for output in shown if output["output_type"] != "error"]
    return [*before, _error_output(lost, errors[-1]["traceback"] if errors else ())]
