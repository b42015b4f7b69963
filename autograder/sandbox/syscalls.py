"""Kernel calls that Python's `os` does not have, by ctypes."""

import contextlib
import ctypes
import functools
import os
import platform
import signal
import struct

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

# The rest of the kernel's calls here have one number on every architecture, or a name in libc.
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
CAPSET = {"x86_64": 126, "aarch64": 91}
MOUNT_SETATTR = 442
CAPABILITIES_64 = 0x20080522
DETACH = 2
RECURSIVE = 0x8000


@functools.cache
def libc() -> ctypes.CDLL:
    """Load the C library, and only when it is needed: Windows has no such library."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object) -> int:
    """Make one system call. Integers are passed at full width. Raises `OSError`."""
    full = [ctypes.c_ulong(item) if isinstance(item, int) else item for item in arguments]
    return _checked(libc().syscall(ctypes.c_long(number), *full), f"system call {number}")


def prctl(option: int, *arguments: object) -> None:
    """Set one property of this process. Raises `OSError`."""
    full = [ctypes.c_ulong(item) if isinstance(item, int) else item for item in arguments]
    full += [ctypes.c_ulong(0)] * (4 - len(full))
    _checked(libc().prctl(ctypes.c_int(option), *full), f"prctl {option}")


def no_new_privileges() -> None:
    """Give up set-user-id programs for good. The kernel demands this before it takes a filter."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    """Be killed when the parent dies. Student code can undo this: it protects nothing."""
    prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))


def unshare(kinds: int) -> None:
    """Leave namespaces for new ones."""
    _checked(libc().unshare(ctypes.c_int(kinds)), f"unshare {kinds:#x}")


def setns(fd: int) -> None:
    """Enter the namespace that `fd` is open on."""
    _checked(libc().setns(ctypes.c_int(fd), 0), "setns")


def set_host_name(name: str) -> None:
    """Name this machine, in this namespace."""
    _checked(libc().sethostname(name.encode(), ctypes.c_size_t(len(name))), "sethostname")


def drop_capabilities() -> None:
    """Give up every capability of this thread for good."""
    header = struct.pack("=Ii", CAPABILITIES_64, 0)
    syscall(CAPSET[platform.machine()], ctypes.c_char_p(header), ctypes.c_char_p(bytes(24)))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount `source` at `target`."""
    names = (ctypes.c_char_p(text.encode() or None) for text in (source, target, kind))
    result = libc().mount(*names, ctypes.c_ulong(flags), ctypes.c_char_p(options.encode() or None))
    _checked(result, f"mount {source or kind} at {target}")


def set_mount_attributes(target: str, attributes: int) -> None:
    """Add attributes to the mount at `target` and all beneath it."""
    wanted = struct.pack("=QQQQ", attributes, 0, 0, 0)
    here = -100
    path = ctypes.c_char_p(target.encode())
    syscall(MOUNT_SETATTR, here, path, RECURSIVE, ctypes.c_char_p(wanted), len(wanted))


def pivot_root(target: str) -> None:
    """Make the mount at `target` this process's root, and unmount the old one."""
    os.chdir(target)
    syscall(PIVOT_ROOT[platform.machine()], ctypes.c_char_p(b"."), ctypes.c_char_p(b"."))
    _checked(libc().umount2(ctypes.c_char_p(b"."), ctypes.c_int(DETACH)), "umount2")
    os.chdir("/")


def memory_kib(field: str, pid: int | str = "self") -> int:
    """Read one line about memory (`VmData`, `RssAnon`) of a process's status, in KiB."""
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1])
    raise OSError(f"/proc/{pid}/status has no `{field}`")


def resident_mib(pid: int) -> float:
    """Give a process's memory in MiB, shared memory included, files excluded; 0 if it has ended."""
    try:
        return sum(memory_kib(field, pid) for field in ("RssAnon", "RssShmem")) / 1024
    # The process has ended. If nobody has collected it yet, its file lacks these lines.
    except OSError:
        return 0.0


def number_of(pidfd: int) -> int:
    """Give the process id as we see it. The zygote sees another one."""
    with open(f"/proc/self/fdinfo/{pidfd}") as lines:
        return int(dict(line.split(":\t", 1) for line in lines)["Pid"])


def opened() -> set[str]:
    """List the paths of the files that this process has open or mapped."""
    links = set()
    for entry in os.listdir("/proc/self/fd"):
        # The descriptor of the listing itself is closed by now.
        with contextlib.suppress(FileNotFoundError):
            links.add(os.readlink(f"/proc/self/fd/{entry}"))
    with open("/proc/self/maps") as lines:
        return links | {line.split(maxsplit=5)[-1].strip() for line in lines}


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads() -> int:
    """Count this process's threads."""
    return len(tasks("self"))


def tasks(pid: int | str) -> list[str]:
    """List the ids of a process's threads. A process that has ended has none."""
    try:
        return os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
