"""A control group for each worker, if a part of the cgroup v2 tree is delegated to this process.

A control group also counts memory that a worker's own limits do not see, such as files in memory.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox import syscalls
from autograder.sandbox.sandbox import Bounds

CONTROLLERS = ("memory", "pids")
EMPTY_SECONDS = 2.0


class Group:
    """The control group of one worker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, pidfd: int) -> None:
        """Put a process into the group, before any student code runs in it."""
        (self.folder / "cgroup.procs").write_text(str(syscalls.number_of(pidfd)))

    def close(self) -> bool:
        """Kill all processes of the group and remove it. Tell whether its memory limit had killed any."""
        events = self.folder / "memory.events"
        killed = events.exists() and "oom_kill 0" not in events.read_text().splitlines()
        (self.folder / "cgroup.kill").write_text("1")
        end = time.monotonic() + EMPTY_SECONDS
        while True:
            try:
                self.folder.rmdir()
                return killed
            except OSError:
                # A killed process stays in its group until the kernel has cleaned up after it.
                if time.monotonic() > end:
                    raise
                time.sleep(0.005)


class Delegation:
    """A folder of the cgroup tree that this process may divide. It makes way by moving into a child."""

    def __init__(self, folder: Path, controllers: Sequence[str] = CONTROLLERS) -> None:
        self.folder = folder
        own = folder / f"heldout-{os.getpid()}"
        own.mkdir(exist_ok=True)
        try:
            # The kernel divides memory and processes only in a group that has no processes of its own.
            (own / "cgroup.procs").write_text(str(os.getpid()))
            text = " ".join(f"+{name}" for name in controllers)
            (folder / "cgroup.subtree_control").write_text(text)
        except OSError:
            (folder / "cgroup.procs").write_text(str(os.getpid()))
            own.rmdir()
            raise

    def group(self, name: str, bounds: Bounds) -> Group:
        """Make a group for one worker with these bounds."""
        folder = self.folder / name
        folder.mkdir()
        # At L3 the worker's folder and its shared memory count as memory, too.
        most = bounds.memory_mib + 2 * bounds.disk_mib << 20
        for file, value in (
            ("memory.max", most),
            ("memory.swap.max", 0),
            ("memory.oom.group", 1),
            ("pids.max", bounds.tasks),
        ):
            if (folder / file).exists():
                (folder / file).write_text(str(value))
        return Group(folder)


def delegated() -> Delegation | None:
    """Take over the group that this process is in, if that is allowed; otherwise give `None`."""
    folder, _ = offered()
    if folder is None:
        return None
    try:
        return Delegation(folder)
    except OSError:
        # Another process of this course was faster, or the kernel has refused.
        return None


def offered() -> tuple[Path | None, str]:
    """Find the group that this process could divide, or the reason why there is none. Change nothing."""
    folder = _own()
    if folder is None:
        return None, "cgroup v2 is not mounted"
    if not (folder / "cgroup.type").exists():
        return None, "this process is in the machine's root group, which is not ours to divide"
    missing = set(CONTROLLERS) - set((folder / "cgroup.controllers").read_text().split())
    if missing:
        return None, f"this process's group has no {' and no '.join(sorted(missing))} controller"
    if not os.access(folder / "cgroup.subtree_control", os.W_OK):
        return None, "this process's group is not delegated to this user"
    if (folder / "cgroup.procs").read_text().split() != [str(os.getpid())]:
        return None, "other processes are in this process's group"
    return folder, ""


def _own() -> Path | None:
    paths = [line[3:] for line in _lines("/proc/self/cgroup") if line.startswith("0::")]
    for line in _lines("/proc/self/mountinfo"):
        before, _, after = line.partition(" - ")
        if after.startswith("cgroup2 ") and paths:
            root, place = before.split()[3:5]
            folder = Path(place) / os.path.relpath(paths[0], root)
            return folder if (folder / "cgroup.procs").exists() else None
    return None


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines()
