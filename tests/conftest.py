"""Shared by the tests: the toy course, a warm supervisor, and ways to hand in code."""

import functools
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

# isort: off
# Before all others: with it, the import of nbformat takes three seconds less.
import autograder.process.skip_slow_import  # noqa: F401
# isort: on

import databases
import nbformat
import nbgrader.api
import psutil
import pytest
from absl import logging as absl_log
from databases import NewDatabase, Server, sqlite
from gpus import a_gpu
from nbformat.v4 import new_code_cell
from warm import SECRET, WarmProcesses

from autograder.author import notebook, sample
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.gradebook import (
    executors,
    process_services,
    services,
    submission,
    submission_grader,
)
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.journal import Journal
from autograder.gradebook.publisher import Publisher
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.sandbox import syscalls
from autograder.verify import known_answer

TOY = Path(__file__).parent / "toy"
# A command that sets up its log closes all earlier handlers. absl's handler then closes its stream,
# which is the file that pytest captures output with, unless it is this one.
absl_log.get_absl_handler().python_handler.stream = sys.__stderr__
# Memory for one test process and its zygotes. Both import TensorFlow.
PROCESS_MIB = 3000
# The files that take longest, in this order: they start first, so that no process ends alone.
LONGEST = (
    "test_hostile",
    "test_ordinary",
    "test_cli",
    "test_portal_browser",
    "test_verify",
    "test_grading",
    "test_portal_grading",
)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores, as memory allows: many tests wait for a limit to pass."""
    free_mib = psutil.virtual_memory().available >> 20
    return max(1, min(syscalls.cores() + 1, free_mib // PROCESS_MIB))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest files first."""
    longest = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: longest.get(item.path.stem, len(longest)))


@pytest.fixture(autouse=True)
def own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty file for a learner's progress, so that no test changes the real one."""
    file = tmp_path / "notes" / "progress.json"
    monkeypatch.setenv("HELDOUT_PROGRESS", str(file))
    return file


@pytest.fixture(autouse=True)
def no_services_left() -> Iterator[None]:
    """Close what nbgrader's own steps have opened in this process."""
    yield
    process_services.close_all()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL server of this test process."""
    with databases.server() as running:
        yield running


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Give the address of a new database of the portal: SQLite's in a folder, then PostgreSQL's."""
    if request.param == "sqlite":
        return sqlite
    server = request.getfixturevalue("postgres")
    return lambda folder: server.database()


@pytest.fixture(scope="session")
def new_portal(new_database: NewDatabase) -> Callable[..., AbstractContextManager[Any]]:
    """Make a portal as `portals.portal` does, on each of the databases in turn."""
    # Imported here, since most tests need no pages.
    import portals

    return functools.partial(portals.portal, new_database=new_database)


