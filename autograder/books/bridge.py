"""Our steps in nbgrader's lists of steps; the only place that subclasses anything of nbgrader's."""

import os
import shutil
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExtractorPlugin, LateSubmissionPlugin
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ClearSolutions,
    Execute,
    GetGrades,
    SaveAutoGrades,
)
from nbgrader.utils import is_grade, is_locked
from nbgrader.validator import Validator
from traitlets import Bool, Enum, Float, Integer, List, Unicode
from traitlets.utils.importstring import import_item

from autograder.author import notebook
from autograder.author.exercise import Exercise, Limits
from autograder.author.preload import ALWAYS
from autograder.books import (
    archive,
    feedback,
    intake,
    language,
    opened,
    ordinary,
    release,
    safe,
    shared_folder,
    submission,
    submitted_folder,
)
from autograder.books.marker import Marker
from autograder.judge.outcome import Outcome
from autograder.session.errand import Refused


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
    config.Autograde.autograde_preprocessors.append(HideTests)
    config.Autograde.exporter_class = SubmissionExporter
    # For the feedback pages and for formgrader's: its exporter is nbconvert's own, made from this.
    config.HTMLExporter.filters = {
        "ansi2html": "autograder.books.safe.ansi2html",
        "markdown2html": "autograder.books.safe.markdown2html",
        "clean_html": "autograder.books.safe.clean_html",
    }
    config.HTMLExporter.sanitize_html = True
    config.GenerateFeedback.exporter_class = safe.FeedbackExporter
    stock = GenerateFeedback.preprocessors.default()
    config.GenerateFeedback.preprocessors = [HideTests, *stock, ShowMarks]
    config.ExportApp.plugin_class = safe.SafeCsv
    config.ZipCollectApp.extractor_plugin = UnpackSafely
    submitted_folder.guard_nbgrader()
    # nbgrader has no setting for the steps of its validator.
    Validator.preprocessors.default_args = ([CheckCellMetadata, ClearOutput, ValidateSafely],)
    config.ValidateSafely.root = str(Path.cwd())
    # nbgrader starts `alembic` by name when it makes a gradebook; without this it needs an
    # activated environment.
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + os.environ["PATH"]
    config.GradeSubmission.catalogue = catalogue


def late_penalties(converter: Autograde) -> LateSubmissionPlugin | None:
    """Make the plugin that the course's own step for lateness asks; `None` where it has no such step."""
    for step in converter.autograde_preprocessors:
        kind = import_item(step) if isinstance(step, str) else step
        if isinstance(kind, type) and issubclass(kind, AssignLatePenalties):
            made = kind(parent=converter)
            made.init_plugin()
            return made.plugin_inst
    return None


