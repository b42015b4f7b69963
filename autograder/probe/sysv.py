"""Makes a System V queue, a semaphore and a memory segment, like other programs', to be attacked."""

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from autograder.sandbox import syscalls

PRIVATE, FOR_ANYBODY, REMOVE = 0, 0o1666, 0
NO_WAIT, ANY_LENGTH, GET_VALUE = 0o4000, 0o10000, 12
SIZE = 64
# A message begins with its kind, which is a number.
KIND = struct.calcsize("@l")
LETTER = struct.pack("@l", 1) + b"a letter"


@dataclass(frozen=True)
class Exposed:
    """The numbers of the three objects, -1 for one that the kernel refuses. Anybody may use them."""

    queue: int
    semaphore: int
    segment: int

    def touched(self) -> list[str]:
        """Name the objects that somebody has used or changed."""
        libc = syscalls.libc()
        buffer = ctypes.create_string_buffer(2 * SIZE)
        taken = libc.msgrcv(self.queue, buffer, ctypes.c_size_t(SIZE), 0, NO_WAIT | ANY_LENGTH)
        more = libc.msgrcv(self.queue, buffer, ctypes.c_size_t(SIZE), 0, NO_WAIT | ANY_LENGTH)
        used = {
            "queue": (taken, more) != (len(LETTER) - KIND, -1),
            "semaphore": libc.semctl(self.semaphore, 0, GET_VALUE) != 0,
            "segment": _word(self.segment) != 0,
        }
        return [name for name, was in used.items() if was and getattr(self, name) >= 0]


@contextmanager
def exposed() -> Iterator[Exposed]:
    """Make the three objects, with a message in the queue. Remove them at the end."""
    libc = syscalls.libc()
    made = Exposed(
        libc.msgget(PRIVATE, FOR_ANYBODY),
        libc.semget(PRIVATE, 1, FOR_ANYBODY),
        libc.shmget(PRIVATE, ctypes.c_size_t(SIZE), FOR_ANYBODY),
    )
    try:
        libc.msgsnd(made.queue, LETTER, ctypes.c_size_t(len(LETTER) - KIND), NO_WAIT)
        yield made
    finally:
        libc.msgctl(made.queue, REMOVE, None)
        libc.semctl(made.semaphore, 0, REMOVE)
        libc.shmctl(made.segment, REMOVE, None)


def _word(segment: int) -> int:
    attach = syscalls.libc().shmat
    attach.restype = ctypes.c_void_p
    place = attach(segment, None, 0)
    if place in (None, ctypes.c_void_p(-1).value):
        return -1
    try:
        return ctypes.c_long.from_address(place).value
    finally:
        syscalls.libc().shmdt(ctypes.c_void_p(place))
