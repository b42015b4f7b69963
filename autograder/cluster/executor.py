"""Grading on a Ray cluster: the head's end."""

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from typing import Any

# Else Ray says at each start what a later one will do.
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
# Else a call that comes too late, when all is over, starts a cluster of its own here.
os.environ["RAY_ENABLE_AUTO_CONNECT"] = "0"

import ray
from ray.exceptions import GetTimeoutError, RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.cluster.node import Credentials, Node
from autograder.cluster.parcel import Parcel
from autograder.judge.executor import ExecutorFailed, fitting
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.secret import Secret
from autograder.judge.supervisor import give_up
from autograder.session.probe import NoIsolation
from autograder.session.sandbox import Level
from autograder.session.zygote import ZygoteFailed

# A node that is lost takes what it was grading along; whoever loses a second one has done it.
TRIES = 2
KNOCK_SECONDS = 5.0
JOIN_SECONDS = 120.0
CLOSE_SECONDS = 5.0
# How often nodes that came or went are looked for.
LOOK_SECONDS = 2.0
HIGHEST_FIRST = (Level.FULL, Level.FLOOR, Level.NONE)


@dataclass
class _Member:
    """A node that grades; `name` is for people."""

    name: str
    actor: Any
    cpus: int
    free_mib: int
    level: Level
    busy: int = 0


