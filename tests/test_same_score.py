"""Screen, gradebook, feedback page, report, history and export tell one score, whatever happens to a course."""

import csv
import json
import re
import shutil
from datetime import datetime, timedelta

import pytest
from conftest import TOY
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.author import notebook, sample
from autograder.cli import scores
from autograder.cli.app import app
from autograder.gradebook import catalogues
from autograder.gradebook.course_folder import CourseFolder

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
HALF = "def square(x):\n    return x + x"
LATE = """
from nbgrader.plugins import LateSubmissionPlugin


class AThird(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 3
"""
DUE = datetime(2026, 5, 1, 12, 0)


class Course:
    """A course with a catalogue of its own, and what each of six places says of a student's score."""

    def __init__(self, root, toy=TOY, slug="squares"):
        self.slug = slug
        shutil.copytree(toy, root / "catalogue")
        self.catalogue, self.root = root / "catalogue", root / "course"
        CourseFolder.init(self.root, str(self.catalogue))
        config = self.root / "nbgrader_config.py"
        # A plugin in the course's own folder, as nbgrader's own commands find it.
        (self.root / "late_by_a_third.py").write_text(LATE)
        setting = '\nc.AssignLatePenalties.plugin_class = "late_by_a_third.AThird"\n'
        config.write_text(config.read_text() + setting)
        self.grown = ""

    def run(self, *arguments, status=0):
        # Each command is a process of its own to its user: it reads the catalogue anew.
        catalogues.catalogue_at.cache_clear()
        done = CliRunner().invoke(app, list(arguments))
        assert done.exit_code == status, done.output
        return done.output

    def edit(self, before, after):
        path = self.catalogue / "exercises" / self.slug / "exercise.toml"
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))

    def submit(self, student, answers, when=None):
        exercise = CourseFolder(self.root).catalogue.load(self.slug)
        folder = self.root / "submitted" / student / self.slug
        folder.mkdir(parents=True, exist_ok=True)
        content = answers
        if isinstance(answers, dict):
            content = notebook.write(sample.fill(exercise, answers))
        (folder / f"{self.slug}.ipynb").write_bytes(content)
        if when:
            (folder / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC")

    def book(self):
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}")

    def by_hand(self, student, task, points):
        with self.book() as book:
            cells = {cell.name for cell in book.find_notebook(self.slug, self.slug).grade_cells}
            cell = task if task in cells else f"{task}-score"
            grade = book.find_grade(cell, self.slug, self.slug, student)
            grade.manual_score = points
            grade.needs_manual_grade = False
            book.db.commit()

    def grade(self, *more, status=0):
        return self.run("grade", self.slug, "--jobs", "1", *more, status=status)

    def message(self, screen):
        """The score of each student in each place; `None` is no score."""
        self.run("feedback", self.slug)
        places = {
            "screen": self._screen(screen),
            "gradebook": self._gradebook(),
            "page": self._pages(),
            "history": self._history(),
            "export": self._export(),
        }
        self._report(places["gradebook"])
        return places

    def page(self, student):
        """The page of a student, as it was last written."""
        return (self.root / "feedback" / student / self.slug / f"{self.slug}.html").read_text()

    def _screen(self, shown):
        table = shown[shown.index("all /") :].partition("what may have happened")[0]
        found = {}
        for line in table.splitlines()[1:]:
            words = [word for word in line.split() if word != scores.WAITS]
            if len(words) > 2 and words[0] in STUDENTS:
                found[words[0]] = None if words[-2] == "–" else float(words[-2])
        return found

    def _gradebook(self):
        with self.book() as book:
            return {
                each.student_id: max(0.0, each.score - each.late_submission_penalty)
                if any(g.auto_score is not None or g.manual_score is not None for n in each.notebooks for g in n.grades)
                else None
                for each in book.find_assignment(self.slug).submissions
            }  # fmt: skip

    def _pages(self):
        found = {}
        for path in self.root.glob(f"feedback/*/{self.slug}/{self.slug}.html"):
            score = re.search(r"Score: (-?[\d.]+) / ", path.read_text())
            found[path.parts[-3]] = float(score.group(1)) if score else None
        return found

    def _history(self):
        return {
            student: json.loads(self.run("history", student, self.slug, "--json"))["stands"][
                "score"
            ]
            for student in self._gradebook()
        }

    def _export(self):
        path = self.root / "out.csv"
        path.unlink(missing_ok=True)
        CliRunner().invoke(app, ["export", "--to", "csv", "--output", str(path)])
        with path.open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        return {row["student"]: float(row[self.slug]) if row[self.slug] else None for row in rows}

    def _report(self, book):
        page = self.root / "page.html"
        self.run("report", self.slug, "--html", str(page))
        from autograder.report import summary

        with CourseFolder(self.root) as room:
            exercise = room.catalogue.load(self.slug)
            found = summary.read(room, exercise, room.journal.outcomes(exercise))
            standing = room.ledger(self.slug).standing
        # The page tells a score once every task has one, if only by a mark for an earlier answer.
        waiting = {name for name, final in standing.items() if final.waits}
        full = [score for name, score in book.items() if score is not None and name not in waiting]
        assert sorted(found.scores) == pytest.approx(sorted(full), abs=0.01)


