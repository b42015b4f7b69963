"""Folders outside a course that its notebooks may read, as an instructor has named them."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.errors import UnfitSharedFolder

# Of a larger folder the number of files alone is looked at.
MOST_LOOKED_AT = 10_000


def states(folders: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Tell of each folder what changes when a file in it does: places, sizes, times."""
    return tuple((folder, _state(Path(folder))) for folder in folders)


def _state(folder: Path) -> str:
    found, count = hashlib.sha256(), 0
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            count += 1
            if count <= MOST_LOOKED_AT:
                path = os.path.join(place, name)
                status = os.lstat(path)
                told = (path, status.st_size, status.st_mtime_ns)
                found.update(repr(told).encode("utf-8", "surrogatepass"))
    return f"{count} {found.hexdigest()}"


def check(folders: Sequence[str], hidden: Iterable[Path]) -> tuple[str, ...]:
    """Resolve the folders. Raises `UnfitSharedFolder`.

    `hidden` is what none of them may hold, or lie in.
    """
    found = []
    for name in folders:
        path = Path(name)
        if not path.is_absolute() or not path.is_dir():
            raise UnfitSharedFolder(
                f"`c.GradeSubmission.readable` names `{name}`. Expected: the absolute path of a folder."
            )
        path = path.resolve()
        for secret in (each.resolve() for each in hidden):
            if path.is_relative_to(secret) or secret.is_relative_to(path):
                raise UnfitSharedFolder(
                    f"`c.GradeSubmission.readable` names `{name}`, which shows students `{secret}`. "
                    "Expected: a folder with nothing but what they may read."
                )
        found.append(str(path))
    return tuple(found)
