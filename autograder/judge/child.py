"""A child process as the grader sees it: how it is started, asked, ended, and how it may be lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from autograder.errors import StartupFailed
from autograder.judge.messages import ExitReport
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.messages import READY
from autograder.process.wire import WireError
from autograder.sandbox import process_tree
from autograder.sandbox.running_time import RunningTime, running_time

READY_SECONDS = 30.0
# A child has run out of memory if its peak came this near to its allowance.
NEAR_THE_LIMIT = 0.85
# A process closes its files a moment before it has ended.
EXIT_GRACE = 0.3
# A worker elsewhere is forked from another zygote, in which texts have other hashes.
WORKER, ELSEWHERE, MODEL_HOST = "worker", "worker elsewhere", "model host"


class WorkerLost(BaseException):
    """The worker ran out of time or memory, died, or sent garbage.

    Not an `Exception`, so that Hypothesis does not try to shrink it.
    """

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.message = message


class WorkerKilled(BaseException):
    """Somebody else killed a worker, for example the machine for want of memory. Nobody is at fault.

    Not an `Exception`, so that nothing takes it for a check's result.
    """


class ModelRefused(Exception):
    """A model was not rebuilt, or did not take its inputs; a sentence for the student says why."""


@dataclass(frozen=True)
class ChildHandle:
    """A child: the channel to it, how to interrupt it, and how to end it.

    `end` takes the seconds in which the child may end by itself. After these it is killed. `pid` is
    its number as the grader sees it, or 0 if nobody knows it.
    """

    channel: Channel
    interrupt: Callable[[], None]
    end: Callable[[float], ExitReport]
    pid: int = 0

    def running_time(self) -> RunningTime | None:
        """Add up the times of the child and of the processes that it has started."""
        if not self.pid:
            return None
        return running_time([self.pid, *process_tree.descendants(self.pid)])


class ChildSpawner(Protocol):
    """Starts children."""

    def spawn(self, role: str) -> ChildHandle:
        """Start a fresh child that plays `WORKER`, `ELSEWHERE` or `MODEL_HOST`."""
        ...


def start_child(spawner: ChildSpawner, role: str) -> ChildHandle:
    """Start a child and wait until it has shut itself in. Raises `StartupFailed`."""
    child = spawner.spawn(role)
    try:
        greeting = child.channel.receive(seconds=READY_SECONDS)
    except (ChannelClosed, DeadlinePassed, WireError) as error:
        raise StartupFailed(f"a {role} did not come up: {error}") from error
    if greeting != READY:
        raise StartupFailed(f"a {role} could not shut itself in: {greeting}")
    return child


def end_child(child: ChildHandle, grace: float = 0.0) -> ExitReport:
    """Close the channel to a child, give it `grace` seconds, and kill it."""
    child.channel.close()
    return child.end(grace)


def ran_out_of_memory(end: ExitReport) -> bool:
    """Tell whether a child's end has to do with the limit of its memory."""
    return bool(end.over) or end.peak_mib - end.base_mib > NEAR_THE_LIMIT * end.allowed_mib
