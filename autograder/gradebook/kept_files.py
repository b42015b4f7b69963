"""Files that a notebook's cells have written, for who grades by hand and for the notebooks after it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from autograder.errors import ArchiveRefused
from autograder.gradebook import archive
from autograder.worker.written_files import MOST_BYTES, MOST_FILES

# A folder's name ends in `/`, and its bytes are none.
File = tuple[str, bytes]
# A browser would run what is in these.
ACTIVE = {".html", ".htm", ".xhtml", ".svg", ".xml", ".js", ".mjs"}
# What nbgrader reads, and a student must not change afterwards.
OURS = {"timestamp.txt"}


def checked(told: object) -> tuple[File, ...]:
    """Take what a worker says that it wrote, within the bounds; believes nothing of it."""
    found: list[File] = []
    left = MOST_BYTES
    for each in told if isinstance(told, list | tuple) else ():
        match each:
            case (str(name), bytes(content)) if len(found) < MOST_FILES and len(content) <= left:
                with suppress(ArchiveRefused):
                    checked_name = archive.check_name(name)
                    if _may_be_kept(checked_name):
                        end = "/" if name.endswith("/") else ""
                        found.append((checked_name + end, b"" if end else content))
                        left -= len(content)
    return tuple(found)


def _may_be_kept(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
    # A folder that is named like a notebook would stand in this one's place.
    notebook = any(part.lower().endswith(".ipynb") for part in parts)
    suffix = PurePosixPath(name).suffix.lower()
    unwanted = suffix in ACTIVE or suffix == ".pyc" or parts[-1].lower() in OURS
    return not (hidden or notebook or unwanted)


def put(files: Iterable[File], folder: Path) -> None:
    """Write them into a folder of ours; a file that is there under such a name makes way."""
    for name, content in files:
        path = folder / name
        if not _is_ours_alone(path.parent, folder):
            continue
        # A file stands where a folder is wanted, or the other way round.
        with suppress(FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError):
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(path, flags, 0o644), "wb") as file:
                file.write(content)


def _is_ours_alone(place: Path, folder: Path) -> bool:
    """Tell that no link leads out of the folder on the way."""
    between = [each for each in (place, *place.parents) if each.is_relative_to(folder)]
    return not any(each.is_symlink() for each in between)
