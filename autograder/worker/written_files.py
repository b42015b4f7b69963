"""Reads the files that cells have left in a worker's folder.

It runs in the student's process, so the result cannot be trusted.
"""

import os
from collections.abc import Iterator
from pathlib import Path

# Bounds for one notebook. A person who grades by hand looks at its plots and tables.
MOST_BYTES, MOST_FILES = 4 << 20, 64


def written(folder: Path, given: Path) -> list[tuple[str, bytes]]:
    """Read the files in `folder` that differ from those in `given`, up to the bounds, smallest first.

    The name of an empty folder ends in `/`. Hidden files, links, notebooks and compiled Python are
    left out.
    """
    new = [path for path in _entries(folder) if not _is_unchanged(path, given, folder)]
    contents: list[tuple[str, bytes]] = []
    left = MOST_BYTES
    for path in sorted(new, key=_size)[:MOST_FILES]:
        left -= _size(path)
        if left < 0:
            break
        name = path.relative_to(folder).as_posix()
        contents.append((f"{name}/", b"") if path.is_dir() else (name, path.read_bytes()))
    return contents


def _entries(folder: Path) -> Iterator[Path]:
    """Find every file that may be kept, and every empty folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "__pycache__"]
        if not folders and not names and Path(place) != folder:
            yield Path(place)
        for name in names:
            path = Path(place, name)
            plain = path.is_file() and not path.is_symlink()
            if plain and name[0] != "." and path.suffix not in (".ipynb", ".pyc"):
                yield path


def _size(path: Path) -> int:
    return 0 if path.is_dir() else path.stat().st_size


def _is_unchanged(path: Path, given: Path, folder: Path) -> bool:
    before = given / path.relative_to(folder)
    if path.is_dir() or not before.is_file():
        return path.is_dir() and before.is_dir()
    return _size(before) == _size(path) and before.read_bytes() == path.read_bytes()
