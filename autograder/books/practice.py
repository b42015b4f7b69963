"""A learner's own notebook, graded as the instructor's run would, and in nobody's gradebook."""

from collections.abc import Collection
from pathlib import Path

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.exercise import Exercise, ExerciseError
from autograder.books import desk, intake, opened
from autograder.judge.outcome import Outcome


class Practice:
    """One notebook of an exercise, to be graded again and again.

    The secret and the journal are in the user's own folder.
    """

    def __init__(self, path: Path, catalogue: str = "", *, unsafe: bool = False) -> None:
        self.path = path
        self.isolated = not unsafe
        self.desk = desk.folder()
        if not path.is_file():
            raise ExerciseError(f"`{path}` does not exist. Expected: a notebook of an exercise.")
        known = opened.catalogue_at(catalogue)
        slug = self._slug()
        if slug not in known:
            raise ExerciseError(
                f"`{path}` is no notebook of an exercise. Expected: one of "
                f"{', '.join(known.order)}, as released or from `heldout learn`."
            )
        self.exercise: Exercise = known.load(slug)

    def _slug(self) -> str:
        try:
            submitted = intake.read_any(self.path, opened.errands_of(self.desk, self.isolated))
        except intake.Unreadable as why:
            raise ExerciseError(f"`{self.path}`: {why}") from None
        marks = submitted.metadata.get("heldout")
        return str(marks.get("exercise")) if isinstance(marks, dict) else self.path.stem

    def read(self) -> NotebookNode:
        """Take the notebook in as it is saved now. Raises `Unreadable`."""
        return intake.read(self.path, self.exercise, opened.errands_of(self.desk, self.isolated))

    def grade(self, taken: NotebookNode, tasks: Collection[str] = ()) -> Outcome:
        """Grade some tasks or all, and note what came of them."""
        marker = opened.marker_of(self.desk, self.isolated)
        outcome = marker.mark(self.exercise, dict(notebook.cells_to_run(taken)), tasks)
        desk.note(outcome)
        return outcome


def changed(before: NotebookNode | None, after: NotebookNode) -> list[str]:
    """Name the tasks whose cells differ; all of them if another cell that is run does."""
    names = {notebook.grade_id(cell).removesuffix(notebook.SCORE) for cell in after.cells} - {""}
    order = [notebook.grade_id(cell) for cell in after.cells if notebook.grade_id(cell) in names]
    if before is None:
        return order
    old, new = _sources(before), _sources(after)
    if old.pop("") != new.pop(""):
        return order
    return [name for name in order if old.get(name) != new[name]]


def _sources(taken: NotebookNode) -> dict[str, list[str]]:
    """The sources of the cells that are run, by task; those of no task under the empty name."""
    result: dict[str, list[str]] = {"": []}
    for index, source in notebook.cells_to_run(taken):
        result.setdefault(notebook.grade_id(taken.cells[index]), []).append(source)
    return result
