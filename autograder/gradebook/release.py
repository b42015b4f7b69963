"""Compares an exercise with its release in the gradebook, and replaces that release."""

import shutil
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, Notebook

from autograder.author import notebook
from autograder.author.exercise import SCORE, Exercise

SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Difference:
    """The changes of an exercise since its release: added tasks, removed tasks, and other points.

    `repointed` maps a task to its points in the release and in the exercise. `moved` tells whether a
    person marks a task now that checks judged before, or did before. `students` is the number of
    submissions in the gradebook.
    """

    slug: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    repointed: Mapping[str, tuple[float, float]]
    moved: Mapping[str, bool]
    students: int

    def __str__(self) -> str:
        parts = [
            f"`{name}` is {what}"
            for what, names in (("new", self.added), ("gone", self.removed))
            for name in names
        ]
        parts += [
            f"`{name}` had {before:g} points and has {now:g} now"
            for name, (before, now) in self.repointed.items()
        ]
        parts += [
            f"`{name}` is marked by a person now" if by_hand else f"`{name}` has checks now"
            for name, by_hand in self.moved.items()
        ]
        return ", ".join(parts)

    def refusal(self, then: str) -> str:
        """Tell that nothing was graded, and what to do."""
        return (
            f"`{self.slug}` has changed since it was released: {self}. Nothing was graded. "
            f"`heldout release --replace {self.slug}`, then {then}."
        )


@dataclass(frozen=True)
class Replaced:
    """A replaced release: the copy of the old gradebook, and the marks that were lost with tasks."""

    backup: Path | None
    lost: tuple[str, ...]


def difference(book: Gradebook, exercise: Exercise) -> Difference | None:
    """Compare an exercise's tasks with its release in the gradebook; `None` if they are the same.

    Raises nbgrader's `MissingEntry` where the exercise was never released.
    """
    slug = exercise.slug
    known = book.find_notebook(slug, slug)
    answers = {cell.name for cell in known.solution_cells}
    by_hand = {cell.name for cell in known.grade_cells if cell.name in answers}
    before = {_task(cell.name, by_hand): float(cell.max_score) for cell in known.grade_cells}
    now = {task.name: task.points for task in exercise.tasks}
    changes = Difference(
        slug,
        added=tuple(name for name in now if name not in before),
        removed=tuple(name for name in before if name not in now),
        repointed={
            name: (before[name], now[name])
            for name in now
            if name in before and before[name] != now[name]
        },
        moved={
            task.name: task.by_hand
            for task in exercise.tasks
            if task.name in before and task.by_hand != (task.name in by_hand)
        },
        students=len(book.find_assignment(slug).submissions),
    )
    return changes if str(changes) else None


def _task(cell: str, by_hand: Collection[str]) -> str:
    """Name the task of a cell with points. That of a task that a person marks has the task's name."""
    return cell if cell in by_hand else cell.removesuffix(SCORE)


def adapt(book: Gradebook, exercise: Exercise) -> tuple[str, ...]:
    """Change the gradebook's cells to an exercise's, and keep the submissions; list the lost marks.

    nbgrader itself changes no cells once there is a submission. Submissions keep their times, their
    extensions, and the marks of all tasks that stay.
    """
    slug = exercise.slug
    marked = [c for c in notebook.released(exercise).cells if "nbgrader" in c.metadata]
    wanted = {notebook.grade_id(cell): cell for cell in marked}
    known = book.find_notebook(slug, slug)
    _rename_moved(book, known, wanted)
    lost: list[str] = []
    kinds = (known.grade_cells, known.solution_cells, known.source_cells)
    for cell in [cell for cells in kinds for cell in cells if cell.name not in wanted]:
        lost += _lost(cell)
        for row in (*getattr(cell, "grades", ()), *getattr(cell, "comments", ())):
            book.db.delete(row)
        book.db.delete(cell)
    book.db.commit()
    for name, cell in wanted.items():
        for made in _made(book, slug, name, cell):
            book.db.add(made)
    book.db.commit()
    return tuple(lost)


def _rename_moved(book: Gradebook, known: Notebook, wanted: Mapping[str, NotebookNode]) -> None:
    """Rename the cells with points of tasks that are marked in another way now: their marks stay."""
    points = {name for name, cell in wanted.items() if cell.metadata.nbgrader.grade}
    for cell in known.grade_cells:
        other = cell.name.removesuffix(SCORE) if cell.name.endswith(SCORE) else cell.name + SCORE
        if cell.name not in points and other in points:
            cell.name = other
    book.db.commit()


def _lost(cell: BaseCell) -> Iterator[str]:
    """List what a person has given for a removed cell: marks, extra credit, comments."""
    name = cell.name.removesuffix(SCORE)
    for grade in getattr(cell, "grades", ()):
        if grade.manual_score is not None:
            yield f"{grade.student.id}: {name} {grade.manual_score:g}"
        if grade.extra_credit:
            yield f"{grade.student.id}: {name} {grade.extra_credit:g} extra"
    for comment in getattr(cell, "comments", ()):
        if comment.manual_comment:
            yield f"{comment.student.id}: a comment on {name}: {comment.manual_comment[:60]}"


def _made(book: Gradebook, slug: str, name: str, cell: NotebookNode) -> Iterator[Grade | Comment]:
    """Make a cell that the gradebook lacks, and a row of it for each submission."""
    marks = cell.metadata.nbgrader
    kind = cell.cell_type
    book.update_or_create_source_cell(
        name, slug, slug, cell_type=kind, source=cell.source, locked=False
    )
    submitted = book.find_notebook(slug, slug).submissions
    if marks.grade:
        points = float(marks.points)
        made = book.update_or_create_grade_cell(name, slug, slug, cell_type=kind, max_score=points)
        there = {grade.notebook_id for grade in made.grades}
        yield from (Grade(cell_id=made.id, notebook=n) for n in submitted if n.id not in there)
    if marks.solution:
        made = book.update_or_create_solution_cell(name, slug, slug)
        there = {comment.notebook_id for comment in made.comments}
        yield from (Comment(cell_id=made.id, notebook=n) for n in submitted if n.id not in there)


def file_of(db_url: str) -> Path | None:
    """Give the gradebook's file; `None` for a database on a server, or a missing file."""
    path = Path(db_url.removeprefix(SQLITE))
    return path if db_url.startswith(SQLITE) and path.is_file() else None


def back_up(db_url: str, folder: Path) -> Path | None:
    """Copy a gradebook's file into a folder. A database on a server is not copied: gives `None`."""
    path = file_of(db_url)
    if path is None:
        return None
    copy = folder / f"gradebook-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    # Not as a file copy: SQLite may keep a part of the data in a file beside it.
    with closing(sqlite3.connect(path)) as before, closing(sqlite3.connect(copy)) as after:
        before.backup(after)
    return copy


def put_back(backup: Path, db_url: str) -> None:
    """Replace a gradebook by its copy."""
    shutil.copyfile(backup, Path(db_url.removeprefix(SQLITE)))


def is_released(book: Gradebook, slug: str) -> bool:
    """Tell whether the gradebook knows an exercise's notebook."""
    try:
        book.find_notebook(slug, slug)
    except MissingEntry:
        return False
    return True