class RayExecutor:
    """Grades on the nodes of the cluster at `address`, one actor with its zygotes on each.

    Its level is the lowest of the nodes that are there at its start. Whatever differs from this
    process in code or libraries is refused. Raises `ExecutorFailed`.
    """

    def __init__(self, secret: bytes, address: str, *, isolated: bool) -> None:
        self.secret = Secret(secret)
        self.isolated = isolated
        self.notices: list[str] = []
        self.members: dict[str, _Member] = {}
        self.refused: set[str] = set()
        self.parcels: dict[Exercise, Any] = {}
        self.jobs, self.memory_mib = 0, 0
        self.running = 0
        # Guards all of the above.
        self.turn = threading.Condition()
        self.closed = threading.Event()
        _connect(address)
        newcomers = self._introduced()
        if not newcomers:
            ray.shutdown()
            raise ExecutorFailed(" ".join([f"No node of `{address}` can grade.", *self.notices]))
        self.level = max((each.level for each in newcomers.values()), key=HIGHEST_FIRST.index)
        self._take_up(newcomers)
        self.lookout = threading.Thread(target=self._look_out, name="lookout", daemon=True)
        self.lookout.start()

    @property
    def places(self) -> int:
        """How many are graded at once, on all nodes that are here now."""
        with self.turn:
            most = sum(self._places(member) for member in self.members.values())
            return max(1, min(most, self.jobs or most))

    def limit(self, jobs: int, memory_mib: int) -> None:
        """Grade no more than so many at once; as many as cores and memory allow if 0."""
        self.jobs, self.memory_mib = jobs, memory_mib

    def seed(self, exercise: Exercise, digest: str) -> int:
        """Seed a submission's draws by its code and the course's secret."""
        return self.secret.seed(exercise.slug, digest)

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        heard: Callable[[TaskOutcome], None] = lambda task: None,
    ) -> Outcome:
        """Grade one submission on some node, and on another one if that is lost.

        A second loss gives `broken` tasks. Raises `ExecutorFailed` if no node is left, and
        `ZygoteFailed` if this is closed meanwhile.
        """
        digest = notebook.digest(list(cells.values()))
        outcome = Outcome(exercise.slug, {}, isolation=self.level, digest=digest)
        outcome.seed = self.seed(exercise, digest)
        wanted = [task.name for task in exercise.tasks] if tasks is None else list(tasks)
        problems: list[str] = []
        while len(problems) < TRIES:
            missing = [name for name in wanted if name not in outcome.tasks]
            with self._seat() as (key, member):
                try:
                    parcel = self._parcel(exercise)
                    job = (parcel, dict(cells), missing, outcome.seed)
                    _stream(member.actor, job, outcome, heard)
                    break
                except RayTaskError as error:
                    problems.append(f"`{member.name}`: {error.cause!r}")
                except RayError as error:
                    self._lose(key, member, type(error).__name__)
                    problems.append(f"`{member.name}` was lost")
        else:
            give_up(exercise, outcome, wanted, f"it failed twice: {'; '.join(problems)}", heard)
        outcome.tasks = {name: outcome.tasks[name] for name in wanted}
        return outcome

    def close(self) -> None:
        """End what the nodes run; who grades in another thread is refused."""
        with self.turn:
            if self.closed.is_set():
                return
            self.closed.set()
            members = list(self.members.values())
            self.turn.notify_all()
        ending = [member.actor.close.remote() for member in members]
        if ending:
            ray.wait(ending, num_returns=len(ending), timeout=CLOSE_SECONDS)
        for member in members:
            ray.kill(member.actor)
        # Whoever asks Ray for something while it shuts down is told to exit.
        with self.turn:
            self.turn.wait_for(lambda: not self.running, CLOSE_SECONDS)
        self.lookout.join(CLOSE_SECONDS)
        ray.shutdown()

    def _parcel(self, exercise: Exercise) -> Any:
        """Pack an exercise once: Ray brings it to each node once."""
        if exercise.habits is not None:
            # Files that one student's notebook brought.
            return ray.put(Parcel.of(exercise))
        with self.turn:
            if exercise not in self.parcels:
                self.parcels[exercise] = ray.put(Parcel.of(exercise))
            return self.parcels[exercise]

    @contextmanager
    def _seat(self) -> Iterator[tuple[str, _Member]]:
        """Wait for a free place, and keep it."""
        with self.turn:
            while not (free := self._free()):
                # One that was lost may come back.
                if not self.turn.wait(None if self.members else JOIN_SECONDS):
                    raise ExecutorFailed(
                        "Every node was lost. What was graded until then is kept; once nodes are "
                        "there again, the same command goes on."
                    )
            key = max(free, key=lambda each: self._places(free[each]) - free[each].busy)
            member = free[key]
            member.busy += 1
            self.running += 1
        try:
            yield key, member
        finally:
            with self.turn:
                member.busy -= 1
                self.running -= 1
                self.turn.notify_all()

    def _free(self) -> dict[str, _Member]:
        if self.closed.is_set():
            raise ZygoteFailed("grading was stopped")
        if self.jobs and self.running >= self.jobs:
            return {}
        members = self.members.items()
        return {key: each for key, each in members if each.busy < self._places(each)}

    def _places(self, member: _Member) -> int:
        return fitting(member.cpus, member.free_mib, self.memory_mib)

    def _lose(self, key: str, member: _Member, why: str) -> None:
        with self.turn:
            # Another thread has told already; it may even be back.
            if self.members.get(key) is not member or self.closed.is_set():
                return
            del self.members[key]
            self.notices.append(
                f"Node `{member.name}` was lost ({why}). What it was grading goes elsewhere: "
                f"{member.busy} submission(s)."
            )
            self.turn.notify_all()
        # Else it would hold its CPUs, where only the way to it was lost.
        ray.kill(member.actor)

    def _look_out(self) -> None:
        """Take in nodes that come, and let go of those that went, for as long as this is open."""
        while not self.closed.wait(LOOK_SECONDS):
            try:
                alive = {node["NodeID"] for node in ray.nodes() if node["Alive"]}
                for key, member in list(self.members.items()):
                    if key not in alive:
                        self._lose(key, member, "Ray says that it is gone")
                self._take_up(self._introduced())
            except RayError:
                if not self.closed.is_set():
                    raise

    def _introduced(self) -> dict[str, _Member]:
        """Start an actor on each node that has none, and compare what it is with what we are."""
        here = Credentials.here(Level.NONE)
        asked = {}
        for node in ray.nodes():
            key, cpus = node["NodeID"], int(node["Resources"].get("CPU", 0))
            if not node["Alive"] or not cpus or key in self.members.keys() | self.refused:
                continue
            name = f"{node['NodeManagerHostname']}-{key[:6]}"
            actor = _actor(key, cpus, here.parts["backend"])
            free_mib = int(node["Resources"].get("memory", 0)) >> 20
            member = _Member(name, actor, cpus, free_mib, Level.NONE)
            asked[key] = member, actor.credentials.remote(isolated=self.isolated)
        found = {}
        for key, (member, answer) in asked.items():
            try:
                theirs: Credentials = ray.get(answer, timeout=JOIN_SECONDS)
                problem = "; ".join(here.unlike(theirs))
            except NoIsolation as error:
                problem = str(error)
            except GetTimeoutError:
                problem = f"nothing started there in {JOIN_SECONDS:.0f} s; are its CPUs in use?"
            except RayError as error:
                problem = str(error).strip().splitlines()[-1]
            if problem:
                self._refuse(key, member, problem)
            else:
                found[key] = replace(member, level=theirs.level)
        return found

    def _take_up(self, newcomers: Mapping[str, _Member]) -> None:
        """Let nodes grade whose wall is as high as what this run promises."""
        for key, member in newcomers.items():
            if HIGHEST_FIRST.index(member.level) > HIGHEST_FIRST.index(self.level):
                problem = f"its wall is {member.level}, and this run's is {self.level}"
                self._refuse(key, member, problem)
                continue
            try:
                ray.get(member.actor.take_up.remote(self.level, self.secret.salt))
            except RayError as error:
                self._refuse(key, member, str(error).strip().splitlines()[-1])
                continue
            with self.turn:
                self.members[key] = member
                self.notices.append(f"Node `{member.name}` has joined, with {member.cpus} CPU(s).")
                self.turn.notify_all()

    def _refuse(self, key: str, member: _Member, problem: str) -> None:
        self.refused.add(key)
        ray.kill(member.actor)
        self.notices.append(f"Node `{member.name}` is not used: {problem}.")


