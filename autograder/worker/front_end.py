"""Replaces the parts of Jupyter that notebooks use besides IPython: its kernel and its browser."""

import fnmatch
import importlib
from typing import NoReturn

from IPython.core.interactiveshell import InteractiveShell


class Shelf(dict[str, object]):
    """IPython's `db`, in memory, so that `%cd`, `%store` and `%bookmark` need no file."""

    def keys(self, pattern: str = "*") -> list[str]:  # type: ignore[override]
        return [key for key in self if fnmatch.fnmatchcase(key, pattern)]

    def __delitem__(self, key: str) -> None:
        # Deleting a key that is missing is no error, as in the original.
        self.pop(key, None)


class NoKernel:
    """Stands in for `get_ipython().kernel`. Widgets can register here, and nothing can be shut down."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell

    @property
    def comm_manager(self) -> object:
        return importlib.import_module("comm").get_comm_manager()

    def do_shutdown(self, restart: bool = False) -> None:
        """Notebooks call this to restart themselves. Here the cell ends, and the notebook goes on."""
        raise SystemExit("While grading no kernel is shut down or restarted: this cell ends.")

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(
            f"`get_ipython().kernel.{name}`: while grading no Jupyter kernel runs the cells. Use "
            "`get_ipython()` itself, which has IPython's own functions."
        )


def autosave(line: str) -> None:
    """Do nothing for `%autosave`: no browser is here to save anything."""


def clear(line: str) -> None:
    """Do nothing for `%clear`: no terminal is here to be cleared."""
