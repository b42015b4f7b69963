"""The system-call filter: a deny-list in classic BPF, built once and loaded in each worker.

Numbers are the kernel's (`asm/unistd_64.h`, `asm-generic/unistd.h`). A refused call returns
`EPERM`, so that the student reads a `PermissionError` and not a dead kernel.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Collection

from autograder.session import kernel

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# fmt: off
SYSCALLS = {
    "x86_64": dict(
        ptrace=101, process_vm_readv=310, process_vm_writev=311, mount=165, umount2=166,
        pivot_root=155, chroot=161, unshare=272, setns=308, clone=56, fork=57, vfork=58,
        clone3=435, execve=59, execveat=322, kill=62, tkill=200, tgkill=234, rt_sigqueueinfo=129,
        rt_tgsigqueueinfo=297, pidfd_open=434, pidfd_send_signal=424, pidfd_getfd=438, socket=41,
        connect=42, bind=49, listen=50, bpf=321, perf_event_open=298, io_uring_setup=425,
        io_uring_enter=426, io_uring_register=427, userfaultfd=323, keyctl=250, add_key=248,
        request_key=249, kexec_load=246, kexec_file_load=320, init_module=175, finit_module=313,
        delete_module=176, reboot=169, swapon=167, swapoff=168, settimeofday=164,
        clock_settime=227, adjtimex=159, clock_adjtime=305, sethostname=170, setdomainname=171,
        iopl=172, ioperm=173, open_by_handle_at=304, name_to_handle_at=303, quotactl=179,
        acct=163, memfd_create=319, memfd_secret=447, shmget=29, shmat=30, shmctl=31, msgget=68,
        semget=64, mq_open=240, inotify_init=253, inotify_init1=294, fanotify_init=300,
        personality=135, fsopen=430, fsmount=432, move_mount=429, open_tree=428,
        mount_setattr=442, move_pages=279, kcmp=312, mknod=133, mknodat=259, vhangup=153,
        syslog=103, flock=73, process_madvise=440, process_mrelease=448, ioctl=16, mmap=9,
    ),
    "aarch64": dict(
        ptrace=117, process_vm_readv=270, process_vm_writev=271, mount=40, umount2=39,
        pivot_root=41, chroot=51, unshare=97, setns=268, clone=220, clone3=435, execve=221,
        execveat=281, kill=129, tkill=130, tgkill=131, rt_sigqueueinfo=138, rt_tgsigqueueinfo=240,
        pidfd_open=434, pidfd_send_signal=424, pidfd_getfd=438, socket=198, connect=203, bind=200,
        listen=201, bpf=280, perf_event_open=241, io_uring_setup=425, io_uring_enter=426,
        io_uring_register=427, userfaultfd=282, keyctl=219, add_key=217, request_key=218,
        kexec_load=104, kexec_file_load=294, init_module=105, finit_module=273, delete_module=106,
        reboot=142, swapon=224, swapoff=225, settimeofday=170, clock_settime=112, adjtimex=171,
        clock_adjtime=266, sethostname=161, setdomainname=162, open_by_handle_at=265,
        name_to_handle_at=264, quotactl=60, acct=89, memfd_create=279, memfd_secret=447,
        shmget=194, shmat=196, shmctl=195, msgget=186, semget=190, mq_open=180, inotify_init1=26,
        fanotify_init=262, personality=92, fsopen=430, fsmount=432, move_mount=429, open_tree=428,
        mount_setattr=442, move_pages=239, kcmp=272, mknodat=33, vhangup=58, syslog=116, flock=32,
        process_madvise=440, process_mrelease=448, ioctl=29, mmap=222,
    ),
}
# fmt: on
# Judged by their arguments below, so not refused outright.
BY_ARGUMENT = {"clone", "clone3", "ioctl", "mmap", "kill", "tgkill", "tkill", "socket"}
# What a process needs to start another and to end it again. Signals end at its own pid namespace.
FOR_PROGRAMS = {"fork", "vfork", "execve", "execveat", "kill", "tgkill"}
# What each of the sandbox's allowances takes off the list.
FOR_ALLOWED = {"memory files": {"memfd_create"}, "local sockets": {"connect", "bind", "listen"}}
CLONE_NEW_ANYTHING = 0x7E020000

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, AND, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
NR, ARCH, ARGUMENTS = 0, 4, 16
CLONE_THREAD = 0x10000
MAP_SHARED_ANONYMOUS = 0x21
X32 = 0x40000000
AF_UNIX = 1
TIOCSTI, TIOCLINUX = 0x5412, 0x541C


def _do(code: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, 0, 0, value & 0xFFFFFFFF)


def _if(code: int, value: int, then: int, otherwise: int) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value & 0xFFFFFFFF)


def _argument(index: int) -> bytes:
    # The low half of a 64-bit argument; both architectures are little-endian.
    return _do(LOAD, ARGUMENTS + 8 * index)


def build(
    own_pid: int,
    machine: str | None = None,
    *,
    programs: bool = False,
    allowed: Collection[str] = (),
) -> bytes:
    """Assemble the filter for a worker whose process id (as it sees it) is `own_pid`.

    With `programs` it may fork and exec; a new namespace is refused as ever. What is `allowed` is
    some of the sandbox's `ALLOWANCES`.
    """
    machine = machine or platform.machine()
    if machine not in SYSCALLS:
        raise OSError(f"no system-call table for `{machine}`; have {sorted(SYSCALLS)}")
    numbers = SYSCALLS[machine]
    refuse = _do(RETURN, ERRNO | errno.EPERM)
    allow = _do(RETURN, ALLOW)
    program = [
        _do(LOAD, ARCH),
        _if(EQUAL, AUDIT_ARCH[machine], 1, 0),
        _do(RETURN, KILL),
        _do(LOAD, NR),
        # On x86-64 the x32 calls are the same kernel by other numbers.
        _if(AT_LEAST, X32, 0, 1),
        _do(RETURN, KILL),
    ]
    taken_off = FOR_PROGRAMS if programs else set()
    taken_off = taken_off.union(*(FOR_ALLOWED.get(each, ()) for each in allowed))
    for name in sorted(set(numbers) - BY_ARGUMENT - taken_off):
        program += [_if(EQUAL, numbers[name], 0, 1), refuse]

    def rule(name: str, *body: bytes) -> None:
        program.extend([_if(EQUAL, numbers[name], 0, len(body)), *body])

    # Threads yes, processes no. glibc falls back from `clone3` to `clone` on ENOSYS only.
    if programs:
        rule("clone", _argument(0), _if(ANY_BIT, CLONE_NEW_ANYTHING, 0, 1), refuse, allow)
    else:
        rule("clone", _argument(0), _if(ANY_BIT, CLONE_THREAD, 1, 0), refuse, allow)
    rule("clone3", _do(RETURN, ERRNO | errno.ENOSYS))
    for name in () if programs else ("kill", "tgkill"):
        rule(name, _argument(0), _if(EQUAL, own_pid, 1, 0), refuse, allow)
    rule("tkill", refuse)
    # The one kind of memory that RLIMIT_DATA does not count.
    no_memory = _do(RETURN, ERRNO | errno.ENOMEM)
    shared = [_do(AND, MAP_SHARED_ANONYMOUS), _if(EQUAL, MAP_SHARED_ANONYMOUS, 0, 1), no_memory]
    if "shared memory" not in allowed:
        rule("mmap", _argument(3), *shared, allow)
    local = [_argument(0), _if(EQUAL, AF_UNIX, 1, 0)] if "local sockets" in allowed else []
    rule("socket", *local, refuse, allow)
    typing = [_if(EQUAL, TIOCSTI, 1, 0), _if(EQUAL, TIOCLINUX, 0, 1)]
    rule("ioctl", _argument(1), *typing, refuse, allow)
    program.append(allow)
    return b"".join(program)


def load(program: bytes) -> None:
    """Put the filter on this thread and all that it starts, for good."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    kernel.no_new_privileges()
    kernel.prctl(
        kernel.PR_SET_SECCOMP, kernel.SECCOMP_MODE_FILTER, ctypes.create_string_buffer(header)
    )