STUDENTS = ("ann", "bob", "cyd")


@pytest.fixture
def course(tmp_path, monkeypatch):
    made = Course(tmp_path)
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("COLUMNS", "120")
    return made


def agree(course, screen, **expected):
    """All places say what is expected, and name the same students."""
    for place, found in course.message(screen).items():
        told = {who: found.get(who) for who in expected}
        assert told == pytest.approx(expected, abs=0.01), place


def test_all_places_tell_one_score_after_each_step(course, right):
    course.run("release", "squares")
    course.submit("ann", right, DUE - timedelta(days=1))
    course.submit("bob", right | {"square": HALF}, DUE + timedelta(days=2))
    course.submit("cyd", b"no notebook", DUE)
    half = 2.0
    agree(course, course.grade(), ann=6, bob=half + 2, cyd=None)

    # A due date is set after the first grading: bob is late, and is asked about.
    with course.book() as book:
        book.update_or_create_assignment("squares", duedate=DUE)
    shown = course.grade(status=1)
    assert "late penalty 0 → 1.3" in shown
    agree(course, shown, ann=6, bob=4, cyd=None)
    agree(course, course.grade("--yes"), ann=6, bob=4 * 2 / 3, cyd=None)

    # An extension.
    with course.book() as book:
        book.grant_extension("squares", "bob", days=3)
    agree(course, course.grade("--yes"), ann=6, bob=4, cyd=None)
    with course.book() as book:
        book.grant_extension("squares", "bob")
    agree(course, course.grade("--yes"), ann=6, bob=4 * 2 / 3, cyd=None)

    # A mark by hand: it counts, and lateness is worked out of it.
    course.by_hand("bob", "square", 4.0)
    agree(course, course.grade("--yes"), ann=6, bob=4, cyd=None)
    shown = course.grade("--yes")
    assert "bob: square 4 by hand, 2 by the checks" in shown

    # An unreadable file is marked by hand; then a right one comes.
    for task in ("square", "total"):
        course.by_hand("cyd", task, 0.0)
    agree(course, course.grade("--yes"), ann=6, bob=4, cyd=0)
    course.submit("cyd", right, DUE)
    shown = course.grade("--yes")
    assert "cyd: square 0 by hand, 4 by the checks" in shown
    assert "Marked by hand: 0 of 4 points" in _page_after(course, "cyd")
    agree(course, shown, ann=6, bob=4, cyd=0)

    # Points change: nothing is graded, and nothing released, before it is said.
    course.edit("points = 4", "points = 8")
    before = course.message(shown)
    assert "had 4 points and has 8 now" in course.run("grade", "squares", status=2)
    assert "had 4 points and has 8 now" in course.run("release", "squares", status=2)
    assert course.message(shown) == before
    assert "Next: heldout grade squares" in course.run("release", "--replace", "squares")
    shown = course.grade(status=1)
    agree(course, shown, ann=6, bob=4, cyd=0)
    agree(course, course.grade("--yes"), ann=10, bob=4, cyd=0)

    # A task goes, and comes again: marks of the others stay.
    with_total = _without_total(course.catalogue)
    assert "`total` is gone" in course.run("release", "squares", status=2)
    shown = course.run("release", "--replace", "squares")
    assert "Only that copy has this mark; its task is gone: cyd: total 0" in shown
    agree(course, course.grade("--yes"), ann=8, bob=4 * 2 / 3, cyd=0)
    for path, text in with_total.items():
        path.write_text(text)
    assert "`total` is new" in course.run("grade", "squares", status=2)
    course.run("release", "--replace", "squares")
    agree(course, course.grade("--yes"), ann=10, bob=4, cyd=2)


