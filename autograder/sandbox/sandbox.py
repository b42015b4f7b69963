"""Shuts a process in: a worker calls `enter` between the fork and the student's first line."""

import enum
import os
import stat
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import filesystem, landlock, namespaces, seccomp, syscalls

# NumPy, TensorFlow and Python's library read these while they run. None of them holds a secret.
SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/usr/share/fonts", "/etc/localtime", "/etc/ld.so.cache", "/sys/devices/system",
)  # fmt: skip
# The loader that starts programs lies here, and the programs themselves.
LOADERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
PROGRAMS = ("/bin", "/usr/bin", *LOADERS)
# A process's own entries, and files that tell the size of the machine.
PROCESS = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat")
# Here a GPU's driver tells about the machine and itself.
DRIVER_FOLDERS = ("/sys/bus/pci", "/sys/devices/pci*")
DRIVER_PROCESS = ("/proc/driver", "/proc/devices", "/proc/modules")
# A driver may need some of these. The probe tries them in this order, one more each time. In public
# reports CUDA does not start without the first. The README of `probe` says what each one lets through.
ALLOWANCES = ("memory files", "shared memory", "any heap", "local sockets")
# Variables by which libraries find a folder of their own. Two of them matter on Windows only.
FOLDERS = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "MPLCONFIGDIR", "KERAS_HOME")
DEVICES = tuple(f"/dev/{name}" for name in filesystem.DEVICES)


class Level(enum.StrEnum):
    """How much separates student code from the machine, the most first."""

    FULL = "L3"
    FLOOR = "L1"
    NONE = "practice, not isolated"


@dataclass(frozen=True)
class Bounds:
    """The limits of one worker.

    `memory_mib` comes on top of what the imports take. `cpu_seconds` is for its whole life. At `L3`,
    `disk_mib` and `files` bound its folder, and `tasks` bounds its threads.
    """

    memory_mib: int = 1024
    cpu_seconds: int = 300
    file_mib: int = 64
    open_files: int = 256
    disk_mib: int = 256
    files: int = 4096
    tasks: int = 256


@dataclass(frozen=True)
class Grant:
    """A device that a worker may use, and the holes in the sandbox that its driver needs.

    `devices` are device files that may be opened and controlled. `readable` are the driver's
    folders. `allowed` is a part of `ALLOWANCES`.
    """

    devices: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


NOTHING = Grant()


def enter(
    level: Level,
    box: Path,
    bounds: Bounds,
    packages: Sequence[Path],
    *,
    programs: bool = False,
    processes: bool = False,
    grant: Grant = NOTHING,
) -> None:
    """Shut this process in. Afterwards it can write to its working folder only.

    `box` is an empty folder of this worker. At `L1` it becomes the working folder, and at `L3` the
    new root is mounted over it. `packages` are folders of code to read besides Python's own.
    At `L3` the worker may start the machine's programs with `programs`, and other Python processes
    with `processes`. With a `grant` it may use a device. At `NONE` the process moves to its folder,
    and nothing isolates it. Raises `OSError` if a layer cannot be set up; no student code may run then.
    """
    _silence()
    if level is Level.NONE:
        _move_to(box)
        return
    readable = [*map(Path, (*SYSTEM, *python_folders())), *packages]
    executable = _executable(programs, processes) if level is Level.FULL else []
    readable += executable
    devices = [*map(Path, grant.devices)]
    if devices:
        readable += [*map(Path, grant.readable), *_driver_folders()]
    if level is Level.FULL:
        namespaces.unshare_rest()
        filesystem.pivot(box, readable, bounds.disk_mib, bounds.files, devices)
        box = filesystem.BOX
        writable = [box, filesystem.SHARED_MEMORY]
        namespaces.drop_identity()
    else:
        writable = [box]
        _drop_identity_if(readable, box)
    syscalls.die_with_parent()
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
    _move_to(box)
    _limit(level, bounds, grant)
    readable += map(Path, (*PROCESS, *DEVICES, *(DRIVER_PROCESS if devices else ())))
    # CUDA writes the names of its threads there, and fails if it cannot.
    controlled = [*devices, Path("/proc/self/task")] if devices else []
    landlock.restrict(readable, [*writable, Path("/dev/null")], executable, controlled)
    alone = level is Level.FULL
    # At L1 a socket would reach the sockets of all other processes.
    allowed = set(grant.allowed) - (set() if alone else {"local sockets"})
    seccomp.load(
        seccomp.build(
            os.getpid(),
            alone=alone,
            programs=bool(executable),
            devices=bool(devices),
            allowed=allowed,
        )
    )


def _executable(programs: bool, processes: bool) -> list[Path]:
    folders = [*PROGRAMS] if programs else [*LOADERS] if processes else []
    return [*map(Path, (*folders, *python_programs()))] if folders else []


def python_folders() -> set[str]:
    """List the folders of Python's library and packages. `sys.path` may have a checkout as well."""
    kinds = ("stdlib", "platstdlib", "purelib", "platlib")
    return {sysconfig.get_path(kind) for kind in kinds}


def python_programs() -> tuple[str, ...]:
    """List the folders of this Python's programs, and of those that packages have installed."""
    return sysconfig.get_path("scripts"), f"{sys.base_prefix}/bin"


def _driver_folders() -> list[Path]:
    return [path for pattern in DRIVER_FOLDERS for path in Path("/").glob(pattern[1:])]


def _drop_identity_if(readable: Iterable[Path], box: Path) -> None:
    """Turn root into `nobody`. If only root can read Python's folders, drop its capabilities alone."""
    if os.getuid() == 0 and all(_open_to_others(path) for path in readable if path.exists()):
        os.chown(box, namespaces.NOBODY, namespaces.NOBODY)
        os.setgroups([])
        os.setresgid(*[namespaces.NOBODY] * 3)
        os.setresuid(*[namespaces.NOBODY] * 3)
    syscalls.drop_capabilities()


def _open_to_others(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def _move_to(box: Path) -> None:
    os.chdir(box)
    os.environ.update(dict.fromkeys(FOLDERS, str(box)))
    # An import in the zygote has called `gettempdir` already, which caches its answer.
    tempfile.tempdir = str(box)


def _silence() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)


def _limit(level: Level, bounds: Bounds, grant: Grant) -> None:
    import resource

    data = syscalls.memory_kib("VmData") * 1024 + (bounds.memory_mib << 20)
    if "any heap" in grant.allowed:
        data = resource.RLIM_INFINITY
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, bounds.cpu_seconds),
        (resource.RLIMIT_FSIZE, bounds.file_mib << 20),
        (resource.RLIMIT_NOFILE, bounds.open_files),
        (resource.RLIMIT_DATA, data),
    ):
        resource.setrlimit(kind, (most, most))
    # The kernel counts a user's processes. Only in a user namespace of its own are these the worker's.
    if level is Level.FULL:
        resource.setrlimit(resource.RLIMIT_NPROC, (bounds.tasks, bounds.tasks))
