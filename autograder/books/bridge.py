"""Our steps in nbgrader's lists of steps; the only place that subclasses anything of nbgrader's."""

import atexit
import functools
import os
import secrets
import shutil
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.plugins import ExtractorPlugin
from nbgrader.preprocessors import ClearSolutions, Execute, SaveAutoGrades
from traitlets import Bool, Unicode

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.books import archive, feedback, intake, safe
from autograder.books.journal import Journal
from autograder.books.marker import Marker
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict
from autograder.session.errand import Errands, Refused
from autograder.session.sandbox import Level


@dataclass(frozen=True)
class Graded:
    """A submission as it was taken in, and what came out."""

    student: str
    notebook: NotebookNode
    outcome: Outcome


def plug_in(config: Any, catalogue: str = "") -> None:
    """Put our steps into an `nbgrader_config.py`: `plug_in(get_config())`.

    `catalogue` is the root of a tree with `course/course.toml`, `exercises` and `solutions`; empty
    means the one that came with this installation.
    """
    ours = {ClearSolutions: KeepStubs, Execute: GradeSubmission, SaveAutoGrades: SaveVerdicts}
    for converter, steps in (
        (GenerateAssignment, "preprocessors"),
        (Autograde, "autograde_preprocessors"),
    ):
        stock = getattr(converter, steps).default()
        config[converter.__name__][steps] = [ours.get(step, step) for step in stock]
    config.Autograde.exporter_class = SubmissionExporter
    # For the feedback pages and for formgrader's: its exporter is nbconvert's own, made from this.
    config.HTMLExporter.filters = {
        "markdown2html": "autograder.books.safe.markdown2html",
        "clean_html": "autograder.books.safe.clean_html",
    }
    config.HTMLExporter.sanitize_html = True
    config.GenerateFeedback.exporter_class = safe.FeedbackExporter
    config.ExportApp.plugin_class = safe.SafeCsv
    config.ZipCollectApp.extractor_plugin = UnpackSafely
    # nbgrader starts `alembic` by name when it makes a gradebook; without this it needs an
    # activated environment.
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + os.environ["PATH"]
    config.GradeSubmission.catalogue = catalogue


@functools.cache
def catalogue_at(root: str) -> Catalogue:
    """Open a catalogue once in this process."""
    return Catalogue.at(Path(root)) if root else Catalogue.default()


@functools.cache
def supervisor_of(course: Path, isolated: bool) -> Supervisor:
    """The one supervisor of a course in this process: its imports are paid once."""
    supervisor = Supervisor(secret_of(course), None if isolated else Level.NONE)
    atexit.register(supervisor.close)
    return supervisor


@functools.cache
def journal_of(course: Path) -> Journal:
    """The journal of a course."""
    journal = Journal(course / ".heldout" / "journal.db")
    atexit.register(journal.close)
    return journal


def marker_of(course: Path, isolated: bool) -> Marker:
    """What grades a course's submissions, and remembers."""
    return Marker(supervisor_of(course, isolated), journal_of(course))


@functools.cache
def errands_of(course: Path, isolated: bool) -> Errands:
    """What reads a course's submissions, in children that are shut in as workers are."""
    supervisor = supervisor_of(course, isolated)
    modules = (intake.__name__, archive.__name__)
    errands = Errands(modules, supervisor.scratch, supervisor.level)
    atexit.register(errands.close)
    return errands


def secret_of(course: Path) -> bytes:
    """Read the secret that seeds a course's draws; make it at the first call."""
    path = course / ".heldout" / "secret"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()


class KeepStubs(ClearSolutions):
    """nbgrader's step, but our notebooks hold stubs already and no solution."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        if "heldout" in nb.metadata:
            return nb, resources
        return super().preprocess(nb, resources)


def take_in(path: Path, exercise: Exercise, errands: Errands) -> NotebookNode:
    """Read a submitted notebook; what cannot be read becomes a placeholder that says why."""
    try:
        return intake.read(path, exercise, errands)
    except intake.Unreadable as why:
        return intake.placeholder(exercise, str(why))


def grade_notebook(
    nb: NotebookNode, exercise: Exercise, marker: Marker, *, fresh: bool = False
) -> Outcome:
    """Grade what was taken in; a placeholder has no score."""
    why = nb.metadata.get("heldout", {}).get("unreadable")
    if why:
        tasks = {t.name: TaskOutcome.unjudged(t, Verdict.ERROR, why) for t in exercise.tasks}
        return Outcome(exercise.slug, tasks, digest=notebook.digest([why]))
    return marker.mark(exercise, dict(notebook.cells_to_run(nb)), fresh=fresh)


class GradeClass(Autograde):
    """nbgrader's converter, for one submission at a time that was graded already."""

    graded: Graded | None = None


