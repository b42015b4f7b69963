"""The messages between processes, as frozen dataclasses. On the wire each is a plain dict.

| from | to | message |
| --- | --- | --- |
| supervisor | zygote | `ForkRequest`, `ReapRequest` |
| zygote | supervisor | `Imported`; then `Forked`, `Exit`, or `{"refused": why}` if it must not fork |
| supervisor | a child | a `ChildStart`, with the fork |
| worker, model host | grader | `READY`; `{"unfit": trace}` if it could not shut itself in |
| grader | worker, model host | `{"op": verb, …}`: the verb is a method, the rest are its arguments |
| worker | grader | `{"value": value}` or `{"error": ErrorReport}` |
| model host | grader | `{"value": value}`, `{"refused": sentence}` or `{"memory": sentence}` |
| supervisor | grader, both ways | `judge/messages.py` |

A message from a worker is untrusted, since student code can change it. `judge/answer.py` takes it
apart field by field, and never makes a class of this file from it. A worker may import this file.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from autograder.process.wire import WireError
from autograder.sandbox.sandbox import NOTHING, Bounds, Grant, Level

# A message as it travels. Its values are plain data: text, numbers, lists, tuples, dicts, arrays.
WireDict = dict[str, object]
# One output of a cell, as nbformat writes it.
CellOutput = dict[str, Any]
# The greeting of a child that has shut itself in.
READY: WireDict = {"ready": True}
M = TypeVar("M", bound="Message")


def as_dict(message: object) -> WireDict:
    """Take a message of a process that we trust for a dict; raises `WireError`."""
    if not isinstance(message, dict):
        raise WireError(f"a message should be a dict, and is a {type(message).__name__}")
    return message


@dataclass(frozen=True)
class Message:
    """A message whose fields are plain data. Subclasses say more where they hold anything else."""

    def to_wire(self) -> WireDict:
        """Give the fields by name; their values are not copied."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    @classmethod
    def from_wire(cls: type[M], message: object) -> M:
        """Read a message of a process that we trust. Raises `WireError` for other fields."""
        try:
            return cls(**as_dict(message))
        except TypeError as error:
            raise WireError(f"a {cls.__name__} has other fields: {error}") from None


@dataclass(frozen=True)
class Imported(Message):
    """A process has imported its modules, and can take requests. It holds `base_mib` of memory."""

    base_mib: float


@dataclass(frozen=True)
class ChildStart(Message):
    """A child gets this at its start. A role that needs more has a subclass."""

    def devices(self) -> tuple[str, ...]:
        """List the device files that the child may use."""
        return ()


@dataclass(frozen=True)
class ForkRequest(Message):
    """Fork one child that runs `role` (`module:function`) with `config`; a socket comes along.

    `devices` are the device files that the child may use: the zygote must not have opened any.
    """

    role: str
    config: WireDict
    devices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReapRequest(Message):
    """Collect the exit status of the child `reap`, which was killed or is about to end."""

    reap: int


@dataclass(frozen=True)
class Forked(Message):
    """A child that was forked; its pidfd comes along. `base_mib` is the memory that it inherited."""

    pid: int
    base_mib: float


@dataclass(frozen=True)
class Exit(Message):
    """How a child ended: `signal` is 0 if it exited by itself. `peak_mib` is its peak of memory.

    `unasked` means that it was gone before we told it to go.
    """

    signal: int
    status: int
    cpu_seconds: float
    peak_mib: float
    unasked: bool = False


@dataclass(frozen=True)
class GpuClaim(Message):
    """The GPU that a worker uses, and how much of its `total_mib` the backend may take."""

    uuid: str
    memory_mib: int
    total_mib: int


@dataclass(frozen=True)
class SandboxedStart(ChildStart):
    """How a worker or a model host shuts itself in, and what it needs to begin.

    `box` is an empty folder of its own. It may read `packages`, which are folders of code.
    `exercises` is the folder of public exercises. The files in the folder `files`, if it is not
    empty, are copied into the box. `programs` and `processes` say what it may start, and `logs`
    whether a cell shows what lower levels write to standard error. `output_characters` bounds
    what one cell shows.
    """

    box: str
    level: Level
    bounds: Bounds
    packages: tuple[str, ...]
    grant: Grant = NOTHING
    claim: GpuClaim | None = None
    exercises: str = ""
    files: str = ""
    programs: bool = False
    processes: bool = False
    logs: bool = False
    output_characters: int = 0
    seed: int = 0

    def devices(self) -> tuple[str, ...]:
        """List the device files that the child may use."""
        return self.grant.devices

    def to_wire(self) -> WireDict:
        """Give the fields by name, those that are dataclasses as dicts."""
        return super().to_wire() | {
            "level": self.level.value,
            "bounds": dataclasses.asdict(self.bounds),
            "grant": dataclasses.asdict(self.grant),
            "claim": self.claim.to_wire() if self.claim else None,
        }

    @classmethod
    def from_wire(cls, message: object) -> "SandboxedStart":
        """Read what the supervisor sent; raises `WireError`."""
        start = super().from_wire(message)
        # Until here these four fields hold what they were on the wire.
        level, bounds, grant, claim = start.level, start.bounds, start.grant, start.claim
        assert isinstance(bounds, Mapping)
        assert isinstance(grant, Mapping)
        return dataclasses.replace(
            start,
            level=Level(level),
            bounds=Bounds(**bounds),
            grant=Grant(**grant),
            claim=GpuClaim.from_wire(claim) if claim else None,
        )


Shape = tuple[int | None, ...]
# A model host's facts about one layer. `output_shapes` has one for each output of each call.
LayerFacts = TypedDict(
    "LayerFacts",
    {
        "name": str,
        "class": str,
        "parameters": int,
        "output_shapes": list[Shape],
        "layers": list["LayerFacts"],
    },
)


@dataclass(frozen=True)
class ModelFacts(Message):
    """The facts that a model host tells about a model that it has rebuilt.

    `parameters` also counts the numbers that operations hold.
    """

    parameters: int
    trainable: int
    input_shapes: list[Shape]
    output_shapes: list[Shape]
    layers: list[LayerFacts]


@dataclass(frozen=True)
class ErrorReport(Message):
    """A worker's report of an exception: its class, its bases, its message, and where it passed.

    `line` is the last line of the student's own cells that it passed, `trail` the rest of its way.
    """

    type: str
    bases: list[str]
    message: str
    line: str
    trail: str
