"""The step that grades in nbgrader's `autograde` and `validate`, and what reads for it."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Bool, Enum, Float, Integer, List, Unicode

from autograder.author import notebook
from autograder.author.exercise import MOST_PROCESSES, Exercise, Limits
from autograder.author.preload import ALWAYS
from autograder.errors import NotRun
from autograder.gradebook import (
    cell_tests,
    intake,
    kept_files,
    language,
    release,
    services,
    shared_folder,
    steps,
    submission,
    test_cells,
)
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.steps import notices
from autograder.judge.outcome import Outcome
from autograder.process.untrusted_call import SandboxedCalls


class GradeOne(Autograde):
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


class WriteFeedback(GenerateFeedback):
    """nbgrader's converter, which tells why a student's page was not written: `problems`, by name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.problems: dict[str, Exception] = {}

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            where = self.init_single_notebook_resources(notebook_filename)["nbgrader"]
            self.problems[where["student"]] = error
            raise


def grader_of(converter: Autograde) -> type["GradeSubmission"]:
    """Find the step that grades among a converter's, which may be a course's own, too."""
    kinds = map(steps.kind_of, converter.autograde_preprocessors)
    return next(kind for kind in kinds if kind and issubclass(kind, GradeSubmission))


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
        if isinstance(self.parent, GradeOne) and self.parent.graded:
            return self.parent.graded.notebooks[resources["nbgrader"]["notebook"]]
        sandboxed_calls = services.sandboxed_calls_of(
            Path(self.parent.coursedir.root), not step.unsafe
        )
        exercise = step.exercise_of(resources)
        if exercise:
            return submission.take_in(path, exercise, sandboxed_calls)
        nb, remarks = step.take_in(path, resources, sandboxed_calls)
        for remark in remarks:
            self.log.warning("%s", remark)
        return nb


