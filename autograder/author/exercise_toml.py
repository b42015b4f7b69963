"""Reads `exercise.toml`: every key is known, and every value has the right type and range."""

import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from autograder.author.exercise import MOST_PROCESSES, Credit, Criterion, Exercise, Limits, Task
from autograder.errors import ExerciseError
from course.names import did_you_mean

# A task's name is part of a cell's id, which nbgrader limits to these characters.
NAME = re.compile(r"[A-Za-z0-9_-]+")
MODULE = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def load(folder: Path, staff_folder: Path) -> Exercise:
    """Read an exercise from its two folders.

    Raises `ExerciseError` with the file, the key, what was expected, and what came.
    """
    path = folder / "exercise.toml"
    table = _Table(path, "", _parsed(path))
    exercise = Exercise(
        slug=folder.name,
        folder=folder,
        staff_folder=staff_folder,
        title=table.text("title"),
        intent=table.text("intent"),
        minutes=table.whole("minutes", 1),
        prerequisites=table.texts("prerequisites"),
        preload=table.texts("preload", MODULE, "names of modules, such as `keras`"),
        tasks=_tasks(table.table("tasks")),
        limits=_limits(table.table("limits", {})),
        data=table.texts("data", default=()),
        reveal=table.flag("reveal"),
    )
    table.end()
    return exercise


def _parsed(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ExerciseError(f"`{path}` is missing: an exercise's folder must hold it.") from None
    except UnicodeDecodeError as error:
        raise ExerciseError(f"`{path}` is not UTF-8 text: {error.reason}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ExerciseError(f"`{path}` is not TOML: {error}.") from None


def _tasks(table: "_Table") -> tuple[Task, ...]:
    if not table.values:
        raise table.error("", "at least one task", "none")
    for name in table.values:
        if not NAME.fullmatch(name):
            raise table.error(name, "a name of letters, digits, `_` and `-`", repr(name))
    return tuple(_task(name, table.table(name)) for name in list(table.values))


def _task(name: str, table: "_Table") -> Task:
    points = table.number("points", above=0)
    hints = table.texts("hints", default=())
    if len(hints) != 2:
        raise table.error("hints", "two hints: first a question, then the idea", str(len(hints)))
    by_hand = table.flag("by_hand")
    credit = table.take("credit", "`share` or `all`", "share")
    if credit not in get_args(Credit):
        raise table.error("credit", "`share` or `all`", repr(credit))
    if by_hand and "credit" in table.values:
        raise table.error("credit", "none, since a person marks this task", repr(credit))
    if not by_hand and "rubric" in table.values:
        raise table.error("rubric", "none, or `by_hand = true` beside it", "a rubric alone")
    rubric = _rubric(table, points) if by_hand else ()
    table.end()
    return Task(name, points, hints, cast(Credit, credit), rubric)


def _rubric(table: "_Table", points: float) -> tuple[Criterion, ...]:
    criteria = []
    for entry in table.tables("rubric", "tables, each with `points` and `words`"):
        criteria.append(Criterion(entry.number("points", above=0), entry.text("words")))
        entry.end()
    total = math.fsum(criterion.points for criterion in criteria)
    if not math.isclose(total, points):
        raise table.error("rubric", f"entries with {points:g} points together", f"{total:g}")
    return tuple(criteria)


def _limits(table: "_Table") -> Limits:
    default = Limits()
    limits = Limits(
        cell_seconds=table.number("cell_seconds", default.cell_seconds, above=0),
        task_seconds=table.number("task_seconds", default.task_seconds, above=0),
        submission_seconds=table.number("submission_seconds", default.submission_seconds, above=0),
        memory_mib=table.whole("memory_mib", 1, default=default.memory_mib),
        output_kib=table.whole("output_kib", 1, default=default.output_kib),
        gpu=table.number("gpu", default.gpu, least=0, most=1),
        gpu_memory_mib=table.whole("gpu_memory_mib", 1, default=default.gpu_memory_mib),
        processes=table.whole("processes", 0, MOST_PROCESSES, default.processes),
    )
    table.end()
    return limits


class _Table:
    """A table of the file; a value is checked when it is taken, and `end` refuses what is left."""

    def __init__(self, path: Path, name: str, values: Mapping[str, object]) -> None:
        self.path = path
        self.name = name
        self.values = values
        self.taken: list[str] = []

    def error(self, key: str, expected: str, received: str) -> ExerciseError:
        return ExerciseError(
            f"`{self.path}`, `{self._dotted(key)}`: expected {expected}. Received: {received}."
        )

    def _dotted(self, key: str) -> str:
        return ".".join(filter(None, (self.name, key)))

    def take(self, key: str, expected: str, default: object = None) -> object:
        self.taken.append(key)
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, expected, "nothing")
        return value

    def text(self, key: str) -> str:
        value = self.take(key, "a text")
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "a text", repr(value))
        return value

    def texts(
        self,
        key: str,
        form: re.Pattern[str] = re.compile(r"[\s\S]*\S[\s\S]*"),
        expected: str = "texts",
        default: tuple[str, ...] | None = None,
    ) -> tuple[str, ...]:
        value = self.take(key, f"a list of {expected}", default)
        if not isinstance(value, list | tuple):
            raise self.error(key, f"a list of {expected}", repr(value))
        for item in value:
            if not isinstance(item, str) or not form.fullmatch(item):
                raise self.error(key, f"a list of {expected}", f"{item!r} in it")
        return tuple(value)

    def number(
        self,
        key: str,
        default: float | None = None,
        *,
        above: float | None = None,
        least: float = -math.inf,
        most: float = math.inf,
    ) -> float:
        expected = (
            f"a number above {above:g}"
            if above is not None
            else f"a number from {least:g} to {most:g}"
        )
        value = self.take(key, expected, default)
        # `true` is an int in Python; TOML knows `inf` and `nan`.
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self.error(key, expected, repr(value))
        if not least <= value <= most or (above is not None and value <= above):
            raise self.error(key, expected, repr(value))
        return value

    def whole(
        self, key: str, least: int, most: int | None = None, default: int | None = None
    ) -> int:
        expected = (
            f"a whole number of at least {least}"
            if most is None
            else f"a whole number from {least} to {most}"
        )
        value = self.take(key, expected, default)
        if type(value) is not int or value < least or (most is not None and value > most):
            raise self.error(key, expected, repr(value))
        return value

    def flag(self, key: str) -> bool:
        value = self.take(key, "`true` or `false`", default=False)
        if not isinstance(value, bool):
            raise self.error(key, "`true` or `false`", repr(value))
        return value

    def tables(self, key: str, expected: str) -> "list[_Table]":
        value = self.take(key, f"a list of {expected}")
        if not isinstance(value, list) or not value:
            raise self.error(key, f"a list of {expected}", repr(value))
        for entry in value:
            if not isinstance(entry, Mapping):
                raise self.error(key, f"a list of {expected}", f"{entry!r} in it")
        numbered = enumerate(value, 1)
        return [_Table(self.path, f"{self._dotted(key)}, {n}", entry) for n, entry in numbered]

    def table(self, key: str, default: Mapping[str, object] | None = None) -> "_Table":
        value = self.take(key, "a table", default)
        if not isinstance(value, Mapping):
            raise self.error(key, "a table", repr(value))
        return _Table(self.path, self._dotted(key), value)

    def end(self) -> None:
        for key in self.values:
            if key not in self.taken:
                ask = did_you_mean(key, self.taken)
                raise self.error(key, f"one of {', '.join(self.taken)}", f"an unknown key.{ask}")