def _connect(address: str) -> None:
    try:
        if address != "auto":
            # Ray itself would knock for seven minutes.
            host, _, port = address.rpartition(":")
            socket.create_connection((host, int(port)), KNOCK_SECONDS).close()
        # Else it prints pages of its daemons' own to standard output; no setting keeps it from that.
        ray._private.worker.print_to_stdstream = lambda *what, **how: None
        # Ray puts the folder that this is called in before all others that nodes import from.
        with tempfile.TemporaryDirectory() as nowhere, chdir(nowhere):
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    except (OSError, RuntimeError, ValueError) as error:
        raise ExecutorFailed(
            f"There is no Ray cluster at `{address}`: {str(error).strip().splitlines()[0]}. Run "
            "this on one of the cluster's nodes; `ray start --head` makes a cluster of one."
        ) from None


def _actor(node: str, cpus: int, backend: str) -> Any:
    """Start a `Node` on a node, which has all its CPUs and is not started again by itself."""
    return (
        ray.remote(Node)
        .options(
            num_cpus=cpus,
            max_concurrency=cpus + 2,
            max_restarts=0,
            scheduling_strategy=NodeAffinitySchedulingStrategy(node, soft=False),
        )
        .remote(backend)
    )


def _stream(
    actor: Any,
    job: tuple[Any, ...],
    outcome: Outcome,
    heard: Callable[[TaskOutcome], None],
) -> None:
    """Have one submission graded, and take each task as soon as it is known."""
    for answer in actor.grade.options(num_returns="streaming").remote(*job):
        match ray.get(answer):
            case TaskOutcome() as task:
                outcome.tasks[task.task.name] = task
                heard(task)
            case Outcome() as whole:
                outcome.tasks |= whole.tasks
                outcome.outputs = whole.outputs
                outcome.seconds += whole.seconds
                outcome.student_seconds += whole.student_seconds
                outcome.worker_cpu_seconds += whole.worker_cpu_seconds
                outcome.worker_peak_mib = max(outcome.worker_peak_mib, whole.worker_peak_mib)
                outcome.workers += whole.workers
