"""Answers that were written from a notebook alone, before anybody graded them, with their labels."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from autograder.author import sample
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
    found = {}
    for task, cell in sample.answer_cells(path, exercise).items():
        kind, breaks = cell.metadata.get("kind", ""), cell.metadata.get("breaks", "")
        if kind not in get_args(Kind) or (kind == "wrong" and not breaks):
            raise ExerciseError(
                f'`{path}`, `{task}`: expected `kind="right"`, `kind="filler"`, or '
                f'`kind="wrong" breaks="…"`. Received: kind={kind!r}.'
            )
        found[task] = ExamAnswer(kind, breaks, cell.source)
    return ExamPaper(path.stem, found)
