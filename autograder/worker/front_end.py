"""What notebooks ask of Jupyter beside IPython, where there is neither a kernel nor a browser."""

import fnmatch
import importlib
from typing import Any


class Shelf(dict[str, Any]):
    """IPython's `db`, in memory: where `%cd`, `%store` and `%bookmark` write, no file is needed."""

    def keys(self, pattern: str = "*") -> list[str]:  # type: ignore[override]
        return [key for key in self if fnmatch.fnmatchcase(key, pattern)]

    def __delitem__(self, key: str) -> None:
        # As with files: what is not there is gone.
        self.pop(key, None)


class NoKernel:
    """What `get_ipython().kernel` is: widgets find where to register, and nothing can be shut down."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell

    @property
    def comm_manager(self) -> Any:
        return importlib.import_module("comm").get_comm_manager()

    def do_shutdown(self, restart: bool = False) -> None:
        """What notebooks call to restart themselves: the cell ends, the notebook goes on."""
        raise SystemExit("While grading no kernel is shut down or restarted: this cell ends.")

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(
            f"`get_ipython().kernel.{name}`: while grading no Jupyter kernel runs the cells. Use "
            "`get_ipython()` itself, which has IPython's own functions."
        )


def autosave(line: str) -> None:
    """What `%autosave` calls: no browser is here to save anything."""


def clear(line: str) -> None:
    """What `%clear` calls: no terminal is here to be cleared."""
