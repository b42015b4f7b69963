"""The GPUs of this machine, as NVIDIA's management library (NVML) tells of them.

It opens no CUDA context, so a process that asks it may fork.
"""

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.sandbox import Grant

# What every process that computes opens beside its own GPU's file.
SHARED_DEVICES = ("/dev/nvidiactl", "/dev/nvidia-uvm")
# What a driver's context and its libraries take before anything was computed: of the GPU's memory, and
# of this machine's. Both are on top of what the student's code may use.
CONTEXT_MIB, DRIVER_MIB = 1024, 2048
MIB = 1 << 20


@dataclass(frozen=True)
class Gpu:
    """One GPU: `grant` is what a worker needs to use it; `metered` if NVML tells who holds what."""

    uuid: str
    name: str
    memory_mib: int
    grant: Grant
    metered: bool = False


def found() -> tuple[list[Gpu], str]:
    """List the GPUs that are this process's to use; where there is none, say why."""
    if importlib.util.find_spec("pynvml") is None:
        return [], "`nvidia-ml-py` is not installed: `pip install 'heldout[gpu]'`"
    import pynvml

    try:
        pynvml.nvmlInit()
        handles = [
            pynvml.nvmlDeviceGetHandleByIndex(index) for index in range(pynvml.nvmlDeviceGetCount())
        ]
        every = [_gpu(pynvml, handle) for handle in handles if not _is_split(pynvml, handle)]
    except pynvml.NVMLError as error:
        return [], f"NVIDIA's driver says: {error}"
    visible = _visible(every, os.environ.get("CUDA_VISIBLE_DEVICES"))
    if visible:
        return visible, ""
    if every:
        return [], "`CUDA_VISIBLE_DEVICES` leaves none"
    return [], "each is divided (MIG), which is not supported" if handles else "there is none"


def held_mib(uuid: str) -> dict[int, int]:
    """Tell what each process holds on a GPU, by its number as this process sees it.

    In many containers NVML tells nothing.
    """
    import pynvml

    try:
        handle = pynvml.nvmlDeviceGetHandleByUUID(uuid)
        processes = pynvml.nvmlDeviceGetComputeRunningProcesses(handle)
    except pynvml.NVMLError:
        return {}
    return {each.pid: (each.usedGpuMemory or 0) // MIB for each in processes}


def _gpu(nvml: Any, handle: Any) -> Gpu:
    own = f"/dev/nvidia{nvml.nvmlDeviceGetMinorNumber(handle)}"
    memory = nvml.nvmlDeviceGetMemoryInfo(handle).total // MIB
    grant = Grant((own, *SHARED_DEVICES), _driver_folders())
    return Gpu(nvml.nvmlDeviceGetUUID(handle), nvml.nvmlDeviceGetName(handle), memory, grant)


def _is_split(nvml: Any, handle: Any) -> bool:
    try:
        now, _ = nvml.nvmlDeviceGetMigMode(handle)
    except nvml.NVMLError_NotSupported:
        return False
    return bool(now)


def _visible(every: Sequence[Gpu], named: str | None) -> list[Gpu]:
    """Those that a scheduler has left us, in the way that CUDA reads its variable."""
    if named is None:
        return list(every)
    chosen: list[Gpu] = []
    for word in filter(None, named.split(",")):
        if word.isdecimal():
            here = every[int(word) : int(word) + 1]
        else:
            here = [
                each for each in every if word.startswith("GPU-") and each.uuid.startswith(word)
            ]
        # As CUDA does: whatever follows a name that is none does not count.
        if not here:
            break
        chosen += here
    return chosen


def _driver_folders() -> tuple[str, ...]:
    """Where the driver's libraries are: they come with the driver, in no place that is the same."""
    lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    paths = {line.split(maxsplit=5)[-1] for line in lines if "/libnvidia-ml.so" in line}
    return tuple(sorted({str(Path(path).parent) for path in paths}))
