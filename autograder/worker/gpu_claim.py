"""A worker's GPU: claimed before the student's first line, and capped by Keras's backend.

The cap asks nicely: a student may take it off. What holds is the watch from outside.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from autograder.process import environment
from autograder.sandbox.gpu_device import Gpu


def claim_of(gpu: Gpu, memory_mib: int) -> dict[str, Any]:
    """What a worker must be told to `claim` a GPU."""
    return {"uuid": gpu.uuid, "memory_mib": memory_mib, "total_mib": gpu.memory_mib}


def claim(uuid: str, memory_mib: int, total_mib: int) -> None:
    """Have this process's backend use one GPU, and so much of its memory at most."""
    os.environ["CUDA_VISIBLE_DEVICES"] = uuid
    name = environment.backend()
    # One that is not there yet would be imported for each submission.
    if name in sys.modules:
        _CAPS[name](memory_mib, total_mib)


def _cap_tensorflow(memory_mib: int, total_mib: int) -> None:
    import tensorflow as tf

    tf.config.experimental.enable_tensor_float_32_execution(False)
    most = [tf.config.LogicalDeviceConfiguration(memory_limit=memory_mib)]
    for device in tf.config.list_physical_devices("GPU"):
        tf.config.set_logical_device_configuration(device, most)


def _cap_jax(memory_mib: int, total_mib: int) -> None:
    os.environ["XLA_CLIENT_MEM_FRACTION"] = f"{memory_mib / total_mib:.4f}"


def _cap_torch(memory_mib: int, total_mib: int) -> None:
    import torch

    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.cuda.set_per_process_memory_fraction(memory_mib / total_mib)


_CAPS: dict[str, Callable[[int, int], None]] = {
    "tensorflow": _cap_tensorflow,
    "jax": _cap_jax,
    "torch": _cap_torch,
}
