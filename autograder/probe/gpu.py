"""Finds the GPUs that workers may use: those on which a sandboxed test computation succeeds.

A GPU's driver needs some holes in the sandbox. Which ones differs by driver, and no document tells.
So we try, from no hole upwards. The attacks of the probe must still fail on what is left.
"""

import dataclasses
import functools
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.errors import ZygoteFailed
from autograder.probe import isolation
from autograder.process import environment
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.fresh_process import process_factory
from autograder.process.messages import READY, Message, SandboxedStart, WireDict, as_dict
from autograder.process.zygote import Child, ChildProcess, ProcessFactory
from autograder.sandbox import gpu_device, sandbox, syscalls
from autograder.sandbox.gpu_device import DRIVER_MIB, Gpu
from autograder.sandbox.sandbox import ALLOWANCES, Level
from autograder.worker import gpu_claim
from autograder.worker.startup import enter_and_report

SECONDS = 60.0
SIDE = 64
# The attacks that an allowance concedes.
CONCEDED = {"shared memory": {"take shared memory"}, "any heap": {"take memory over the limit"}}


@dataclass(frozen=True)
class Computed(Message):
    """Where a test computation ran (`gpu`, `cpu`, `nowhere`), and what went wrong, if anything did."""

    where: str
    problem: str


@functools.cache
def usable(level: Level, backend: str) -> tuple[tuple[Gpu, ...], tuple[str, ...]]:
    """Find the GPUs that workers at `level` can use, and give a sentence on each other one.

    `backend` is Keras's; results are cached by both arguments.
    """
    gpus, why = gpu_device.found()
    if not gpus:
        return (), (f"No GPU can be used: {why}.",)
    with _zygote(level, gpus[0]) as (zygote, scratch):
        tried = [_try(gpu, level, zygote, scratch) for gpu in gpus]
    return (
        tuple(gpu for gpu, problem in tried if not problem),
        tuple(f"{gpu.name} is not used: {problem}." for gpu, problem in tried if problem),
    )


def _try(gpu: Gpu, level: Level, zygote: ProcessFactory, scratch: Path) -> tuple[Gpu, str]:
    """Find the fewest allowances with which a worker computes; tell what is wrong with this GPU."""
    problems = []
    counts = range(len(ALLOWANCES) + 1) if level is not Level.NONE else [0]
    for count in counts:
        grant = dataclasses.replace(gpu.grant, allowed=ALLOWANCES[:count])
        granted = dataclasses.replace(gpu, grant=grant)
        problem, metered = _compute(granted, level, zygote, scratch)
        if not problem:
            return dataclasses.replace(granted, metered=metered), _too_open(granted, level)
        problems.append(f"with {', '.join(grant.allowed) or 'nothing allowed'}: {problem}")
    return gpu, "; ".join(problems)


def _too_open(gpu: Gpu, level: Level) -> str:
    """Attack a sandbox with this GPU's grant; name the attacks that succeed and should not."""
    if level is Level.NONE:
        return ""
    finding = isolation.attack(level, grant=gpu.grant)
    conceded = set().union(*(CONCEDED.get(name, ()) for name in gpu.grant.allowed))
    through = [name for name in finding.through if name not in conceded]
    return finding.problem or (f"its sandbox lets through: {', '.join(through)}" if through else "")


@contextmanager
def _zygote(level: Level, gpu: Gpu) -> Iterator[tuple[ProcessFactory, Path]]:
    with tempfile.TemporaryDirectory(prefix="heldout-gpu-") as folder:
        scratch = Path(folder)
        scratch.chmod(0o711)
        variables = environment.of_gpu_workers(scratch, gpu.grant.readable)
        zygote = process_factory(["keras", __name__], variables, scratch / "log", level)
        try:
            yield zygote, scratch
        finally:
            zygote.close()


def _compute(gpu: Gpu, level: Level, zygote: ProcessFactory, scratch: Path) -> tuple[str, bool]:
    """Let a worker compute. Give what went wrong, and whether NVML tells what the worker holds."""
    ours, theirs = Channel.pair()
    with ours, tempfile.TemporaryDirectory(dir=scratch) as box:
        start = SandboxedStart(
            box=box,
            level=level,
            bounds=sandbox.Bounds(memory_mib=1024 + DRIVER_MIB),
            packages=tuple(autograder.__path__),
            grant=gpu.grant,
            claim=gpu_claim.claim_of(gpu, gpu.memory_mib // 4),
        )
        try:
            child = zygote.fork(f"{__name__}:main", start, theirs)
        except ZygoteFailed as error:
            return str(error), False
        try:
            greeting = as_dict(ours.receive(seconds=SECONDS))
            if greeting != READY:
                return _last_line(str(greeting["unfit"])), False
            computed = Computed.from_wire(ours.receive(seconds=SECONDS))
            metered = _is_metered(gpu, child)
        except (ChannelClosed, DeadlinePassed) as error:
            return f"the worker was lost: {error}", False
        finally:
            child.end()
    if computed.where != "gpu":
        return computed.problem or "Keras computes on the processor", False
    return computed.problem, metered


def _is_metered(gpu: Gpu, child: ChildProcess) -> bool:
    """Tell whether NVML knows a worker by the process id that we see.

    In a container it may use another one, or list no processes at all.
    """
    if not isinstance(child, Child):
        return False
    return gpu_device.held_mib(gpu.uuid).get(syscalls.number_of(child.pidfd), 0) > 0


def _last_line(trace: str) -> str:
    return trace.strip().splitlines()[-1]


def main(config: WireDict, sock: socket.socket) -> None:
    """Shut this process in like a worker with a GPU, and compute."""
    channel = Channel(sock)
    if enter_and_report(SandboxedStart.from_wire(config), channel):
        channel.send(_computed().to_wire())
        # Stay until the other side has measured what this process holds.
        channel.receive()


def _computed() -> Computed:
    """Multiply and convolve with Keras, and compare the results with NumPy's."""
    import keras
    import numpy as np

    whole = np.arange(SIDE * SIDE, dtype="float32").reshape(SIDE, SIDE) % 7
    try:
        product = keras.ops.matmul(whole, keras.ops.convert_to_tensor(whole))
        kernel = keras.ops.ones((3, 3, 1, 1))
        sums = keras.ops.conv(whole[None, :, :, None], kernel, padding="valid")
        results = keras.ops.convert_to_numpy(product), keras.ops.convert_to_numpy(sums)
    # The errors of driver and backend have no common class. Each of them answers our question.
    except Exception as error:
        return Computed("nowhere", f"{type(error).__name__}: {error}"[:500])
    device = str(getattr(product, "device", "")).lower()
    windows = np.lib.stride_tricks.sliding_window_view(whole, (3, 3)).sum((2, 3))
    right = np.array_equal(results[0], whole @ whole)
    right = right and np.array_equal(results[1][0, ..., 0], windows)
    return Computed(
        "gpu" if "gpu" in device or "cuda" in device else "cpu",
        "" if right else "it computes something else than this processor does",
    )
