"""In which language a notebook is written, as its metadata tells it."""

from collections.abc import Mapping
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

PYTHON = "python"
# Kernels that Colab and others name without their language, and that need not be installed here.
KERNELS = {
    "ir": "R",
    "xr": "R",
    "julia": "Julia",
    "xcpp": "C++",
    "bash": "Bash",
    "deno": "TypeScript",
    "javascript": "JavaScript",
    "octave": "Octave",
    "scala": "Scala",
    "rust": "Rust",
    "sagemath": "Sage",
}
MOST_OF_A_NAME = 40


def other_than_python(metadata: Any) -> str:
    """Name a language other than Python's that a notebook's metadata tells; empty if it tells none.

    All three places count: `language_info.name`, `kernelspec.language`, and the kernel's own name.
    """
    for name in _told(metadata):
        # IPython's own name for the language, in old notebooks, and versions (`python3`).
        if not name.lower().startswith((PYTHON, "ipython")):
            return name[:MOST_OF_A_NAME]
    return ""


def kernel_name(metadata: Any) -> str:
    """Name the kernel that a notebook asks for; empty if it asks for none."""
    return _text(metadata, "kernelspec", "name")


def of_installed(kernel: str) -> str:
    """Tell the language of a kernel that is installed here; empty if it is not."""
    try:
        return str(KernelSpecManager().get_kernel_spec(kernel).language)
    # `ValueError`: a name that no kernel can have, from a student's file say.
    except (NoSuchKernel, ValueError):
        return ""


def _told(metadata: Any) -> list[str]:
    kernel = kernel_name(metadata)
    known = next((KERNELS[name] for name in KERNELS if _is_version_of(kernel, name)), "")
    told = [
        _text(metadata, "language_info", "name"),
        _text(metadata, "kernelspec", "language"),
        of_installed(kernel) if kernel else "",
        known,
    ]
    return [name for name in told if name]


def _is_version_of(kernel: str, name: str) -> bool:
    """Tell whether a kernel is called `name`, or that with a version: `julia-1.10`."""
    rest = kernel.lower().removeprefix(name)
    return kernel.lower().startswith(name) and not rest[:1].isalpha()


def _text(metadata: Any, *keys: str) -> str:
    for key in keys:
        metadata = metadata.get(key) if isinstance(metadata, Mapping) else None
    return metadata.strip() if isinstance(metadata, str) else ""
