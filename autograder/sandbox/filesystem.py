"""Gives a worker its own root: read-only mounts of what it may read, on a file system in memory."""

from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox import syscalls
from autograder.sandbox.namespaces import NOBODY

BOX = Path("/box")
SHARED_MEMORY = Path("/dev/shm")
DEVICES = ("null", "zero", "random", "urandom")

READ_ONLY, NO_SETUID, NO_DEVICES, NO_EXEC = 1, 2, 4, 8
BIND, RECURSIVE, PRIVATE = 4096, 16384, 1 << 18
QUIET = NO_SETUID | NO_DEVICES


def pivot(
    staging: Path,
    readable: Iterable[Path],
    disk_mib: int,
    files: int,
    devices: Iterable[Path] = (),
) -> None:
    """Replace this process's root by one with `readable`, an empty `/box`, `/dev` and `/proc`.

    The `readable` paths keep their places. The new root is mounted over `staging`, which may be any
    folder. `/box` and `/dev/shm` hold at most `disk_mib` and `files` each. `/dev` has `DEVICES`, and
    those of `devices` that exist. Needs a mount namespace. Raises `OSError` if the kernel refuses.
    """
    syscalls.mount("", "/", "", PRIVATE | RECURSIVE)
    syscalls.mount("tmpfs", str(staging), "tmpfs", QUIET, "size=1m,nr_inodes=2048,mode=755")
    for path in outermost(readable):
        _bind(path, staging)
    for folder in (BOX, SHARED_MEMORY, Path("/proc")):
        _inside(staging, folder).mkdir(parents=True)
    wanted = [*(Path("/dev") / device for device in DEVICES), *devices]
    places = {device: _inside(staging, device) for device in wanted if device.exists()}
    for place in places.values():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    syscalls.set_mount_attributes(str(staging), READ_ONLY | QUIET)
    for device, place in places.items():
        syscalls.mount(str(device), str(place), "", BIND)
    limits = f"size={disk_mib}m,nr_inodes={files},mode=700,uid={NOBODY},gid={NOBODY}"
    for folder in (BOX, SHARED_MEMORY):
        syscalls.mount("tmpfs", str(_inside(staging, folder)), "tmpfs", QUIET | NO_EXEC, limits)
    syscalls.mount("proc", str(staging / "proc"), "proc", QUIET | NO_EXEC)
    syscalls.pivot_root(str(staging))


def outermost(paths: Iterable[Path]) -> list[Path]:
    """Leave out paths that are missing, and paths inside another one."""
    kept: list[Path] = []
    for path in sorted({path for path in paths if path.exists()}):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return kept


def _inside(staging: Path, path: Path) -> Path:
    return staging / path.relative_to("/")


def _bind(path: Path, staging: Path) -> None:
    place = _inside(staging, path)
    if path.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    # Recursive, since the kernel refuses to reveal what another user's mount covers.
    syscalls.mount(str(path), str(place), "", BIND | RECURSIVE)
