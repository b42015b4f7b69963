"""Deletes the files of student code, at any depth and with any modes.

`shutil.rmtree` cannot do this: it recurses once a level, and stops at a folder that it may not list.
"""

import itertools
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)


def remove(folder: Path) -> None:
    """Delete a folder. The processes that wrote there must have ended. Log what cannot be deleted.

    Links are deleted and never followed. At most three files are open at once.
    """
    problem: Exception | None
    try:
        problem = _remove(folder)
    except FileNotFoundError:
        return
    # Only outside Linux, where grading is practice and `rmtree` must do.
    except (OSError, RecursionError) as error:
        problem = error
    if problem is not None:
        log.warning("`%s` could not be deleted: %s. Delete it by hand.", folder, problem)


def _remove(folder: Path) -> OSError | None:
    if not hasattr(os, "O_PATH"):
        shutil.rmtree(folder)
        return None
    top = _opened(str(folder))
    try:
        problem = _empty(top)
    finally:
        os.close(top)
    if problem is None:
        folder.rmdir()
    return problem


def _empty(top: int) -> OSError | None:
    """Empty an open folder. Delete what can be deleted, then give the first error."""
    # Folders two levels down are moved up by one, so this never goes deeper.
    names = (f"{secrets.token_hex(8)}-{number}" for number in itertools.count())
    stuck: dict[str, OSError] = {}
    while names_left := set(os.listdir(top)) - stuck.keys():
        for name in names_left:
            try:
                if not _unlinked(name, top):
                    _lift(name, top, names)
                    os.rmdir(name, dir_fd=top)
            except OSError as error:
                stuck[name] = error
    return next(iter(stuck.values()), None)


def _lift(name: str, top: int, names: Iterator[str]) -> None:
    """Delete the files of a folder in `top`, and move its folders into `top`."""
    folder = _opened(name, top)
    try:
        for inner in os.listdir(folder):
            if not _unlinked(inner, folder):
                # Opening it makes it writable. Otherwise it could not be moved.
                os.close(_opened(inner, folder))
                os.rename(inner, next(names), src_dir_fd=folder, dst_dir_fd=top)
    finally:
        os.close(folder)


def _unlinked(name: str, within: int) -> bool:
    """Delete an entry, unless it is a folder. Tell whether it was deleted."""
    try:
        os.unlink(name, dir_fd=within)
    except IsADirectoryError:
        return False
    return True


def _opened(name: str, within: int | None = None) -> int:
    """Open a folder, after giving its owner all rights: the student may have removed them."""
    flags = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    folder = os.open(name, flags | os.O_PATH, dir_fd=within)
    try:
        # By descriptor, since the name may mean something else by now.
        os.chmod(f"/proc/self/fd/{folder}", 0o700)
        return os.open(".", flags, dir_fd=folder)
    finally:
        os.close(folder)
