"""A course's directory: nbgrader's folders, plugged into us, and what is done in it."""

import logging
import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError

from autograder.author import notebook, release_files
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise, Limits
from autograder.errors import (
    CourseError,
    ExecutorFailed,
    ExerciseError,
    JournalError,
    NoIsolation,
    NotRun,
    StepError,
    UnfitFolder,
    UnfitSharedFolder,
    Unreadable,
)
from autograder.gradebook import (
    grading_step,
    intake,
    kept_files,
    nbgrader_plugins,
    release,
    services,
    steps,
    submission,
    submitted_folder,
)
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.executors import LOCAL, secret_of
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.release import Difference, Replaced
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.process.untrusted_call import SandboxedCalls
from course.expect import first_line

Converter = TypeVar("Converter", bound=BaseConverter)
CONFIG = '''"""nbgrader's settings for this course; everything that nbgrader knows may be set here."""

from autograder import plug_in

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course_id}"
plug_in(c, catalogue="{catalogue}")
'''


LOG = Path(".heldout") / "nbgrader.log"
# A student's name is a folder, a pattern that nbgrader matches, a row of a table and part of
# formgrader's pages, which escape nothing; so it is letters, digits and what stands in addresses.
STUDENT = re.compile(r"\w[\w.@-]{0,99}")


def is_name(student: str) -> bool:
    """Tell whether a folder's name can be a student's; signs that mark the letter before it may be."""
    # macOS writes an accent as a sign of its own; so does many a script its vowels.
    letters = "".join(sign for sign in student if not unicodedata.category(sign).startswith("M"))
    return STUDENT.fullmatch(letters) is not None and len(student) <= 200


OTHER_MARKS = (
    "`{}` carries nbgrader's marks in another version than your release. Expected: the released "
    "notebook, with the student's answers. Ask for that, or copy the answers into it."
)
BROKEN_MARKS = (
    "`{}` carries marks of nbgrader's that were changed and cannot be read ({}). Expected: the "
    "released notebook, with the student's answers. Ask for that, or copy the answers into it."
)
# What concerns every submission of a course, and so ends a command.
OF_THE_COURSE = (
    CourseError, ExecutorFailed, ExerciseError, JournalError, NoIsolation, StepError,
    UnfitSharedFolder,
)  # fmt: skip


@dataclass(frozen=True)
class NotGraded:
    """A submission that could not be graded at all, and why.

    `flag` is what to write of it where nothing stands: no score, and staff must look.
    """

    student: str
    why: str
    flag: submission.Graded | None = None


class CourseFolder:
    """A course's directory, made by `init`; its submissions are graded `on` this machine or others."""

    def __init__(self, root: Path, *, unsafe: bool = False, on: str = LOCAL) -> None:
        self.root = root.resolve()
        self.unsafe = unsafe
        self.on = on
        if not (self.root / "nbgrader_config.py").is_file():
            raise CourseError(
                f"`{self.root}` is no course: it has no `nbgrader_config.py`. Go to the course's "
                "directory, or make one with `heldout init DIR`."
            )
        # In a course that nbgrader has made, ours is not there yet.
        (self.root / ".heldout").mkdir(mode=0o700, exist_ok=True)
        self.config = self._load()
        if not nbgrader_plugins.is_plugged_in(self.config):
            raise CourseError(
                f"`{self.root}/nbgrader_config.py` does not know of Held-out: nbgrader would run "
                "submissions itself. Add `from autograder import plug_in` and "
                "`plug_in(c)` to it."
            )
        self.catalogue: Catalogue = services.catalogue_at(self.config.GradeSubmission.catalogue)
        self.config.CourseDirectory.root = str(self.root)
        self.coursedir = CourseDirectory(config=self.config)
        # Whose feedback page was not written at the last try, and why.
        self.unwritten: dict[str, str] = {}
        # What the course asks for and cannot have is said before anything begins.
        for kind in (GenerateAssignment, Autograde, GenerateFeedback):
            self._converter(kind, "")

    @classmethod
    def init(cls, root: Path, catalogue: str = "") -> "CourseFolder":
        """Make a course's directory; what is there already is left alone."""
        root.mkdir(parents=True, exist_ok=True)
        config = root / "nbgrader_config.py"
        if not config.exists():
            name = "".join(c if c.isalnum() or c in "-_" else "-" for c in root.resolve().name)
            place = str(Path(catalogue).resolve()) if catalogue else ""
            config.write_text(CONFIG.format(course_id=name, catalogue=place), "utf-8")
        secret_of(root)
        room = cls(root)
        (room.root / room.coursedir.submitted_directory).mkdir(exist_ok=True)
        for exercise in room.catalogue:
            room.write_source(exercise)
        return room

    def write_source(self, exercise: Exercise) -> Path:
        """Build an exercise's notebook, and what it imports, into nbgrader's `source` folder."""
        path = self.folder("source", exercise.slug) / f"{exercise.slug}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        built = notebook.write(notebook.build(exercise))
        if path.is_file() and path.read_bytes() != built:
            # Somebody may have edited it there, as one does in a course of nbgrader's.
            kept = self.root / ".heldout" / f"{exercise.slug}-{datetime.now():%Y%m%d-%H%M%S}.ipynb"
            path.replace(kept)
            steps.notices.say(f"`{path}` is built anew; what stood there is kept as `{kept}`.")
        path.write_bytes(built)
        release_files.write(exercise, path.parent)
        return path

    def release(self, slug: str) -> Path:
        """Build the notebook that students get, and enter its cells into the gradebook.

        Raises `CourseError` before anything is touched where scores that stand belong to other
        tasks or other points.
        """
        exercise = self.catalogue.load(slug)
        found = self._difference(exercise)
        if found and found.students:
            raise CourseError(
                f"The gradebook holds {found.students} submission(s) of `{slug}` by an earlier release: "
                f"{found}. Nothing was changed. `heldout release --replace {slug}` releases it anew and "
                f"keeps what was given for tasks that stay; then `heldout grade {slug}`."
            )
        return self._release(exercise)

    def replace_release(self, slug: str) -> tuple[Path, Replaced]:
        """Release an exercise whose tasks or points have changed, under the submissions that are there."""
        exercise = self.catalogue.load(slug)
        url = self.coursedir.db_url
        if self._difference(exercise) is None:
            return self._release(exercise), Replaced(None, ())
        backup = release.back_up(url, self.root / ".heldout")
        try:
            with self._book() as book:
                lost = release.adapt(book, exercise)
            return self._release(exercise), Replaced(backup, lost)
        except Exception:
            if backup:
                release.put_back(backup, url)
            raise

    def expect_released(self, exercise: Exercise) -> None:
        """Raise `CourseError` unless the gradebook has this exercise's tasks, with its points."""
        slug = exercise.slug
        with self._book() as book:
            if not release.is_released(book, slug):
                raise CourseError(f"`{slug}` was never released: `heldout release {slug}`.")
            found = release.difference(book, exercise)
        if found:
            raise CourseError(found.refusal(f"`heldout grade {slug}`"))

    def _difference(self, exercise: Exercise) -> Difference | None:
        with self._book() as book:
            if not release.is_released(book, exercise.slug):
                return None
            return release.difference(book, exercise)

    def _book(self) -> Gradebook:
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    def _release(self, exercise: Exercise) -> Path:
        self.write_source(exercise)
        self.register_assignment(exercise.slug)
        return self.folder("release", exercise.slug)

    def register_assignment(self, slug: str) -> None:
        """Have nbgrader make the release of what is in `source/`, and enter its cells."""
        self._start(GenerateAssignment, slug)

    def cached_grader(self) -> CachedGrader:
        """What grades this course's submissions, and remembers."""
        return services.cached_grader_of(self.root, not self.unsafe, self.on)

    def sandboxed_calls(self) -> SandboxedCalls:
        """What reads this course's submissions."""
        return services.sandboxed_calls_of(self.root, not self.unsafe)

    def folder(self, step: str, slug: str, student: str = ".") -> Path:
        """Where an assignment's files of a step are: `source`, `release`, `submitted` and so on."""
        kind = getattr(self.coursedir, f"{step}_directory")
        return Path(self.coursedir.format_path(kind, student, slug))

    def students(self, slug: str) -> list[str]:
        """Who has submitted, by the names of the folders."""
        # A course may have put its folders in another order.
        pattern = self.folder("submitted", slug, "*").relative_to(self.root)
        place = len(self.root.parts) + pattern.parts.index("*")
        return sorted(path.parts[place] for path in self.root.glob(str(pattern)))

    def grade(
        self, slug: str, student: str, *, fresh: bool = False
    ) -> submission.Graded | NotGraded:
        """Grade one submission and write nothing but the journal; any thread may ask."""
        if not is_name(student):
            return NotGraded(
                student,
                "The folder's name is no student's name. Expected: letters, digits and `_.@-`, "
                "up to 100, beginning with a letter or digit. Rename the folder.",
            )
        exercise = self.exercise(slug)
        try:
            submitted_folder.check(self.folder("submitted", slug, student))
            if exercise is None:
                return self._grade_ordinary(slug, student, fresh=fresh)
            return self._grade_ours(exercise, student, fresh=fresh)
        except (Unreadable, NotRun, UnfitFolder) as why:
            return NotGraded(student, str(why))
        # These concern the course, so every submission.
        except OF_THE_COURSE:
            raise
        except Exception as error:
            refused = self.fault(student, "graded", error)
            return replace(refused, flag=_flag(student, exercise, refused.why))

    def fault(self, student: str, done: str, error: Exception) -> NotGraded:
        """Put down to us that a submission could not be graded or written; the log has the trace."""
        log = _log(self.root)
        log.error("%s could not be %s", student, done, exc_info=error)
        what = first_line(f"{type(error).__name__}: {error}")
        return NotGraded(
            student,
            f"It could not be {done}: {what.rstrip('.')}. This is a fault of Held-out's, and costs "
            f"nobody else. Its trace stands in `{self.root / LOG}`, beside this name. The same "
            "command tries again.",
        )

    def exercise(self, slug: str) -> Exercise | None:
        """Find the exercise that an assignment is, if it is one of ours and not a namesake."""
        return services.exercise_in(self.folder("source", slug), self.catalogue, slug)

    def _grade_ours(
        self, exercise: Exercise, student: str, *, fresh: bool
    ) -> submission.Graded | NotGraded:
        slug = exercise.slug
        folder = self.folder("submitted", slug, student)
        expected = folder / f"{slug}.ipynb"
        if not (expected.exists() or expected.is_symlink()):
            return NotGraded(student, submitted_folder.without(folder, expected.name))
        clean = submission.take_in(expected, exercise, self.sandboxed_calls())
        outcome = submission.grade_notebook(clean, exercise, self.cached_grader(), fresh=fresh)
        submission.look_beside(expected, outcome)
        return submission.Graded(student, {slug: clean}, {slug: outcome})

    def _grade_ordinary(
        self, slug: str, student: str, *, fresh: bool
    ) -> submission.Graded | NotGraded:
        """Run notebooks that carry their own tests; what one writes, the next one finds."""
        with tempfile.TemporaryDirectory(
            prefix="kept-", dir=self.sandboxed_calls().scratch
        ) as kept:
            return self._run_notebooks(slug, student, Path(kept), fresh=fresh)

    def _run_notebooks(
        self, slug: str, student: str, kept: Path, *, fresh: bool
    ) -> submission.Graded | NotGraded:
        """Run a submission's notebooks in turn, as nbgrader would have them after sanitizing."""
        converter = self._converter(grading_step.GradeOne, slug, student)
        exporter = converter.exporter_class(parent=converter, config=converter.config)
        grader = grading_step.grader_of(converter)(parent=exporter)
        folder = self.folder("submitted", slug, student)
        beside = [folder, self.folder("source", slug), kept]
        notebooks, outcomes = {}, {}
        for name in self._notebooks(slug):
            path = folder / f"{name}.ipynb"
            where = {"student": student, "assignment": slug, "notebook": name}
            resources = {"nbgrader": where | {"db_url": converter.coursedir.db_url}}
            if not path.exists():
                outcomes[name] = grader.not_handed_in(resources)
                continue
            nb, remarks = grader.take_in(path, resources, self.sandboxed_calls())
            try:
                for step in _made(converter.sanitize_preprocessors, exporter):
                    nb, resources = step(nb, resources)
            except (SchemaTooOldError, SchemaTooNewError):
                return NotGraded(student, OTHER_MARKS.format(path.name))
            # What nbgrader raises on marks that somebody has edited; the log has its trace.
            except (ValidationError, LookupError, RuntimeError, TypeError, ValueError) as error:
                _log(self.root).warning("%s: marks that cannot be read", student, exc_info=error)
                return NotGraded(student, BROKEN_MARKS.format(path.name, first_line(str(error))))
            kernel = grader.kernel_outside(nb, resources)
            if kernel:
                why = f"`nbgrader autograde` runs `{path.name}` by `{kernel}`, without our sandbox."
                return NotGraded(student, why)
            notebooks[name] = nb
            outcome = grader.run_ordinary(nb, resources, beside, self.cached_grader(), fresh=fresh)
            kept_files.put(outcome.files, kept)
            outcome.remarks = (*remarks, *outcome.remarks)
            outcomes[name] = outcome
        if not notebooks:
            whys = [submitted_folder.without(folder, f"{name}.ipynb") for name in outcomes]
            return NotGraded(student, min(whys, key=len) if whys else f"`{slug}` has no notebook.")
        return submission.Graded(student, notebooks, outcomes)

    def _notebooks(self, slug: str) -> list[str]:
        with self._book() as book:
            try:
                return sorted(each.name for each in book.find_assignment(slug).notebooks)
            except MissingEntry:
                raise CourseError(
                    f"The gradebook has no assignment `{slug}`: release it first, with "
                    f"`{self.how_to_release(slug)}`."
                ) from None

    def is_released(self, slug: str) -> bool:
        """Tell whether the gradebook knows an assignment."""
        with self._book() as book:
            return any(each.name == slug for each in book.assignments)

    def how_to_release(self, slug: str) -> str:
        """Give the command that releases an assignment."""
        return (
            f"{'heldout release' if self.exercise(slug) else 'nbgrader generate_assignment'} {slug}"
        )

    def assignments(self) -> list[str]:
        """Exercises of the catalogue, in its order, and whatever else lies in `source/`."""
        order = list(self.catalogue.order)
        sources = self.folder("source", "*").relative_to(self.root)
        others = {path.parent.name for path in self.root.glob(f"{sources}/*.ipynb")}
        return order + sorted(others - set(order))

    def limits(self, slug: str) -> Limits:
        """What one submission of an assignment may use."""
        exercise = self.exercise(slug)
        if exercise is not None:
            return exercise.limits
        return Limits(memory_mib=grading_step.GradeSubmission(config=self.config).memory_mib)

    def published_students(self, slug: str) -> set[str]:
        """Whose submissions nbgrader has as they are: in its gradebook, and among its notebooks.

        The same notebook that was handed in at another time is another: it may be late now.
        """
        with self._book() as book:
            try:
                submissions = book.find_assignment(slug).submissions
            except MissingEntry:
                return set()
            known = {each.student_id: each.timestamp for each in submissions}
        return {
            name
            for name, when in known.items()
            if any(self.folder("autograded", slug, name).glob("*.ipynb"))
            and self.handed_in(slug, name) in (None, when)
        }

    def handed_in(self, slug: str, student: str) -> datetime | None:
        """Tell when a submission came, if its folder says so."""
        try:
            return submitted_folder.handed_in(self.folder("submitted", slug, student))
        # It is refused when its turn comes.
        except UnfitFolder:
            return None

    def ledger(self, slug: str) -> Ledger:
        """Read what stands for whom in the gradebook, with what decides about lateness."""
        converter = self._converter(grading_step.GradeOne, slug)
        plugin = nbgrader_plugins.late_penalties(converter)
        with self._book() as book:
            return Ledger.read(book, slug, plugin)

    def writer(self, slug: str) -> Callable[[submission.Graded], NotGraded | None]:
        """Give what writes a graded submission into nbgrader's folders and gradebook."""
        converter = self._converter(grading_step.GradeOne, slug)

        def write(graded: submission.Graded) -> NotGraded | None:
            converter.coursedir.student_id = graded.student
            converter.graded, converter.problem = graded, None
            try:
                converter.start()
                self.cached_grader().journal.publish(graded.student, graded.outcome)
            except OF_THE_COURSE:
                raise
            except Exception as error:
                return self.fault(graded.student, "written", converter.problem or error)
            return None

        return write

    def feedback(self, slug: str, student: str = "*") -> list[Path]:
        """Write the feedback pages and tell where they are; none where nobody was graded."""
        graded = self.folder("autograded", slug, student).relative_to(self.root)
        names = {path.stem for path in self.root.glob(f"{graded}/*.ipynb")}
        self.unwritten = {}
        if not names:
            return []
        converter = self._converter(grading_step.WriteFeedback, slug, student)
        # nbgrader writes the pages of all others, removes those that failed, and then raises.
        with suppress(NbGraderException):
            converter.start()
        self.unwritten = {
            who: first_line(f"{type(error).__name__}: {error}")
            for who, error in converter.problems.items()
        }
        pages = self.folder("feedback", slug, student).relative_to(self.root)
        return sorted(p for name in names for p in self.root.glob(f"{pages}/{name}.html"))

    def without_feedback(self, slug: str, student: str = "*") -> list[str]:
        """Name the students who were graded and whose pages are not there."""
        graded = self.folder("autograded", slug, student).relative_to(self.root)
        place = len(self.root.parts) + graded.parts.index(student)
        names = {path.parts[place] for path in self.root.glob(f"{graded}/*.ipynb")}
        return sorted(n for n in names if not any(self.folder("feedback", slug, n).glob("*.html")))

    def _load(self) -> Any:
        app = NbGrader()
        # A course's own plugins lie beside its settings: nbgrader's commands find them there.
        if str(self.root) not in sys.path:
            sys.path.append(str(self.root))
        with _at(self.root):
            app.load_config_file()
        return app.config

    def _start(self, kind: type[BaseConverter], slug: str, student: str = "*") -> None:
        self._converter(kind, slug, student).start()

    def _converter(self, kind: type[Converter], slug: str, student: str = "*") -> Converter:
        config = self.config.copy()
        config.CourseDirectory.assignment_id = slug
        config.CourseDirectory.student_id = student
        config.BaseConverter.force = True
        config.GradeSubmission.unsafe = self.unsafe
        app = NbGrader(config=config)
        app.log = _log(self.root)
        converter: Converter = kind(coursedir=CourseDirectory(parent=app), parent=app)
        nbgrader_plugins.settle(converter)
        return converter


