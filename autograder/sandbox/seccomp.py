"""The system-call filter: a list of what is allowed, as a search tree in classic BPF.

What is not in `calls` fails with `EPERM`, so that the student reads a `PermissionError` and not a
dead kernel.
"""

import ctypes
import errno
import itertools
import platform
import struct
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from autograder.sandbox import allowed_calls, syscalls

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# Groups of `calls` that need no judgement.
ALWAYS = (
    "files", "descriptors", "own sockets", "memory", "threads", "scheduling", "time", "signals",
    "itself",
)  # fmt: skip

LOAD, AND, JUMP, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x45, 0x06
NR, ARCH, ARGUMENTS = 0, 4, 16
X32 = 0x40000000
BELOW_ZERO = 0x80000000

CLONE_NEW_ANYTHING, CLONE_THREAD = 0x7E020000, 0x10000
# Memory that RLIMIT_DATA does not count: shared by processes, or a stack that grows.
MAP_SHARED_ANONYMOUS, MAP_GROWSDOWN = 0x21, 0x100
AF_UNIX = 1
# A pair of datagram sockets can send to any other socket by its name; these cannot.
SOCK_STREAM, SOCK_SEQPACKET, SOCK_TYPES = 1, 5, 0xF
ACCESS_MODES, O_TRUNC = 3, 0x200

# Properties of a process that change nothing for others, and undo nothing of the wall: names of
# threads and memory, slack of timers, huge pages, vector lengths, and what can only be read.
PRCTL = (
    2, 3, 15, 16, 21, 23, 29, 30, 38, 39, 41, 42, 50, 51, 0x53564D41, 0x41555856,
)  # fmt: skip
# Copies of a descriptor and its flags, locks as SQLite takes them, sizes of pipes. Not: signals to an
# owner, notice of others' changes, leases.
FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 1027, 1028, 1030, 1031, 1032)
F_ADD_SEALS, F_GET_SEALS = 1033, 1034
# Is it a terminal, and how wide; how much can be read; do not block; close when a program starts.
TCGETS, TCGETS2, TIOCGWINSZ = 0x5401, 0x802C542A, 0x5413
FIONREAD, FIONBIO, FIOCLEX, FIONCLEX = 0x541B, 0x5421, 0x5451, 0x5450
IOCTL = (TCGETS, TCGETS2, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX)
# A driver's own calls are any number: beside them these alone are refused. They type into a terminal,
# send signals to an owner, or change what a file is.
TIOCSTI, TIOCLINUX, FIOASYNC, FIOSETOWN, SIOCSPGRP = 0x5412, 0x541C, 0x5452, 0x8901, 0x8902
FS_SETFLAGS, FS_SETXATTR = 0x40086602, 0x401C5820
REACHING_OUT = (TIOCSTI, TIOCLINUX, FIOASYNC, FIOSETOWN, SIOCSPGRP, FS_SETFLAGS, FS_SETXATTR)


def _do(code: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, 0, 0, value & 0xFFFFFFFF)


def _if(code: int, value: int, then: int, otherwise: int) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value & 0xFFFFFFFF)


def _argument(index: int) -> bytes:
    # The low half of a 64-bit argument; both architectures are little-endian. The kernel reads no
    # more than this half of the arguments that are judged here.
    return _do(LOAD, ARGUMENTS + 8 * index)


def _fail(number: int) -> bytes:
    return _do(RETURN, 0x00050000 | number)


ALLOW, KILL = _do(RETURN, 0x7FFF0000), _do(RETURN, 0x80000000)
REFUSE, NO_SUCH_CALL = _fail(errno.EPERM), _fail(errno.ENOSYS)
NO_MEMORY, NO_SUCH_CLOCK = _fail(errno.ENOMEM), _fail(errno.EINVAL)
NO_TERMINAL, NO_ATTRIBUTES = _fail(errno.ENOTTY), _fail(errno.EOPNOTSUPP)
# The kernel does nothing, and says that it was done.
PRETEND = _fail(0)