@pytest.fixture
def own(new_portal: Callable[..., AbstractContextManager[Any]], tmp_path: Path) -> Iterator[Any]:
    """A portal of the test's own."""
    with new_portal(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def toy() -> Exercise:
    """The toy exercise `squares`: tasks `square` (4 points) and `total` (2, all or nothing)."""
    return Catalogue.at(TOY).load("squares")


@pytest.fixture(scope="session")
def models() -> Exercise:
    """The toy exercise `line`: tasks `line` (4 points, a model) and `saved` (2, a model's file)."""
    return Catalogue.at(TOY.with_name("toy_models")).load("line")


@pytest.fixture(scope="session")
def advice() -> Exercise:
    """The toy exercise `advice`: `square` (4 points) has checks; a person marks `argument` and `plan`."""
    return Catalogue.at(TOY.with_name("toy_by_hand")).load("advice")


@pytest.fixture(scope="session", autouse=True)
def warm() -> Iterator[WarmProcesses]:
    """The zygotes of this test process: each course and each `verify` in it gets them lent.

    A test that needs a supervisor for itself, to kill it or to change it, makes a `Supervisor`.
    """
    with pytest.MonkeyPatch.context() as patched, closing(WarmProcesses()) as processes:
        patched.setattr(executors, "Supervisor", processes.supervisor)
        patched.setattr(known_answer, "Supervisor", processes.supervisor)
        patched.setattr(services, "SandboxedCalls", processes.sandboxed_calls)
        yield processes


@pytest.fixture(scope="session", autouse=True)
def _database_version() -> Iterator[None]:
    """Ask alembic once for the version of a gradebook: nbgrader starts a process for each new one."""
    with pytest.MonkeyPatch.context() as patched:
        asked_once = functools.cache(nbgrader.api.get_alembic_version)
        patched.setattr(nbgrader.api, "get_alembic_version", asked_once)
        yield


@pytest.fixture(scope="session")
def supervisor(warm: WarmProcesses) -> Supervisor:
    """The warm supervisor of this test process. Leave it as you have found it."""
    return warm.owner()


@pytest.fixture(scope="module")
def granted() -> Iterator[Supervisor]:
    """A supervisor with a GPU that is none."""
    with Supervisor(SECRET, gpus=[a_gpu()]) as running:
        yield running


@pytest.fixture(scope="session")
def right(toy: Exercise) -> dict[str, str]:
    """The toy's reference answers by task."""
    return sample.reference(toy)


@pytest.fixture(scope="session")
def grade(toy: Exercise, right: dict[str, str], supervisor: Supervisor) -> Callable[..., Outcome]:
    """Grade the reference with some answers replaced, and cells of one's own put before them."""

    def run(*cells: str, **answers: str) -> Outcome:
        filled = sample.fill(toy, right | answers)
        sources = dict(notebook.cells_to_run(filled))
        before = {-len(cells) + index: source for index, source in enumerate(cells)}
        first = min(sources)
        # After the imports, so that a cell may use NumPy.
        return supervisor.grade(toy, {first: sources.pop(first)} | before | sources)

    return run


@pytest.fixture
def cached_grader(supervisor: Supervisor, tmp_path: Path) -> Iterator[CachedGrader]:
    """Grades, and remembers nothing of other tests."""
    journal = Journal(tmp_path / "journal.db")
    yield CachedGrader(supervisor, journal)
    journal.close()


@pytest.fixture
def hand_in(
    toy: Exercise, right: dict[str, str], cached_grader: CachedGrader
) -> Callable[..., dict]:
    """Grade the toy's notebook, with cells of one's own before and after its own ones; give its tasks."""

    def run(
        *after: str, before: Sequence[str] = (), tags: Sequence[str] = (), **answers: str
    ) -> dict[str, TaskOutcome]:
        nb = sample.fill(toy, right | answers)
        nb.cells[2:2] = [new_code_cell(cell, metadata={"tags": list(tags)}) for cell in before]
        nb.cells += [new_code_cell(cell) for cell in after]
        nb.metadata.heldout = nbformat.NotebookNode()
        return submission.grade_notebook(nb, toy, cached_grader).tasks

    return run


@pytest.fixture
def printed() -> Callable[[Outcome, int], str]:
    """All that a cell of one's own showed; the first is -1 if it is the only one."""

    def text(outcome: Outcome, index: int = -1) -> str:
        return "".join(
            str(o.get("text") or o.get("data", {}).get("text/plain") or o.get("evalue"))
            for o in outcome.outputs[index]
        )

    return text


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course directory with the toy released, to be copied: nbgrader takes seconds to make one."""
    made = CourseFolder.init(tmp_path_factory.mktemp("released") / "course", str(TOY))
    made.release("squares")
    made.close()
    return made.root


@pytest.fixture
def room(released: Path, tmp_path: Path) -> Iterator[CourseFolder]:
    """A course directory of one's own with the toy released; it is closed after the test."""
    with CourseFolder(Path(shutil.copytree(released, tmp_path / "course"))) as course:
        yield course


@pytest.fixture
def service(room: CourseFolder, new_database: NewDatabase) -> Iterator[Any]:
    """A course with its portal, and a grading process that works when a test asks for it."""
    # Only these tests need the extra.
    from grading_service import grading_service

    with grading_service(room, new_database) as made:
        yield made


@pytest.fixture
def mended(service: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A course whose checks a test can change: a call mends them so that `2 * x` passes, too."""
    root = Path(shutil.copytree(service.course.catalogue.exercises.parent, tmp_path / "own"))
    monkeypatch.setattr(service.course, "catalogue", Catalogue.at(root))

    def mend() -> None:
        path = root / "solutions" / "squares" / "checks.py"
        text = path.read_text("utf-8")
        before = 'close(student.square(x), x * x, message="x squared is x times x.",'
        assert before in text
        path.write_text(text.replace(before, before.replace("x * x,", "student.square(x),")))

    return mend


@pytest.fixture
def written(toy: Exercise, right: dict[str, str]) -> Callable[..., bytes]:
    """Write the toy's notebook with the right answers, but for those that are named."""

    def fill(**answers: str) -> bytes:
        return notebook.write(sample.fill(toy, right | answers))

    return fill


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a screen."""
    # Only tests with the mark `browser` need it.
    from browsing import chromium

    with chromium() as found:
        yield found


@pytest.fixture(params=["desk", "phone"])
def where(request: pytest.FixtureRequest) -> str:
    """A width of the window."""
    return str(request.param)


@pytest.fixture
def page(browser: Any, portal: Any, where: str) -> Iterator[Any]:
    """A window of this width. `portal` is the fixture of the test's own file."""
    from browsing import window

    with window(browser, portal, where) as found:
        yield found


@pytest.fixture
def submit(room: CourseFolder, toy: Exercise) -> Callable[..., Path]:
    """Hand in bytes, or a notebook with these answers, for a student."""

    def hand_in(student: str, content: bytes | dict[str, str]) -> Path:
        path = room.root / "submitted" / student / "squares" / "squares.ipynb"
        path.parent.mkdir(parents=True)
        if isinstance(content, dict):
            content = notebook.write(sample.fill(toy, content))
        path.write_bytes(content)
        return path

    return hand_in


@pytest.fixture
def mark(room: CourseFolder) -> Callable[[str], Graded | NotGraded]:
    """Grade one student's submission and write it down; gives what came out, or why it did not."""

    def run(student: str) -> Graded | NotGraded:
        result = submission_grader.grade(room, "squares", student)
        if isinstance(result, NotGraded):
            return result
        return Publisher(room, "squares").publish(result) or result

    return run
