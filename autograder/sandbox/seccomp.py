"""The system-call filter: the list of allowed calls, as a search tree in classic BPF.

A call that is not in `allowed_calls` fails with `EPERM`. The student then reads a `PermissionError`,
and the process goes on.
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
# Groups of `allowed_calls` that are always allowed.
ALWAYS = (
    "files", "descriptors", "own sockets", "memory", "threads", "scheduling", "time", "signals",
    "itself",
)  # fmt: skip

LOAD, AND, JUMP, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x45, 0x06
NR, ARCH, ARGUMENTS = 0, 4, 16
X32 = 0x40000000
BELOW_ZERO = 0x80000000

CLONE_NEW_ANYTHING, CLONE_THREAD = 0x7E020000, 0x10000
# RLIMIT_DATA does not count such memory: it is shared by processes, or a stack that grows.
MAP_SHARED_ANONYMOUS, MAP_GROWSDOWN = 0x21, 0x100
AF_UNIX = 1
# A pair of datagram sockets can send to any socket by its name. Pairs of these types cannot.
SOCK_STREAM, SOCK_SEQPACKET, SOCK_TYPES = 1, 5, 0xF
ACCESS_MODES, O_TRUNC = 3, 0x200

# Properties that change nothing for other processes and open nothing in the sandbox. They are names of
# threads and memory, slack of timers, huge pages, vector lengths, and properties that can only be read.
PRCTL = (
    2, 3, 15, 16, 21, 23, 29, 30, 38, 39, 41, 42, 50, 51, 0x53564D41, 0x41555856,
)  # fmt: skip
# Copies of a descriptor, its flags, locks as SQLite takes them, sizes of pipes. Signals to an owner,
# notices of changes and leases are not among them.
FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 1027, 1028, 1030, 1031, 1032)
F_ADD_SEALS, F_GET_SEALS = 1033, 1034
# Is it a terminal, how wide is it, how much can be read, do not block, close when a program starts.
TCGETS, TCGETS2, TIOCGWINSZ = 0x5401, 0x802C542A, 0x5413
FIONREAD, FIONBIO, FIOCLEX, FIONCLEX = 0x541B, 0x5421, 0x5451, 0x5450
IOCTL = (TCGETS, TCGETS2, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX)
# A driver's own calls may have any number. Therefore a worker with a device is refused only these.
# They type into a terminal, send signals to an owner, or change the kind of a file.
TIOCSTI, TIOCLINUX, FIOASYNC, FIOSETOWN, SIOCSPGRP = 0x5412, 0x541C, 0x5452, 0x8901, 0x8902
FS_SETFLAGS, FS_SETXATTR = 0x40086602, 0x401C5820
REACHING_OUT = (TIOCSTI, TIOCLINUX, FIOASYNC, FIOSETOWN, SIOCSPGRP, FS_SETFLAGS, FS_SETXATTR)


def _do(code: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, 0, 0, value & 0xFFFFFFFF)


def _if(code: int, value: int, then: int, otherwise: int) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value & 0xFFFFFFFF)


def _argument(index: int) -> bytes:
    # The low half of a 64-bit argument, as both architectures are little-endian. For the arguments
    # that are checked here, the kernel reads this half only.
    return _do(LOAD, ARGUMENTS + 8 * index)


def _fail(number: int) -> bytes:
    return _do(RETURN, 0x00050000 | number)


ALLOW, KILL = _do(RETURN, 0x7FFF0000), _do(RETURN, 0x80000000)
REFUSE, NO_SUCH_CALL = _fail(errno.EPERM), _fail(errno.ENOSYS)
NO_MEMORY, NO_SUCH_CLOCK = _fail(errno.ENOMEM), _fail(errno.EINVAL)
NO_TERMINAL, NO_ATTRIBUTES = _fail(errno.ENOTTY), _fail(errno.EOPNOTSUPP)
# The kernel does nothing, and reports success.
PRETEND = _fail(0)


def _only(loaded: bytes, values: Iterable[int], otherwise: bytes, then: bytes = ALLOW) -> bytes:
    """Answer `then`, which is one instruction, if the loaded value is one of `values`."""
    return loaded + b"".join(_if(EQUAL, value, 0, 1) + then for value in values) + otherwise


@dataclass(frozen=True)
class Rules:
    """Writes the rules for one worker. A rule is code that ends in an answer.

    `own` is the worker's process id. At `L3` it is `alone`: it can name no process and change no file
    but its own.
    """

    own: int
    alone: bool
    programs: bool
    devices: bool
    allowed: frozenset[str]

    def groups(self) -> dict[str, bytes]:
        """Give the rules for groups of calls."""
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
        """Give the rules for single calls."""
        memory_files = "memory files" in self.allowed
        return {
            "open": self._opening(1),
            "openat": self._opening(2),
            # A filter cannot see arguments in memory. Callers use an older call instead.
            "openat2": NO_SUCH_CALL,
            "clone3": NO_SUCH_CALL,
            # Before Landlock's third version (Linux 6.2) this call empties any file by its path.
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
        """Give the rules for calls that at `L1` can reach other processes or other users' files."""
        one = _argument(0) + _if(EQUAL, 0, 1, 0) + REFUSE
        priority = one + _only(_argument(1), (0, self.own), REFUSE)
        # glibc goes on if it cannot read the cores of other processes.
        affinity = _only(_argument(0), (0, self.own), NO_SUCH_CALL)
        # Without times the caller is `Path.touch`, which makes a file only if this call fails.
        times = _argument(2) + _if(EQUAL, 0, 0, 1) + REFUSE + PRETEND
        return {
            "getpriority": priority,
            "setpriority": priority,
            "sched_getaffinity": affinity,
            "utimensat": times,
        }

    def _opening(self, flags: int) -> bytes:
        # Opening a file for neither reading nor writing, or emptying it while opening it to read, does
        # not count as writing for Landlock.
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
    """Assemble the filter for a worker. `own_pid` is its process id as it sees it.

    It is `alone` if it can see no other process, and change no file but its own. With `programs` it
    may fork and exec, but never make a namespace. With `devices` it may control devices. `allowed` is
    a part of the sandbox's `ALLOWANCES`. Raises `OSError` for a processor without a table.
    """
    machine = machine or platform.machine()
    if machine not in allowed_calls.MACHINES:
        raise OSError(
            f"no system-call table for `{machine}`; have {sorted(allowed_calls.MACHINES)}"
        )
    rules = Rules(own_pid, alone, programs and alone, devices, frozenset(allowed))
    head = [
        _do(LOAD, ARCH),
        _if(EQUAL, AUDIT_ARCH[machine], 1, 0),
        KILL,
        _do(LOAD, NR),
        # On x86-64 the x32 calls are the same kernel by other numbers.
        _if(AT_LEAST, X32, 0, 1),
        KILL,
    ]
    return b"".join(head) + _tree(_ranges(_answers(rules, machine)))


