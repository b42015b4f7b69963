"""A course's directory: its settings, assignments and folders, and how exercises are released."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from autograder.author import notebook, release_files
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise, Limits
from autograder.closeable import Closeable
from autograder.errors import CourseError, UnfitFolder
from autograder.gradebook import (
    catalogues,
    course_settings,
    faults,
    nbgrader_plugins,
    release,
    steps,
    submitted_folder,
)
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.executors import LOCAL
from autograder.gradebook.grading_step import GradeSubmission
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.journal import Journal
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.release import Difference, Replaced
from autograder.gradebook.services import Services
from autograder.judge.supervisor import Supervisor
from autograder.process.untrusted_call import SandboxedCalls

Converter = TypeVar("Converter", bound=BaseConverter)


class CourseFolder(Closeable):
    """A course's directory, made by `init`, and the services that grade its submissions.

    `on` names a cluster; by default this machine grades. The services are opened when something
    needs them, so use `with CourseFolder(path) as course:`, or call `close`. The caller closes a
    `supervisor` that it gives. Raises `CourseError`.
    """

    def __init__(
        self,
        root: Path,
        *,
        unsafe: bool = False,
        on: str = LOCAL,
        supervisor: Supervisor | None = None,
    ) -> None:
        self.root = root.resolve()
        self.unsafe = unsafe
        self.on = on
        self.config = course_settings.load(self.root)
        self.heldout_folder = HeldoutFolder(self.root)
        # A course that nbgrader has made does not have it yet.
        self.heldout_folder.make()
        self.services = Services(self.root, isolated=not unsafe, on=on, supervisor=supervisor)
        self.catalogue: Catalogue = catalogues.catalogue_at(self.config.GradeSubmission.catalogue)
        self.config.CourseDirectory.root = str(self.root)
        self.coursedir = CourseDirectory(config=self.config)
        # A setting that cannot be met is reported now, before a command begins its work.
        for kind in (GenerateAssignment, Autograde, GenerateFeedback):
            self.converter(kind, "")

    def close(self) -> None:
        """Close the services that were opened."""
        self.services.close()

    @classmethod
    def init(cls, root: Path, catalogue: str = "") -> "CourseFolder":
        """Make a course's directory. Files that are there already are not changed."""
        root.mkdir(parents=True, exist_ok=True)
        course_settings.write(root, catalogue)
        HeldoutFolder(root).secret()
        course = cls(root)
        (course.root / course.coursedir.submitted_directory).mkdir(exist_ok=True)
        for exercise in course.catalogue:
            course.write_source(exercise)
        return course

    def write_source(self, exercise: Exercise) -> Path:
        """Build an exercise's notebook, and the files it imports, into nbgrader's `source` folder."""
        path = self.folder("source", exercise.slug) / f"{exercise.slug}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        built = notebook.write(notebook.build(exercise))
        if path.is_file() and path.read_bytes() != built:
            # An instructor may have edited it there, as nbgrader's courses do.
            name = f"{exercise.slug}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.ipynb"
            kept = self.heldout_folder.path / name
            path.replace(kept)
            steps.notices.say(f"`{path}` was built anew. The earlier file is kept as `{kept}`.")
        path.write_bytes(built)
        release_files.write(exercise, path.parent)
        return path

    def release(self, slug: str) -> Path:
        """Build the notebook that students get, and enter its cells into the gradebook.

        Raises `CourseError`, and changes nothing, where existing scores belong to other tasks or
        other points.
        """
        exercise = self.catalogue.load(slug)
        difference = self._difference(exercise)
        if difference and difference.students:
            raise CourseError(
                f"The gradebook holds {difference.students} submission(s) of `{slug}` by an earlier "
                f"release: {difference}. Nothing was changed. `heldout release --replace {slug}` "
                "releases it anew and keeps what was given for tasks that stay. Then run "
                f"`heldout grade {slug}`."
            )
        return self._release(exercise)

    def replace_release(self, slug: str) -> tuple[Path, Replaced]:
        """Release a changed exercise again, and keep the submissions that the gradebook has."""
        exercise = self.catalogue.load(slug)
        url = self.coursedir.db_url
        if self._difference(exercise) is None:
            return self._release(exercise), Replaced(None, ())
        backup = release.back_up(url, self.heldout_folder.path)
        try:
            with self.gradebook() as book:
                lost = release.adapt(book, exercise)
            return self._release(exercise), Replaced(backup, lost)
        except Exception:
            if backup:
                release.put_back(backup, url)
            raise

    def expect_released(self, exercise: Exercise) -> None:
        """Raise `CourseError` unless the gradebook has this exercise's tasks, with its points."""
        slug = exercise.slug
        with self.gradebook() as book:
            if not release.is_released(book, slug):
                raise CourseError(f"`{slug}` was never released: `heldout release {slug}`.")
            difference = release.difference(book, exercise)
        if difference:
            raise CourseError(difference.refusal(f"`heldout grade {slug}`"))

    def _difference(self, exercise: Exercise) -> Difference | None:
        with self.gradebook() as book:
            if not release.is_released(book, exercise.slug):
                return None
            return release.difference(book, exercise)

    def _release(self, exercise: Exercise) -> Path:
        self.write_source(exercise)
        self.register_assignment(exercise.slug)
        return self.folder("release", exercise.slug)

    def register_assignment(self, slug: str) -> None:
        """Have nbgrader make the release of an assignment in `source/`, and enter its cells."""
        self.converter(GenerateAssignment, slug).start()

    def gradebook(self) -> Gradebook:
        """Open nbgrader's gradebook; use it in a `with` statement."""
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    @property
    def journal(self) -> Journal:
        """The course's journal."""
        return self.services.journal

    def cached_grader(self) -> CachedGrader:
        """Make what grades this course's submissions by way of the journal."""
        return self.services.cached_grader()

    def sandboxed_calls(self) -> SandboxedCalls:
        """Give what reads this course's submissions."""
        return self.services.sandboxed_calls

    def folder(self, step: str, slug: str, student: str = ".") -> Path:
        """Find an assignment's folder of a step: `source`, `release`, `submitted` and so on."""
        pattern = getattr(self.coursedir, f"{step}_directory")
        return Path(self.coursedir.format_path(pattern, student, slug))

    def students(self, slug: str) -> list[str]:
        """Name the students who have submitted, by their folders."""
        # A course may order the parts of its folders' paths in another way.
        pattern = self.folder("submitted", slug, "*").relative_to(self.root)
        place = len(self.root.parts) + pattern.parts.index("*")
        return sorted(path.parts[place] for path in self.root.glob(str(pattern)))

    def exercise(self, slug: str) -> Exercise | None:
        """Load the exercise that an assignment is; `None` for an instructor's own assignment."""
        return catalogues.exercise_in(self.folder("source", slug), self.catalogue, slug)

    def notebooks(self, slug: str) -> list[str]:
        """Name the notebooks of an assignment. Raises `CourseError` if it was not released."""
        with self.gradebook() as book:
            try:
                return sorted(each.name for each in book.find_assignment(slug).notebooks)
            except MissingEntry:
                raise CourseError(
                    f"The gradebook has no assignment `{slug}`: release it first, with "
                    f"`{self.how_to_release(slug)}`."
                ) from None

    def is_released(self, slug: str) -> bool:
        """Tell whether the gradebook has an assignment."""
        with self.gradebook() as book:
            return any(assignment.name == slug for assignment in book.assignments)

    def how_to_release(self, slug: str) -> str:
        """Give the command that releases an assignment."""
        command = "heldout release" if self.exercise(slug) else "nbgrader generate_assignment"
        return f"{command} {slug}"

    def assignments(self) -> list[str]:
        """List the catalogue's exercises in their order, then all other assignments in `source/`."""
        order = list(self.catalogue.order)
        sources = self.folder("source", "*").relative_to(self.root)
        others = {path.parent.name for path in self.root.glob(f"{sources}/*.ipynb")}
        return order + sorted(others - set(order))

    def limits(self, slug: str) -> Limits:
        """Give what one submission of an assignment may use."""
        exercise = self.exercise(slug)
        if exercise is not None:
            return exercise.limits
        return Limits(memory_mib=GradeSubmission(config=self.config).memory_mib)

    def handed_in(self, slug: str, student: str) -> datetime | None:
        """Tell when a submission was handed in, if its folder says so."""
        try:
            return submitted_folder.handed_in(self.folder("submitted", slug, student))
        # Grading refuses this folder later, and tells why.
        except UnfitFolder:
            return None

    def ledger(self, slug: str, student: str = "") -> Ledger:
        """Read the final scores of an assignment, or of one student, and what decides about penalties."""
        plugin = nbgrader_plugins.late_penalties(self.converter(Autograde, slug))
        with self.gradebook() as book:
            return Ledger.read(book, slug, plugin, student)

    def converter(self, kind: type[Converter], slug: str, student: str = "*") -> Converter:
        """Make one of nbgrader's converters with this course's settings and Held-out's steps."""
        config = self.config.copy()
        config.CourseDirectory.assignment_id = slug
        config.CourseDirectory.student_id = student
        config.BaseConverter.force = True
        config.GradeSubmission.unsafe = self.unsafe
        app = NbGrader(config=config)
        app.log = faults.log_of(self.root)
        converter: Converter = kind(coursedir=CourseDirectory(parent=app), parent=app)
        nbgrader_plugins.settle(converter)
        return converter
