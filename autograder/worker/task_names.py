"""Remembers what a task's own cell has bound its names to, for the checks of that task.

A later cell may bind the same names again. The checks do not see that.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from types import ModuleType

ABSENT = object()


class TaskNames:
    """Values by task and name. Cells of the exercise itself have an empty task."""

    def __init__(self) -> None:
        self.made: dict[str, dict[str, object]] = {}
        self.task = ""

    def keep(
        self,
        task: str,
        names: Sequence[str],
        before: Mapping[str, object],
        now: Mapping[str, object],
        *,
        whole: bool,
    ) -> None:
        """Keep what one cell has bound these names to.

        If the cell ran as a `whole`, a name may mean the same object as before. If it stopped early,
        such a name was not bound, and is not kept.
        """
        for name in names:
            value = now.get(name, ABSENT)
            if value is ABSENT or (not whole and value is before.get(name, ABSENT)):
                continue
            self.made.setdefault(task, {})[name] = value
            if not task:
                # A cell of the exercise may wrap what a task's cell has made.
                for others in self.made.values():
                    if name in others:
                        others[name] = value

    def find(self, name: str, otherwise: object) -> object:
        """Look a name up: in the present task's cell, other tasks' cells, then the exercise's cells."""
        others = [values for task, values in self.made.items() if task not in ("", self.task)]
        for values in (self.made.get(self.task, {}), *reversed(others), self.made.get("", {})):
            if name in values:
                return values[name]
        return otherwise

    def mend(self, names: MutableMapping[str, object]) -> None:
        """Put back functions and modules that a later cell has replaced by something else.

        A function that a later cell has defined stays, since newer functions may rely on it.
        """
        for values in (self.made.get("", {}), *self.made.values()):
            for name, value in values.items():
                if _is_function_or_module(value) and not _is_function_or_module(names.get(name)):
                    names[name] = value


def _is_function_or_module(value: object) -> bool:
    return callable(value) or isinstance(value, ModuleType)
