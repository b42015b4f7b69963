"""Folders outside a course that its notebooks may read, as the instructor has set them."""

import hashlib
import itertools
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from autograder.errors import UnfitSharedFolder

# In a larger folder only the number of files is checked for changes.
MOST_LOOKED_AT = 10_000
STEPS = ("source", "release", "submitted", "autograded", "feedback", "solution")


def states(folders: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give each folder with a text that changes when a file's path, size or time changes."""
    return tuple((folder, _state(Path(folder))) for folder in folders)


def _state(folder: Path) -> str:
    digest, count = hashlib.sha256(), 0
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            count += 1
            if count <= MOST_LOOKED_AT:
                path = os.path.join(parent, name)
                status = os.lstat(path)
                entry = (path, status.st_size, status.st_mtime_ns)
                digest.update(repr(entry).encode("utf-8", "surrogatepass"))
    return f"{count} {digest.hexdigest()}"


def check(folders: Sequence[str], hidden: Iterable[Path]) -> tuple[str, ...]:
    """Resolve the folders. Raises `UnfitSharedFolder`.

    None of them may hold a path of `hidden`, or lie in one.
    """
    resolved = []
    secrets = [path.resolve() for path in hidden]
    for name in folders:
        path = Path(name)
        if not path.is_absolute() or not path.is_dir():
            raise UnfitSharedFolder(
                f"`c.GradeSubmission.readable` names `{name}`. Expected: the absolute path of a folder."
            )
        path = path.resolve()
        for secret in secrets:
            if path.is_relative_to(secret) or secret.is_relative_to(path):
                raise UnfitSharedFolder(
                    f"`c.GradeSubmission.readable` names `{name}`, which shows students `{secret}`. "
                    "Expected: a folder with nothing but what they may read."
                )
        resolved.append(str(path))
    return tuple(resolved)


def course_folders(coursedir: CourseDirectory) -> list[Path]:
    """List the folders of all steps of a course."""
    patterns = [
        Path(coursedir.format_path(getattr(coursedir, f"{step}_directory"), "*", "*"))
        for step in STEPS
    ]
    # A course may order the parts of these paths in any way. So each is cut before its first `*`.
    return [
        Path(*itertools.takewhile(lambda part: "*" not in part, pattern.parts))
        for pattern in patterns
    ]