class KeepStubs(ClearSolutions):
    """nbgrader's step, but our notebooks hold stubs already and no solution."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        if "heldout" in nb.metadata:
            return nb, resources
        return super().preprocess(nb, resources)


class GradeClass(Autograde):
    """nbgrader's converter, for one submission at a time that was graded already.

    nbgrader logs what goes wrong and raises an exception that does not say it: `problem` does.
    """

    graded: submission.Graded | None = None
    problem: Exception | None = None

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        with self._remembered():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        with self._remembered():
            super().convert_single_notebook(notebook_filename)

    @contextmanager
    def _remembered(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.problem = error
            raise


class SubmissionExporter(NotebookExporter):
    """Reads a submitted notebook through our intake, in a child."""

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> Any:
        # The second time nbgrader reads what it has written itself.
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources, **settings)
        step = GradeSubmission(parent=self)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(self._read(path, resources, step), resources, **settings)

    def _read(self, path: Path, resources: Any, step: "GradeSubmission") -> NotebookNode:
        if isinstance(self.parent, GradeClass) and self.parent.graded:
            return self.parent.graded.notebooks[resources["nbgrader"]["notebook"]]
        errands = opened.errands_of(Path(self.parent.coursedir.root), not step.unsafe)
        exercise = step.exercise_of(resources)
        return (
            submission.take_in(path, exercise, errands)
            if exercise
            else intake.read_any(path, errands)
        )


class GradeSubmission(Execute):
    """Takes `Execute`'s place: runs cells in our sandbox.

    An exercise of ours is graded by its hidden checks, whose scores are written into the score
    cells' outputs; of any other notebook each cell is run, tests and all.
    """

    catalogue = Unicode("", help="Root of the catalogue; empty for the installed one.").tag(
        config=True
    )
    unsafe = Bool(False, help="Practice only: run submissions without isolation.").tag(config=True)
    memory_mib = Integer(
        1024, help="What an ordinary notebook may use beside what its imports take."
    ).tag(config=True)
    notebook_seconds = Float(600, help="How long all cells of an ordinary notebook may take.").tag(
        config=True
    )

    like_nbgrader = List(
        Enum(ordinary.DIFFERENCES),
        help="Where an ordinary notebook should be run as nbgrader does.",
    ).tag(config=True)
    languages = List(
        Unicode(),
        help="Languages other than Python whose notebooks nbgrader may run, without our sandbox.",
    ).tag(config=True)
    readable = List(
        Unicode(),
        help="Folders elsewhere, by absolute path, that an ordinary notebook may read.",
    ).tag(config=True)
    imports = List(
        Unicode(),
        help="What to import once for an ordinary notebook; empty: what `source` imports.",
    ).tag(config=True)

    def exercise_of(self, resources: Any) -> Exercise | None:
        """Find the exercise that a notebook is of, if it is one of ours."""
        where = resources["nbgrader"]
        slug = where["assignment"]
        if where["notebook"] != slug:
            return None
        source = self._source(resources).parent
        return opened.exercise_in(source, opened.catalogue_at(self.catalogue), slug)

    def preprocess(self, nb: NotebookNode, resources: Any, **settings: Any) -> Any:
        exercise = self.exercise_of(resources)
        kernel = "" if exercise else self.kernel_outside(nb, resources)
        if kernel:
            self.log.warning("nbgrader runs this notebook by `%s`, without our sandbox.", kernel)
            nb.metadata.kernelspec = NotebookNode(name=kernel, display_name=kernel)
            nb.metadata.pop("language_info", None)
            self.kernel_name = kernel
            return super().preprocess(nb, resources, **settings)
        outcome = self._outcome(nb, exercise, resources)
        if exercise is None:
            ordinary.write_outputs(nb, outcome)
            return nb, resources
        submission.write_outcome(nb, outcome, exercise)
        resources["heldout"] = outcome
        return nb, resources

    def kernel_outside(self, nb: NotebookNode, resources: Any) -> str:
        """Name the kernel that is to run a notebook without our sandbox; empty for Python.

        That is decided by the instructor's notebook and settings, never by what was submitted.
        Raises `NotRun` for a language that these do not name, and for a submission in another one.
        """
        source = self._source(resources)
        metadata = notebook.read(source).metadata if source.is_file() else {}
        wanted, said = language.other_than_python(metadata), language.other_than_python(nb.metadata)
        if said.lower() not in ("", wanted.lower()):
            raise ordinary.NotRun(
                f"The submitted notebook says that it is written in {said}. Expected: "
                f"{wanted or 'Python'}. Ask for it in that language, and grade again."
            )
        if not wanted:
            return ""
        if wanted.lower() not in map(str.lower, self.languages):
            raise ordinary.NotRun(
                f"`{source}` is written in {wanted}, which our sandbox does not run. To let nbgrader "
                "run what students wrote, with nothing between it and your account, add "
                f"`c.GradeSubmission.languages = [{wanted!r}]` to `nbgrader_config.py` and start "
                "`nbgrader autograde`."
            )
        kernel = language.kernel_name(metadata)
        if language.of_installed(kernel).lower() != wanted.lower():
            raise ordinary.NotRun(
                f"`{source}` asks for the kernel `{kernel}`. Expected: a kernel for {wanted} that is "
                "installed here (`jupyter kernelspec list` shows them)."
            )
        return kernel

    def _source(self, resources: Any) -> Path:
        where = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = coursedir.format_path(coursedir.source_directory, ".", where["assignment"])
        return Path(folder) / f"{where['notebook']}.ipynb"

    def _outcome(self, nb: NotebookNode, exercise: Exercise | None, resources: Any) -> Outcome:
        converter = self.parent.parent
        name = resources["nbgrader"]["notebook"]
        if isinstance(converter, GradeClass) and converter.graded:
            return converter.graded.outcomes[name]
        marker = opened.marker_of(Path(converter.coursedir.root), not self.unsafe)
        if exercise is not None:
            self._expect_released(exercise)
            return submission.grade_notebook(nb, exercise, marker)
        # nbgrader has put everything there already.
        return self.run_ordinary(nb, resources, [Path(resources["metadata"]["path"])], marker)

    def _expect_released(self, exercise: Exercise) -> None:
        coursedir = self.parent.parent.coursedir
        with Gradebook(coursedir.db_url, coursedir.course_id) as book:
            found = release.difference(book, exercise)
        if found:
            raise ordinary.NotRun(
                f"`{exercise.slug}` has changed since it was released: {found}. Nothing was graded. "
                f"`heldout release --replace {exercise.slug}`, then grade again."
            )

    def run_ordinary(
        self,
        nb: NotebookNode,
        resources: Any,
        folders: Sequence[Path],
        marker: Marker,
        *,
        fresh: bool = False,
    ) -> Outcome:
        """Run a notebook that is no exercise of ours, with the files of these folders beside it."""
        where = resources["nbgrader"]
        root = Path(self.parent.parent.coursedir.root)
        imports = ordinary.imports_of(self._source(resources).parent, self.imports)
        name = f"{where['assignment']}/{where['notebook']}"
        outcome = self._run(nb, name, root, folders, imports, marker, fresh=fresh)
        outcome.exercise = where["assignment"]
        return outcome

    def _hidden(self, root: Path) -> list[Path]:
        """Name what no folder that students may read must show: the course's folders, and solutions."""
        names = ("source", "release", "submitted", "autograded", "feedback", "solution")
        coursedir = CourseDirectory(parent=self)
        coursedir.root = str(root)
        folders = [getattr(coursedir, f"{name}_directory") for name in names]
        solutions = opened.catalogue_at(self.catalogue).solutions
        return [root / ".heldout", *(root / folder for folder in folders), solutions]

    def _run(
        self,
        nb: NotebookNode,
        name: str,
        root: Path,
        folders: Sequence[Path],
        imports: tuple[str, ...],
        marker: Marker,
        *,
        fresh: bool = False,
    ) -> Outcome:
        errands = opened.errands_of(root, not self.unsafe)
        seconds = self.notebook_seconds
        limits = Limits(self.timeout or seconds, seconds, seconds, self.memory_mib)
        with ordinary.laid_out(folders, errands.scratch) as files:
            return ordinary.run(
                nb,
                name,
                files,
                marker,
                imports=imports,
                limits=limits,
                like_nbgrader=self.like_nbgrader,
                readable=shared_folder.check(self.readable, self._hidden(root)),
                fresh=fresh,
            )


