"""Landlock: after `restrict`, only listed files can be used, and no TCP port or foreign process."""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox import syscalls

# The same numbers on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
RULE_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG = 16, 32, 128, 256
ALL_OF_FIRST_ABI = (1 << 13) - 1
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
TCP_BIND_AND_CONNECT = 3
ABSTRACT_SOCKETS_AND_SIGNALS = 3

READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE
CONTROL = READ | WRITE_FILE | IOCTL_DEV
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV


def abi() -> int:
    """Give the kernel's Landlock version, and 0 if it has no Landlock."""
    # Other systems have another call of this number.
    if sys.platform != "linux":
        return 0
    try:
        return syscalls.syscall(CREATE_RULESET, None, 0, 1)
    except OSError:
        return 0


def restrict(
    readable: Iterable[Path],
    writable: Iterable[Path],
    executable: Iterable[Path] = (),
    controlled: Iterable[Path] = (),
) -> None:
    """Allow this thread, and all that it starts, these paths and no others. Missing paths are skipped.

    Device files that are `controlled` may be read, written and controlled by `ioctl`. Raises `OSError`.
    """
    version = abi()
    handled = ALL_OF_FIRST_ABI
    handled |= REFER if version >= 2 else 0
    handled |= TRUNCATE if version >= 3 else 0
    handled |= IOCTL_DEV if version >= 5 else 0
    network = TCP_BIND_AND_CONNECT if version >= 4 else 0
    scopes = ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    attributes = struct.pack("=QQQ", handled, network, scopes)[:size]
    ruleset = syscalls.syscall(CREATE_RULESET, ctypes.c_char_p(attributes), size, 0)
    try:
        for path in readable:
            _allow(ruleset, path, READ & handled)
        for path in executable:
            _allow(ruleset, path, (READ | EXECUTE) & handled)
        for path in writable:
            _allow(ruleset, path, WRITE & handled)
        for path in controlled:
            _allow(ruleset, path, CONTROL & handled)
        syscalls.no_new_privileges()
        syscalls.syscall(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not path.is_dir():
            access &= FOR_FILES
        rule = struct.pack("=Qi", access, fd)
        syscalls.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(fd)
