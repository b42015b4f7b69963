"""Namespaces without root. A zygote is process 1 of a pid namespace, and so is each of its children.

When a child ends, the kernel ends all processes that it has started. When the zygote ends, the
kernel ends all children.
"""

import os

from autograder.sandbox import syscalls

NEW_MOUNTS, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PIDS, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
# Student code runs as this user and group: `nobody`.
NOBODY = 65534


def create() -> None:
    """Continue in a child that is the first process of a new user and pid namespace.

    The caller must have one thread. The old process waits for the child, and ends with its status.
    If the old process is killed, so is the child. Raises `OSError` if the kernel refuses.
    """
    _own_users()
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        os._exit(abs(os.waitstatus_to_exitcode(status)))
    syscalls.die_with_parent()


def fork() -> int:
    """Fork a child that is process 1 of a new pid namespace. Only after `create`."""
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    syscalls.unshare(NEW_PIDS)
    pid = os.fork()
    if pid:
        # Back to the caller's own namespace: otherwise the kernel refuses the next `unshare`.
        syscalls.setns(own)
    os.close(own)
    return pid


def unshare_rest() -> None:
    """Leave the namespaces of the machine's mounts, network, IPC and host name."""
    syscalls.unshare(NEW_MOUNTS | NEW_NETWORK | NEW_IPC | NEW_UTS)
    syscalls.set_host_name("heldout")


def drop_identity() -> None:
    """Become `nobody` without capabilities, in a user namespace of its own.

    The kernel then counts limits per user for this process alone. This last namespace owns no other
    one, so a capability in it could change nothing. Needs `/proc`.
    """
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        # A change of user gives `/proc/self` to root, and with it the files of the user map.
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
    syscalls.unshare(NEW_USER)
    itself = f"{NOBODY} {NOBODY} 1"
    _write_maps("self", itself, itself, groups=False)
    syscalls.drop_capabilities()


def _own_users() -> None:
    """Enter a new user namespace. A child that stays in the old one writes its maps."""
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
    """Write a map of ids. Root keeps all of its ids. An ordinary user has one, which becomes `nobody`."""
    if os.getuid() != 0:
        return f"{NOBODY} {os.getuid() if kind == 'uid' else os.getgid()} 1"
    with open(f"/proc/self/{kind}_map") as lines:
        known = [line.split() for line in lines]
    return "\n".join(f"{inside} {inside} {count}" for inside, _, count in known)


def _write_maps(process: int | str, users: str, groups_map: str, *, groups: bool) -> None:
    texts = {} if groups else {"setgroups": "deny"}
    for name, text in (texts | {"uid_map": users, "gid_map": groups_map}).items():
        # In one unbuffered write, since the kernel accepts no map in parts.
        fd = os.open(f"/proc/{process}/{name}", os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)
