"""The files that lie beside a notebook with its own tests while its cells run."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from nbgrader import utils

from autograder.errors import NotRun

# The limit for all files together.
MOST_BYTES = 200 << 20


@contextmanager
def staged_files(folders: Sequence[Path], scratch: Path) -> Iterator[Path]:
    """Copy the files of some folders into one, without notebooks and links; later folders win.

    Gives the new folder, which is in `scratch`. Raises `NotRun` above `MOST_BYTES`.
    """
    with tempfile.TemporaryDirectory(prefix="files-", dir=scratch) as made:
        left = MOST_BYTES
        for folder in folders:
            for path in utils.find_all_files(
                str(folder), ["*.ipynb", ".ipynb_checkpoints", "*.pyc"]
            ):
                source = Path(path)
                if source.is_symlink() or not source.is_file():
                    continue
                left -= source.stat().st_size
                if left < 0:
                    raise NotRun(f"The files in `{folder}` have over {MOST_BYTES >> 20} MiB.")
                target = Path(made) / source.relative_to(folder)
                # A student's file may have the name of an instructor's folder.
                _make_way(target, Path(made))
                shutil.copyfile(source, target)
            for empty in _empty_folders(folder):
                with suppress(FileExistsError, NotADirectoryError):
                    (Path(made) / empty).mkdir(parents=True, exist_ok=True)
        # At the highest isolation level a worker runs as `nobody`, and must read its files with any umask.
        for folder_made, _, names in os.walk(made):
            Path(folder_made).chmod(0o755)
            for name in names:
                Path(folder_made, name).chmod(0o644)
        yield Path(made)


def _make_way(target: Path, top: Path) -> None:
    """Make room for a file at `target` below `top`: remove a file or folder that is in the way."""
    for parent in reversed([p for p in target.parents if p.is_relative_to(top)]):
        if parent.is_file():
            parent.unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def _empty_folders(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if not folders and not names:
            yield Path(parent).relative_to(folder)
