"""A node of a Ray cluster that grades, as the head sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ray
from ray.actor import ActorClass, ActorHandle
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from autograder.author.exercise import Limits
from autograder.cluster.node import Node, Reservation
from autograder.judge import gpu_slots
from autograder.judge.executor import fitting
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

RESERVE_SECONDS = 30.0
# Ray's description of a node.
RayNode = dict[str, Any]


@dataclass
class NodeHandle:
    """A node, which grades `busy` submissions now. Ray calls it `key`, and users read `name`.

    Ray lists `gpu_count` GPUs there. The first submission that wants a GPU finds out which of them
    workers can use. From then on a `reservation` holds them.
    """

    key: str
    name: str
    actor: ActorHandle
    cpus: int
    free_mib: int
    level: Level
    gpu_count: int = 0
    gpus: list[Gpu] | None = None
    reservation: ActorHandle | None = None
    busy: int = 0

    @classmethod
    def start(cls, node: RayNode, backend: str) -> "NodeHandle":
        """Start the actor `Node` on a node, with all its CPUs. Ray does not restart it."""
        key, resources = node["NodeID"], node["Resources"]
        cpus = int(resources["CPU"])
        concurrency = cpus + 2
        return cls(
            key,
            f"{node['NodeManagerHostname']}-{key[:6]}",
            _actor(Node, key, num_cpus=cpus, max_concurrency=concurrency).remote(backend),
            cpus,
            int(resources.get("memory", 0)) >> 20,
            Level.NONE,
            int(resources.get("GPU", 0)),
        )

    def find_gpus(self, limits: Limits) -> tuple[list[Gpu], list[str]]:
        """Reserve the node's GPUs and try them. Give those that work, and sentences for the user.

        Raises `GetTimeoutError` if others use the GPUs, and `RayError`.
        """
        if not self.gpu_count:
            return [], []
        self.reservation = _actor(
            Reservation, self.key, num_cpus=0, num_gpus=self.gpu_count
        ).remote()
        visible = ray.get(self.reservation.visible.remote(), timeout=RESERVE_SECONDS)
        found: tuple[list[Gpu], list[str]] = ray.get(self.actor.gpus.remote(limits, visible))
        return found

    def end(self) -> None:
        """Kill our actors on the node."""
        for actor in filter(None, (self.actor, self.reservation)):
            ray.kill(actor)


def capacity_of(nodes: Sequence[NodeHandle], limits: Limits) -> list[int]:
    """Count the submissions of these limits that each node may grade at once.

    If they want a GPU and some nodes have one that fits, the others get none of them.
    """
    on_gpus = [gpu_slots.fit(node.gpus or (), limits) for node in nodes]
    return [
        fitting(node.cpus, node.free_mib, limits, node.gpus or ())
        if count or not any(on_gpus)
        else 0
        for node, count in zip(nodes, on_gpus, strict=True)
    ]


def _actor(kind: type, key: str, **wanted: int) -> ActorClass:
    where = NodeAffinitySchedulingStrategy(key, soft=False)
    return ray.remote(kind).options(max_restarts=0, scheduling_strategy=where, **wanted)
