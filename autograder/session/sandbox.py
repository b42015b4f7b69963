"""What a worker does to itself between the fork and the student's first line."""

import os
import resource
import sysconfig
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.session import kernel, landlock, seccomp

# What NumPy, TensorFlow and Python's library read while they run; nothing here is anyone's secret.
SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/usr/share/fonts", "/etc/localtime", "/etc/ld.so.cache", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/stat", "/proc/self", "/sys/devices/system", "/sys/fs/cgroup",
    "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip


@dataclass(frozen=True)
class Bounds:
    """What one worker may use.

    `memory_mib` is on top of what the imports take; `cpu_seconds` is over its whole life.
    """

    memory_mib: int = 1024
    cpu_seconds: int = 300
    file_mib: int = 64
    open_files: int = 256


def available() -> str:
    """The highest isolation level that this machine offers: `L1`, or `none`."""
    filtered = Path("/proc/sys/kernel/seccomp/actions_avail").exists()
    known = os.uname().machine in seccomp.SYSCALLS
    return "L1" if landlock.abi() >= 1 and filtered and known else "none"


def enter(box: Path, bounds: Bounds, packages: Iterable[Path], keep: int) -> None:
    """Shut this process in: `box` is its only writable folder, `keep` its only socket.

    `packages` are folders of code that may be read besides Python's own. Raises `OSError`
    where a layer cannot be put on; nothing of the student's may run then.
    """
    settle(box, keep)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    _limit(bounds)
    readable = [Path(path) for path in (*SYSTEM, *python_folders())] + [*packages]
    landlock.restrict(readable, [box, Path("/dev/null")])
    seccomp.load(seccomp.build(os.getpid()))


def settle(box: Path, keep: int) -> None:
    """Make the process its own session in its own folder, with one socket: tidy, and no wall."""
    os.setsid()
    kernel.die_with_parent()
    _close_all_but(keep)
    os.chdir(box)
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR", "KERAS_HOME"), str(box)))
    # An import in the zygote has asked for it already, and the answer is kept.
    tempfile.tempdir = str(box)


def python_folders() -> set[str]:
    """Where this Python keeps its library and packages; not `sys.path`, which may hold a checkout."""
    kinds = ("stdlib", "platstdlib", "purelib", "platlib")
    return {sysconfig.get_path(kind) for kind in kinds}


def _close_all_but(keep: int) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, keep)
    os.closerange(keep + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _limit(bounds: Bounds) -> None:
    data = kernel.memory_kib("VmData") * 1024 + (bounds.memory_mib << 20)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, bounds.cpu_seconds),
        (resource.RLIMIT_FSIZE, bounds.file_mib << 20),
        (resource.RLIMIT_NOFILE, bounds.open_files),
        (resource.RLIMIT_DATA, data),
    ):
        resource.setrlimit(kind, (most, most))
