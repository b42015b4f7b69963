"""The step that grades a submitted notebook in nbgrader's `autograde`."""

from collections.abc import Sequence
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Bool, Enum, Float, Integer, List, Unicode

from autograder.author import notebook
from autograder.author.exercise import MOST_PROCESSES, Exercise, Limits
from autograder.errors import NotRun
from autograder.gradebook import (
    catalogues,
    cell_marks,
    cell_tests,
    intake,
    kept_files,
    language,
    process_services,
    release,
    shared_folder,
    steps,
    submission,
)
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.resources import OUTCOME, Resources, graded, origin
from autograder.gradebook.services import Services
from autograder.gradebook.staged_files import staged_files
from autograder.gradebook.steps import notices
from autograder.judge.outcome import Outcome
from autograder.process.untrusted_call import SandboxedCalls


def grader_of(converter: Autograde) -> type["GradeSubmission"]:
    """Find the grading step among a converter's steps; it may be a subclass that a course has set."""
    kinds = map(steps.kind_of, converter.autograde_preprocessors)
    return next(kind for kind in kinds if kind and issubclass(kind, GradeSubmission))


class GradeSubmission(Execute):
    """Takes the place of nbgrader's `Execute`: cells run in our sandbox.

    An exercise is graded by its hidden checks, and the scores go into the outputs of score cells.
    In any other notebook each cell runs, its tests too.
    """

    # Not configurable: a course that switched this step off would give full marks for no output.
    enabled = Bool(True)
    catalogue = Unicode("", help="Root of the catalogue; empty means the installed one.").tag(
        config=True
    )
    unsafe = Bool(False, help="Practice only: run submissions without isolation.").tag(config=True)
    memory_mib = Integer(
        1024, help="Memory of a notebook with its own tests, beside what its imports take, in MiB."
    ).tag(config=True)
    notebook_seconds = Float(
        600,
        help="Time for all cells of a notebook with its own tests. If `timeout` is set and this is "
        "not, all cells have at least `timeout` times the number of cells in your notebook.",
    ).tag(config=True)
    like_nbgrader = List(
        Enum(cell_tests.DIFFERENCES),
        help="Points in which a notebook with its own tests runs exactly as in nbgrader.",
    ).tag(config=True)
    languages = List(
        Unicode(),
        help="Languages other than Python whose notebooks nbgrader may run, without our sandbox.",
    ).tag(config=True)
    worker_processes = Integer(
        0,
        min=0,
        max=MOST_PROCESSES,
        help="How many Python processes a notebook with its own tests may start, for joblib, "
        "multiprocessing or data loaders. Needs isolation level L3.",
    ).tag(config=True)
    readable = List(
        Unicode(),
        help="Folders outside the course, by absolute path, that a notebook with its own tests may "
        "read.",
    ).tag(config=True)
    keep_files = Bool(
        True,
        help="Keep the files that a notebook with its own tests writes: in `autograded/`, and for "
        "the assignment's next notebooks.",
    ).tag(config=True)
    imports = List(
        Unicode(),
        help="Modules that are imported once for all notebooks with their own tests. Empty means "
        "the imports of the notebook in `source`.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: Resources, **settings: object
    ) -> tuple[NotebookNode, Resources]:
        exercise = self.exercise_of(resources)
        kernel = "" if exercise else self.kernel_outside(nb, resources)
        if kernel:
            self.log.warning("nbgrader runs this notebook by `%s`, without our sandbox.", kernel)
            nb.metadata.kernelspec = NotebookNode(name=kernel, display_name=kernel)
            nb.metadata.pop("language_info", None)
            self.kernel_name = kernel
            nb, resources = super().preprocess(nb, resources, **settings)
            return nb, resources
        outcome = self._outcome(nb, exercise, resources)
        if exercise is None:
            cell_tests.write_outputs(nb, outcome)
            kept_files.put(outcome.files, Path(resources["metadata"]["path"]))
            return nb, resources
        submission.write_outcome(nb, outcome, exercise)
        resources[OUTCOME] = outcome
        return nb, resources

    def exercise_of(self, resources: Resources) -> Exercise | None:
        """Load the exercise that a notebook belongs to; `None` for an instructor's own notebook."""
        where = origin(resources)
        slug = where["assignment"]
        if where["notebook"] != slug:
            return None
        source = self._source(resources).parent
        return catalogues.exercise_in(source, catalogues.catalogue_at(self.catalogue), slug)

    def take_in(
        self, path: Path, resources: Resources, sandboxed_calls: SandboxedCalls
    ) -> tuple[NotebookNode, list[str]]:
        """Read a notebook with its own tests, and put each of nbgrader's marks on one cell.

        Also gives remarks on wrong marks. Raises `Unreadable`.
        """
        nb = intake.read_any(path, sandboxed_calls)
        released = self._released(resources)
        problems = cell_marks.tidy(nb, cell_marks.of_release(released) if released else {})
        return nb, [f"`{path.name}`: {problem}." for problem in problems]

    def kernel_outside(self, nb: NotebookNode, resources: Resources) -> str:
        """Name the kernel that runs a notebook without our sandbox; empty for Python.

        Raises `NotRun`, as `language.outside_kernel` does.
        """
        return language.outside_kernel(self._source(resources), nb.metadata, self.languages)

    def not_handed_in(self, resources: Resources) -> Outcome:
        """Give the outcome of a notebook that a student has not handed in."""
        outcome = cell_tests.not_handed_in(self._released(resources))
        outcome.exercise = origin(resources)["assignment"]
        outcome.remarks = (f"`{origin(resources)['notebook']}.ipynb` was not handed in: 0.",)
        return outcome

    def _outcome(
        self, nb: NotebookNode, exercise: Exercise | None, resources: Resources
    ) -> Outcome:
        known = graded(resources)
        if known is not None:
            return known.outcome
        converter = self.parent.parent
        course = Path(converter.coursedir.root)
        services = process_services.of_course(course, isolated=not self.unsafe)
        if exercise is not None:
            self._expect_released(exercise)
            outcome = submission.grade_notebook(nb, exercise, services.cached_grader())
            submission.look_beside(self._submitted(resources), outcome)
            return outcome
        # nbgrader has copied all files there already.
        folders = [Path(resources["metadata"]["path"])]
        return self.run_cell_tests(nb, resources, folders, services, fresh=converter.force)

    def _expect_released(self, exercise: Exercise) -> None:
        coursedir = self.parent.parent.coursedir
        with Gradebook(coursedir.db_url, coursedir.course_id) as book:
            difference = release.difference(book, exercise)
        if difference:
            raise NotRun(difference.refusal("grade again"))

    def run_cell_tests(
        self,
        nb: NotebookNode,
        resources: Resources,
        folders: Sequence[Path],
        services: Services,
        *,
        fresh: bool = False,
    ) -> Outcome:
        """Run a notebook with its own tests. The files of `folders` lie beside it."""
        where = origin(resources)
        source = self._source(resources)
        imports = cell_tests.imports_of(source.parent, self.imports)
        name = f"{where['assignment']}/{where['notebook']}"
        outcome = self._run(nb, name, folders, imports, services, self.limits(source), fresh=fresh)
        outcome.exercise = where["assignment"]
        released = self._released(resources)
        gone = cell_marks.missing(nb, released) if released else {}
        outcome.tasks |= cell_tests.unscored(gone, outcome.key)
        if released:
            # Every student's tasks stand in the order of the instructor's notebook.
            order = [name for name, _ in cell_marks.tests(released)]
            outcome.tasks = {
                n: outcome.tasks[n] for n in [*order, *outcome.tasks] if n in outcome.tasks
            }
        if gone:
            names = ", ".join(f"`{name}`" for name in gone)
            outcome.remarks = (f"`{where['notebook']}.ipynb` lacks {names}: no score there.",)
        return outcome

    def limits(self, source: Path) -> Limits:
        """Work out the time limits of a cell and of a notebook. A course's own timeout is kept.

        A timeout of `None`, 0 or -1 leaves only the limit of the whole notebook.
        """
        cell, whole = max(self.timeout or 0, 0), float(self.notebook_seconds)
        chosen = {
            name
            for kind in type(self).__mro__
            for name in self.config.get(kind.__name__, {})
            if issubclass(kind, NotebookClient)
        }
        if cell > whole and "notebook_seconds" in chosen:
            notices.say(
                f"A cell may take {cell} s by `timeout`, and a whole notebook {whole:g} s by "
                "`c.GradeSubmission.notebook_seconds`. The lower limit ends a cell."
            )
        elif cell and "timeout" in chosen and "notebook_seconds" not in chosen:
            whole = max(whole, cell * _code_cells(source))
        return Limits(cell or whole, whole, whole, self.memory_mib, processes=self.worker_processes)

    def _run(
        self,
        nb: NotebookNode,
        name: str,
        folders: Sequence[Path],
        imports: tuple[str, ...],
        services: Services,
        limits: Limits,
        *,
        fresh: bool = False,
    ) -> Outcome:
        readable: tuple[str, ...] = ()
        if self.readable:
            readable = shared_folder.check(self.readable, self._hidden(services.course))
        with staged_files(folders, services.sandboxed_calls.scratch) as files:
            return cell_tests.run(
                nb,
                name,
                files,
                services.cached_grader(),
                imports=imports,
                limits=limits,
                like_nbgrader=self.like_nbgrader,
                readable=readable,
                keep=self.keep_files,
                fresh=fresh,
            )

    def _hidden(self, course: Path) -> list[Path]:
        """List what a folder for students must not hold: the course's folders, and the solutions."""
        coursedir = CourseDirectory(parent=self)
        coursedir.root = str(course)
        book = release.file_of(coursedir.db_url)
        return [
            HeldoutFolder(course).path,
            *shared_folder.course_folders(coursedir),
            catalogues.catalogue_at(self.catalogue).solutions,
            *([book] if book else []),
        ]

    def _submitted(self, resources: Resources) -> Path:
        return self._notebook_of("submitted", origin(resources)["student"], resources)

    def _released(self, resources: Resources) -> NotebookNode | None:
        source = self._source(resources)
        return notebook.read(source) if source.is_file() else None

    def _source(self, resources: Resources) -> Path:
        return self._notebook_of("source", ".", resources)

    def _notebook_of(self, step: str, student: str, resources: Resources) -> Path:
        where = origin(resources)
        coursedir = self.parent.parent.coursedir
        pattern = getattr(coursedir, f"{step}_directory")
        folder = coursedir.format_path(pattern, student, where["assignment"])
        return Path(folder) / f"{where['notebook']}.ipynb"


def _code_cells(source: Path) -> int:
    """Count the cells that an instructor's notebook runs; 1 if there is no such notebook."""
    cells = notebook.read(source).cells if source.is_file() else []
    return max(1, len([cell for cell in cells if cell.cell_type == "code"]))
