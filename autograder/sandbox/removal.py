"""Deletes what a student's code has left behind, however deep it is and whatever its modes are.

`shutil.rmtree` calls itself once a level, and stops at a folder that it may not list.
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
    """Delete a folder whose owner's processes have ended; what cannot be deleted is logged.

    Links are deleted and never followed. Has three files open at once, whatever the folder holds.
    """
    problem: Exception | None
    try:
        problem = _remove(folder)
    except FileNotFoundError:
        return
    # Outside Linux only, where this is practice, `rmtree` is all that there is.
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
    """Delete all in an open folder; gives the first error, after all else was deleted."""
    # What lies two levels down is moved up one, so nothing is ever deeper.
    names = (f"{secrets.token_hex(8)}-{number}" for number in itertools.count())
    stuck: dict[str, OSError] = {}
    while there := set(os.listdir(top)) - stuck.keys():
        for name in there:
            try:
                if not _unlinked(name, top):
                    _lift(name, top, names)
                    os.rmdir(name, dir_fd=top)
            except OSError as error:
                stuck[name] = error
    return next(iter(stuck.values()), None)


def _lift(name: str, top: int, names: Iterator[str]) -> None:
    """Delete the files of a folder in `top`, and move its folders beside it."""
    folder = _opened(name, top)
    try:
        for each in os.listdir(folder):
            if not _unlinked(each, folder):
                # A folder that may not be written cannot be moved.
                os.close(_opened(each, folder))
                os.rename(each, next(names), src_dir_fd=folder, dst_dir_fd=top)
    finally:
        os.close(folder)


def _unlinked(name: str, within: int) -> bool:
    """Delete what is no folder."""
    try:
        os.unlink(name, dir_fd=within)
    except IsADirectoryError:
        return False
    return True


def _opened(name: str, within: int | None = None) -> int:
    """Open a folder, after taking every right to it: its owner may have left none."""
    flags = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    found = os.open(name, flags | os.O_PATH, dir_fd=within)
    try:
        # Of what was found, though its name may mean something else by now.
        os.chmod(f"/proc/self/fd/{found}", 0o700)
        return os.open(".", flags, dir_fd=found)
    finally:
        os.close(found)
