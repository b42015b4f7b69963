"""Publishing writes the rows and files that nbgrader's own way writes, in one transaction a submission."""

import random
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook, MissingEntry

from autograder.author import notebook, sample
from autograder.gradebook import intake
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded
from autograder.gradebook.publisher import Publisher
from autograder.gradebook.shared_gradebook import SharedGradebook
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
DUE = datetime(2026, 5, 1, 12, 0)
# A course's own plugin may open the gradebook for itself.
PLUGIN = """
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import LateSubmissionPlugin


class ByTheBook(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        with Gradebook(f"sqlite:///{Path.cwd() / 'gradebook.db'}") as book:
            known = book.find_submission("squares", student_id).score
        return known / 4 + (0.5 if total_seconds_late > 90_000 else 0)
"""
OWN_STEP = """
from nbgrader.preprocessors import NbGraderPreprocessor


class Stamp(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        nb.metadata["stamp"] = resources["nbgrader"]["student"]
        return nb, resources
"""
HOOK = """
import subprocess
import sys

WRITE = "import sqlite3, sys; sqlite3.connect('gradebook.db').execute('create table if not exists seen (id)').connection.close()"


def another_program(assignment, student, notebooks):
    subprocess.run([sys.executable, "-c", WRITE], check=True)
"""
# Where a table names another table's row by a number that nobody chose, the row's own names stand.
ROWS = {
    "student": "select id, first_name, last_name from student",
    "course": "select id from course",
    "submission": "select student_id, timestamp, extension from submitted_assignment",
    "notebook": """
        select a.student_id, n.name, s.late_submission_penalty from submitted_notebook s
        join submitted_assignment a on a.id = s.assignment_id join notebook n on n.id = s.notebook_id""",
    "grade": """
        select a.student_id, c.type, c.name, g.auto_score, g.manual_score, g.extra_credit,
        g.needs_manual_grade from grade g join submitted_notebook s on s.id = g.notebook_id
        join submitted_assignment a on a.id = s.assignment_id join base_cell c on c.id = g.cell_id""",
    "comment": """
        select a.student_id, c.type, c.name, g.auto_comment, g.manual_comment
        from comment g join submitted_notebook s on s.id = g.notebook_id
        join submitted_assignment a on a.id = s.assignment_id join base_cell c on c.id = g.cell_id""",
}


class OwnWay(Publisher):
    """nbgrader's own way: a gradebook for each step, each notebook written and read between two lists."""

    def publish(self, graded):
        self._converter._steps = None
        try:
            self._converter.publish(graded)
        except Exception as error:
            return self._converter.problem or error
        return None


def rows(root):
    with sqlite3.connect(root / "gradebook.db") as book:
        return {name: sorted(map(repr, book.execute(query))) for name, query in ROWS.items()}


def files(root):
    folder = root / "autograded"
    found = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {place: content for place, content in found.items() if place.name != "timestamp.txt"}


def a_class(toy, right, count, draw):
    """Make results of every kind, in the order in which they are published."""
    for number in range(count):
        student = f"student{draw.randrange(count * 3 // 4)}"
        if draw.random() < 0.05:
            nb = intake.placeholder(toy, f"No <b>JSON</b> {number}")
            kinds = dict.fromkeys(("square", "total"), Verdict.ERROR)
        else:
            some = {name: right[name] for name in right if draw.random() < 0.7}
            nb = sample.fill(toy, some | ({"square": f"x = {number}"} if number % 7 == 0 else {}))
            kinds = {name: draw.choice(list(Verdict)) for name in ("square", "total")}
        tasks = {t.name: judged(t, kinds[t.name], draw) for t in toy.tasks}
        outputs = {
            index: [{"output_type": "stream", "name": "stdout", "text": f"é{number}\n\x1b[1m"}]
            for index, cell in enumerate(nb.cells)
            if cell.cell_type == "code" and draw.random() < 0.3
        }
        outcome = Outcome(toy.slug, tasks, outputs=outputs, digest=f"{number}")
        yield Graded(student, {toy.slug: nb}, {toy.slug: outcome})


def judged(task, kind, draw):
    scores = [0.0, task.points, draw.random() * task.points]
    none = kind in (Verdict.ERROR, Verdict.BROKEN) and draw.random() < 0.5
    score = None if none else task.points if kind is Verdict.PASS else draw.choice(scores)
    return TaskOutcome(task, (), kind, score, draw.choice(["", "A note: <i>é</i>."]))


def hand_in(root, graded, draw):
    """Put a folder into `submitted/`, as `grade` has found it; now and then it is late or incomplete."""
    folder = root / "submitted" / graded.student / "squares"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if draw.random() < 0.5:
        late = timedelta(hours=draw.randrange(-40, 40))
        (folder / "timestamp.txt").write_text(f"{DUE + late:%Y-%m-%d %H:%M:%S} UTC")
    if draw.random() < 0.3:
        (folder / "data.csv").write_text("a,b")
    # Without a notebook nbgrader raises, and what it has written until then stays.
    if draw.random() < 0.97:
        (folder / "squares.ipynb").write_bytes(notebook.write(graded.notebooks["squares"]))


