"""One exercise in a learner's notebook: its visible checks, its hints, the reference answer."""

import importlib.util
import os
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from course import progress_file, rubric, visible_check
from course.card import BAD, GOOD, QUIET, Card, Row
from course.live_card import LiveCard
from course.names import did_you_mean
from course.progress_file import NOT_STARTED, NOT_YET, PASSED, RAISED, has_passed
from course.visible_check import NOT_RUN

# The seconds of a task whose exercise names none.
TASK_SECONDS = 60.0
HOW_TO_STOP = "To stop it, interrupt the kernel: the button ■ above the notebook."


class UnknownName(LookupError):
    """The name of no task, or of no exercise. A notebook shows only its sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Interrupted(KeyboardInterrupt):
    """A learner has interrupted a check. A card has told where, so a notebook shows no frames.

    It is raised all the same, so that the cells that wait do not run.
    """

    def _render_traceback_(self) -> list[str]:
        return ["KeyboardInterrupt"]


def places() -> list[Path]:
    """Return the folders that may hold exercises.

    They are the folder that `HELDOUT_EXERCISES` names, this package, and its place in a checkout.
    """
    here = Path(__file__).parent
    named = os.environ.get("HELDOUT_EXERCISES")
    return [*([Path(named)] if named else []), here / "exercises", here.parent / "exercises"]


def folder_of(slug: str) -> Path:
    """Find an exercise's public folder."""
    for place in places():
        if (place / slug / "exercise.toml").is_file():
            return place / slug
    ask = did_you_mean(slug, (path.name for path in folders()))
    looked = ", ".join(map(str, places()))
    raise UnknownName(f"There is no exercise `{slug}`.{ask} Looked in: {looked}.")


def folders() -> list[Path]:
    """Return the public folder of every exercise, in the course's order if that is known."""
    found = {
        path.parent.name: path.parent
        for p in reversed(places())
        for path in p.glob("*/exercise.toml")
    }
    order = Path(__file__).parent / "course.toml"
    slugs = tomllib.loads(order.read_text("utf-8"))["exercises"] if order.is_file() else []
    return [found[slug] for slug in [*slugs, *sorted(found.keys() - set(slugs))] if slug in found]


