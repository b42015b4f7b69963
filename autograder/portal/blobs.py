"""Files by their SHA-256: notebooks that were handed in, feedback pages, archives of releases."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import UploadRefused
from autograder.portal.durations import DAY

# A name that begins so is a file that is not complete yet.
INCOMING = "incoming-"


class TooLarge(UploadRefused):
    """A file has more bytes than it may have."""


class Blobs:
    """The files in `folder`. A file that has its name is complete and on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Find a file's place."""
        return self.folder / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """Read a file. Raises `FileNotFoundError`."""
        return self.path(sha256).read_bytes()

    def put(self, content: bytes) -> str:
        """Keep these bytes; give their SHA-256."""
        incoming = self.incoming(len(content))
        try:
            incoming.write(content)
            return incoming.keep()
        finally:
            incoming.close()

    def incoming(self, limit: int) -> "Incoming":
        """Begin a file of at most `limit` bytes that comes piece by piece."""
        return Incoming(self, limit)

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Keep `sweep` out between the keeping of a file and the commit of the row that names it."""
        with self._lock.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    def sweep(self, known: Callable[[], Collection[str]]) -> None:
        """Delete files of over a day ago that were never completed, or that no row names.

        `known` gives the SHA-256 of all files that rows name.
        """
        with self._lock.open("a") as lock:
            # An upload of equal bytes may be about to commit its row: it has the lock, or it waits.
            fcntl.flock(lock, fcntl.LOCK_EX)
            names = set(known())
            for path in [*self.folder.glob(f"{INCOMING}*"), *self.folder.glob("??/*")]:
                # An upload that ends meanwhile takes its file with it.
                with contextlib.suppress(FileNotFoundError):
                    if path.name not in names and path.stat().st_mtime < time.time() - DAY:
                        path.unlink()

    @property
    def _lock(self) -> Path:
        return self.folder / "lock"


class Incoming:
    """A file that comes piece by piece. Call `keep` at its end, and `close` in any case."""

    def __init__(self, blobs: Blobs, limit: int) -> None:
        self._blobs = blobs
        self._limit = limit
        self._path = blobs.folder / f"{INCOMING}{secrets.token_hex(16)}"
        self._file = self._path.open("xb")
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The SHA-256 of what has come so far."""
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        """Add bytes. Raises `TooLarge` above the limit."""
        self.size += len(piece)
        if self.size > self._limit:
            raise TooLarge(
                f"The file has over {self._limit >> 20} MiB. Expected: a notebook of at most that "
                "size. Clear the outputs of large cells, and save it again."
            )
        self._hash.update(piece)
        self._file.write(piece)

    def keep(self) -> str:
        """Give the file its name, its SHA-256. After this it outlives a power cut."""
        self._file.flush()
        os.fsync(self._file.fileno())
        sha256 = self.sha256
        place = self._blobs.path(sha256)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        self._path.replace(place)
        for folder in (place.parent, place.parent.parent):
            _flush(folder)
        return sha256

    def close(self) -> None:
        """Close the file, and delete it unless it was kept."""
        # On a full disk the last bytes cannot be written here either.
        with contextlib.suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    """Put a folder's list of names on the disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
