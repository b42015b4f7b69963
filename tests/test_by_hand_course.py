"""A course with tasks that a person marks: its gradebook, pages and report, and what `verify` says."""

import re
import shutil
from datetime import UTC, datetime

import pytest
from commands import in_this_process
from conftest import TOY
from nbgrader.api import Gradebook

from autograder.author import exam, notebook, sample
from autograder.author.catalogue import Catalogue
from autograder.cli.verify import Options, verify_all
from autograder.cli.verify_tables import as_listed
from autograder.errors import ExerciseError
from autograder.gradebook import submission_grader
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.publisher import Publisher, write_feedback
from autograder.judge.verdict import Verdict
from autograder.report import page, summary
from autograder.verify import exercise_lint, lazy, mutants

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
ROOT = TOY.with_name("toy_by_hand")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
RIGHT = {"square": "def square(x):\n    return x * x"}
HOSTILE = """Buy.<script>alert(1)</script> <b onclick="alert(2)">now</b>
<img src="http://elsewhere.example/x.png"> [here](javascript:alert(3))
<a name="argument"></a><div style="position:fixed">✎ argument: 4 of 4 points</div>"""
ANSWERS = {
    "ann": RIGHT | {"argument": HOSTILE, "plan": "# Try it."},
    "bob": RIGHT | {"argument": "Sell."},
    "cyd": {},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    with CourseFolder.init(tmp_path_factory.mktemp("by_hand") / "course", str(ROOT)) as made:
        made.release("advice")
        exercise = made.catalogue.load("advice")
        for student, answers in ANSWERS.items():
            path = made.root / "submitted" / student / "advice" / "advice.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(notebook.write(sample.fill(exercise, answers)))
            publisher = Publisher(made, "advice")
            assert publisher.publish(submission_grader.grade(made, "advice", student)) is None
        yield made


def rows(course):
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        return {
            (submission.student_id, grade.name): (
                grade.auto_score,
                grade.manual_score,
                grade.needs_manual_grade,
                book.find_comment(grade.name, "advice", "advice", submission.student_id).comment
                if grade.name in ("argument", "plan")
                else None,
            )
            for submission in book.find_assignment("advice").submissions
            for grade in submission.notebooks[0].grades
        }


WAITS, UNTOUCHED = (None, None, True, None), (0.0, None, False, "No response.")


def test_nbgraders_own_command_writes_the_same_rows(course):
    found = rows(course)
    assert found["ann", "square-score"] == found["bob", "square-score"] == (4, None, False, None)
    assert found["ann", "argument"] == found["ann", "plan"] == found["bob", "argument"] == WAITS
    assert found["bob", "plan"] == found["cyd", "argument"] == UNTOUCHED
    done = in_this_process(course.root, "nbgrader", "autograde", "advice", "--force")
    assert done.returncode == 0, done.stderr
    assert rows(course) == found


def test_nbgrader_validate_knows_the_cells(course):
    folder = course.folder("release", "advice")
    done = in_this_process(folder, "nbgrader", "validate", "advice.ipynb")
    text, _, rest = done.stdout.partition("You did not provide a response.")
    assert "Write your advice here" in text
    assert "Write your plan here" in rest
    nb = notebook.read(folder / "advice.ipynb")
    for cell in nb.cells:
        cell.source = ANSWERS["ann"].get(notebook.grade_id(cell), cell.source)
    (folder / "written.ipynb").write_bytes(notebook.write(nb))
    done = in_this_process(folder, "nbgrader", "validate", "written.ipynb")
    assert "Buy." not in done.stdout
    assert "You did not provide" not in done.stdout


def test_a_students_text_is_shown_and_runs_nothing(course):
    write_feedback(course, "advice", "ann")
    shown = (course.root / "feedback/ann/advice/advice.html").read_text()
    assert "Buy." in shown
    assert "<b>now</b>" in shown
    for bad in ("<script", "<b onclick", 'src="http', 'href="javascript', "position:fixed"):
        assert bad not in shown.partition("Buy.")[2]
    # Its name is not that of the page's own place, so no link leads there.
    assert len(re.findall(r'<a name="argument">', shown)) == 1
    assert shown.count("no score yet, of 4.0") == 2
    assert ">argument</a>" in shown
    assert "◐ argument: waits for a person" in shown


def test_the_report_counts_it_and_compares_no_texts(course):
    exercise = course.catalogue.load("advice")
    outcomes = course.journal.outcomes(exercise)
    assert outcomes["ann"]["argument"].verdict is Verdict.WAITING
    found = summary.read(course, exercise, outcomes)
    assert found.verdicts["argument"] == {Verdict.WAITING: 2, Verdict.BLANK: 1}
    assert found.status.by_hand == ("ann", "bob")
    assert [row.unscored for row in found.tasks] == [0, 2, 1]
    assert set(found.answers["ann"]) == {"square"}
    assert "waits for a person" in page.render([found], "A course", NOW)


def test_a_placeholder_is_flagged_and_has_no_score(course):
    path = course.root / "submitted" / "dan" / "advice" / "advice.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no notebook")
    Publisher(course, "advice").publish(submission_grader.grade(course, "advice", "dan"))
    assert rows(course)["dan", "argument"] == WAITS
    shutil.rmtree(path.parents[1])


# `heldout verify`


@pytest.fixture
def tree(tmp_path):
    return shutil.copytree(ROOT, tmp_path / "toy")


def exercise(tree):
    return Catalogue.at(tree).load("advice")


def verified(tree, **options):
    options = Options(journal=tree.parent / "verify.db", **options)
    return verify_all([exercise(tree)], str(tree), options, quiet=True)


def test_nothing_is_asked_for_a_task_that_a_person_marks(tree):
    findings, (record,) = verified(tree, mutants=True)
    assert not findings
    assert set(record["tasks"]) == {"square"}
    of_machine = [*lazy.trials(exercise(tree)), *mutants.trials(exercise(tree))]
    assert {task for trial in of_machine for task in trial.tasks} == {"square"}
    assert "argument" not in as_listed(exercise(tree))


def test_a_check_of_it_is_a_finding(tree):
    for path in (tree / "exercises/advice/checks.py", tree / "solutions/advice/checks.py"):
        more = '\n\n@pytest.mark.task("argument")\ndef test_it(student):\n    """It is."""\n'
        path.write_text(path.read_text() + more)
    found = [one.what for one in exercise_lint.static(exercise(tree), str(tree))]
    what = "a check is marked `task('argument')`, which a person marks: delete the check"
    assert found.count(what) == 2


def test_a_mistake_in_it_is_refused_and_a_model_answer_is_not(tree):
    folder = tree / "solutions/advice"
    solution = folder / "solution.py"
    model = '\n# %% [markdown] task="argument"\n# Buy.\n'
    solution.write_text(solution.read_text() + model)
    assert sample.reference(exercise(tree))["argument"] == "Buy."
    assert not verified(tree, no_samples=True)[0]
    header = '# /// sample\n# task = "argument"\n# diagnosis = "You sell."\n# ///\n'
    (folder / "samples/sells_wrong.py").write_text(header)
    with pytest.raises(ExerciseError, match="a person marks `argument`"):
        sample.load_all(exercise(tree))


def test_an_exam_judges_the_other_tasks(tree):
    folder = tree / "solutions/advice" / exam.FOLDER
    folder.mkdir()
    paper = f'# %% task="square" kind="right"\n{RIGHT["square"]}\n\n'
    (folder / "ann.py").write_text(paper + '# %% task="plan" kind="right"\n# One line.\n')
    assert not verified(tree)[0]