class GradeSubmission(Execute):
    """Takes `Execute`'s place: runs cells in our sandbox.

    An exercise of ours is graded by its hidden checks, whose scores are written into the score
    cells' outputs; of any other notebook each cell is run, tests and all.
    """

    # Untagged: a step that a course could switch off would give full marks to whoever shows nothing.
    enabled = Bool(True)
    catalogue = Unicode("", help="Root of the catalogue; empty for the installed one.").tag(
        config=True
    )
    unsafe = Bool(False, help="Practice only: run submissions without isolation.").tag(config=True)
    memory_mib = Integer(
        1024, help="What an ordinary notebook may use beside what its imports take."
    ).tag(config=True)
    notebook_seconds = Float(
        600,
        help="How long all cells of an ordinary notebook may take together. Where `timeout` is set "
        "and this is not, it is no less than `timeout` for each cell of the instructor's notebook.",
    ).tag(config=True)

    like_nbgrader = List(
        Enum(cell_tests.DIFFERENCES),
        help="Where an ordinary notebook should be run as nbgrader does.",
    ).tag(config=True)
    languages = List(
        Unicode(),
        help="Languages other than Python whose notebooks nbgrader may run, without our sandbox.",
    ).tag(config=True)
    worker_processes = Integer(
        0,
        min=0,
        max=MOST_PROCESSES,
        help="How many Python processes an ordinary notebook may start (joblib, multiprocessing, "
        "loaders of data), at level L3.",
    ).tag(config=True)
    readable = List(
        Unicode(),
        help="Folders elsewhere, by absolute path, that an ordinary notebook may read.",
    ).tag(config=True)
    keep_files = Bool(
        True,
        help="Keep what an ordinary notebook writes: in `autograded/`, and for the assignment's "
        "notebooks after it.",
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
        return services.exercise_in(source, services.catalogue_at(self.catalogue), slug)

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
            cell_tests.write_outputs(nb, outcome)
            kept_files.put(outcome.files, Path(resources["metadata"]["path"]))
            return nb, resources
        submission.write_outcome(nb, outcome, exercise)
        resources["heldout"] = outcome
        return nb, resources

    def take_in(
        self, path: Path, resources: Any, sandboxed_calls: SandboxedCalls
    ) -> tuple[NotebookNode, list[str]]:
        """Read an ordinary notebook, each of nbgrader's marks on one cell; tell what was amiss.

        Raises `Unreadable`.
        """
        nb = intake.read_any(path, sandboxed_calls)
        released = self._released(resources)
        found = test_cells.tidy(nb, test_cells.of_release(released) if released else {})
        return nb, [f"`{path.name}`: {remark}." for remark in found]

    def kernel_outside(self, nb: NotebookNode, resources: Any) -> str:
        """Name the kernel that is to run a notebook without our sandbox; empty for Python.

        That is decided by the instructor's notebook and settings, never by what was submitted.
        Raises `NotRun` for a language that these do not name, and for a submission in another one.
        """
        source = self._source(resources)
        metadata = notebook.read(source).metadata if source.is_file() else {}
        wanted, said = language.other_than_python(metadata), language.other_than_python(nb.metadata)
        if said.lower() not in ("", wanted.lower()):
            raise NotRun(
                f"The submitted notebook says that it is written in {said}. Expected: "
                f"{wanted or 'Python'}. Ask for it in that language, and grade again."
            )
        if not wanted:
            return ""
        if wanted.lower() not in map(str.lower, self.languages):
            raise NotRun(
                f"`{source}` is written in {wanted}, which our sandbox does not run. To let nbgrader "
                "run what students wrote, with nothing between it and your account, add "
                f"`c.GradeSubmission.languages = [{wanted!r}]` to `nbgrader_config.py` and start "
                "`nbgrader autograde`."
            )
        kernel = language.kernel_name(metadata)
        if language.of_installed(kernel).lower() != wanted.lower():
            raise NotRun(
                f"`{source}` asks for the kernel `{kernel}`. Expected: a kernel for {wanted} that is "
                "installed here (`jupyter kernelspec list` shows them)."
            )
        return kernel

    def _submitted(self, resources: Any) -> Path:
        where = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = coursedir.format_path(
            coursedir.submitted_directory, where["student"], where["assignment"]
        )
        return Path(folder) / f"{where['notebook']}.ipynb"

    def not_handed_in(self, resources: Any) -> Outcome:
        """Give what a notebook of an assignment is worth that a student has not handed in."""
        outcome = cell_tests.not_handed_in(self._released(resources))
        outcome.exercise = resources["nbgrader"]["assignment"]
        outcome.remarks = (f"`{resources['nbgrader']['notebook']}.ipynb` was not handed in: 0.",)
        return outcome

    def _released(self, resources: Any) -> NotebookNode | None:
        source = self._source(resources)
        return notebook.read(source) if source.is_file() else None

    def _source(self, resources: Any) -> Path:
        where = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = coursedir.format_path(coursedir.source_directory, ".", where["assignment"])
        return Path(folder) / f"{where['notebook']}.ipynb"

    def _outcome(self, nb: NotebookNode, exercise: Exercise | None, resources: Any) -> Outcome:
        converter = self.parent.parent
        name = resources["nbgrader"]["notebook"]
        if isinstance(converter, GradeOne) and converter.graded:
            return converter.graded.outcomes[name]
        cached_grader = services.cached_grader_of(Path(converter.coursedir.root), not self.unsafe)
        if exercise is not None:
            self._expect_released(exercise)
            outcome = submission.grade_notebook(nb, exercise, cached_grader)
            submission.look_beside(self._submitted(resources), outcome)
            return outcome
        # nbgrader has put everything there already.
        folders = [Path(resources["metadata"]["path"])]
        return self.run_ordinary(nb, resources, folders, cached_grader, fresh=converter.force)

    def _expect_released(self, exercise: Exercise) -> None:
        coursedir = self.parent.parent.coursedir
        with Gradebook(coursedir.db_url, coursedir.course_id) as book:
            found = release.difference(book, exercise)
        if found:
            raise NotRun(found.refusal("grade again"))

    def run_ordinary(
        self,
        nb: NotebookNode,
        resources: Any,
        folders: Sequence[Path],
        cached_grader: CachedGrader,
        *,
        fresh: bool = False,
    ) -> Outcome:
        """Run a notebook that is no exercise of ours, with the files of these folders beside it."""
        where = resources["nbgrader"]
        root = Path(self.parent.parent.coursedir.root)
        imports = cell_tests.imports_of(self._source(resources).parent, self.imports)
        name = f"{where['assignment']}/{where['notebook']}"
        limits = self.limits(self._source(resources))
        outcome = self._run(nb, name, root, folders, imports, cached_grader, limits, fresh=fresh)
        outcome.exercise = where["assignment"]
        released = self._released(resources)
        gone = test_cells.missing(nb, released) if released else {}
        outcome.tasks |= cell_tests.unscored(gone, outcome.key)
        if released:
            # As the instructor has them, for everybody.
            order = [name for name, _ in test_cells.tests(released)]
            outcome.tasks = {
                n: outcome.tasks[n] for n in [*order, *outcome.tasks] if n in outcome.tasks
            }
        if gone:
            names = ", ".join(f"`{name}`" for name in gone)
            outcome.remarks = (f"`{where['notebook']}.ipynb` lacks {names}: no score there.",)
        return outcome

    def limits(self, source: Path) -> Limits:
        """How long a notebook's cells may take, one and all: a course's own timeout is never capped.

        No timeout (`None`, 0, -1) leaves the limit of the whole notebook alone.
        """
        cell, whole = max(self.timeout or 0, 0), float(self.notebook_seconds)
        own = {
            name
            for kind in type(self).__mro__
            for name in self.config.get(kind.__name__, {})
            if issubclass(kind, NotebookClient)
        }
        if cell > whole and "notebook_seconds" in own:
            notices.say(
                f"a cell may take {cell} s by `timeout`, and a whole notebook {whole:g} s by "
                "`c.GradeSubmission.notebook_seconds`: what comes first ends a cell."
            )
        elif cell and "timeout" in own and "notebook_seconds" not in own:
            whole = max(whole, cell * _code_cells(source))
        return Limits(cell or whole, whole, whole, self.memory_mib, processes=self.worker_processes)

    def _hidden(self, root: Path) -> list[Path]:
        """Name what no folder that students may read must show: the course's folders, and solutions."""
        names = ("source", "release", "submitted", "autograded", "feedback", "solution")
        coursedir = CourseDirectory(parent=self)
        coursedir.root = str(root)
        folders = [
            Path(coursedir.format_path(getattr(coursedir, f"{name}_directory"), "*", "*"))
            for name in names
        ]
        # Up to where a course's folders differ by student or assignment, in whatever order.
        tops = [Path(*itertools.takewhile(lambda part: "*" not in part, f.parts)) for f in folders]
        solutions = services.catalogue_at(self.catalogue).solutions
        book = release.file_of(coursedir.db_url)
        return [root / ".heldout", *tops, solutions, *([book] if book else [])]

    def _run(
        self,
        nb: NotebookNode,
        name: str,
        root: Path,
        folders: Sequence[Path],
        imports: tuple[str, ...],
        cached_grader: CachedGrader,
        limits: Limits,
        *,
        fresh: bool = False,
    ) -> Outcome:
        sandboxed_calls = services.sandboxed_calls_of(root, not self.unsafe)
        with cell_tests.staged_files(folders, sandboxed_calls.scratch) as files:
            return cell_tests.run(
                nb,
                name,
                files,
                cached_grader,
                imports=imports,
                limits=limits,
                like_nbgrader=self.like_nbgrader,
                readable=shared_folder.check(self.readable, self._hidden(root))
                if self.readable
                else (),
                keep=self.keep_files,
                fresh=fresh,
            )


def _code_cells(source: Path) -> int:
    """Count the cells that an instructor's notebook runs; 1 where there is none."""
    cells = notebook.read(source).cells if source.is_file() else []
    return max(1, len([cell for cell in cells if cell.cell_type == "code"]))


class ValidateSafely(GradeSubmission):
    """Takes `Execute`'s place in `nbgrader validate`, which runs any notebook: a submitted one, too."""

    root = Unicode(".", help="The course's directory; `plug_in` sets it.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, **settings: Any) -> Any:
        said = language.other_than_python(nb.metadata)
        if said:
            raise NotRun(f"This notebook is in {said}, which our sandbox does not run.")
        root, folder = Path(self.root), Path.cwd()
        cached_grader = services.cached_grader_of(root, not self.unsafe)
        imports = (*self.imports, *ALWAYS)
        name = f"validate/{folder.name}"
        outcome = self._run(nb, name, root, [folder], imports, cached_grader, self.limits(folder))
        cell_tests.write_outputs(nb, outcome)
        return nb, resources