class Exercise:
    """The visible checks and hints in one exercise's public folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.slug = folder.name
        table = tomllib.loads((folder / "exercise.toml").read_text("utf-8"))
        self.tasks = table["tasks"]
        self.seconds = float(table.get("limits", {}).get("task_seconds", TASK_SECONDS))
        # The tasks whose reference answer was asked for once, in this kernel.
        self.asked: set[str] = set()

    def check(self, task: str = "", *more: object) -> None:
        """Run the task's visible checks on what the notebook has defined so far.

        For a task that a person marks, show how its points are earned.
        """
        self._known("check", task, more)
        if self.tasks[task].get("by_hand"):
            self._by_person(task).show()
            return
        names = sys._getframe(1).f_globals
        checks = list(self._checks(task))
        if not checks:
            message = "there is no visible check; hidden ones will try your answer."
            Card(QUIET, f"○ {task}: {message}", []).show()
            return
        live = LiveCard()
        try:
            card = self._checked(task, names, checks, live)
        except KeyboardInterrupt as error:
            live.end(Card(QUIET, visible_check.interrupted(error, names), []))
            raise Interrupted from None
        except BaseException:
            live.end(Card(BAD, f"? {task}: the checks could not run.", []))
            raise
        live.end(card)

    def _checked(
        self, task: str, names: dict[str, Any], checks: list[FunctionType], live: LiveCard
    ) -> Card:
        self._running(live, Card(QUIET, f"… {task}: the visible checks are running.", []))
        told = [visible_check.run(function, names, self.folder) for function in checks]
        outcome = visible_check.overall([outcome for outcome, _ in told])
        rows = [row for _, rows in told for row in rows]
        if outcome == PASSED and _hidden_checks("checks"):
            so_far = f"… {task}: the visible checks pass. The hidden checks are running."
            self._running(live, Card(GOOD, so_far, rows))
            hidden = self._hidden(task, names)
            if hidden:
                return hidden
        # After a restart no name is defined, and nothing is known.
        if outcome != NOT_RUN:
            progress_file.write(self.slug, task, outcome=outcome)
        return self._card(task, outcome, rows)

    def _running(self, live: LiveCard, card: Card) -> None:
        """Show that checks run; after the task's seconds, how to stop them."""
        words = f"It is still running after {self.seconds:g} s. {HOW_TO_STOP}"
        live.show(card, Card(card.colour, card.headline, [*card.rows, ("", words)]), self.seconds)

    def _by_person(self, task: str) -> Card:
        entries = [(entry["points"], entry["words"]) for entry in self.tasks[task]["rubric"]]
        rows = [("", "No check can tell how good it is."), *rubric.rows(entries)]
        return Card(QUIET, f"◐ {task}: {rubric.BY_PERSON}", rows)

    def _hidden(self, task: str, names: dict[str, Any]) -> Card | None:
        """Return the hidden checks' card for names in this process, where such checks are installed."""
        load = _hidden_checks("checks")
        card: Card | None = load()(self.slug, task, names) if load else None
        if card and card.colour == BAD and (ask := self._ask_hint(task)):
            card.rows.append(("", ask))
        return card

    def prepare(self) -> None:
        """Start in the background what runs hidden checks, where such checks are installed."""
        load = _hidden_checks("prepare")
        if load:
            threading.Thread(target=lambda: load()(), name="heldout", daemon=True).start()

    def _card(self, task: str, outcome: str, rows: list[Row]) -> Card:
        if outcome == NOT_STARTED:
            message = "not started yet. Write your answer in the cell above and run it."
            return Card(QUIET, f"○ {task}: {message}", [])
        if outcome == NOT_RUN:
            return visible_check.not_run(task, [words for label, words in rows if label == ""])
        if outcome == PASSED:
            message = "the visible checks pass. Hidden ones try other inputs."
            return Card(GOOD, f"✓ {task}: {message}", rows)
        sign, word = ("!", "it raised an error") if outcome == RAISED else ("✗", NOT_YET)
        message = f"{word}. {self._ask_hint(task)}".rstrip()
        return Card(BAD, f"{sign} {task}: {message}", rows)

    def _ask_hint(self, task: str) -> str:
        """Name `hint` while there is one that the learner has not seen; otherwise give nothing."""
        left = self._noted(task).get("hints", 0) < len(self.tasks[task]["hints"])
        return f'hint("{task}") has a question for you.' if left else ""

    def hint(self, task: str = "", *more: object) -> None:
        """Show a task's next hint below the earlier ones: first a question, then the idea."""
        self._known("hint", task, more)
        hints = self.tasks[task]["hints"]
        given = min(self._noted(task).get("hints", 0) + 1, len(hints))
        progress_file.write(self.slug, task, hints=given)
        rows = [("", f"Hint {n} of {len(hints)}: {hints[n - 1]}") for n in range(1, given + 1)]
        last = [("", "It is the last one.")] if given == len(hints) else []
        Card(QUIET, task, rows + last).show()

    def solution(self, task: str = "", *more: object) -> None:
        """Show the reference answer where it is installed.

        Before the task is passed, the first call in a kernel asks whether you want that.
        """
        self._known("solution", task, more)
        if self.tasks[task].get("by_hand"):
            message = "a person marks this task, so there is no one right answer."
            Card(QUIET, f"{task}: {message}", []).show()
            return
        found = list(entry_points(group="heldout.answers"))
        if not found:
            message = "our answer is not part of what you were given; your instructor has it."
            Card(QUIET, f"{task}: {message}", []).show()
        elif not (passed := has_passed(self._noted(task))) and task not in self.asked:
            self.asked.add(task)
            message = f'You learn most before you see it. To see our answer, run solution("{task}") again.'
            Card(QUIET, task, [("", message)]).show()
        else:
            answer = found[0].load()(self.slug, task)
            Card(QUIET, f"{task}: our answer, one of many", []).show()
            print(answer)
            if not passed:
                progress_file.write(self.slug, task, solution="seen")

    def _noted(self, task: str) -> Any:
        return progress_file.read().get(self.slug, {}).get(task, {})

    def _known(self, asked: str, task: object, more: tuple[object, ...]) -> None:
        """Refuse everything but the name of one task. Raises `UnknownName`."""
        first = next(iter(self.tasks), "")
        if more:
            near = task if task in self.tasks else first
            raise UnknownName(
                f'Expected the name of one task, and nothing else: {asked}("{near}"), say. '
                "Call it once more for another one."
            )
        if task == "":
            tasks = ", ".join(self.tasks)
            raise UnknownName(f'Which task? Name it: check("{first}"), say. Tasks: {tasks}.')
        if not isinstance(task, str):
            named = getattr(task, "__name__", first)
            near = named if named in self.tasks else first
            raise UnknownName(f'Expected the name of a task, in quotes: check("{near}"), say.')
        if task not in self.tasks:
            ask = self._owner(task) or did_you_mean(task, self.tasks)
            raise UnknownName(f"There is no task `{task}`.{ask} Tasks: {', '.join(self.tasks)}.")

    def _owner(self, name: str) -> str:
        """Name the task of a function or class, as far as the visible checks tell; empty without one."""
        for task in self.tasks:
            if any(name in function.__code__.co_names for function in self._checks(task)):
                return f' `{name}` belongs to the task "{task}".'
        return ""

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


def _hidden_checks(name: str) -> Callable[[], Any] | None:
    """Find what loads a function of this name for a learner's own kernel; `None` in any other process."""
    found = entry_points(group="heldout.checks", name=name) if progress_file.path() else ()
    return next((each.load for each in found), None)
