"""The language of a notebook, as its metadata tells it, and the kernel that may run it."""

from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.author import notebook
from autograder.errors import NotRun

PYTHON = "python"
# Colab and others name these kernels without a language. They need not be installed here.
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


def other_than_python(metadata: object) -> str:
    """Name the language of a notebook that is not in Python; empty for Python or for no language.

    All three entries count: `language_info.name`, `kernelspec.language`, and the kernel's own name.
    """
    for name in _languages(metadata):
        # Old notebooks say `ipython`, and others add a version: `python3`.
        if not name.lower().startswith((PYTHON, "ipython")):
            return name[:MOST_OF_A_NAME]
    return ""


def outside_kernel(source: Path, submitted: object, allowed: Collection[str]) -> str:
    """Name the kernel that is to run a submission without our sandbox; empty for Python.

    The instructor's notebook (`source`) and the languages that settings allow decide this, never
    the metadata that was `submitted`. Raises `NotRun` for a language that is not allowed, and for
    a submission in a language other than the instructor's.
    """
    metadata = notebook.read(source).metadata if source.is_file() else {}
    wanted, theirs = other_than_python(metadata), other_than_python(submitted)
    if theirs.lower() not in ("", wanted.lower()):
        raise NotRun(
            f"The submitted notebook says that it is written in {theirs}. Expected: "
            f"{wanted or 'Python'}. Ask for it in that language, and grade again."
        )
    if not wanted:
        return ""
    if wanted.lower() not in map(str.lower, allowed):
        raise NotRun(
            f"`{source}` is written in {wanted}, which our sandbox does not run. To let nbgrader "
            "run what students wrote, with nothing between it and your account, add "
            f"`c.GradeSubmission.languages = [{wanted!r}]` to `nbgrader_config.py` and start "
            "`nbgrader autograde`."
        )
    kernel = kernel_name(metadata)
    if of_installed(kernel).lower() != wanted.lower():
        raise NotRun(
            f"`{source}` asks for the kernel `{kernel}`. Expected: a kernel for {wanted} that is "
            "installed here (`jupyter kernelspec list` shows them)."
        )
    return kernel


def kernel_name(metadata: object) -> str:
    """Name the kernel that a notebook asks for; empty if it asks for none."""
    return _text(metadata, "kernelspec", "name")


def of_installed(kernel: str) -> str:
    """Tell the language of an installed kernel; empty if the kernel is not installed."""
    # Only another language needs it, and its import takes a tenth of a second.
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        return str(KernelSpecManager().get_kernel_spec(kernel).language)
    # `ValueError`: no kernel can have this name. A student's file may hold any name.
    except (NoSuchKernel, ValueError):
        return ""


def _languages(metadata: object) -> list[str]:
    kernel = kernel_name(metadata)
    known = next((KERNELS[name] for name in KERNELS if _is_version_of(kernel, name)), "")
    names = [
        _text(metadata, "language_info", "name"),
        _text(metadata, "kernelspec", "language"),
        of_installed(kernel) if kernel else "",
        known,
    ]
    return [name for name in names if name]


def _is_version_of(kernel: str, name: str) -> bool:
    """Tell whether a kernel is called `name`, or `name` with a version, as `julia-1.10` is."""
    rest = kernel.lower().removeprefix(name)
    return kernel.lower().startswith(name) and not rest[:1].isalpha()


def _text(metadata: object, *keys: str) -> str:
    for key in keys:
        metadata = metadata.get(key) if isinstance(metadata, Mapping) else None
    return metadata.strip() if isinstance(metadata, str) else ""
