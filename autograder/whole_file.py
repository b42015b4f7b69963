"""Writes a file as a whole: a reader finds the old one or the new one, and nothing between."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace(path: Path, content: bytes, *, mode: int = 0o666, flush: bool = False) -> None:
    """Write a file, in place of the one that is there. With `flush` it outlives a power cut."""
    with _beside(path, content, mode, flush) as fresh:
        fresh.replace(path)


def make(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file, flushed to the disk, where there is none. Raises `FileExistsError` otherwise."""
    with _beside(path, content, mode, flush=True) as fresh:
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        # Not every file system has hard links.
        except OSError:
            if path.exists():
                raise FileExistsError(path) from None
            fresh.replace(path)


@contextmanager
def _beside(path: Path, content: bytes, mode: int, flush: bool) -> Iterator[Path]:
    """Write a file of another name in the same folder; delete it in the end if it is still there."""
    fresh = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
    try:
        # Never readable to more people than the file will be.
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with open(fd, "wb") as file:
            file.write(content)
            if flush:
                file.flush()
                os.fsync(file.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
