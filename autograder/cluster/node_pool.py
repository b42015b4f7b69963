"""The nodes of a Ray cluster that grade: how they join, how they are shared, how they leave."""

import os
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import replace

# Without this, Ray warns at each start of what a later version will do.
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
# Without this, a late call after the shutdown starts a new cluster here.
os.environ["RAY_ENABLE_AUTO_CONNECT"] = "0"

import ray
from ray.exceptions import GetTimeoutError, RayError

from autograder.author.exercise import Limits
from autograder.cluster.node import NodeFingerprint
from autograder.cluster.node_handle import NodeHandle, RayNode, capacity_of
from autograder.errors import ExecutorFailed, NoIsolation, ZygoteFailed
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

KNOCK_SECONDS = 5.0
JOIN_SECONDS = 120.0
CLOSE_SECONDS = 5.0
# So often we look for nodes that have joined or left.
LOOK_SECONDS = 2.0
HIGHEST_FIRST = (Level.FULL, Level.FLOOR, Level.NONE)


class NodePool:
    """The nodes of the cluster at `address` that give the same scores as this machine.

    Each node has an actor. `level` is the lowest isolation level of the nodes at the start. Nodes
    that join later must hold it. `salt` salts the hashes of graders. Raises `ExecutorFailed`.
    """

    def __init__(self, address: str, salt: int, *, isolated: bool) -> None:
        self.salt = salt
        self.isolated = isolated
        self.notices: list[str] = []
        self.by_key: dict[str, NodeHandle] = {}
        self.refused: set[str] = set()
        # The most submissions at once, the limits of one, and how many run now.
        self.jobs, self.limits, self.running = 0, Limits(memory_mib=0), 0
        # Guards all of the above, and is notified of every change.
        self.changed = threading.Condition()
        # One thread at a time asks a node for its GPUs.
        self.asking = threading.Lock()
        self.closed = threading.Event()
        _connect(address)
        newcomers = self._introduced(_alive())
        if not newcomers:
            ray.shutdown()
            raise ExecutorFailed(" ".join([f"No node of `{address}` can grade.", *self.notices]))
        self.level = max((node.level for node in newcomers), key=HIGHEST_FIRST.index)
        if self.level is Level.FLOOR:
            names = ", ".join(f"`{node.name}`" for node in newcomers if node.level is self.level)
            self.notices.append(
                f"Isolation is L1 and not L3: no more is offered by {names}. `heldout doctor`, run "
                "there, tells what L3 needs."
            )
        self._admit(newcomers)
        self.lookout = threading.Thread(target=self._look_out, name="lookout", daemon=True)
        self.lookout.start()

    @property
    def capacity(self) -> int:
        """Count the submissions that run at once, on all nodes that are here now."""
        with self.changed:
            most = sum(capacity_of([*self.by_key.values()], self.limits))
            return max(1, min(most, self.jobs or most))

    def limit(self, jobs: int, limits: Limits) -> None:
        """Run at most `jobs` submissions at once; 0 means what cores, memory and GPUs allow."""
        self.gpus(limits)
        with self.changed:
            self.jobs, self.limits = jobs, limits
            self.changed.notify_all()

    def gpus(self, limits: Limits) -> list[Gpu]:
        """List the GPUs of all nodes that are here now. If these limits want none, ask no node."""
        if not limits.gpu:
            return []
        with self.asking:
            with self.changed:
                unasked = [node for node in self.by_key.values() if node.gpus is None]
            for node in unasked:
                self._ask_for_gpus(node, limits)
        with self.changed:
            return [gpu for node in self.by_key.values() for gpu in node.gpus or ()]

    def _ask_for_gpus(self, node: NodeHandle, limits: Limits) -> None:
        gpus: list[Gpu] = []
        sentences: list[str] = []
        try:
            gpus, sentences = node.find_gpus(limits)
        except GetTimeoutError:
            sentences = ["Its GPUs are in use elsewhere: none is used for this run."]
            ray.kill(node.reservation)
        except RayError as error:
            self.drop(node, type(error).__name__)
        with self.changed:
            node.gpus = gpus
            self.notices += [f"Node `{node.name}`: {sentence}" for sentence in sentences]
            self.changed.notify_all()

    @contextmanager
    def acquire(self, limits: Limits) -> Iterator[NodeHandle]:
        """Wait for a node with free capacity for these limits, and use a part of it.

        Raises `ExecutorFailed` if all nodes are lost, and `ZygoteFailed` if this is closed.
        """
        with self.changed:
            while not (free := self._free(limits)):
                # If all nodes are lost, one may come back within this time.
                if not self.changed.wait(None if self.by_key else JOIN_SECONDS):
                    raise ExecutorFailed(
                        "Every node was lost. What was graded until then is kept; once nodes are "
                        "there again, the same command goes on."
                    )
            _, node = max(free, key=lambda pair: pair[0])
            node.busy += 1
            self.running += 1
        try:
            yield node
        finally:
            with self.changed:
                node.busy -= 1
                self.running -= 1
                self.changed.notify_all()

    def drop(self, node: NodeHandle, why: str) -> None:
        """Remove a node that does not answer, and add a notice."""
        with self.changed:
            # Another thread has removed it already. It may even have joined again.
            if self.by_key.get(node.key) is not node or self.closed.is_set():
                return
            del self.by_key[node.key]
            self.notices.append(
                f"Node `{node.name}` was lost ({why}). Its submissions are tried elsewhere: "
                f"{node.busy}."
            )
            self.changed.notify_all()
        # If only the connection was lost, the actor would go on holding its CPUs.
        node.end()

    def close(self) -> None:
        """End what the nodes run. A thread that waits for a node gets `ZygoteFailed`."""
        with self.changed:
            if self.closed.is_set():
                return
            self.closed.set()
            nodes = list(self.by_key.values())
            self.changed.notify_all()
        ending = [node.actor.close.remote() for node in nodes]
        if ending:
            ray.wait(ending, num_returns=len(ending), timeout=CLOSE_SECONDS)
        for node in nodes:
            node.end()
        # Ray ends a process that calls it during its shutdown. Let running calls end first.
        with self.changed:
            self.changed.wait_for(lambda: not self.running, CLOSE_SECONDS)
        self.lookout.join(CLOSE_SECONDS)
        ray.shutdown()

    def _free(self, limits: Limits) -> list[tuple[int, NodeHandle]]:
        """List the nodes with free capacity, each with how much it has."""
        if self.closed.is_set():
            raise ZygoteFailed("grading was stopped")
        if self.jobs and self.running >= self.jobs:
            return []
        nodes = [*self.by_key.values()]
        left = zip(capacity_of(nodes, limits), nodes, strict=True)
        return [(count - node.busy, node) for count, node in left if node.busy < count]

    def _look_out(self) -> None:
        """Admit nodes that join and remove nodes that leave, for as long as this is open."""
        while not self.closed.wait(LOOK_SECONDS):
            try:
                alive = _alive()
                with self.changed:
                    gone = [node for node in self.by_key.values() if node.key not in alive]
                for node in gone:
                    self.drop(node, "Ray says that it is gone")
                self._admit(self._introduced(alive))
            except RayError:
                if not self.closed.is_set():
                    raise

    def _introduced(self, alive: Mapping[str, RayNode]) -> list[NodeHandle]:
        """Start an actor on each node that has none. Give those with our fingerprint."""
        here = NodeFingerprint.here(Level.NONE)
        with self.changed:
            known = self.by_key.keys() | self.refused
        newcomers = [
            NodeHandle.start(node, here.parts["backend"])
            for key, node in alive.items()
            if key not in known and node["Resources"].get("CPU", 0) >= 1
        ]
        # Ask all of them first, so that they start side by side.
        asked = [node.actor.node_fingerprint.remote(isolated=self.isolated) for node in newcomers]
        equal = []
        for node, answer in zip(newcomers, asked, strict=True):
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
                self._refuse(node, problem)
            else:
                equal.append(replace(node, level=theirs.level))
        return equal

    def _admit(self, newcomers: Sequence[NodeHandle]) -> None:
        """Let nodes grade that hold at least the isolation level of this run."""
        for node in newcomers:
            if HIGHEST_FIRST.index(node.level) > HIGHEST_FIRST.index(self.level):
                problem = f"its isolation level is {node.level}, and this run's is {self.level}"
                self._refuse(node, problem)
                continue
            try:
                ray.get(node.actor.configure.remote(self.level, self.salt))
            except RayError as error:
                self._refuse(node, str(error).strip().splitlines()[-1])
                continue
            with self.changed:
                self.by_key[node.key] = node
                self.notices.append(f"Node `{node.name}` has joined, with {node.cpus} CPU(s).")
                self.changed.notify_all()

    def _refuse(self, node: NodeHandle, problem: str) -> None:
        with self.changed:
            self.refused.add(node.key)
        ray.kill(node.actor)
        self.notices.append(f"Node `{node.name}` is not used: {problem.rstrip('.')}.")


def _connect(address: str) -> None:
    try:
        if address != "auto":
            # Ray itself would try for seven minutes.
            host, _, port = address.rpartition(":")
            socket.create_connection((host, int(port)), KNOCK_SECONDS).close()
        # Without this, Ray prints its daemons' messages to standard output. No setting prevents it.
        ray._private.worker.print_to_stdstream = lambda *what, **how: None
        # Ray makes the working folder the first from which nodes import.
        with tempfile.TemporaryDirectory() as nowhere, chdir(nowhere):
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    except (OSError, RuntimeError, ValueError) as error:
        raise ExecutorFailed(
            f"There is no Ray cluster at `{address}`: {str(error).strip().splitlines()[0]}. Run "
            "this on one of the cluster's nodes; `ray start --head` makes a cluster of one."
        ) from None


def _alive() -> dict[str, RayNode]:
    """Give Ray's description of each node that is alive, by its key."""
    return {node["NodeID"]: node for node in ray.nodes() if node["Alive"]}
