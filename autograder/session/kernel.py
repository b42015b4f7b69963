"""The few kernel calls that Python's `os` does not have, by ctypes."""

import ctypes
import os
import signal
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: Any) -> int:
    """Make one system call; integers are passed at full width."""
    full = [ctypes.c_ulong(item) if isinstance(item, int) else item for item in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *full), f"system call {number}")


def prctl(option: int, *arguments: Any) -> None:
    """Set one property of this process."""
    full = [ctypes.c_ulong(item) if isinstance(item, int) else item for item in arguments]
    full += [ctypes.c_ulong(0)] * (4 - len(full))
    _checked(_libc.prctl(ctypes.c_int(option), *full), f"prctl {option}")


def no_new_privileges() -> None:
    """Give up set-user-id programs for good; the kernel asks this before a filter."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    """Be killed when the parent dies; a student can undo it, so it is tidiness and no wall."""
    prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))


def memory_kib(field: str, pid: int | str = "self") -> int:
    """Read one line about memory (`VmData`, `RssAnon`) of a process's status, in KiB."""
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1])
    raise OSError(f"/proc/{pid}/status has no `{field}`")


def threads() -> int:
    """Count this process's threads."""
    return len(os.listdir("/proc/self/task"))
