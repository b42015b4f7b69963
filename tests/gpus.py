"""A stand-in for a GPU: an ordinary device file, which no worker may open otherwise."""

from dataclasses import replace

from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import ALLOWANCES, Grant

STAND_IN = "/dev/full"


def a_gpu(number=0, memory_mib=16384, **changes):
    grant = Grant((STAND_IN,), (), ALLOWANCES[:1])
    return Gpu(f"GPU-{number}", f"card {number}", memory_mib, grant, **changes)


def wanting(exercise, share=1, **limits):
    return replace(exercise, limits=replace(exercise.limits, gpu=share, **limits))
