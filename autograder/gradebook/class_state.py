"""The state of a class: one hash of all that its scores, and what the screen tells of them, depend on.

Two equal states have equal results. Nothing of nbgrader's is imported, and no notebook is parsed.
"""

import hashlib
import os
import platform
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir, jupyter_config_path

import autograder
import course
from autograder.author.exercise import Exercise
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.largest_notebook import LARGEST
from autograder.judge import fingerprint

# Of nbgrader's settings, and of files that they may read.
SETTINGS = {".py", ".json", ".toml", ".yaml"}
NBGRADERS = (
    "nbgrader_config.py",
    "nbgrader_config.json",
    "jupyter_config.py",
    "jupyter_config.json",
)
STAMP = "timestamp.txt"
# A class with more entries than these in one folder, or with larger notebooks, has no state.
MOST_ENTRIES = 10_000
BOOT = Path("/proc/sys/kernel/random/boot_id")
# The first bytes of SQLite's file count its transactions.
HEADER = 100


class NoState(Exception):
    """The state of this class cannot be told from files alone."""


@dataclass(frozen=True)
class ClassState:
    """The parts of a class's state. The course has nbgrader's own layout of folders."""

    root: Path
    exercise: Exercise
    unsafe: bool

    def inputs(self) -> str:
        """Hash what grading reads and does not write: code, settings, submissions. Raises `NoState`."""
        digest = hashlib.sha256()
        for part in (*self._machine(), *self._settings(), *self._submissions()):
            digest.update(f"{part!r}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def whole(self) -> str:
        """Hash the inputs, the gradebook, and which notebooks are in `autograded`. Raises `NoState`."""
        slug, gradebook = self.exercise.slug, self.root / "gradebook.db"
        graded = sorted(str(path) for path in self.root.glob(f"autograded/*/{slug}/*.ipynb"))
        with gradebook.open("rb") as file:
            header = file.read(HEADER)
        beside = [path.name for path in self.root.glob("gradebook.db-*")]
        journal = HeldoutFolder(self.root).journal.stat().st_ino
        parts = (self.inputs(), _seen(gradebook), header, beside, graded, journal)
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _machine(self) -> Iterator[object]:
        yield from fingerprint.versions()
        yield from ((name, metadata.version(name)) for name in ("heldout", "nbgrader", "nbconvert"))
        yield self.unsafe, os.getuid(), platform.release(), platform.machine()
        yield BOOT.read_text() if BOOT.exists() else ""
        for package in (autograder, course):
            for folder in package.__path__:
                yield from _files(Path(folder))
        yield from _files(self.exercise.folder)
        yield from _files(self.exercise.staff_folder)

    def _settings(self) -> Iterator[object]:
        folders = dict.fromkeys([jupyter_config_dir(), *jupyter_config_path()])
        yield [_seen(Path(folder) / name) for folder in folders for name in NBGRADERS]
        yield from (_seen(path) for path in sorted(self.root.iterdir()) if path.suffix in SETTINGS)
        yield from _files(self.root / "source" / self.exercise.slug)
        yield _seen(HeldoutFolder(self.root).path / "secret")

    def _submissions(self) -> Iterator[object]:
        slug = self.exercise.slug
        for folder in sorted(self.root.glob(f"submitted/*/{slug}")):
            yield str(folder), folder.is_symlink(), list(_entries(folder))
            for name in (f"{slug}.ipynb", STAMP):
                yield _content(folder / name)


def _entries(folder: Path) -> Iterator[tuple[str, int]]:
    """Name all entries below a folder, with their kinds."""
    count, left = 0, [str(folder)]
    while left:
        with os.scandir(left.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                count += 1
                if count > MOST_ENTRIES:
                    raise NoState
                yield entry.path, stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)


def _content(path: Path) -> str:
    """Hash a file that a student has written: its time says nothing, since collecting sets it."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return ""
    # Reading a pipe would wait, and a link leads elsewhere. Grading refuses both.
    if not stat.S_ISREG(status.st_mode):
        return f"{status.st_mode}"
    if status.st_size > LARGEST:
        raise NoState
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files(folder: Path) -> Iterator[object]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        yield from (_seen(Path(parent) / name) for name in sorted(names))


def _seen(path: Path) -> tuple[str, int, int, int]:
    """Give the size and the times of a file that no student has written."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return str(path), 0, 0, 0
    return str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns
