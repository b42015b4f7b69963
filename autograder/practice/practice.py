"""A learner's own notebook, graded as an instructor would grade it, without a gradebook."""

import re
from collections.abc import Collection
from pathlib import Path

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.closeable import Closeable
from autograder.errors import ExerciseError, Unreadable
from autograder.gradebook import catalogues, intake, submission
from autograder.gradebook.services import Services
from autograder.judge.outcome import Outcome
from autograder.judge.verdict import Verdict
from autograder.practice import answer_cells, data_folder, notebook_path

# Patterns and not a parser: a learner may save in the middle of a line.
DEFINED = re.compile(r"^(?:(?:async )?(?:def|class) +(\w+)|(\w+) *=)", re.MULTILINE)
# Sentences for students end so.
SUBMIT = re.compile(r"\b[Ss]ubmit(?= (?:again|that one)\b)")
WORD = re.compile(r"\w+")


class Practice(Closeable):
    """One notebook of an exercise that is graded again and again. Use it in a `with` statement.

    The secret and the journal are in the user's own folder. Raises `ExerciseError`.
    """

    def __init__(self, path: Path, catalogue: str = "", *, unsafe: bool = False) -> None:
        self.path = path
        self.isolated = not unsafe
        known = catalogues.catalogue_at(catalogue)
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "does not exist"
            ask = notebook_path.suggestion(path, known.order)
            raise ExerciseError(f"`{path}` {what}. Expected: a notebook of an exercise.{ask}")
        # Why nothing is kept of a check, or an empty string.
        self.problem = data_folder.problem()
        self.services = Services(data_folder.folder(), isolated=self.isolated)
        try:
            slug = self._slug()
        except BaseException:
            self.close()
            raise
        if slug not in known:
            self.close()
            raise ExerciseError(
                f"`{path}` is no notebook of an exercise. Expected: one of "
                f"{', '.join(known.order)}, as released or from `heldout learn`."
            )
        self.exercise: Exercise = known.load(slug)

    def close(self) -> None:
        """End every process that was started for this."""
        self.services.close()

    def _slug(self) -> str:
        try:
            submitted = intake.read_any(self.path, self.services.sandboxed_calls)
        except Unreadable as why:
            raise ExerciseError(f"`{self.path}`: {_to_learner(why)}") from None
        marks = submitted.metadata.get("heldout")
        return str(marks.get("exercise")) if isinstance(marks, dict) else self.path.stem

    def read(self) -> NotebookNode:
        """Read the notebook as it is saved now. Raises `Unreadable`."""
        calls = self.services.sandboxed_calls
        try:
            taken = intake.read(self.path, self.exercise, calls)
            # Here a copied cell still has its mark.
            saved = intake.read_any(self.path, calls)
        except Unreadable as why:
            raise Unreadable(_to_learner(why)) from None
        taken.metadata.heldout["counted"] = answer_cells.count(saved, self.exercise)
        return taken

    def stop(self) -> None:
        """End the check that runs now in another thread. Call this again until that has ended."""
        self.services.supervisor.stop()

    def grade(self, taken: NotebookNode, tasks: Collection[str] = ()) -> Outcome:
        """Grade these tasks (all, if none are named), and write the learner's notes.

        Raises `Stopped` if another thread calls `stop` meanwhile.
        """
        level = self.services.supervisor.level
        outcome = submission.without_a_run(taken, self.exercise, level, tasks)
        if outcome is None:
            # A machine that was busy at the last try may be idle now.
            cached_grader = self.services.cached_grader((Verdict.TIMEOUT, Verdict.MEMORY))
            outcome = submission.grade_notebook(taken, self.exercise, cached_grader, tasks)
        answer_cells.explain(outcome, taken.metadata.heldout["counted"], self.exercise)
        data_folder.note(outcome)
        return outcome


def _to_learner(why: Unreadable) -> str:
    """Say it to a learner, who submits nothing."""
    return SUBMIT.sub(lambda found: "Check" if found[0] == "Submit" else "check", str(why))


def changed(before: NotebookNode | None, after: NotebookNode) -> list[str]:
    """Name the tasks whose cells differ, and the tasks that use a name from such a cell.

    If a cell outside all tasks differs, names all tasks.
    """
    names = {notebook.checked_task(cell) for cell in after.cells} - {""}
    order = [notebook.grade_id(cell) for cell in after.cells if notebook.grade_id(cell) in names]
    if before is None:
        return order
    old, new = _sources(before), _sources(after)
    if old.pop("") != new.pop(""):
        return order
    affected: set[str] = set()
    fresh = {name for name in order if old.get(name) != new[name]}
    while fresh:
        affected |= fresh
        sources = "\n".join(text for n in fresh for text in (*old.get(n, []), *new[n]))
        names = {name or other for name, other in DEFINED.findall(sources)}
        users = {name for name in order if names & set(WORD.findall("\n".join(new[name])))}
        fresh = users - affected
    return [name for name in order if name in affected]


def _sources(taken: NotebookNode) -> dict[str, list[str]]:
    """Give the sources of the cells that run, by task; the empty name has all other cells.

    The text that a person marks does not run, and is among them.
    """
    result: dict[str, list[str]] = {"": []}
    for cell in taken.cells:
        if cell.cell_type == "markdown" and notebook.grade_id(cell):
            result[notebook.grade_id(cell)] = [cell.source]
    for index, source in notebook.cells_to_run(taken):
        result.setdefault(notebook.grade_id(taken.cells[index]), []).append(source)
    return result
