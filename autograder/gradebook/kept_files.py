"""Files that a notebook's cells have written: for manual grading, and for the next notebooks."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from autograder.errors import ArchiveRefused
from autograder.gradebook.archive_limits import check_name
from autograder.worker.written_files import MOST_BYTES, MOST_FILES

# A folder's name ends in `/`, and its content is empty.
File = tuple[str, bytes]
# A browser would run code in these.
ACTIVE = {".html", ".htm", ".xhtml", ".svg", ".xml", ".js", ".mjs"}
# nbgrader reads this file, so a student must not write it while grading.
RESERVED = {"timestamp.txt"}


def checked(files: object) -> tuple[File, ...]:
    """Take the files that a worker reports, within the limits. The report is not trusted."""
    kept: list[File] = []
    left = MOST_BYTES
    for entry in files if isinstance(files, list | tuple) else ():
        match entry:
            case (str(name), bytes(content)) if len(kept) < MOST_FILES and len(content) <= left:
                with suppress(ArchiveRefused):
                    checked_name = check_name(name)
                    if _may_be_kept(checked_name):
                        end = "/" if name.endswith("/") else ""
                        kept.append((checked_name + end, b"" if end else content))
                        left -= len(content)
    return tuple(kept)


def _may_be_kept(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
    # A folder with a notebook's name would replace that notebook.
    notebook = any(part.lower().endswith(".ipynb") for part in parts)
    suffix = PurePosixPath(name).suffix.lower()
    unwanted = suffix in ACTIVE or suffix == ".pyc" or parts[-1].lower() in RESERVED
    return not (hidden or notebook or unwanted)


def put(files: Iterable[File], folder: Path) -> None:
    """Write the files into one of our folders, over existing files with the same names."""
    for name, content in files:
        path = folder / name
        if _crosses_link(path.parent, folder):
            continue
        # A file may stand where a folder is needed, or a folder where a file is needed.
        with suppress(FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError):
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            with open(os.open(path, flags, 0o644), "wb") as file:
                file.write(content)


def _crosses_link(parent: Path, folder: Path) -> bool:
    """Tell whether a link lies between `folder` and a path in it; it could lead outside."""
    between = [path for path in (parent, *parent.parents) if path.is_relative_to(folder)]
    return any(path.is_symlink() for path in between)
