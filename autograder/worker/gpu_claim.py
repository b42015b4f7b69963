"""Claims a worker's GPU before the student's first line, and has Keras's backend cap its memory.

Student code can remove that cap. It cannot remove the memory watchdog, which runs outside.
"""

import os
import sys
from collections.abc import Callable

from autograder.process import environment
from autograder.process.messages import GpuClaim
from autograder.sandbox.gpu_device import Gpu


def claim_of(gpu: Gpu, memory_mib: int) -> GpuClaim:
    """Describe a worker's claim to at most `memory_mib` of a GPU."""
    return GpuClaim(gpu.uuid, memory_mib, gpu.memory_mib)


def claim(wanted: GpuClaim) -> None:
    """Make this process's backend use one GPU, and at most so much of its memory."""
    os.environ["CUDA_VISIBLE_DEVICES"] = wanted.uuid
    name = environment.backend()
    # Do not import the backend for this: each submission would pay for that.
    if name in sys.modules:
        _CAPS[name](wanted.memory_mib, wanted.total_mib)


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