def _only(loaded: bytes, values: Iterable[int], otherwise: bytes, then: bytes = ALLOW) -> bytes:
    """Answer `then`, one instruction, where what is loaded is one of `values`."""
    return loaded + b"".join(_if(EQUAL, each, 0, 1) + then for each in values) + otherwise


@dataclass(frozen=True)
class Judge:
    """Writes the rules for one worker; each is code that ends in an answer.

    `own` is its process id. It is `alone` where all processes that it can name are its own, and all
    files that it can change: at level `L3`.
    """

    own: int
    alone: bool
    programs: bool
    devices: bool
    allowed: frozenset[str]

    def groups(self) -> dict[str, bytes]:
        """Answers to groups of calls."""
        ids = ALLOW if self.alone else _only(_argument(0), (0, self.own), REFUSE)
        clocks = _argument(0) + _if(AT_LEAST, BELOW_ZERO, 0, 1) + NO_SUCH_CLOCK + ALLOW
        return dict.fromkeys(ALWAYS, ALLOW) | {
            "programs": ALLOW if self.programs else REFUSE,
            "local sockets": ALLOW if "local sockets" in self.allowed else REFUSE,
            "modes": ALLOW if self.alone else PRETEND,
            "attributes": NO_ATTRIBUTES,
            "ids": ids,
            "clocks": ALLOW if self.alone else clocks,
        }

    def calls(self) -> dict[str, bytes]:
        """Answers to single calls."""
        memory_files = "memory files" in self.allowed
        return {
            "open": self._opening(1),
            "openat": self._opening(2),
            # Their arguments lie in memory, where no filter looks; callers fall back on older ones.
            "openat2": NO_SUCH_CALL,
            "clone3": NO_SUCH_CALL,
            # Before Landlock's third version (Linux 6.2) by path it is anybody's file.
            "truncate": ALLOW if self.alone else REFUSE,
            "kill": self._signal(),
            "tgkill": self._signal(),
            "clone": self._clone(),
            "prctl": _only(_argument(0), PRCTL, REFUSE),
            "fcntl": self._fcntl(),
            "ioctl": self._ioctl(),
            "mmap": self._mmap(),
            "socket": self._socket(),
            "socketpair": self._socketpair(),
            "memfd_create": ALLOW if memory_files else REFUSE,
            **({} if self.alone else self._odd_ones()),
        }

    def _odd_ones(self) -> dict[str, bytes]:
        """At `L1`: a priority may be a group's or a user's; glibc does without others' cores."""
        one = _argument(0) + _if(EQUAL, 0, 1, 0) + REFUSE
        priority = one + _only(_argument(1), (0, self.own), REFUSE)
        affinity = _only(_argument(0), (0, self.own), NO_SUCH_CALL)
        # Without times it is `Path.touch`, which makes the file if this fails, and only then.
        times = _argument(2) + _if(EQUAL, 0, 0, 1) + REFUSE + PRETEND
        return {
            "getpriority": priority,
            "setpriority": priority,
            "sched_getaffinity": affinity,
            "utimensat": times,
        }

    def _opening(self, flags: int) -> bytes:
        # Neither to read nor to write, or only to read: Landlock would not take it for writing.
        mode = _argument(flags) + _do(AND, ACCESS_MODES) + _if(EQUAL, ACCESS_MODES, 0, 1) + REFUSE
        emptied = _argument(flags) + _do(AND, ACCESS_MODES | O_TRUNC)
        return mode + emptied + _if(EQUAL, O_TRUNC, 0, 1) + REFUSE + ALLOW

    def _signal(self) -> bytes:
        return ALLOW if self.programs else _only(_argument(0), (self.own,), REFUSE)

    def _clone(self) -> bytes:
        walls = _argument(0) + _if(ANY_BIT, CLONE_NEW_ANYTHING, 0, 1) + REFUSE
        thread = _if(ANY_BIT, CLONE_THREAD, 1, 0) + REFUSE
        return walls + (b"" if self.programs else thread) + ALLOW

    def _fcntl(self) -> bytes:
        seals = (F_ADD_SEALS, F_GET_SEALS) if "memory files" in self.allowed else ()
        return _only(_argument(1), (*FCNTL, *seals), REFUSE)

    def _ioctl(self) -> bytes:
        if self.devices:
            return _only(_argument(1), REACHING_OUT, ALLOW, then=NO_TERMINAL)
        return _only(_argument(1), IOCTL, NO_TERMINAL)

    def _mmap(self) -> bytes:
        stack = _argument(3) + _if(ANY_BIT, MAP_GROWSDOWN, 0, 1) + NO_MEMORY
        shared = _do(AND, MAP_SHARED_ANONYMOUS) + _if(EQUAL, MAP_SHARED_ANONYMOUS, 0, 1) + NO_MEMORY
        return stack + (b"" if "shared memory" in self.allowed else shared) + ALLOW

    def _socket(self) -> bytes:
        kinds = (AF_UNIX,) if "local sockets" in self.allowed else ()
        return _only(_argument(0), kinds, REFUSE)

    def _socketpair(self) -> bytes:
        family = _argument(0) + _if(EQUAL, AF_UNIX, 1, 0) + REFUSE
        kind = _argument(1) + _do(AND, SOCK_TYPES)
        return family + _only(kind, (SOCK_STREAM, SOCK_SEQPACKET), REFUSE)


