"""nbgrader's own commands in our course: the same code, the same scores, nothing hidden shown."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.author import notebook, sample
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded
from autograder.gradebook.publisher import Publisher, write_feedback
from autograder.gradebook.submission_grader import grade
from autograder.judge.verdict import Verdict

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
NBGRADER = [str(Path(sys.executable).parent / "nbgrader")]
DOUBLED = "def square(x):\n    print('<b>mine</b>')\n    return x + x"


def scores(root):
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in book.find_assignment("squares").submissions
            for each in submission.notebooks
            for grade in each.grades
        }


@pytest.fixture
def class_of_four(submit, right):
    submit("ann", right)
    submit("bob", {})
    submit("cyd", right | {"square": DOUBLED})
    submit("dan", b"no json")


def run(root, *arguments):
    subprocess.run([*NBGRADER, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.whole
def test_both_commands_give_the_same_scores_in_the_same_gradebook(room, class_of_four, mark):
    for student in room.students("squares"):
        assert isinstance(mark(student), Graded)
    ours = scores(room.root)
    run(room.root, "generate_assignment", "squares", "--force")
    run(room.root, "autograde", "squares", "--force")
    run(room.root, "generate_feedback", "squares", "--force")
    assert scores(room.root) == ours
    assert ours["ann", "square-score"] == (4.0, False)
    assert ours["bob", "square-score"] == (0.0, False)
    assert ours["cyd", "square-score"] == (2.0, False)
    assert ours["dan", "square-score"] == (None, True)


def test_nothing_hidden_is_in_what_students_see(room, class_of_four, toy, mark):
    for student in room.students("squares"):
        mark(student)
    write_feedback(room, "squares")
    secrets = ["hidden-canary", "test_each_number", "test_words", "given(", "Traceback (most"]
    secrets += [str(toy.staff_folder)]
    for folder in ("release", "autograded", "feedback"):
        files = [path for path in (room.root / folder).rglob("*") if path.is_file()]
        assert files
        for path in files:
            text = path.read_text("utf-8", "replace")
            # Examples in the library for students show tracebacks of their own.
            if path.suffix == ".py":
                text = text.replace("Traceback (most", "")
            found = [secret for secret in secrets if secret in text]
            assert not found, (path, found)


def test_feedback_says_what_was_called_and_what_may_have_happened(room, class_of_four, mark):
    mark("cyd")
    (page,) = write_feedback(room, "squares", "cyd").paths
    text = page.read_text("utf-8")
    for words in (
        "not yet · 2 of 4 points",
        "You add each number to itself",
        "square(array([",
        "x squared is x times x.",
    ):
        assert words in text
    # A page that names the mistake shows no hint.
    assert "What is 3 times 3?" not in text


def test_a_task_that_is_not_begun_has_one_hint(room, submit, right, mark):
    submit("bob", {task: answer for task, answer in right.items() if task != "square"})
    # Beside a failed check a question about the task's idea would be taken for the cause.
    submit("eve", right | {"square": "def square(x):\n    return -x * x"})
    for who, hints in (("bob", 1), ("eve", 0)):
        mark(who)
        (page,) = write_feedback(room, "squares", who).paths
        text = page.read_text("utf-8")
        assert text.count("What is 3 times 3?") == hints
        assert "Multiply each number by itself." not in text


def test_a_broken_task_has_no_score_and_a_flag(room, submit, right, monkeypatch, mark):
    submit("ann", right)
    real = room.services.supervisor
    run = real.run

    def break_one(job, on_task):
        outcome = run(job, on_task)
        task = outcome.tasks["total"]
        outcome.tasks["total"] = task.unjudged(task.task, Verdict.BROKEN, "our check fell over")
        return outcome

    monkeypatch.setattr(real, "run", break_one)
    mark("ann")
    assert scores(room.root) == {
        ("ann", "square-score"): (4.0, False),
        ("ann", "total-score"): (None, True),
    }
    (page,) = write_feedback(room, "squares", "ann").paths
    text = page.read_text("utf-8")
    assert "our fault, not yours" in text
    assert "our check fell over" not in text


def test_a_manual_grade_survives_another_run(room, submit, right, mark):
    submit("ann", right)
    mark("ann")
    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}") as book:
        grade = book.find_grade("total-score", "squares", "squares", "ann")
        grade.manual_score = 1.5
        book.db.commit()
    mark("ann")
    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}") as book:
        assert book.find_grade("total-score", "squares", "squares", "ann").score == 1.5


def test_what_a_check_or_a_student_says_is_escaped(room, submit, right, mark):
    submit(
        "eve", right | {"square": "def square(x):\n    raise KeyError('<script>alert(1)</script>')"}
    )
    mark("eve")
    (page,) = write_feedback(room, "squares", "eve").paths
    assert "<script>alert(1)" not in page.read_text("utf-8")


def test_what_was_not_isolated_is_stamped(room, submit, right):
    submit("ann", right)
    with CourseFolder(room.root, unsafe=True) as unsafe:
        graded = grade(unsafe, "squares", "ann")
        assert Publisher(unsafe, "squares").publish(graded) is None
    assert graded.outcome.isolation == "practice, not isolated"
    (page,) = write_feedback(unsafe, "squares", "ann").paths
    assert "practice, not isolated" in page.read_text("utf-8")


def test_zip_collect_unpacks_in_a_child_and_leaves_what_is_hostile(room, right, toy):
    from nbgrader.apps import ZipCollectApp
    from nbgrader.coursedir import CourseDirectory

    folder = room.root / "downloaded" / "squares" / "archive"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "ann.zip", "w") as made:
        made.writestr("squares.ipynb", notebook.write(sample.fill(toy, right)))
    with zipfile.ZipFile(folder / "eve.zip", "w") as made:
        made.writestr("../../../eve.ipynb", b"{}")
    (folder / "link.ipynb").symlink_to(room.root / ".heldout" / "secret")
    app = ZipCollectApp(config=room.config)
    app.coursedir = CourseDirectory(root=str(room.root), parent=app)
    plugin = room.config.ZipCollectApp.extractor_plugin(parent=app)
    plugin.extract(str(folder), str(folder.parent / "extracted"))
    there = sorted(p.name for p in (folder.parent / "extracted").rglob("*") if p.is_file())
    assert there == ["squares.ipynb"]
    assert not list(room.root.rglob("eve.ipynb"))