def _answers(rules: Rules, machine: str) -> dict[int, bytes]:
    """Give the rule for each allowed call, by number. A number without a rule is refused."""
    by_group, by_name = rules.groups(), rules.calls()
    answers = {}
    for group in allowed_calls.CALLS:
        for name, number in allowed_calls.numbers(group, machine).items():
            answers[number] = by_name[name] if name in by_name else by_group[group]
    return answers


def _ranges(answers: dict[int, bytes]) -> list[tuple[int, bytes]]:
    """Join neighbouring numbers with the same answer. Give the first number of each run."""
    every = [answers.get(number, REFUSE) for number in range(allowed_calls.UNKNOWN)] + [
        NO_SUCH_CALL
    ]
    runs = itertools.groupby(enumerate(every), key=lambda pair: pair[1])
    return [(next(run)[0], answer) for answer, run in runs]


def _tree(ranges: Sequence[tuple[int, bytes]]) -> bytes:
    """Write a binary search. The call's number has been loaded before."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    low, high = _tree(ranges[:middle]), _tree(ranges[middle:])
    # A conditional jump has 8 bits, which is not far enough.
    return _if(AT_LEAST, ranges[middle][0], 0, 1) + _do(JUMP, len(low) // 8) + low + high


def load(program: bytes) -> None:
    """Filter this thread, and all that it starts, for good. Raises `OSError`."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    syscalls.no_new_privileges()
    syscalls.prctl(
        syscalls.PR_SET_SECCOMP, syscalls.SECCOMP_MODE_FILTER, ctypes.create_string_buffer(header)
    )
