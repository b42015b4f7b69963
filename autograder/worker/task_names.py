"""What tasks' own cells have made: checks see that, whatever a later cell binds the names to."""

from collections.abc import Mapping, MutableMapping, Sequence
from types import ModuleType
from typing import Any

ABSENT = object()


class TaskNames:
    """Values by task and name; of cells of ours the task is empty."""

    def __init__(self) -> None:
        self.made: dict[str, dict[str, Any]] = {}
        self.task = ""

    def keep(
        self,
        task: str,
        names: Sequence[str],
        before: Mapping[str, Any],
        now: Mapping[str, Any],
        *,
        whole: bool,
    ) -> None:
        """Keep what one cell has bound these names to; where it stopped before that, nothing.

        Of one that ran as a `whole`, a name may stand for the very object for which it stood before.
        """
        for name in names:
            value = now.get(name, ABSENT)
            if value is ABSENT or (not whole and value is before.get(name, ABSENT)):
                continue
            self.made.setdefault(task, {})[name] = value
            if not task:
                # Our own cell may wrap what a task's cell has made.
                for others in self.made.values():
                    if name in others:
                        others[name] = value

    def find(self, name: str, otherwise: Any) -> Any:
        """Give what the present task's cell has made, or another task's, or a cell of ours."""
        others = [found for task, found in self.made.items() if task not in ("", self.task)]
        for found in (self.made.get(self.task, {}), *reversed(others), self.made.get("", {})):
            if name in found:
                return found[name]
        return otherwise

    def mend(self, names: MutableMapping[str, Any]) -> None:
        """Put functions and modules back that functions would look for in vain.

        A later cell's other function stays: functions that were made since may count on it.
        """
        for found in (self.made.get("", {}), *self.made.values()):
            for name, value in found.items():
                if _is_used(value) and not _is_used(names.get(name)):
                    names[name] = value


def _is_used(value: Any) -> bool:
    return callable(value) or isinstance(value, ModuleType)
