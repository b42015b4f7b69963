"""The attacks that judge an isolation level: what a sandboxed process must not be able to do.

Each attack succeeds without a sandbox. An attack that succeeds removes what it has made. The process
and the file under attack exist for this purpose only.
"""

import ctypes
import mmap
import os
import platform
import socket
import stat
import struct
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

# Modules that only Linux has, such as `fcntl`, are imported where they are used.
from autograder.probe import sysv
from autograder.sandbox import allowed_calls, syscalls

MIB = 1 << 20


@dataclass(frozen=True)
class Target:
    """The objects that are attacked.

    `file` is a path, `pid` another process. `abstract` is the abstract name of a socket, `datagram`
    the path of another one, and `port` a TCP port. The others are System V objects.
    """

    file: str
    pid: int
    abstract: str
    datagram: str
    port: int
    queue: int
    semaphore: int
    segment: int


Attack = Callable[[Target], object]


def _called(result: int) -> int:
    if result < 0:
        raise OSError("refused")
    return result


def _call(name: str, *arguments: object) -> int:
    """Call the kernel by number, so that no code of libc runs before the call."""
    return syscalls.syscall(
        allowed_calls.REFUSED[name][allowed_calls.MACHINES.index(platform.machine())], *arguments
    )


def _listed(*folders: str) -> None:
    if not any(os.listdir(folder) for folder in folders):
        raise OSError("nothing there")


def _many_files(target: Target) -> None:
    for number in range(100):
        Path(f"file-{number}").touch()


def _changed_mode(target: Target) -> None:
    wanted = stat.S_IMODE(os.stat(target.file).st_mode) ^ stat.S_IRWXO
    os.chmod(target.file, wanted)
    if stat.S_IMODE(os.stat(target.file).st_mode) != wanted:
        raise OSError("it only looked like it")


def _emptied(target: Target, flags: int) -> None:
    os.close(os.open(target.file, flags | os.O_TRUNC))


def _queue(target: Target) -> None:
    _call("msgctl", _call("msgget", 0, 0o600), 0, 0)


def _semaphores(target: Target) -> None:
    _call("semctl", _call("semget", 0, 1, 0o600), 0, 0, 0)


def _shared_segment(target: Target) -> None:
    _call("shmctl", _call("shmget", 0, 4096, 0o600), 0, 0)


def _read_queue(target: Target) -> None:
    room = ctypes.create_string_buffer(64)
    _call("msgrcv", target.queue, room, 32, 0, sysv.NO_WAIT | sysv.ANY_LENGTH)


def _raised_semaphore(target: Target) -> None:
    up_by_one = struct.pack("=Hhh", 0, 1, sysv.NO_WAIT)
    _call("semop", target.semaphore, up_by_one, 1)


def _named_queue(target: Target) -> None:
    name = b"heldout-probe-%d" % target.pid
    os.close(_call("mq_open", name, os.O_CREAT | os.O_RDWR, 0o600, 0))
    _call("mq_unlink", name)


def _low_disk_priority(target: Target) -> None:
    one_process, idle = 1, 3 << 13
    _call("ioprio_set", one_process, target.pid, idle)


def _owned_by(target: Target, own: Callable[[socket.socket, int], object]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        own(ours, target.pid)


def _told_by_ioctl(ours: socket.socket, pid: int) -> None:
    import fcntl

    set_owner = 0x8901
    fcntl.ioctl(ours, set_owner, pid.to_bytes(4, "little"))


def _datagram(target: Target) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        ours.sendto(b"!", target.datagram)


def _told_by_fcntl(ours: socket.socket, pid: int) -> None:
    import fcntl

    fcntl.fcntl(ours, fcntl.F_SETOWN, pid)


def _limited(target: Target) -> None:
    import resource

    resource.prlimit(target.pid, resource.RLIMIT_CORE, (0, 0))


def _leased(target: Target) -> None:
    import fcntl

    with open("leased", "wb") as file:
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)


def _watched(target: Target) -> None:
    import fcntl

    folder = os.open(".", os.O_RDONLY)
    try:
        fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_CREATE)
    finally:
        os.close(folder)


