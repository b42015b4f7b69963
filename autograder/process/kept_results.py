"""Keeps results of sandboxed calls: a file that was read before is not parsed again."""

import contextlib
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import whole_file


@dataclass(frozen=True)
class KeptResults:
    """Results by function and bytes, each in a file of `folder`. Threads and processes may share it.

    `version` stands for the code that made the results: another one finds none of them. A kept result
    is as hostile as it was when it came. A file that cannot be read or written is no error.
    """

    folder: Path
    version: str

    def get(self, function: str, data: bytes) -> Any:
        """Give a kept result; `None` if there is none."""
        with contextlib.suppress(OSError, ValueError, zlib.error):
            return json.loads(zlib.decompress(self._path(function, data).read_bytes()))
        return None

    def put(self, function: str, data: bytes, result: object) -> None:
        """Keep a result of plain data, which JSON gives back unchanged."""
        packed = zlib.compress(json.dumps(result).encode(), 1)
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, exist_ok=True)
            # Another process that reads meanwhile finds the whole file, or none.
            whole_file.replace(self._path(function, data), packed, mode=0o600)

    def _path(self, function: str, data: bytes) -> Path:
        key = hashlib.sha256(f"{self.version}\n{function}\n".encode() + data).hexdigest()
        return self.folder / key
