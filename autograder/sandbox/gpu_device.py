"""The GPUs of this machine, as NVIDIA's management library (NVML) lists them.

NVML opens no CUDA context, so a process that has used it may still fork.
"""

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from autograder.sandbox.sandbox import Grant

# Every process that computes opens these besides the file of its GPU.
SHARED_DEVICES = ("/dev/nvidiactl", "/dev/nvidia-uvm")
# The memory that a driver's context and its libraries take before any computation: on the GPU, and on
# this machine. Both come on top of the student's allowance.
CONTEXT_MIB, DRIVER_MIB = 1024, 2048
MIB = 1 << 20


@dataclass(frozen=True)
class Gpu:
    """One GPU. A worker needs `grant` to use it. `metered`: NVML tells which process holds how much."""

    uuid: str
    name: str
    memory_mib: int
    grant: Grant
    metered: bool = False


def found() -> tuple[list[Gpu], str]:
    """List the GPUs that this process may use. If there are none, give the reason."""
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
    """Tell how many MiB of a GPU each process holds, by the process id that this process sees.

    In many containers NVML lists no processes.
    """
    import pynvml

    try:
        handle = pynvml.nvmlDeviceGetHandleByUUID(uuid)
        processes = pynvml.nvmlDeviceGetComputeRunningProcesses(handle)
    except pynvml.NVMLError:
        return {}
    return {process.pid: (process.usedGpuMemory or 0) // MIB for process in processes}


def _gpu(nvml: ModuleType, handle: object) -> Gpu:
    own = f"/dev/nvidia{nvml.nvmlDeviceGetMinorNumber(handle)}"
    memory = nvml.nvmlDeviceGetMemoryInfo(handle).total // MIB
    grant = Grant((own, *SHARED_DEVICES), _driver_folders())
    return Gpu(nvml.nvmlDeviceGetUUID(handle), nvml.nvmlDeviceGetName(handle), memory, grant)


def _is_split(nvml: ModuleType, handle: object) -> bool:
    try:
        now, _ = nvml.nvmlDeviceGetMigMode(handle)
    except nvml.NVMLError_NotSupported:
        return False
    return bool(now)


def _visible(every: Sequence[Gpu], named: str | None) -> list[Gpu]:
    """Choose the GPUs that `CUDA_VISIBLE_DEVICES` names, as CUDA reads it."""
    if named is None:
        return list(every)
    chosen: list[Gpu] = []
    for word in filter(None, named.split(",")):
        if word.isdecimal():
            matches = every[int(word) : int(word) + 1]
        else:
            matches = [gpu for gpu in every if word[:4] == "GPU-" and gpu.uuid.startswith(word)]
        # CUDA, too, ignores all names that follow an unknown one.
        if not matches:
            break
        chosen += matches
    return chosen


def _driver_folders() -> tuple[str, ...]:
    """Find the folders of the driver's libraries. They differ from machine to machine."""
    lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    paths = {line.split(maxsplit=5)[-1] for line in lines if "/libnvidia-ml.so" in line}
    return tuple(sorted({str(Path(path).parent) for path in paths}))
