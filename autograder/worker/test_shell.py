"""Cells that are tests, run by an IPython that the cells before them have not changed."""

import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.history import HistoryManager

from autograder.worker import ipython
from autograder.worker.front_end import Shelf
from autograder.worker.ipython import CellShell, Outputs

# Whose functions stand between a cell's source and what it shows.
PACKAGES = ("IPython.core", ipython.__name__, __name__)
CODE = (FunctionType, classmethod, staticmethod, property, type)
# What IPython keeps of cells before: their sources, and what they have given.
HISTORY = ("input_hist_parsed", "input_hist_raw", "_i", "_ii", "_iii", "_i00")
RESULTS = ("_", "__", "___")
BY_NAME = {"builtins": ("compile", "eval", "exec"), "ast": ("parse",), "codeop": ("Compile",)}


class PristineShell:
    """A second shell, made before the student's first line, that shares the first one's names.

    Make it when both are there: it remembers IPython as it is then. Student and test still share a
    process: this stops what changes IPython, its transformers, hooks and displays, and no more.
    """

    def __init__(self, tests: CellShell) -> None:
        self.shell = tests
        self.before = [(owner, _code(owner)) for owner in _owners()]
        self.functions = [
            (sys.modules[name], kind, getattr(sys.modules[name], kind))
            for name, kinds in BY_NAME.items()
            for kind in kinds
        ]

    def run(self, main: CellShell, source: str, most: int) -> None:
        """Run one cell among the names of `main`."""
        self._restore()
        sys.settrace(None)
        sys.setprofile(None)
        tests = self.shell
        tests.user_module, tests.user_ns = main.user_module, main.user_ns
        tests.execution_count = main.execution_count
        # Magics that an extension has brought are welcome; changed ones are not.
        for kind, magics in main.magics_manager.magics.items():
            tests.magics_manager.magics[kind] = magics | tests.magics_manager.magics[kind]
        main.outputs = Outputs(most)
        _tell(main, tests)
        tests.run_into(main.outputs, source)
        _tell(tests, main)
        main.execution_count = tests.execution_count
        self._flush(main)

    def _flush(self, main: CellShell) -> None:
        """Show the figures that are left; a hook may show, but a result would be a score."""
        own = list(main.outputs.items)
        main.events.trigger("post_execute")
        shown = main.outputs.items[len(own) :]
        main.outputs.items = own + [one for one in shown if one["output_type"] == "display_data"]

    def _restore(self) -> None:
        for owner, names in self.before:
            now = dict(vars(owner))
            for name in now.keys() - names.keys():
                if isinstance(now[name], CODE):
                    delattr(owner, name)
            for name, value in names.items():
                if now.get(name) is not value:
                    setattr(owner, name, value)
        for module, name, value in self.functions:
            setattr(module, name, value)


def _tell(this: CellShell, other: CellShell) -> None:
    """Have another shell go on where this one is: `In`, `_i` and `_` are of both."""
    histories = this.history_manager, other.history_manager
    # Only what is plainly data: a cell may have put anything there.
    if all(type(one) is HistoryManager for one in histories):
        for name in HISTORY:
            value = getattr(histories[0], name)
            if type(value) in (list, str):
                setattr(histories[1], name, value)
    if type(this.db) is Shelf:
        other.db = this.db
    if all(isinstance(one.displayhook, DisplayHook) for one in (this, other)):
        for name in RESULTS:
            setattr(other.displayhook, name, getattr(this.displayhook, name, ""))


def _code(owner: type | ModuleType) -> dict[str, Any]:
    return {name: value for name, value in vars(owner).items() if isinstance(value, CODE)}


def _owners() -> Iterator[type | ModuleType]:
    for name, module in list(sys.modules.items()):
        if name.startswith(PACKAGES):
            yield module
            for value in vars(module).values():
                if isinstance(value, type) and value.__module__ == name:
                    yield value