def _flag(student: str, exercise: Exercise | None, why: str) -> submission.Graded | None:
    """Stand in for a submission of ours: every task without a score, by our fault."""
    if exercise is None:
        return None
    nb = intake.placeholder(exercise, why, "was not graded")
    tasks = {t.name: TaskOutcome.unjudged(t, Verdict.BROKEN, why) for t in exercise.tasks}
    outcome = Outcome(exercise.slug, tasks, digest=notebook.digest([why]))
    return submission.Graded(student, {exercise.slug: nb}, {exercise.slug: outcome})


def _made(kinds: Sequence[Any], exporter: Any) -> Iterator[Any]:
    """Make steps as nbconvert does: of a class, a dotted name, an object or a function."""
    exporter._preprocessors = []
    for kind in kinds:
        exporter.register_preprocessor(kind)
    yield from exporter._preprocessors


@contextmanager
def _at(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _log(root: Path) -> logging.Logger:
    """nbgrader's chatter goes to a file: on the screen stands what the instructor must know."""
    log = logging.getLogger(f"heldout.nbgrader.{root}")
    if not log.handlers:
        handler = logging.FileHandler(root / LOG, encoding="utf-8")
        # On a full disk the log is the least of all; what matters is said by who meets it.
        handler.handleError = lambda record: None  # type: ignore[method-assign]
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        # nbgrader's gradebook logs by way of tornado, and that to the screen.
        for each in (log, logging.getLogger("tornado.application")):
            each.handlers = [handler]
            each.propagate = False
        log.setLevel(logging.INFO)
    return log