class ValidateSafely(GradeSubmission):
    """Takes `Execute`'s place in `nbgrader validate`, which runs any notebook: a submitted one, too."""

    root = Unicode(".", help="The course's directory; `plug_in` sets it.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, **settings: Any) -> Any:
        said = language.other_than_python(nb.metadata)
        if said:
            raise ordinary.NotRun(f"This notebook is in {said}, which our sandbox does not run.")
        root, folder = Path(self.root), Path.cwd()
        marker = opened.marker_of(root, not self.unsafe)
        imports = (*self.imports, *ALWAYS)
        outcome = self._run(nb, f"validate/{folder.name}", root, [folder], imports, marker)
        ordinary.write_outputs(nb, outcome)
        return nb, resources


class SaveVerdicts(SaveAutoGrades):
    """nbgrader's step, which knows no third thing beside points and none: a task without a score."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        self.outcome: Outcome | None = resources.get("heldout")
        result = super().preprocess(nb, resources)
        converter = self.parent.parent
        # A batch enters its own, once nbgrader is through with all of a submission.
        if self.outcome is not None and not isinstance(converter, GradeClass):
            journal = opened.journal_of(Path(converter.coursedir.root))
            journal.stand(resources["nbgrader"]["student"], self.outcome)
        return result

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        name = notebook.grade_id(cell)
        task = name.removesuffix(notebook.SCORE)
        try:
            super()._add_score(cell, resources)
            clear = self.outcome is None or self.outcome.tasks[task].score is not None
        # A test in a cell that returns more points than there are: forged, or the instructor's slip.
        except ValueError as error:
            self.log.error("%s, cell %s: %s", self.student_id, name, error)
            clear = False
        if not clear:
            grade = self.gradebook.find_grade(
                name, self.notebook_id, self.assignment_id, self.student_id
            )
            grade.auto_score = None
            grade.needs_manual_grade = True
            self.gradebook.db.commit()


class HideTests(ClearHiddenTests):
    """Takes tests that stand hidden in cells out of feedback pages and autograded notebooks.

    Only where a course asks for it; scores are in the gradebook by then. What a failed test's
    traceback quotes goes with them; the error's own line stays.
    """

    enabled = Bool(False, help="Leave hidden tests out of all but the gradebook.").tag(config=True)

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Any:
        # Any other cell is the student's, who may write the delimiters, too.
        if is_grade(cell) and is_locked(cell) and self._remove_hidden_test_region(cell):
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources


class ShowMarks(GetGrades):
    """Says above a task's feedback that a person has marked it; after nbgrader's step, on its pages."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Any:
        name = notebook.grade_id(cell)
        if not (is_grade(cell) and name.endswith(notebook.SCORE)):
            return cell, resources
        where = (name, self.notebook_id, self.assignment_id, self.student_id)
        grade = self.gradebook.find_grade(*where)
        if grade.manual_score is not None:
            data = feedback.by_hand(grade.manual_score, grade.auto_score, grade.max_score)
            cell.outputs.insert(0, nbformat.v4.new_output("display_data", data=data))
        return cell, resources


class UnpackSafely(ExtractorPlugin):
    """nbgrader's step of `zip_collect`: archives are opened in a sandboxed child, links are left."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        errands = opened.errands_of(Path(self.parent.coursedir.root), isolated=True)
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
