"""Runs test cells in a second IPython, which the cells before them have not changed."""

import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType

from IPython.core.displayhook import DisplayHook
from IPython.core.history import HistoryManager

from autograder.worker import ipython
from autograder.worker.front_end import Shelf
from autograder.worker.ipython import CellShell, Outputs

# Functions of these packages stand between a cell's source and its outputs.
PACKAGES = ("IPython.core", ipython.__name__, __name__)
CODE = (FunctionType, classmethod, staticmethod, property, type)
# IPython keeps the sources of earlier cells, and their results, under these names.
HISTORY = ("input_hist_parsed", "input_hist_raw", "_i", "_ii", "_iii", "_i00")
RESULTS = ("_", "__", "___")
BY_NAME = {"builtins": ("compile", "eval", "exec"), "ast": ("parse",), "codeop": ("Compile",)}


class PristineShell:
    """A second shell, made before the student's first line. It shares the first one's names.

    Make it once both shells exist: it remembers IPython as it is then. Student and test still share
    a process. This undoes changes of IPython, its transformers, hooks and displays, and nothing else.
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
        # Magics that an extension has added are kept. Magics that were changed are not.
        for kind, magics in main.magics_manager.magics.items():
            tests.magics_manager.magics[kind] = magics | tests.magics_manager.magics[kind]
        main.outputs = Outputs(most)
        _copy_history(main, tests)
        tests.run_into(main.outputs, source)
        _copy_history(tests, main)
        main.execution_count = tests.execution_count
        self._flush(main)

    def _flush(self, main: CellShell) -> None:
        """Show the figures that are left. A hook may add displays, but no result: that would be a score."""
        own = list(main.outputs.items)
        main.events.trigger("post_execute")
        shown = main.outputs.items[len(own) :]
        displays = [output for output in shown if output["output_type"] == "display_data"]
        main.outputs.items = own + displays

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


def _copy_history(this: CellShell, other: CellShell) -> None:
    """Let another shell go on where this one is: both share `In`, `_i` and `_`."""
    histories = this.history_manager, other.history_manager
    # Only plain data, since a cell may have put anything there.
    if all(type(history) is HistoryManager for history in histories):
        for name in HISTORY:
            value = getattr(histories[0], name)
            if type(value) in (list, str):
                setattr(histories[1], name, value)
    if type(this.db) is Shelf:
        other.db = this.db
    if all(isinstance(shell.displayhook, DisplayHook) for shell in (this, other)):
        for name in RESULTS:
            setattr(other.displayhook, name, getattr(this.displayhook, name, ""))


def _code(owner: type | ModuleType) -> dict[str, object]:
    return {name: value for name, value in vars(owner).items() if isinstance(value, CODE)}


def _owners() -> Iterator[type | ModuleType]:
    for name, module in list(sys.modules.items()):
        if name.startswith(PACKAGES):
            yield module
            for value in vars(module).values():
                if isinstance(value, type) and value.__module__ == name:
                    yield value
