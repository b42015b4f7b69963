"""Keeps TensorFlow's libraries from writing red lines under a notebook's first cell.

They write while they are imported, before any of their settings is read.
"""

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

NOISY = "tensorflow"


class QuietFinder(MetaPathFinder):
    """Has the next import of TensorFlow write nothing to stderr. If it fails, all is written then."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find TensorFlow, once; leave all other modules to the other finders."""
        if name != NOISY:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader = _QuietLoader(spec.loader)
        return spec


class _QuietLoader(Loader):
    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self._loader.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        # Others look for a module's files by its loader.
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        with _quiet_stderr():
            self._loader.exec_module(module)


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Keep back what native code writes to stderr. It is written after all if an exception comes."""
    with tempfile.TemporaryFile() as kept:
        sys.stderr.flush()
        own = os.dup(2)
        os.dup2(kept.fileno(), 2)
        try:
            yield
        except BaseException:
            os.dup2(own, 2)
            kept.seek(0)
            os.write(2, kept.read())
            raise
        finally:
            os.dup2(own, 2)
            os.close(own)


def install() -> None:
    """Keep the next import of TensorFlow quiet, in a notebook's kernel and nowhere else."""
    if "ipykernel" in sys.modules and NOISY not in sys.modules:
        sys.meta_path.insert(0, QuietFinder())
