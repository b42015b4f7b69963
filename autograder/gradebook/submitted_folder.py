"""Checks a student's folder before its files are copied or read."""

import functools
import glob
import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.errors import UnfitFolder

MOST_FILES = 10_000
MOST_DEPTH = 40
STAMP = "timestamp.txt"
MOST_OF_A_STAMP = 200


def check(folder: Path) -> None:
    """Raise `UnfitFolder` for a folder with too many files, or with an invalid time."""
    for count, _ in enumerate(_entries(folder)):
        if count == MOST_FILES:
            raise UnfitFolder(
                f"`{folder}` holds over {MOST_FILES} files. Expected: the notebook and what it "
                "reads. Ask for these alone."
            )
    handed_in(folder)


def without(folder: Path, name: str) -> str:
    """Report that a folder lacks the expected notebook: what it holds instead, and what to do."""
    longer = sorted(path.name for path in folder.glob(f"{glob.escape(name)}.*"))
    deeper = sorted(folder.glob(f"*/**/{glob.escape(name)}"))
    there = sorted(path for path in folder.glob("*.ipynb"))
    if longer:
        ending = longer[0].removeprefix(name)
        return (
            f"`{folder}` holds `{longer[0]}`: a browser or a mail program has added `{ending}`. "
            f"Expected: `{name}`. Rename it, and grade again."
        )
    if deeper:
        return (
            f"`{folder}` holds `{name}` in a folder of its own, `{deeper[0].parent.relative_to(folder)}`. "
            f"Expected: `{name}` beside no folder. Move it up, and grade again."
        )
    names = ", ".join(f"`{path.name}`" for path in there) or "no notebook"
    do = "Rename it, or ask for it" if there else "Ask for it"
    return f"`{folder}` holds {names}. Expected: `{name}`. {do}, and grade again."


def special(folder: Path) -> list[Path]:
    """List entries that are neither files nor folders: links, pipes, sockets, devices."""
    kinds = (stat.S_IFREG, stat.S_IFDIR)
    return [
        Path(entry.path)
        for entry in _entries(folder)
        if stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode) not in kinds
    ]


def left_out(folder: Path, source: Path) -> Iterator[tuple[Path, str]]:
    """List entries that nbgrader cannot copy, and why: one of them would fail the submission."""
    for path in special(folder):
        yield path, "is a link or no regular file"
    for entry in _entries(folder):
        path = Path(entry.path)
        given = source / path.relative_to(folder)
        if given.exists() and given.is_dir() != path.is_dir() and not path.is_symlink():
            yield path, "is a file where the course has a folder, or the other way round"
        elif not _is_utf8(path.name):
            yield path, "has a name that is not UTF-8"


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def handed_in(folder: Path) -> datetime | None:
    """Read the time of a submission from its `timestamp.txt`, if there is one. Raises `UnfitFolder`."""
    path = folder / STAMP
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    problem = (
        f"`{path}` is no time. Expected: a text like `2026-11-28 10:00:00 UTC`. Write it anew."
    )
    # Reading a pipe would wait, and reading a device might never end.
    if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_OF_A_STAMP:
        raise UnfitFolder(problem)
    try:
        text = path.read_text("utf-8").strip()
        when: datetime | None = parse_utc(text) if text else None
    # No document lists what dateutil raises. Its own warnings are among it.
    except Exception:
        raise UnfitFolder(problem) from None
    return when


def guard_nbgrader() -> None:
    """Make nbgrader's own commands check folders, too: nbgrader has no setting for that."""
    if not hasattr(Autograde.init_assignment, "guarded"):
        Autograde.init_assignment = _checking_first(Autograde.init_assignment)
        CourseDirectory.get_existing_timestamp = _existing_timestamp


def _checking_first(init_assignment: Callable[..., None]) -> Callable[..., None]:
    """Wrap the step that copies a submission's files: it would follow links and read devices."""

    @functools.wraps(init_assignment)
    def guarded(self: Autograde, assignment_id: str, student_id: str) -> None:
        folder = Path(self._format_source(assignment_id, student_id))
        check(folder)
        before = self.coursedir.ignore
        names = set()
        coursedir = self.coursedir
        source = Path(coursedir.format_path(coursedir.source_directory, ".", assignment_id))
        for path, why in left_out(folder, source):
            self.log.error("%s %s: left out", path, why)
            # nbgrader ignores by name only: other files of that name in the folder are ignored, too.
            names.add(glob.escape(path.name))
        # nbgrader has listed these already, and would look for them in the gradebook.
        self.notebooks = [name for name in self.notebooks if _is_utf8(name)]
        self.coursedir.ignore = [*before, *sorted(names)]
        try:
            init_assignment(self, assignment_id, student_id)
        finally:
            self.coursedir.ignore = before

    guarded.guarded = True  # type: ignore[attr-defined]
    return guarded


def _existing_timestamp(self: CourseDirectory, folder: str) -> datetime | None:
    return handed_in(Path(folder))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Give every entry below a folder; links are not followed. Raises `UnfitFolder` if too deep."""
    left = [(str(folder), 0)]
    while left:
        parent, depth = left.pop()
        if depth > MOST_DEPTH:
            raise UnfitFolder(
                f"`{folder}` has folders within folders, over {MOST_DEPTH} deep. Expected: the "
                "notebook and what it reads. Ask for these alone."
            )
        with os.scandir(parent) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, depth + 1))
