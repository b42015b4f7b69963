"""Answers that were written from a notebook alone, before anybody graded them, with their labels."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.errors import ExerciseError

Kind = Literal["right", "wrong", "filler"]
FOLDER = "exam"


@dataclass(frozen=True)
class ExamAnswer:
    """One person's answer to one task. `breaks` quotes the words that a wrong answer breaks.

    A `filler` is only there because other answers of the same person need it.
    """

    kind: str
    breaks: str
    code: str


@dataclass(frozen=True)
class ExamPaper:
    """The answers of one person, by task."""

    name: str
    answers: dict[str, ExamAnswer]


def load_all(exercise: Exercise) -> list[ExamPaper]:
    """Read the papers of an exercise, in the order of their names."""
    folder = exercise.staff_folder / FOLDER
    return [_load(path, exercise) for path in sorted(folder.glob("*.py"))]


def _load(path: Path, exercise: Exercise) -> ExamPaper:
    """Read one paper. Raises `ExerciseError` for an unknown task or a label that is none."""
    tasks = [task.name for task in exercise.tasks]
    found = {}
    for cell in notebook.read_percent(path.read_text("utf-8")):
        marks = cell.metadata
        if "task" not in marks:
            continue
        answer = ExamAnswer(marks.get("kind", ""), marks.get("breaks", ""), cell.source)
        if marks["task"] not in tasks:
            raise ExerciseError(f"`{path}`: no task `{marks['task']}` in `exercise.toml`.")
        if answer.kind not in get_args(Kind) or (answer.kind == "wrong" and not answer.breaks):
            raise ExerciseError(
                f'`{path}`, `{marks["task"]}`: expected `kind="right"`, `kind="filler"`, or '
                f'`kind="wrong" breaks="…"`. Received: kind={answer.kind!r}.'
            )
        found[marks["task"]] = answer
    return ExamPaper(path.stem, found)
