"""The lock of a course: one command writes into it at a time, and the portal lends it to commands."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from autograder.errors import CourseError
from autograder.gradebook.heldout_folder import HeldoutFolder

# The holder's note begins with this if the holder lends the course.
LENDS = "lent by process "


@contextmanager
def course_lock(course: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keep a second command out of a course while this one writes. Raises `CourseError`.

    The portal lends the course: then this waits until what it grades now is finished, and calls
    `on_wait` first.
    """
    folder = HeldoutFolder(course)
    with folder.lock.open("a+", encoding="utf-8") as file, folder.turn.open("a") as turn:
        if not _locked(file):
            if not _is_lent(file) or not _locked_soon(turn):
                raise _busy(course, file)
            on_wait()
            # `turn` stays locked until the end: so the portal does not take the course back sooner.
            fcntl.flock(file, fcntl.LOCK_EX)
        _note(file, str(os.getpid()))
        yield


class LentCourse:
    """The lock of a course while the portal holds it; use it by `lending_lock`."""

    def __init__(self, file: IO[str], turn: Path) -> None:
        self._file = file
        self._turn = turn

    def is_wanted(self) -> bool:
        """Tell whether a command waits for the course."""
        with self._turn.open("a") as turn:
            return not _locked(turn)

    def lend(self) -> None:
        """Let a command that waits have the course, and take it back afterwards."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        with self._turn.open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        _note(self._file, f"{LENDS}{os.getpid()}")


@contextmanager
def lending_lock(course: Path) -> Iterator[LentCourse]:
    """Hold a course's lock, and lend it to commands. Raises `CourseError`."""
    folder = HeldoutFolder(course)
    with folder.lock.open("a+", encoding="utf-8") as file:
        if not _locked(file):
            raise _busy(course, file)
        _note(file, f"{LENDS}{os.getpid()}")
        yield LentCourse(file, folder.turn)


def _busy(course: Path, file: IO[str]) -> CourseError:
    file.seek(0)
    holder = file.read().removeprefix(LENDS) or "unknown"
    return CourseError(
        f"Another `heldout grade` (process {holder}) is at work in `{course}`. Wait for it, or stop "
        "it with Ctrl-C: what it has graded is kept."
    )


def _is_lent(file: IO[str]) -> bool:
    file.seek(0)
    return file.read().startswith(LENDS)


def _locked(file: IO[str]) -> bool:
    """Lock a file if nobody else has; tell whether it is locked now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_soon(file: IO[str]) -> bool:
    """Lock a file as `_locked` does, although the portal may look at it at this very moment."""
    for _ in range(20):
        if _locked(file):
            return True
        time.sleep(0.05)
    return False


def _note(file: IO[str], text: str) -> None:
    file.truncate(0)
    file.write(text)
    file.flush()
