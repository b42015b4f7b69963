"""The environment variables of our own processes. They inherit none of the caller's."""

import os
from pathlib import Path

# XLA would start the program `ptxas` to translate its code. A worker may start no program.
BY_THE_DRIVER = "--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found=true"
# With these a GPU gives the same result each time, and rounds as a CPU does. Do not set
# `TF_DETERMINISTIC_OPS`: with it tf.data reads one file after the other, and some layers raise. Right
# answers lost points by it.
REPEATABLE = {
    "NVIDIA_TF32_OVERRIDE": "0",
    "TF_CUDNN_DETERMINISTIC": "1",
    "XLA_FLAGS": f"--xla_gpu_deterministic_ops=true {BY_THE_DRIVER}",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}
# Several submissions share a GPU, so each takes memory only when it needs it.
GROWING = {"TF_FORCE_GPU_ALLOW_GROWTH": "true", "XLA_PYTHON_CLIENT_PREALLOCATE": "false"}


def base() -> dict[str, str]:
    """Give the whole environment of one of our processes; it computes with one thread.

    With one thread, workers side by side do not slow each other down. Sums come out the same each
    time, and no thread is lost in a fork.
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
    """Name the backend that Keras uses."""
    return os.environ.get("KERAS_BACKEND", "tensorflow")


def of_workers(scratch: Path) -> dict[str, str]:
    """Give a worker's environment: quiet libraries, no GPU, figures shown in the cell."""
    return base() | {
        "KERAS_BACKEND": backend(),
        "KERAS_HOME": str(scratch / "keras"),
        # Else Keras starts the GPU's driver during its import, and a forked child cannot use it.
        "KERAS_TORCH_DEVICE": "cpu",
        # A `check(…)` in a submission must not count as the instructor's own progress.
        "HELDOUT_PROGRESS": "",
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": str(scratch / "ipython"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        # A worker sees no GPU until it has claimed one.
        "CUDA_VISIBLE_DEVICES": "",
        # The sandbox refuses file locks, since they reach other processes. h5py would give up.
        "HDF5_USE_FILE_LOCKING": "FALSE",
    }


def of_gpu_workers(scratch: Path, drivers: tuple[str, ...]) -> dict[str, str]:
    """Give the environment of a worker with a GPU. `drivers` are the folders of its libraries."""
    # The loader finds libraries in /usr/lib and /lib without help. If we named these folders, it
    # would prefer all other libraries there, too.
    unusual = [folder for folder in drivers if not folder.startswith(("/usr/lib", "/lib"))]
    return (
        of_workers(scratch)
        | REPEATABLE
        | GROWING
        | {
            "KERAS_TORCH_DEVICE": "cuda",
            "LD_LIBRARY_PATH": ":".join(unusual),
            # Each worker has a new folder, so nobody would find a cache there again.
            "CUDA_CACHE_DISABLE": "1",
        }
    )
