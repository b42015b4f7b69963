"""One exercise as a learner meets it in a notebook: its visible checks and its hints."""

import importlib.util
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from course.expect import UNSAID, Mismatch, describe


def folder_of(slug: str) -> Path:
    """Find an exercise's public folder.

    Looked for in the folder that `HELDOUT_EXERCISES` names, in this package, and beside it in a
    checkout.
    """
    here = Path(__file__).parent
    named = os.environ.get("HELDOUT_EXERCISES")
    places = [*([Path(named)] if named else []), here / "exercises", here.parent / "exercises"]
    for place in places:
        if (place / slug / "exercise.toml").is_file():
            return place / slug
    looked = ", ".join(map(str, places))
    raise LookupError(f"There is no exercise `{slug}`. Looked in: {looked}.")


def open_exercise(slug: str) -> tuple[Callable[[str], None], Callable[[str], None]]:
    """Return `check` and `hint` for one exercise; both take a task's name and print."""
    exercise = Exercise(folder_of(slug))
    return exercise.check, exercise.hint


class Exercise:
    """The visible checks and hints in one exercise's public folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tasks = tomllib.loads((folder / "exercise.toml").read_text("utf-8"))["tasks"]
        self.hints_given: dict[str, int] = {}

    def check(self, task: str) -> None:
        """Run the task's visible checks on what the notebook has defined so far."""
        self._known(task)
        names = sys._getframe(1).f_globals
        student = _Notebook(names)
        failures = 0
        checks = list(self._checks(task))
        if not checks:
            print(f"{task}: there is no visible check; hidden ones will try your answer.")
            return
        for function in checks:
            claim = (function.__doc__ or function.__name__).strip().splitlines()[0]
            answer = _outcome(function, student)
            if answer == "not started":
                print(f"○ {task}: not started yet. Write your answer in the cell above and run it.")
                return
            failures += answer != ""
            print(f"✗ {claim}\n    {answer}" if answer else f"✓ {claim}")
        if failures:
            print(f'\n{task}: not yet. hint("{task}") has a question for you.')
        else:
            print(f"\n{task}: the visible checks pass. Hidden ones try other inputs.")

    def hint(self, task: str) -> None:
        """Print the next hint of a task: first a question, then the idea."""
        self._known(task)
        hints = self.tasks[task]["hints"]
        given = min(self.hints_given.get(task, 0), len(hints) - 1)
        self.hints_given[task] = given + 1
        last = " (It is the last one.)" if given + 1 == len(hints) else ""
        print(f"Hint {given + 1} of {len(hints)}: {hints[given]}{last}")

    def _known(self, task: str) -> None:
        if task not in self.tasks:
            raise LookupError(f"There is no task `{task}`. Tasks: {', '.join(self.tasks)}.")

    def _checks(self, task: str) -> Iterator[FunctionType]:
        for function in vars(self._module()).values():
            marks = getattr(function, "pytestmark", [])
            if any(mark.name == "task" and mark.args == (task,) for mark in marks):
                yield function

    def _module(self) -> ModuleType:
        path = self.folder / "checks.py"
        spec = importlib.util.spec_from_file_location(f"visible_checks_{path.parent.name}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


class _Notebook:
    """The notebook's own names, behind the same attribute access that hidden checks use."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise NameError(f"`{name}` is not defined: run the cell that defines it") from None


def _outcome(check: FunctionType, student: _Notebook) -> str:
    """Run one check: empty where it passes, else what to tell the learner."""
    try:
        check(student)
    except Mismatch as error:
        lines = [error.says]
        if error.expected is not UNSAID:
            lines.append(f"Expected: {describe(error.expected, values=True)}")
        if error.got is not UNSAID:
            lines.append(f"Received: {describe(error.got, values=True)}")
        if error.measured is not None:
            lines.append(f"Measured: {error.measured:.4g}")
        return "\n    ".join(lines)
    # Whatever the learner's own code raises is an answer to show, not a failure of the check.
    except Exception as error:
        # The stub's own line has no message; TensorFlow's NotImplementedError has.
        if isinstance(error, NotImplementedError) and not str(error):
            return "not started"
        return f"It raised {type(error).__name__}: {error}"
    return ""