def _growing_stack(target: Target) -> None:
    grows_down = 0x100
    kinds = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | grows_down
    mmap.mmap(-1, 256 * MIB, flags=kinds).close()


def _clock_of(pid: int) -> int:
    # The CPU clock of a process, as `clock_getcpuclockid` makes it.
    return (~pid << 3) | 2


# Each of these must fail, at every level.
ATTEMPTS: dict[str, Attack] = {
    "read a file": lambda target: Path(target.file).read_text(),
    "write a file": lambda target: Path(target.file).write_text(""),
    "shorten a file": lambda target: os.truncate(target.file, 0),
    "empty a file that it opens to read": lambda target: _emptied(target, os.O_RDONLY),
    "empty a file that it opens for nothing": lambda target: _emptied(target, 3),
    "change a file's mode": _changed_mode,
    "list the machine's root": lambda target: _listed("/etc", "/home", "/root"),
    "lease a file": _leased,
    "watch a folder": _watched,
    "read another process": lambda target: Path(f"/proc/{target.pid}/environ").read_bytes(),
    "trace another process": lambda target: _called(
        syscalls.libc().ptrace(0x4206, target.pid, 0, 0)
    ),
    "time another process": lambda target: time.clock_gettime(_clock_of(target.pid)),
    "limit another process": _limited,
    "slow another process": lambda target: os.setpriority(os.PRIO_PROCESS, target.pid, 1),
    "move another process to a core": lambda target: os.sched_setaffinity(
        target.pid, os.sched_getaffinity(0)
    ),
    "have another process wait": lambda target: os.sched_setscheduler(
        target.pid, os.SCHED_IDLE, os.sched_param(0)
    ),
    "have another process's disk wait": _low_disk_priority,
    "have another process told": lambda target: _owned_by(target, _told_by_fcntl),
    "have another process told by a socket": lambda target: _owned_by(target, _told_by_ioctl),
    "signal another process": lambda target: os.kill(target.pid, 9),
    "signal every process": lambda target: os.kill(-1, 0),
    "connect to a port": lambda target: socket.create_connection(("127.0.0.1", target.port), 2),
    "connect to a socket": lambda target: socket.socket(socket.AF_UNIX).connect(
        "\0" + target.abstract
    ),
    "send to a socket": _datagram,
    "make a queue": _queue,
    "make a queue with a name": _named_queue,
    "read another's queue": _read_queue,
    "make semaphores": _semaphores,
    "raise another's semaphore": _raised_semaphore,
    "make a shared segment": _shared_segment,
    "map another's segment": lambda target: _call("shmat", target.segment, None, 0),
    "start a process": lambda target: os.fork() or os._exit(0),
    "start a program": lambda target: subprocess.run(["/bin/true"], check=True),
    "take memory over the limit": lambda target: bytearray(256 * MIB),
    "take shared memory": lambda target: mmap.mmap(-1, MIB),
    "take memory as a stack": _growing_stack,
    "write over the limit": lambda target: Path("big").write_bytes(bytes(2 * MIB)),
    "outlive whoever started it": lambda target: syscalls.prctl(syscalls.PR_SET_PDEATHSIG, 0),
    "make a user namespace": lambda target: _called(syscalls.libc().unshare(0x10000000)),
}
ON_NAMESPACES: dict[str, Attack] = {
    "make files over the limit": _many_files,
    "be another than process 1": lambda target: _called(-1 if os.getpid() == 1 else 0),
    "be somebody": lambda target: _called(-1 if os.getuid() == 65534 else 0),
    "see a network": lambda target: _called(1 - len(socket.if_nameindex())),
}


def got_through(attempts: Mapping[str, Attack], target: Target) -> list[str]:
    """Try each attack, and name those that succeed."""
    return [name for name, attempt in attempts.items() if _works(attempt, target)]


def _works(attempt: Attack, target: Target) -> bool:
    try:
        attempt(target)
    # A refusal has many forms: a file is missing, a call is not permitted, memory is used up.
    except (OSError, MemoryError, ValueError):
        return False
    return True
