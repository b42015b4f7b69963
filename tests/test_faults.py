"""If Held-out fails at one submission, no other submission is affected."""

import pytest
from nbgrader.api import Gradebook
from test_batch import FLAGGED, FULL, grades
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.feedback import feedback_page
from autograder.gradebook import submission
from autograder.gradebook.cached_grader import CachedGrader

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
STUDENTS = ("ann", "bob", "cyd")
# In bob's notebook alone.
SIGN = "def square(x):\n    return x * x  # bob's own"


class Odd(Exception):
    """An exception that nobody has thought of."""


def raises_for_bob(wrapped, seen):
    """Wrap a function so that it raises where bob's notebook has come in."""

    def wrapper(*positional, **named):
        if seen(positional):
            raise Odd("in the middle of it")
        return wrapped(*positional, **named)

    return wrapper


def taken_in(monkeypatch):
    monkeypatch.setattr(
        submission, "take_in", raises_for_bob(submission.take_in, lambda a: "bob" in str(a[0]))
    )


def graded(monkeypatch):
    monkeypatch.setattr(
        CachedGrader, "grade", raises_for_bob(CachedGrader.grade, lambda a: SIGN in a[2].values())
    )


def graded_by_recursion(monkeypatch):
    def grade(self, exercise, cells, *rest, **named):
        return (
            grade(self, exercise, cells)
            if SIGN in cells.values()
            else before(self, exercise, cells, *rest, **named)
        )

    before = CachedGrader.grade
    monkeypatch.setattr(CachedGrader, "grade", grade)


def written(monkeypatch):
    def write_outcome(nb, outcome, exercise):
        if any(cell.source == SIGN for cell in nb.cells):
            raise Odd("while it is written")
        before(nb, outcome, exercise)

    before = submission.write_outcome
    monkeypatch.setattr(submission, "write_outcome", write_outcome)


@pytest.fixture
def handed_in(room, submit, right, monkeypatch):
    for student in STUDENTS:
        submit(student, right | ({"square": SIGN} if student == "bob" else {}))
    monkeypatch.chdir(room.root)
    return room


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("fault", [taken_in, graded, graded_by_recursion, written])
def test_a_fault_with_one_submission_costs_that_one_alone(fault, handed_in, monkeypatch):
    with monkeypatch.context() as patched:
        fault(patched)
        done = run("grade", "squares", "--jobs", "1")
    assert done.exit_code == 1, done.output
    assert "Not graded: bob" in done.output
    assert "fault of Held-out's" in done.output
    log = handed_in.heldout_folder.log.read_text()
    assert "bob could not be" in log
    assert "Traceback" in log
    book = grades(handed_in)
    assert book["ann"] == book["cyd"] == FULL
    assert book.get("bob") in (None, FLAGGED) or fault is written
    again = run("grade", "squares", "--jobs", "1", "--yes")
    assert again.exit_code == 0, again.output
    assert grades(handed_in)["bob"] == FULL


def test_a_score_that_stands_is_not_lost_by_a_fault(handed_in, monkeypatch):
    assert run("grade", "squares", "--jobs", "1").exit_code == 0
    graded(monkeypatch)
    assert run("grade", "squares", "--jobs", "1", "--no-cache", "--yes").exit_code == 1
    assert grades(handed_in)["bob"] == FULL


def test_a_page_that_cannot_be_written_costs_no_other_page(handed_in, monkeypatch):
    assert run("grade", "squares", "--jobs", "1").exit_code == 0
    exported = feedback_page.FeedbackExporter.from_filename

    def from_filename(self, filename, *rest, **named):
        if "bob" in str(filename):
            raise Odd("in a template")
        return exported(self, filename, *rest, **named)

    monkeypatch.setattr(feedback_page.FeedbackExporter, "from_filename", from_filename)
    done = run("feedback", "squares")
    assert done.exit_code == 1
    assert "no page for bob: Odd: in a template" in done.output
    assert {path.parts[-3] for path in handed_in.root.glob("feedback/*/squares/*.html")} == {
        "ann",
        "cyd",
    }


def test_what_concerns_the_course_ends_the_command(handed_in, monkeypatch):
    """A journal that cannot be written loses everybody's results: nobody is graded in vain."""
    from autograder.errors import JournalError
    from autograder.gradebook.journal import Journal

    def begin(self, *arguments):
        raise JournalError("the disk is full")

    monkeypatch.setattr(Journal, "begin", begin)
    done = run("grade", "squares", "--jobs", "1")
    assert done.exit_code == 2
    assert "the disk is full" in done.output
    with Gradebook(f"sqlite:///{handed_in.root / 'gradebook.db'}") as book:
        assert book.find_assignment("squares").submissions == []
