"""Grades one submission of a course: it is read, run and judged. Only the journal is written."""

import tempfile
from dataclasses import replace
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError

from autograder.author import source
from autograder.author.exercise import Exercise
from autograder.errors import NotRun, UnfitFolder, Unreadable
from autograder.gradebook import (
    faults,
    grading_step,
    intake,
    kept_files,
    steps,
    student_name,
    submission,
    submitted_folder,
)
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.resources import Resources, origin
from autograder.judge.executor import OnTask
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from course.descriptions import first_line

OTHER_MARKS = (
    "`{}` carries nbgrader's marks in another version than your release. Expected: the released "
    "notebook, with the student's answers. Ask for that, or copy the answers into it."
)
BROKEN_MARKS = (
    "`{}` carries marks of nbgrader's that were changed and cannot be read ({}). Expected: the "
    "released notebook, with the student's answers. Ask for that, or copy the answers into it."
)


def grade(
    course: CourseFolder,
    slug: str,
    student: str,
    *,
    fresh: bool = False,
    on_task: OnTask | None = None,
) -> Graded | NotGraded:
    """Grade one submission. Any thread may call this.

    `fresh` ignores cached results. `on_task` gets each task of an exercise that is judged now.
    Raises the errors that concern the whole course.
    """
    if not student_name.is_name(student):
        return NotGraded(
            student,
            "The folder's name is no student's name. Expected: letters, digits and `_.@-`, "
            "up to 100, beginning with a letter or digit. Rename the folder.",
        )
    exercise = course.exercise(slug)
    try:
        submitted_folder.check(course.folder("submitted", slug, student))
        if exercise is None:
            return _grade_cell_tests(course, slug, student, fresh=fresh)
        return _grade_exercise(course, exercise, student, fresh=fresh, on_task=on_task)
    except (Unreadable, NotRun, UnfitFolder) as why:
        return NotGraded(student, str(why))
    except faults.OF_THE_COURSE:
        raise
    except Exception as error:
        refused = faults.fault(course.root, student, "graded", error)
        return replace(refused, flag=_flag(student, exercise, refused.why))


def _grade_exercise(
    course: CourseFolder,
    exercise: Exercise,
    student: str,
    *,
    fresh: bool,
    on_task: OnTask | None,
) -> Graded | NotGraded:
    slug = exercise.slug
    folder = course.folder("submitted", slug, student)
    path = folder / f"{slug}.ipynb"
    if not (path.exists() or path.is_symlink()):
        return NotGraded(student, submitted_folder.without(folder, path.name))
    clean = submission.take_in(path, exercise, course.sandboxed_calls())
    outcome = submission.grade_notebook(
        clean, exercise, course.cached_grader(), fresh=fresh, on_task=on_task
    )
    submission.look_beside(path, outcome)
    return Graded(student, {slug: clean}, {slug: outcome})


def _grade_cell_tests(
    course: CourseFolder, slug: str, student: str, *, fresh: bool
) -> Graded | NotGraded:
    """Run an instructor's own notebooks. Each finds the files that the notebooks before it wrote."""
    scratch = course.sandboxed_calls().scratch
    with tempfile.TemporaryDirectory(prefix="kept-", dir=scratch) as kept:
        return _run_notebooks(course, slug, student, Path(kept), fresh=fresh)


def _run_notebooks(
    course: CourseFolder, slug: str, student: str, kept: Path, *, fresh: bool
) -> Graded | NotGraded:
    """Run a submission's notebooks in turn, each as nbgrader would have it after sanitizing."""
    converter = course.converter(Autograde, slug, student)
    exporter = converter.exporter_class(parent=converter, config=converter.config)
    grader = grading_step.grader_of(converter)(parent=exporter)
    folder = course.folder("submitted", slug, student)
    beside = [folder, course.folder("source", slug), kept]
    notebooks, outcomes = {}, {}
    for name in course.notebooks(slug):
        path = folder / f"{name}.ipynb"
        where = {"student": student, "assignment": slug, "notebook": name}
        resources = {"nbgrader": where | {"db_url": converter.coursedir.db_url}}
        if not path.exists():
            outcomes[name] = grader.not_handed_in(resources)
            continue
        nb, remarks = grader.take_in(path, resources, course.sandboxed_calls())
        nb = _sanitized(course, nb, resources, path, converter, exporter)
        kernel = grader.kernel_outside(nb, resources)
        if kernel:
            why = f"`nbgrader autograde` runs `{path.name}` by `{kernel}`, without our sandbox."
            return NotGraded(student, why)
        notebooks[name] = nb
        outcome = grader.run_cell_tests(nb, resources, beside, course.services, fresh=fresh)
        kept_files.put(outcome.files, kept)
        outcome.remarks = (*remarks, *outcome.remarks)
        outcomes[name] = outcome
    if not notebooks:
        whys = [submitted_folder.without(folder, f"{name}.ipynb") for name in outcomes]
        return NotGraded(student, min(whys, key=len) if whys else f"`{slug}` has no notebook.")
    return Graded(student, notebooks, outcomes)


def _sanitized(
    course: CourseFolder,
    nb: NotebookNode,
    resources: Resources,
    path: Path,
    converter: Autograde,
    exporter: NotebookExporter,
) -> NotebookNode:
    """Run nbgrader's steps that sanitize a notebook. Raises `Unreadable` at marks they refuse."""
    try:
        for step in steps.made(converter.sanitize_preprocessors, exporter):
            nb, resources = step(nb, resources)
    except (SchemaTooOldError, SchemaTooNewError):
        raise Unreadable(OTHER_MARKS.format(path.name)) from None
    # nbgrader raises these on marks that somebody has edited. The log has the trace.
    except (ValidationError, LookupError, RuntimeError, TypeError, ValueError) as error:
        student = origin(resources)["student"]
        log = faults.log_of(course.root)
        log.warning("%s: marks that cannot be read", student, exc_info=error)
        raise Unreadable(BROKEN_MARKS.format(path.name, first_line(str(error)))) from None
    return nb


def _flag(student: str, exercise: Exercise | None, why: str) -> Graded | None:
    """Make a stand-in for a submission that Held-out failed on: no task has a score."""
    if exercise is None:
        return None
    nb = intake.placeholder(exercise, why, "was not graded")
    tasks = {t.name: TaskOutcome.unjudged(t, Verdict.BROKEN, why) for t in exercise.tasks}
    outcome = Outcome(exercise.slug, tasks, digest=source.digest([why]))
    return Graded(student, {exercise.slug: nb}, {exercise.slug: outcome})
