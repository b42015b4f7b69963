"""Namespaces without root: a zygote that is the first of its processes, and so is each child.

A child forked here is process 1 of its own pid namespace: when it ends, the kernel ends all that
it started. The zygote is process 1 of the one above: when it ends, so do all its children.
"""

import os

from autograder.sandbox import syscalls

NEW_MOUNTS, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PIDS, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
# Who a student's code is: `nobody`.
NOBODY = 65534


def create() -> None:
    """Go on in a child that is the first process of a new user and pid namespace.

    The caller must have one thread. It stays behind as a waiter: the child is killed when it is,
    and it ends as the child ends. Raises `OSError` where the kernel refuses.
    """
    _own_users()
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        os._exit(abs(os.waitstatus_to_exitcode(status)))
    syscalls.die_with_parent()


def fork() -> int:
    """Fork a child that is process 1 of a new pid namespace; only after `found`."""
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    syscalls.unshare(NEW_PIDS)
    pid = os.fork()
    if pid:
        # A second `unshare` is refused unless the next child's namespace is the caller's own.
        syscalls.setns(own)
    os.close(own)
    return pid


def unshare_rest() -> None:
    """Leave the machine's mounts, network, IPC and host name behind."""
    syscalls.unshare(NEW_MOUNTS | NEW_NETWORK | NEW_IPC | NEW_UTS)
    syscalls.set_host_name("heldout")


def drop_identity() -> None:
    """Give up every identity and capability; what is counted per user is then counted alone.

    Needs `/proc`. The last user namespace owns nothing, so what is left there moves nothing.
    """
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        # A change of user makes `/proc/self` root's, its maps of users too.
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
    syscalls.unshare(NEW_USER)
    itself = f"{NOBODY} {NOBODY} 1"
    _write_maps("self", itself, itself, groups=False)
    syscalls.drop_capabilities()


def _own_users() -> None:
    """Enter a new user namespace; the maps are written by a child that stayed in the old one."""
    maps = _map("uid"), _map("gid")
    root = os.getuid() == 0
    target = os.getpid()
    waiting, telling = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(telling)
        entered = os.read(waiting, 1)
        try:
            if entered:
                _write_maps(target, *maps, groups=root)
        finally:
            os._exit(0 if entered else 1)
    os.close(waiting)
    syscalls.unshare(NEW_USER | NEW_PIDS)
    os.write(telling, b"!")
    os.close(telling)
    _, status = os.waitpid(writer, 0)
    if status:
        raise OSError("the kernel refused the maps of a new user namespace")


def _map(kind: str) -> str:
    """Root keeps every id that it has; an ordinary user can keep one, and is `nobody` inside."""
    if os.getuid() != 0:
        return f"{NOBODY} {os.getuid() if kind == 'uid' else os.getgid()} 1"
    with open(f"/proc/self/{kind}_map") as lines:
        known = [line.split() for line in lines]
    return "\n".join(f"{inside} {inside} {count}" for inside, _, count in known)


def _write_maps(process: int | str, users: str, groups_map: str, *, groups: bool) -> None:
    texts = {} if groups else {"setgroups": "deny"}
    for name, text in (texts | {"uid_map": users, "gid_map": groups_map}).items():
        # One unbuffered write: the kernel takes a map whole or not at all.
        fd = os.open(f"/proc/{process}/{name}", os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)