def test_all_places_tell_a_persons_mark(tmp_path, monkeypatch):
    course = by_hand_course(tmp_path, monkeypatch)
    right = {"square": "def square(x):\n    return x * x"}
    course.submit("ann", right | {"argument": "Buy.", "plan": "# First try."}, DUE)
    course.submit("bob", right, DUE)
    shown = course.grade()
    agree(course, shown, ann=4, bob=4)
    assert "argument: ann\n" in shown
    assert "waits for a person: plan" in course.run("history", "ann", "advice")
    assert "A task waits for manual grading" in course.run("export", "--to", "csv")

    # A person's mark counts at once, and after the class is graded again.
    course.by_hand("ann", "argument", 3.0)
    agree(course, course.grade("--no-cache"), ann=7, bob=4)
    assert "no score yet, of 2.0" in course.page("ann")
    assert "3 of 4 points, given by a person" in course.page("ann")

    # Another answer is handed in: the mark counts, and everybody is told that it is an old one.
    course.submit("ann", right | {"argument": "Buy, at once.", "plan": "# First try."}, DUE)
    assert json.loads(course.grade("--student", "ann", "--json"))["outdated"] == ["argument"]
    shown = course.grade()
    agree(course, shown, ann=7, bob=4)
    assert "ann: argument 3" in shown.partition("for an earlier answer")[2]
    assert "This mark was given for an earlier answer." in course.page("ann")
    assert "argument 3, for an earlier answer" in course.run("history", "ann", "advice")
    told = course.run("export", "--to", "csv")
    assert "A mark by hand is for an earlier answer" in told
    assert "ann (advice: argument)" in told

    # Nothing changes by grading again. Once a person has looked, nothing is said of it. It may be late.
    assert "for an earlier answer" in course.grade("--no-cache")
    course.by_hand("ann", "argument", 2.0)
    with course.book() as book:
        book.update_or_create_assignment("advice", duedate=DUE - timedelta(days=1))
    shown = course.grade("--yes")
    agree(course, shown, ann=4, bob=4 * 2 / 3)
    assert "for an earlier answer" not in shown + course.page("ann")


def test_a_mark_stays_where_checks_judge_a_task_from_now_on(tmp_path, monkeypatch):
    course = by_hand_course(tmp_path, monkeypatch)
    course.submit("ann", {"square": "def square(x):\n    return x * x"}, DUE)
    course.grade()
    course.by_hand("ann", "square", 1.0)
    course.edit(
        "[tasks.square]\npoints = 4\n",
        "[tasks.square]\npoints = 4\nby_hand = true\n"
        'rubric = [{ points = 4, words = "It is short." }]\n',
    )
    assert "`square` is marked by a person now" in course.run("grade", "advice", status=2)
    course.run("release", "--replace", "advice")
    shown = course.grade()
    agree(course, shown, ann=1)
    assert "ann: square 1" in shown.partition("for an earlier answer")[2]
    course.edit('by_hand = true\nrubric = [{ points = 4, words = "It is short." }]\n', "")
    assert "`square` has checks now" in course.run("grade", "advice", status=2)
    course.run("release", "--replace", "advice")
    shown = course.grade()
    agree(course, shown, ann=1)
    assert "ann: square 1 by hand, 4 by the checks" in shown


def _page_after(course, student):
    course.run("feedback", "squares")
    return course.page(student)


def by_hand_course(root, monkeypatch):
    """A course with tasks that a person marks, released, in the current directory."""
    course = Course(root, TOY.with_name("toy_by_hand"), "advice")
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("COLUMNS", "120")
    course.run("release", "advice")
    return course


def _without_total(catalogue):
    """Take the task `total` out of the toy; gives the files as they were."""
    cut = {
        "exercises/squares/exercise.toml": r"\[tasks\.total\][\s\S]*",
        "exercises/squares/notebook.py": r"# %% task=\"total\"[\s\S]*",
        "exercises/squares/checks.py": r"@pytest.mark.task\(\"total\"\)[\s\S]*",
        "solutions/squares/solution.py": r"# %% task=\"total\"[\s\S]*",
        "solutions/squares/checks.py": r"@pytest.mark.task\(\"total\"\)[\s\S]*",
    }
    before = {catalogue / name: (catalogue / name).read_text() for name in cut}
    for path, pattern in zip(before, cut.values(), strict=True):
        path.write_text(re.sub(pattern, "", before[path], count=1))
    return before
