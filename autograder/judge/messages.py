"""The messages between supervisor and grader. Each travels as a plain dict with its `kind`.

| from | message | answer |
| --- | --- | --- |
| supervisor | `GraderStart`, once | |
| grader | `Spawn` | the child's number and process id, with a socket to it |
| grader | `Interrupt` | |
| grader | `End` | `ExitReport` |
| grader | `ReferenceWanted` | the cells of our own answer, as pairs of index and source |
| grader | `Outputs`, then `WrittenFiles` if files are kept | |
| grader | `TaskJudged`, for each task | |
| grader | `Done`, `Broken` or `ChildLost`, at the end | |

The grader is our own code, but it has decoded what a student's process sent. Therefore the
supervisor looks at records only, and gives a task without a record of each check no score.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.author.exercise import Limits
from autograder.judge.job import GradingJob
from autograder.judge.outcome import CheckRecord
from autograder.judge.verdict import Verdict
from autograder.process.messages import CellOutput, Message, WireDict
from autograder.process.wire import WireError


@dataclass(frozen=True)
class GraderStart(Message):
    """The job of one grader.

    `cells` are pairs of index and source. The cells with an index in `tests` are tests. `own` has
    triples: a cell's index, its task, and the names that it makes. `keep` is the folder of the files
    that cells were given, if what they write besides is kept, and empty if not. `checks` is the path
    of the hidden checks and `tasks` names those to judge. With `reveal`, feedback may show the inputs
    and results of each check. With `patient` there will be another try, so a worker that was killed
    from outside ends the grading.
    """

    cells: Sequence[tuple[int, str]]
    tests: Sequence[int]
    own: Sequence[tuple[int, str, Sequence[str]]]
    keep: str
    limits: Limits
    checks: str
    tasks: Sequence[str]
    seed: int
    reveal: bool
    patient: bool

    def to_wire(self) -> WireDict:
        """Give the fields by name, the limits as a dict."""
        return super().to_wire() | {"limits": dataclasses.asdict(self.limits)}

    @classmethod
    def from_wire(cls, message: object) -> "GraderStart":
        """Read what the supervisor sent; raises `WireError`."""
        start = super().from_wire(message)
        limits = start.limits
        assert isinstance(limits, dict)
        return dataclasses.replace(start, limits=Limits(**limits))


def grader_start(
    job: GradingJob, tasks: Sequence[str], seconds: float, *, patient: bool
) -> GraderStart:
    """Tell a grader to judge these tasks of a job within so many seconds."""
    exercise, options = job.exercise, job.exercise.cell_test_options
    return GraderStart(
        cells=list(job.cells.items()),
        tests=list(options.tests) if options else [],
        own=[(index, own.task, list(own.names)) for index, own in job.own.items()],
        keep=str(exercise.folder) if options and options.keep else "",
        limits=dataclasses.replace(exercise.limits, submission_seconds=seconds),
        checks=str(exercise.checks),
        tasks=list(tasks),
        seed=job.seed,
        reveal=exercise.reveal,
        patient=patient,
    )


@dataclass(frozen=True)
class Spawn(Message):
    """Start a child that plays `role`: `worker` or `model host`."""

    role: str


@dataclass(frozen=True)
class Interrupt(Message):
    """Interrupt the cell that this child runs."""

    child: int


@dataclass(frozen=True)
class End(Message):
    """Kill this child after `grace` seconds, and tell how it ended."""

    child: int
    grace: float


@dataclass(frozen=True)
class ExitReport(Message):
    """How a child ended, from the kernel by way of the supervisor.

    `over` names what the child had too much of, if it was ended for that. It was allowed
    `allowed_mib` of this machine's memory beyond `base_mib`. `unasked` means that it ended by
    itself, or that somebody else has killed it.
    """

    signal: int
    peak_mib: float
    base_mib: float
    allowed_mib: float
    over: str = ""
    unasked: bool = False


@dataclass(frozen=True)
class ReferenceWanted(Message):
    """Send the cells of our own answer: a randomised check has failed, and is confirmed on it."""


@dataclass(frozen=True)
class Outputs(Message):
    """The outputs of the cells: pairs of a cell's index and its outputs."""

    outputs: Sequence[tuple[int, list[CellOutput]]]


@dataclass(frozen=True)
class WrittenFiles(Message):
    """The files that the cells have written, as the worker sent them. Nobody has checked them yet."""

    files: object


@dataclass(frozen=True)
class TaskJudged(Message):
    """One task's records, and the names of the checks that were `collected` for it."""

    task: str
    records: Sequence[CheckRecord]
    collected: Sequence[str]

    def to_wire(self) -> WireDict:
        """Give the fields by name, the records as dicts."""
        records = [dataclasses.asdict(r) | {"verdict": r.verdict.value} for r in self.records]
        return super().to_wire() | {"records": records}

    @classmethod
    def from_wire(cls, message: object) -> "TaskJudged":
        """Read what the grader sent; raises `WireError`, and `ValueError` for an unknown verdict."""
        judged = super().from_wire(message)
        records = []
        for fields in judged.records:
            assert isinstance(fields, dict)
            records.append(CheckRecord(**fields | {"verdict": Verdict(fields["verdict"])}))
        return dataclasses.replace(judged, records=records)


@dataclass(frozen=True)
class ChildLost(Message):
    """A child is gone, and neither we nor the student have ended it. The machine may lack memory."""

    problem: str
    student_seconds: float


@dataclass(frozen=True)
class Broken(Message):
    """A fault of our own: no task that is left can be judged."""

    problem: str


@dataclass(frozen=True)
class Done(Message):
    """Every task is judged; the student's code took so many seconds."""

    student_seconds: float


GRADER_MESSAGES = (
    Spawn, Interrupt, End, ReferenceWanted, Outputs, WrittenFiles,
    TaskJudged, ChildLost, Broken, Done,
)  # fmt: skip
KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in GRADER_MESSAGES}


def pack(message: Message) -> WireDict:
    """Write a grader's message, with its kind."""
    return {"kind": type(message).__name__, **message.to_wire()}


def unpack(message: object) -> Message:
    """Read a grader's message; raises `WireError` for one that is not of a known kind."""
    match message:
        case {"kind": str(kind), **fields} if kind in KINDS:
            return KINDS[kind].from_wire(fields)
    raise WireError("a grader sent a message of no known kind")
