"""The processes in which our own code rebuilds a student's models. Each model has its own."""

from autograder.errors import StartupFailed
from autograder.judge.child import (
    EXIT_GRACE,
    MODEL_HOST,
    ChildHandle,
    ChildSpawner,
    ModelRefused,
    WorkerLost,
    end_child,
    ran_out_of_memory,
    start_child,
)
from autograder.judge.student_clock import StudentClock
from autograder.judge.verdict import Verdict
from autograder.process.channel import ChannelClosed, DeadlinePassed
from autograder.process.messages import WireDict
from autograder.process.wire import WireError


class ModelHosts:
    """The model hosts of one task. Questions to them count on the student's clock."""

    def __init__(self, spawner: ChildSpawner, clock: StudentClock) -> None:
        self.spawner = spawner
        self.clock = clock
        self.hosts: list[ChildHandle] = []

    def rebuild(self, config: object, weights: object) -> tuple[ChildHandle, object]:
        """Rebuild a model in a process of its own. Give this process, and the facts that it tells."""
        host = start_child(self.spawner, MODEL_HOST)
        self.hosts.append(host)
        return host, self.ask(host, "rebuild", config=config, weights=weights)

    def ask(self, host: ChildHandle, op: str, **arguments: object) -> object:
        """Ask a model host. Raises `ModelRefused`, `WorkerLost` and `StartupFailed`."""
        self.clock.charge_judging()
        seconds = self.clock.call_seconds
        try:
            request: WireDict = {"op": op, **arguments}
            answer = self.clock.converse(host, request, seconds, of_task=True)
        except DeadlinePassed:
            raise WorkerLost(Verdict.TIMEOUT, self.clock.limit_reached(of_task=True)) from None
        except (ChannelClosed, WireError) as error:
            raise self._lost(host, str(error)) from None
        match answer:
            case {"value": value}:
                return value
            case {"refused": str(sentence)}:
                raise ModelRefused(sentence)
            case {"memory": str(sentence)}:
                raise WorkerLost(Verdict.MEMORY, sentence)
        raise StartupFailed(f"a model host answered {answer!r:.200}")

    def end(self) -> None:
        """End every model host."""
        while self.hosts:
            end_child(self.hosts.pop())

    def _lost(self, host: ChildHandle, why: str) -> BaseException:
        self.hosts.remove(host)
        end = end_child(host, EXIT_GRACE)
        if ran_out_of_memory(end):
            return WorkerLost(Verdict.MEMORY, "The model needs more memory than is allowed.")
        return StartupFailed(f"a model host was lost (signal {end.signal}): {why}")
