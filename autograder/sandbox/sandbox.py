"""What a worker does to itself between the fork and the student's first line."""

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

# What NumPy, TensorFlow and Python's library read while they run; nothing here is anyone's secret.
SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/usr/share/fonts", "/etc/localtime", "/etc/ld.so.cache", "/sys/devices/system",
)  # fmt: skip
# What starts programs, and where these are.
LOADERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
PROGRAMS = ("/bin", "/usr/bin", *LOADERS)
# A process's own entries, and what tells how large the machine is.
PROCESS = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat")
# What a GPU's driver tells a process about the machine and itself.
DRIVER_FOLDERS = ("/sys/bus/pci", "/sys/devices/pci*")
DRIVER_PROCESS = ("/proc/driver", "/proc/devices", "/proc/modules")
# Of these a driver may need some; how many is found out by trying, in this order. In public reports
# CUDA does not start without the first. What they let by, this package's README says.
ALLOWANCES = ("memory files", "shared memory", "any heap", "local sockets")
# What libraries ask for a folder of their own; two of them on Windows alone.
FOLDERS = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "MPLCONFIGDIR", "KERAS_HOME")
DEVICES = tuple(f"/dev/{name}" for name in filesystem.DEVICES)


class Level(enum.StrEnum):
    """How much is put between a student's code and the machine, most first."""

    FULL = "L3"
    FLOOR = "L1"
    NONE = "practice, not isolated"


@dataclass(frozen=True)
class Bounds:
    """What one worker may use.

    `memory_mib` is on top of what the imports take; `cpu_seconds` is over its whole life. `disk_mib`
    and `files` bound its folder, and `tasks` its threads, at level `L3`.
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
    """A device that a worker may use, and what its driver needs: a hole in the wall, and no more.

    `devices` are files that may be opened and controlled, `readable` folders of the driver's;
    `allowed` is a part of `ALLOWANCES`.
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
    """Shut this process in: its working folder is its only writable one.

    `box` is an empty folder of this worker's: at `L1` the working folder, at `L3` what the new root
    is mounted over. `packages` are folders of code that may be read besides Python's own. With
    `programs`, at `L3` only, it may start the machine's, with `processes` other Pythons alone; with a
    `grant` it may use a device. At
    `NONE` the process is tidy, and no wall is put up. Raises `OSError` where a layer cannot be put
    on; nothing of the student's may run then.
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
    # CUDA writes its threads' names there, and gives up where it cannot.
    controlled = [*devices, Path("/proc/self/task")] if devices else []
    landlock.restrict(readable, [*writable, Path("/dev/null")], executable, controlled)
    alone = level is Level.FULL
    # At the floor a socket would reach every other process's.
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
    """Where this Python keeps its library and packages; not `sys.path`, which may hold a checkout."""
    kinds = ("stdlib", "platstdlib", "purelib", "platlib")
    return {sysconfig.get_path(kind) for kind in kinds}


def python_programs() -> tuple[str, ...]:
    """Where this Python and what was installed with it are started from."""
    return sysconfig.get_path("scripts"), f"{sys.base_prefix}/bin"


def _driver_folders() -> list[Path]:
    return [path for pattern in DRIVER_FOLDERS for path in Path("/").glob(pattern[1:])]


def _drop_identity_if(readable: Iterable[Path], box: Path) -> None:
    """Root becomes `nobody`; where Python lies in root's own folders it keeps its name alone."""
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
    # An import in the zygote has asked for it already, and the answer is kept.
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
    # Counted for a user of a user namespace: elsewhere it would count the instructor's own, too.
    if level is Level.FULL:
        resource.setrlimit(resource.RLIMIT_NPROC, (bounds.tasks, bounds.tasks))
