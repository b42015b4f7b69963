"""A node of a Ray cluster that grades, as the head knows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ray
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from autograder.author.exercise import Limits
from autograder.cluster.node import Node, Reservation
from autograder.judge import gpu_slots
from autograder.judge.executor import fitting
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

RESERVE_SECONDS = 30.0


@dataclass
class NodeHandle:
    """A node that grades `busy` submissions now; `key` is Ray's name for it, `name` ours.

    It has `gpu_count` GPUs in Ray's books. Those that workers can use are known once somebody wants
    one; a `reservation` holds them for us from then on.
    """

    key: str
    name: str
    actor: Any
    cpus: int
    free_mib: int
    level: Level
    gpu_count: int = 0
    gpus: list[Gpu] | None = None
    reservation: Any = None
    busy: int = 0

    @classmethod
    def start(cls, node: dict[str, Any], backend: str) -> "NodeHandle":
        """Start a `Node` on a node, which has all its CPUs and is not started again by itself."""
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
        """Reserve its GPUs and have it try them; gives those that do, and what is to be said.

        Raises `GetTimeoutError` where others use them, and `RayError`.
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
        """Kill what runs there for us."""
        for actor in filter(None, (self.actor, self.reservation)):
            ray.kill(actor)


def capacity_of(members: Sequence[NodeHandle], limits: Limits) -> list[int]:
    """How many submissions of these limits each node may grade at once.

    Where one of them has a GPU for what wants one, those without have no place.
    """
    on_gpus = [gpu_slots.fit(each.gpus or (), limits) for each in members]
    return [
        fitting(each.cpus, each.free_mib, limits, each.gpus or ())
        if count or not any(on_gpus)
        else 0
        for each, count in zip(members, on_gpus, strict=True)
    ]


def _actor(kind: type, key: str, **wanted: int) -> Any:
    where = NodeAffinitySchedulingStrategy(key, soft=False)
    return ray.remote(kind).options(max_restarts=0, scheduling_strategy=where, **wanted)