def build(
    own_pid: int,
    machine: str | None = None,
    *,
    alone: bool = False,
    programs: bool = False,
    devices: bool = False,
    allowed: Collection[str] = (),
) -> bytes:
    """Assemble the filter for a worker whose process id (as it sees it) is `own_pid`.

    It is `alone` where it sees no other process, and no file to change but its own. With `programs`
    it may fork and exec; a new namespace is refused as ever. With `devices` it may control some. What
    is `allowed` is some of the sandbox's `ALLOWANCES`.
    """
    machine = machine or platform.machine()
    if machine not in allowed_calls.MACHINES:
        raise OSError(
            f"no system-call table for `{machine}`; have {sorted(allowed_calls.MACHINES)}"
        )
    judge = Judge(own_pid, alone, programs and alone, devices, frozenset(allowed))
    head = [
        _do(LOAD, ARCH),
        _if(EQUAL, AUDIT_ARCH[machine], 1, 0),
        KILL,
        _do(LOAD, NR),
        # On x86-64 the x32 calls are the same kernel by other numbers.
        _if(AT_LEAST, X32, 0, 1),
        KILL,
    ]
    return b"".join(head) + _tree(_ranges(_answers(judge, machine)))


def _answers(judge: Judge, machine: str) -> dict[int, bytes]:
    """The code that answers each call's number; where there is none, it is refused."""
    by_group, by_name = judge.groups(), judge.calls()
    found = {}
    for group in allowed_calls.CALLS:
        for name, number in allowed_calls.numbers(group, machine).items():
            found[number] = by_name[name] if name in by_name else by_group[group]
    return found


def _ranges(answers: dict[int, bytes]) -> list[tuple[int, bytes]]:
    """Runs of numbers with one answer, by the first of each."""
    every = [answers.get(number, REFUSE) for number in range(allowed_calls.UNKNOWN)] + [
        NO_SUCH_CALL
    ]
    runs = itertools.groupby(enumerate(every), key=lambda pair: pair[1])
    return [(next(run)[0], answer) for answer, run in runs]


def _tree(ranges: Sequence[tuple[int, bytes]]) -> bytes:
    """Search by halves; what is at the top has been loaded: the call's number."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    low, high = _tree(ranges[:middle]), _tree(ranges[middle:])
    # A jump under a condition is 8 bits wide, which is not far enough.
    return _if(AT_LEAST, ranges[middle][0], 0, 1) + _do(JUMP, len(low) // 8) + low + high


def load(program: bytes) -> None:
    """Put the filter on this thread and all that it starts, for good."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    syscalls.no_new_privileges()
    syscalls.prctl(
        syscalls.PR_SET_SECCOMP, syscalls.SECCOMP_MODE_FILTER, ctypes.create_string_buffer(header)
    )