class SubmissionExporter(NotebookExporter):
    """Reads a submitted notebook through our intake; others as nbgrader does."""

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> Any:
        step = GradeSubmission(parent=self)
        exercise = step.exercise_of(resources)
        if exercise is None or not self.parent._sanitizing:
            return super().from_filename(filename, resources, **settings)
        path = Path(filename)
        where = resources["nbgrader"]
        copied = Path(self.parent._format_dest(where["assignment"], where["student"]))
        for link in intake.links(path.parent):
            self.log.error("%s is a link: left out", link)
            (copied / link.relative_to(path.parent)).unlink(missing_ok=True)
        if isinstance(self.parent, GradeClass) and self.parent.graded:
            clean = self.parent.graded.notebook
        else:
            errands = errands_of(Path(self.parent.coursedir.root), not step.unsafe)
            clean = take_in(path, exercise, errands)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(clean, resources, **settings)


class GradeSubmission(Execute):
    """Takes `Execute`'s place: grades by hidden checks and writes the score cells' outputs.

    A notebook that is no exercise of ours is run as nbgrader runs it.
    """

    catalogue = Unicode("", help="Root of the catalogue; empty for the installed one.").tag(
        config=True
    )
    unsafe = Bool(False, help="Practice only: run submissions without isolation.").tag(config=True)

    def exercise_of(self, resources: Any) -> Exercise | None:
        """Find the exercise that a notebook is of, if it is one of ours."""
        where = resources["nbgrader"]
        slug = where["assignment"]
        if where["notebook"] != slug or slug not in catalogue_at(self.catalogue):
            return None
        return catalogue_at(self.catalogue).load(slug)

    def preprocess(self, nb: NotebookNode, resources: Any, **settings: Any) -> Any:
        exercise = self.exercise_of(resources)
        if exercise is None:
            return super().preprocess(nb, resources, **settings)
        converter = self.parent.parent
        if isinstance(converter, GradeClass) and converter.graded:
            outcome = converter.graded.outcome
        else:
            marker = marker_of(Path(converter.coursedir.root), not self.unsafe)
            outcome = grade_notebook(nb, exercise, marker)
        write_outcome(nb, outcome, exercise)
        resources["heldout"] = outcome
        return nb, resources


class SaveVerdicts(SaveAutoGrades):
    """nbgrader's step, which knows no third thing beside points and none: a task without a score."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        self.outcome: Outcome | None = resources.get("heldout")
        result = super().preprocess(nb, resources)
        if self.outcome is not None:
            course = Path(self.parent.parent.coursedir.root)
            journal_of(course).stand(resources["nbgrader"]["student"], self.outcome)
        return result

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._add_score(cell, resources)
        name = notebook.grade_id(cell)
        task = name.removesuffix(notebook.SCORE)
        if self.outcome is not None and self.outcome.tasks[task].score is None:
            grade = self.gradebook.find_grade(
                name, self.notebook_id, self.assignment_id, self.student_id
            )
            grade.auto_score = None
            grade.needs_manual_grade = True
            self.gradebook.db.commit()


class UnpackSafely(ExtractorPlugin):
    """nbgrader's step of `zip_collect`: archives are opened in a sandboxed child, links are left."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        errands = errands_of(Path(self.parent.coursedir.root), isolated=True)
        for path in sorted(Path(archive_path).rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            target = Path(extracted_path) / path.relative_to(archive_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix not in self.zip_ext:
                shutil.copy(path, target)
                continue
            try:
                files = errands.run(f"{archive.__name__}:unpack", archive.read(path))
                name = path.name.removesuffix(path.suffix).removesuffix(".tar")
                archive.write(files if isinstance(files, list) else [], target.with_name(name))
            except (archive.ArchiveRefused, Refused, FileExistsError) as why:
                self.log.error("%s was not unpacked: %s", path, why)


def write_outcome(nb: NotebookNode, outcome: Outcome, exercise: Exercise) -> None:
    """Write cells' outputs, feedback and scores into the notebook that nbgrader keeps.

    A score cell's outputs are ours alone: a plain number for less than full marks.
    """
    stamp = outcome.isolation if outcome.isolation == Level.NONE else ""
    for index, outputs in outcome.outputs.items():
        nb.cells[index].outputs = [nbformat.from_dict(output) for output in outputs]
    for cell in nb.cells:
        name = notebook.grade_id(cell)
        if not name.endswith(notebook.SCORE):
            continue
        task = outcome.tasks[name.removesuffix(notebook.SCORE)]
        shown = {
            "text/html": feedback.html(task, exercise, stamp),
            "text/plain": feedback.text(task, exercise),
        }
        cell.outputs = [nbformat.v4.new_output("display_data", data=shown)]
        if task.score is not None and task.score < task.task.points:
            number = {"text/plain": repr(task.score)}
            cell.outputs.append(nbformat.v4.new_output("execute_result", data=number))
    nb.metadata.heldout["isolation"] = outcome.isolation
    nb.metadata.heldout["verdicts"] = {
        name: task.verdict.value for name, task in outcome.tasks.items()
    }