def by_hand(root, student, draw):
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        try:
            grade = book.find_grade("square-score", "squares", "squares", student)
        except MissingEntry:
            return
        grade.manual_score, grade.extra_credit = draw.random(), draw.choice([None, 0.5])
        book.find_comment("square", "squares", "squares", student).manual_comment = "Seen."
        book.db.commit()


def publish_all(kind, count, settings, made, folder, toy, right):
    """Publish a class into a copy of a course; every random choice is the same in each copy."""
    root = shutil.copytree(made, folder)
    (root / "own_plugin.py").write_text(PLUGIN)
    (root / "own_step.py").write_text(OWN_STEP)
    (root / "own_hook.py").write_text(HOOK)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + settings)
    draw, problems = random.Random(1), []
    with CourseFolder(root) as course:
        with course.gradebook() as book:
            book.update_or_create_assignment("squares", duedate=DUE)
        publisher = kind(course, "squares")
        for graded in a_class(toy, right, count, draw):
            hand_in(root, graded, draw)
            if publisher.publish(graded) is not None:
                problems.append(graded.student)
            if draw.random() < 0.1:
                by_hand(root, graded.student, draw)
    with sqlite3.connect(root / "gradebook.db") as book:
        seen = book.execute("select count(*) from sqlite_master where name = 'seen'").fetchone()
    return rows(root), files(root), problems, seen


OWN_PLUGIN = '\nc.AssignLatePenalties.plugin_class = "own_plugin.ByTheBook"\n'
OWN_HOOK = "\nimport own_hook\nc.Autograde.post_convert_hook = own_hook.another_program\n"
OWN_STEPS = '\nc.Autograde.autograde_preprocessors.append("own_step.Stamp")\n'


@pytest.mark.parametrize(
    ("count", "settings"),
    [
        (25, OWN_PLUGIN),
        pytest.param(200, OWN_PLUGIN, marks=pytest.mark.whole),
        pytest.param(50, OWN_STEPS, marks=pytest.mark.whole),
        pytest.param(10, OWN_HOOK, marks=pytest.mark.whole),
    ],
)
def test_the_same_rows_and_notebooks_as_nbgraders_own_way(
    released, tmp_path, toy, right, count, settings
):
    def publish(kind):
        folder = tmp_path / kind.__name__
        return publish_all(kind, count, settings, released, folder, toy, right)

    ours, theirs = publish(Publisher), publish(OwnWay)
    assert ours == theirs
    assert ours[3] == ((1,) if settings is OWN_HOOK else (0,))
    assert len(ours[0]["grade"]) > count
    assert ours[2] or count < 50, "some folders have no notebook"


@pytest.fixture
def book(room):
    book = SharedGradebook(room.coursedir.db_url, room.coursedir.course_id)
    with book.submission():
        book.add_student("ann")
        book.add_submission("squares", "ann")
    return book


def test_every_gradebook_of_a_thread_is_the_shared_one_while_it_writes_a_submission(book):
    with book.submission():
        with Gradebook(book.url) as step:
            assert step is book
        with ThreadPoolExecutor(1) as other, other.submit(Gradebook, book.url).result() as step:
            assert step is not book
        with Gradebook("sqlite://") as step:
            assert step is not book
    with Gradebook(book.url) as step:
        assert step is not book


def test_sums_follow_what_was_written_before_it_is_committed(book):
    with book.submission():
        submitted = book.find_submission_notebook("squares", "squares", "ann")
        grade = book.find_grade("square-score", "squares", "squares", "ann")
        assert (submitted.score, grade.score) == (0, 0)
        grade.auto_score = 3.0
        book.db.commit()
        assert (submitted.score, grade.score) == (3, 3)
        assert book.find_student("ann").score == 3


def test_what_was_removed_is_not_found_again(book):
    with book.submission():
        book.find_submission("squares", "ann")
        book.remove_submission("squares", "ann")
        with pytest.raises(MissingEntry):
            book.find_submission("squares", "ann")


@pytest.mark.parametrize(("error", "kept"), [(KeyboardInterrupt, False), (ValueError, True)])
def test_a_run_that_is_stopped_leaves_no_half_of_a_submission(book, room, error, kept):
    def stopped():
        with book.submission():
            book.find_grade("square-score", "squares", "squares", "ann").auto_score = 2.0
            book.db.commit()
            raise error

    before = rows(room.root)
    with pytest.raises(error):
        stopped()
    assert (rows(room.root) != before) == kept


def test_another_program_may_write_between_two_submissions(book):
    with Gradebook(book.url) as formgrader:
        formgrader.find_grade("square-score", "squares", "squares", "ann").manual_score = 1.5
        formgrader.db.commit()
        with book.submission():
            assert book.find_submission("squares", "ann").score == 1.5
            book.find_grade("square-score", "squares", "squares", "ann").manual_score = 2.5
            book.db.commit()
        formgrader.db.expire_all()
        assert formgrader.find_submission("squares", "ann").score == 2.5
