"""Which GPUs workers may use: those on which one, shut in, has computed something here.

How much of the wall a driver needs to be taken off differs from one to the next, and no paper says
it: it is found by trying, from nothing upwards, and whatever is left must still stop the probe.
"""

import dataclasses
import functools
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import autograder
from autograder.errors import ZygoteFailed
from autograder.probe import isolation
from autograder.process import environment
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.fresh_process import FreshProcess, FreshProcessFactory, process_factory
from autograder.process.zygote import Child, Zygote
from autograder.sandbox import gpu_device, sandbox, syscalls
from autograder.sandbox.gpu_device import DRIVER_MIB, Gpu
from autograder.sandbox.sandbox import ALLOWANCES, Level
from autograder.worker import gpu_claim
from autograder.worker.startup import enter_and_report

SECONDS = 60.0
SIDE = 64
# What of the probe must come through where an allowance is made.
CONCEDED = {"shared memory": {"take shared memory"}, "any heap": {"take memory over the limit"}}


@functools.cache
def usable(level: Level, backend: str) -> tuple[tuple[Gpu, ...], tuple[str, ...]]:
    """Find the GPUs that workers at `level` can use; and say why of each other, or why there is none."""
    there, why = gpu_device.found()
    if not there:
        return (), (f"No GPU can be used: {why}.",)
    with _zygote(level, there[0]) as (zygote, scratch):
        tried = [_tried(one, level, zygote, scratch) for one in there]
    return (
        tuple(one for one, problem in tried if not problem),
        tuple(f"{one.name} is not used: {problem}." for one, problem in tried if problem),
    )


def _tried(
    one: Gpu, level: Level, zygote: Zygote | FreshProcessFactory, scratch: Path
) -> tuple[Gpu, str]:
    """Take down as little of the wall as lets a worker compute; tell what stands against it."""
    problems = []
    rungs = range(len(ALLOWANCES) + 1) if level is not Level.NONE else [0]
    for count in rungs:
        grant = dataclasses.replace(one.grant, allowed=ALLOWANCES[:count])
        granted = dataclasses.replace(one, grant=grant)
        problem, metered = _compute(granted, level, zygote, scratch)
        if not problem:
            return dataclasses.replace(granted, metered=metered), _too_open(granted, level)
        problems.append(f"with {', '.join(grant.allowed) or 'nothing allowed'}: {problem}")
    return one, "; ".join(problems)


def _too_open(one: Gpu, level: Level) -> str:
    """Attack what is left of the wall; tell what got through that should not."""
    if level is Level.NONE:
        return ""
    finding = isolation.attack(level, grant=one.grant)
    conceded = set().union(*(CONCEDED.get(each, ()) for each in one.grant.allowed))
    through = [each for each in finding.through if each not in conceded]
    return finding.problem or (f"its wall lets through: {', '.join(through)}" if through else "")


@contextmanager
def _zygote(level: Level, one: Gpu) -> Iterator[tuple[Zygote | FreshProcessFactory, Path]]:
    with tempfile.TemporaryDirectory(prefix="heldout-gpu-") as made:
        scratch = Path(made)
        scratch.chmod(0o711)
        told = environment.of_gpu_workers(scratch, one.grant.readable)
        zygote = process_factory(["keras", __name__], told, scratch / "log", level)
        try:
            yield zygote, scratch
        finally:
            zygote.close()


def _compute(
    one: Gpu, level: Level, zygote: Zygote | FreshProcessFactory, scratch: Path
) -> tuple[str, bool]:
    """Have a worker compute; gives what went wrong, and whether NVML tells what it holds."""
    ours, theirs = Channel.pair()
    with ours, tempfile.TemporaryDirectory(dir=scratch) as box:
        config = {
            "box": box,
            "bounds": dataclasses.asdict(sandbox.Bounds(memory_mib=1024 + DRIVER_MIB)),
            "level": level.value,
            "packages": list(autograder.__path__),
            "grant": dataclasses.asdict(one.grant),
            "claim": gpu_claim.claim_of(one, one.memory_mib // 4),
            "exercises": "",
            "files": "",
            "programs": False,
            "processes": False,
            "seed": 0,
        }
        try:
            child = zygote.fork(f"{__name__}:main", config, theirs)
        except ZygoteFailed as error:
            return str(error), False
        try:
            greeting = ours.receive(seconds=SECONDS)
            if greeting != {"ready": True}:
                return _last_line(greeting["unfit"]), False
            answer = ours.receive(seconds=SECONDS)
            metered = _is_metered(one, child)
        except (ChannelClosed, DeadlinePassed) as error:
            return f"the worker was lost: {error}", False
        finally:
            child.end()
    if answer["where"] != "gpu":
        return answer["problem"] or "Keras computes on the processor", False
    return answer["problem"], metered


def _is_metered(one: Gpu, child: Child | FreshProcess) -> bool:
    """Tell whether NVML names a worker as we do; in a container it may name it otherwise, or not at all."""
    if not isinstance(child, Child):
        return False
    return gpu_device.held_mib(one.uuid).get(syscalls.number_of(child.pidfd), 0) > 0


def _last_line(trace: str) -> str:
    return trace.strip().splitlines()[-1]


def main(config: dict[str, Any], sock: socket.socket) -> None:
    """Shut this process in as a worker with a GPU is, and compute."""
    channel = Channel(sock)
    if enter_and_report(config, channel):
        channel.send(_computed())
        # Whoever asked looks from outside, first, at what this process holds.
        channel.receive()


def _computed() -> dict[str, Any]:
    """Multiply and convolve by Keras; tell where that was done, and whether it came out right."""
    import keras
    import numpy as np

    whole = np.arange(SIDE * SIDE, dtype="float32").reshape(SIDE, SIDE) % 7
    try:
        product = keras.ops.matmul(whole, keras.ops.convert_to_tensor(whole))
        kernel = keras.ops.ones((3, 3, 1, 1))
        sums = keras.ops.conv(whole[None, :, :, None], kernel, padding="valid")
        came = keras.ops.convert_to_numpy(product), keras.ops.convert_to_numpy(sums)
    # The driver's and the backend's errors have no common class; each is the answer to our question.
    except Exception as error:
        return {"where": "nowhere", "problem": f"{type(error).__name__}: {error}"[:500]}
    there = str(getattr(product, "device", "")).lower()
    windows = np.lib.stride_tricks.sliding_window_view(whole, (3, 3)).sum((2, 3))
    right = np.array_equal(came[0], whole @ whole) and np.array_equal(came[1][0, ..., 0], windows)
    return {
        "where": "gpu" if "gpu" in there or "cuda" in there else "cpu",
        "problem": "" if right else "it computes something else than this processor does",
    }
