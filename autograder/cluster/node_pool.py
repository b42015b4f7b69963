"""The nodes of a Ray cluster that grade: how they join, what each does now, how they are let go."""

import os
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import replace
from typing import Any

# Else Ray says at each start what a later one will do.
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
# Else a call that comes too late, when all is over, starts a cluster of its own here.
os.environ["RAY_ENABLE_AUTO_CONNECT"] = "0"

import ray
from ray.exceptions import GetTimeoutError, RayError

from autograder.author.exercise import Limits
from autograder.cluster.node import NodeFingerprint
from autograder.cluster.node_handle import NodeHandle, capacity_of
from autograder.errors import ExecutorFailed, NoIsolation, ZygoteFailed
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

KNOCK_SECONDS = 5.0
JOIN_SECONDS = 120.0
CLOSE_SECONDS = 5.0
# How often nodes that came or went are looked for.
LOOK_SECONDS = 2.0
HIGHEST_FIRST = (Level.FULL, Level.FLOOR, Level.NONE)


class NodePool:
    """The nodes of the cluster at `address` that are like this machine, an actor on each.

    `level` is the lowest of those that are there at the start; later ones must hold it. `salt` is
    that of their graders' hashes. Raises `ExecutorFailed`.
    """

    def __init__(self, address: str, salt: int, *, isolated: bool) -> None:
        self.salt = salt
        self.isolated = isolated
        self.notices: list[str] = []
        self.there: dict[str, NodeHandle] = {}
        self.refused: set[str] = set()
        # The most at once, what one may use, and how many there are now.
        self.jobs, self.limits, self.running = 0, Limits(memory_mib=0), 0
        # Guards all of the above.
        self.turn = threading.Condition()
        # Nobody asks a node for its GPUs while another does.
        self.asking = threading.Lock()
        self.closed = threading.Event()
        _connect(address)
        newcomers = self._introduced(_alive())
        if not newcomers:
            ray.shutdown()
            raise ExecutorFailed(" ".join([f"No node of `{address}` can grade.", *self.notices]))
        self.level = max((each.level for each in newcomers), key=HIGHEST_FIRST.index)
        if self.level is Level.FLOOR:
            names = ", ".join(f"`{each.name}`" for each in newcomers if each.level is self.level)
            self.notices.append(
                f"Isolation is L1 and not L3: no more is offered by {names}. `heldout doctor`, run "
                "there, tells what L3 needs."
            )
        self._take_up(newcomers)
        self.lookout = threading.Thread(target=self._look_out, name="lookout", daemon=True)
        self.lookout.start()

    @property
    def capacity(self) -> int:
        """How many may be graded at once, on all nodes that are here now."""
        with self.turn:
            most = sum(capacity_of([*self.there.values()], self.limits))
            return max(1, min(most, self.jobs or most))

    def limit(self, jobs: int, limits: Limits) -> None:
        """Give out no more than this many at once; if 0, as many as cores, memory and GPUs allow."""
        self.gpus(limits)
        with self.turn:
            self.jobs, self.limits = jobs, limits
            self.turn.notify_all()

    def gpus(self, limits: Limits) -> list[Gpu]:
        """The GPUs of all nodes that are here now; nobody is asked where none is wanted."""
        if not limits.gpu:
            return []
        with self.asking:
            with self.turn:
                unasked = [each for each in self.there.values() if each.gpus is None]
            for member in unasked:
                self._ask_for_gpus(member, limits)
        with self.turn:
            return [gpu for each in self.there.values() for gpu in each.gpus or ()]

    def _ask_for_gpus(self, member: NodeHandle, limits: Limits) -> None:
        found: list[Gpu] = []
        said: list[str] = []
        try:
            found, said = member.find_gpus(limits)
        except GetTimeoutError:
            said = ["Its GPUs are in use elsewhere: none is used for this run."]
            ray.kill(member.reservation)
        except RayError as error:
            self.drop(member, type(error).__name__)
        with self.turn:
            member.gpus = found
            self.notices += [f"Node `{member.name}`: {sentence}" for sentence in said]
            self.turn.notify_all()

    @contextmanager
    def acquire(self, limits: Limits) -> Iterator[NodeHandle]:
        """Wait for a place that is free for these limits, and keep it.

        Raises `ExecutorFailed`, `ZygoteFailed`.
        """
        with self.turn:
            while not (free := self._free(limits)):
                # One that was lost may come back.
                if not self.turn.wait(None if self.there else JOIN_SECONDS):
                    raise ExecutorFailed(
                        "Every node was lost. What was graded until then is kept; once nodes are "
                        "there again, the same command goes on."
                    )
            _, member = max(free, key=lambda pair: pair[0])
            member.busy += 1
            self.running += 1
        try:
            yield member
        finally:
            with self.turn:
                member.busy -= 1
                self.running -= 1
                self.turn.notify_all()

    def drop(self, member: NodeHandle, why: str) -> None:
        """Let go of a node that does not answer, and say so."""
        with self.turn:
            # Another thread has told already; it may even be back.
            if self.there.get(member.key) is not member or self.closed.is_set():
                return
            del self.there[member.key]
            self.notices.append(
                f"Node `{member.name}` was lost ({why}). What it was grading goes elsewhere: "
                f"{member.busy} submission(s)."
            )
            self.turn.notify_all()
        # Else it would hold its CPUs, where only the way to it was lost.
        member.end()

    def close(self) -> None:
        """End what the nodes run; who waits for a place is refused."""
        with self.turn:
            if self.closed.is_set():
                return
            self.closed.set()
            members = list(self.there.values())
            self.turn.notify_all()
        ending = [member.actor.close.remote() for member in members]
        if ending:
            ray.wait(ending, num_returns=len(ending), timeout=CLOSE_SECONDS)
        for member in members:
            member.end()
        # Whoever asks Ray for something while it shuts down is told to exit.
        with self.turn:
            self.turn.wait_for(lambda: not self.running, CLOSE_SECONDS)
        self.lookout.join(CLOSE_SECONDS)
        ray.shutdown()

    def _free(self, limits: Limits) -> list[tuple[int, NodeHandle]]:
        """The nodes that have free capacity, with how many."""
        if self.closed.is_set():
            raise ZygoteFailed("grading was stopped")
        if self.jobs and self.running >= self.jobs:
            return []
        members = [*self.there.values()]
        left = zip(capacity_of(members, limits), members, strict=True)
        return [(count - each.busy, each) for count, each in left if each.busy < count]

    def _look_out(self) -> None:
        """Take in nodes that come, and let go of those that went, for as long as this is open."""
        while not self.closed.wait(LOOK_SECONDS):
            try:
                alive = _alive()
                with self.turn:
                    gone = [each for each in self.there.values() if each.key not in alive]
                for member in gone:
                    self.drop(member, "Ray says that it is gone")
                self._take_up(self._introduced(alive))
            except RayError:
                if not self.closed.is_set():
                    raise

    def _introduced(self, alive: Mapping[str, dict[str, Any]]) -> list[NodeHandle]:
        """Start an actor on each node that has none, and compare what it is with what we are."""
        here = NodeFingerprint.here(Level.NONE)
        with self.turn:
            known = self.there.keys() | self.refused
        newcomers = [
            NodeHandle.start(node, here.parts["backend"])
            for key, node in alive.items()
            if key not in known and node["Resources"].get("CPU", 0) >= 1
        ]
        # All of them first: they come up side by side.
        asked = [each.actor.node_fingerprint.remote(isolated=self.isolated) for each in newcomers]
        found = []
        for member, answer in zip(newcomers, asked, strict=True):
            try:
                theirs: NodeFingerprint = ray.get(answer, timeout=JOIN_SECONDS)
                problem = "; ".join(here.unlike(theirs))
            except NoIsolation as error:
                problem = str(error)
            except GetTimeoutError:
                problem = f"nothing started there in {JOIN_SECONDS:.0f} s; are its CPUs in use?"
            except RayError as error:
                problem = str(error).strip().splitlines()[-1]
            if problem:
                self._refuse(member, problem)
            else:
                found.append(replace(member, level=theirs.level))
        return found

    def _take_up(self, newcomers: Sequence[NodeHandle]) -> None:
        """Let nodes grade whose wall is as high as what this run promises."""
        for member in newcomers:
            if HIGHEST_FIRST.index(member.level) > HIGHEST_FIRST.index(self.level):
                problem = f"its wall is {member.level}, and this run's is {self.level}"
                self._refuse(member, problem)
                continue
            try:
                ray.get(member.actor.configure.remote(self.level, self.salt))
            except RayError as error:
                self._refuse(member, str(error).strip().splitlines()[-1])
                continue
            with self.turn:
                self.there[member.key] = member
                self.notices.append(f"Node `{member.name}` has joined, with {member.cpus} CPU(s).")
                self.turn.notify_all()

    def _refuse(self, member: NodeHandle, problem: str) -> None:
        with self.turn:
            self.refused.add(member.key)
        ray.kill(member.actor)
        self.notices.append(f"Node `{member.name}` is not used: {problem.rstrip('.')}.")


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


def _alive() -> dict[str, dict[str, Any]]:
    """What Ray says of each node that lives, by its key."""
    return {node["NodeID"]: node for node in ray.nodes() if node["Alive"]}
