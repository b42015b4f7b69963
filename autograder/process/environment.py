"""What processes of ours find in their environment: nothing of the caller's."""

import os
from pathlib import Path

# XLA would start a program, `ptxas`, to translate what it has compiled; no worker may start one.
BY_THE_DRIVER = "--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found=true"
# So that a GPU repeats itself, and rounds as a CPU does. Not `TF_DETERMINISTIC_OPS`: with it, tf.data
# reads one file after the other, and some layers raise; right answers lost points.
REPEATABLE = {
    "NVIDIA_TF32_OVERRIDE": "0",
    "TF_CUDNN_DETERMINISTIC": "1",
    "XLA_FLAGS": f"--xla_gpu_deterministic_ops=true {BY_THE_DRIVER}",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}
# Several submissions share a GPU: each takes what it needs, when it needs it.
GROWING = {"TF_FORCE_GPU_ALLOW_GROWTH": "true", "XLA_PYTHON_CLIENT_PREALLOCATE": "false"}


def base() -> dict[str, str]:
    """The whole environment of a process of ours: nothing of the caller's, and one thread.

    Two workers side by side then scale, sums repeat, and a fork leaves no thread behind.
    """
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
    }


def backend() -> str:
    """What Keras works on."""
    return os.environ.get("KERAS_BACKEND", "tensorflow")


def of_workers(scratch: Path) -> dict[str, str]:
    """What the worker's libraries are told: no chatter, no GPU, figures in the cell."""
    return base() | {
        "KERAS_BACKEND": backend(),
        "KERAS_HOME": str(scratch / "keras"),
        # Else Keras asks the driver while it is imported, and no fork could use a GPU after that.
        "KERAS_TORCH_DEVICE": "cpu",
        # A submission's own `check(…)` is no step of whoever grades it.
        "HELDOUT_PROGRESS": "",
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": str(scratch / "ipython"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        # None, until a worker has claimed one.
        "CUDA_VISIBLE_DEVICES": "",
        # Locks would reach other processes: the sandbox refuses them, and h5py would give up.
        "HDF5_USE_FILE_LOCKING": "FALSE",
    }


def of_gpu_workers(scratch: Path, drivers: tuple[str, ...]) -> dict[str, str]:
    """What those are told that will have a GPU; `drivers` are the folders of its libraries."""
    # Where the loader looks anyway, other libraries lie too: named here, they would be taken first.
    unknown = [folder for folder in drivers if not folder.startswith(("/usr/lib", "/lib"))]
    return (
        of_workers(scratch)
        | REPEATABLE
        | GROWING
        | {
            "KERAS_TORCH_DEVICE": "cuda",
            "LD_LIBRARY_PATH": ":".join(unknown),
            # Each worker's folder is new: what it kept there, nobody would find.
            "CUDA_CACHE_DISABLE": "1",
        }
    )
