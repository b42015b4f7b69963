"""A learner's own notebook, graded as the instructor's run would, and in nobody's gradebook."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.errors import ExerciseError, Unreadable
from autograder.gradebook import intake, services, submission
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.executors import supervisor_of
from autograder.judge.outcome import Outcome
from autograder.judge.verdict import Verdict
from autograder.practice import data_folder

# Patterns and not a parser: what is saved in the middle of a line is no Python.
DEFINED = re.compile(r"^(?:(?:async )?(?:def|class) +(\w+)|(\w+) *=)", re.MULTILINE)
WORD = re.compile(r"\w+")


class Practice:
    """One notebook of an exercise, to be graded again and again.

    The secret and the journal are in the user's own folder.
    """

    def __init__(self, path: Path, catalogue: str = "", *, unsafe: bool = False) -> None:
        self.path = path
        self.isolated = not unsafe
        self.desk = data_folder.folder()
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "does not exist"
            near = get_close_matches(path.name, [p.name for p in path.parent.glob("*.ipynb")], 1)
            ask = f" Did you mean `{path.with_name(near[0])}`?" if near else ""
            raise ExerciseError(f"`{path}` {what}. Expected: a notebook of an exercise.{ask}")
        known = services.catalogue_at(catalogue)
        slug = self._slug()
        if slug not in known:
            raise ExerciseError(
                f"`{path}` is no notebook of an exercise. Expected: one of "
                f"{', '.join(known.order)}, as released or from `heldout learn`."
            )
        self.exercise: Exercise = known.load(slug)

    def _slug(self) -> str:
        try:
            submitted = intake.read_any(
                self.path, services.sandboxed_calls_of(self.desk, self.isolated)
            )
        except Unreadable as why:
            raise ExerciseError(f"`{self.path}`: {why}") from None
        marks = submitted.metadata.get("heldout")
        return str(marks.get("exercise")) if isinstance(marks, dict) else self.path.stem

    def read(self) -> NotebookNode:
        """Take the notebook in as it is saved now. Raises `Unreadable`."""
        return intake.read(
            self.path, self.exercise, services.sandboxed_calls_of(self.desk, self.isolated)
        )

    def grade(self, taken: NotebookNode, tasks: Collection[str] = ()) -> Outcome:
        """Grade some tasks or all, and note what came of them."""
        supervisor, journal = (
            supervisor_of(self.desk, self.isolated),
            services.journal_of(self.desk),
        )
        # A machine that was busy then may be idle now.
        cached_grader = CachedGrader(supervisor, journal, forget=(Verdict.TIMEOUT, Verdict.MEMORY))
        outcome = submission.grade_notebook(taken, self.exercise, cached_grader, tasks)
        data_folder.note(outcome)
        return outcome


def changed(before: NotebookNode | None, after: NotebookNode) -> list[str]:
    """Name the tasks whose cells differ, and those that use a name that such a cell defines.

    All of them if a cell of no task differs.
    """
    names = {notebook.grade_id(cell).removesuffix(notebook.SCORE) for cell in after.cells} - {""}
    order = [notebook.grade_id(cell) for cell in after.cells if notebook.grade_id(cell) in names]
    if before is None:
        return order
    old, new = _sources(before), _sources(after)
    if old.pop("") != new.pop(""):
        return order
    found: set[str] = set()
    fresh = {name for name in order if old.get(name) != new[name]}
    while fresh:
        found |= fresh
        sources = "\n".join(text for n in fresh for text in (*old.get(n, []), *new[n]))
        names = {name or other for name, other in DEFINED.findall(sources)}
        users = {name for name in order if names & set(WORD.findall("\n".join(new[name])))}
        fresh = users - found
    return [name for name in order if name in found]


def _sources(taken: NotebookNode) -> dict[str, list[str]]:
    """The sources of the cells that are run, by task; those of no task under the empty name."""
    result: dict[str, list[str]] = {"": []}
    for index, source in notebook.cells_to_run(taken):
        result.setdefault(notebook.grade_id(taken.cells[index]), []).append(source)
    return result
