"""A class that has not changed is shown again as it was, without nbgrader; any change is seen."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

from autograder.cli import unchanged
from autograder.cli.app import app
from autograder.gradebook import class_state, kept_class, steps
from autograder.gradebook.kept_class import KeptClass
from autograder.gradebook.ledger import Ledger
from autograder.judge.outcome import TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
SLUG = "squares"
# A second `grade` must not import these.
LARGE = {"jupytext", "keras", "nbclient", "nbconvert", "nbformat", "nbgrader", "sqlalchemy"}


@pytest.fixture
def grade(room, monkeypatch):
    """Run `heldout grade` in a course; gives the lines that it prints."""
    monkeypatch.chdir(room.root)
    # Other tests of this process may have left notices.
    monkeypatch.setattr(steps.notices, "told", set())

    def run(*words, code=0):
        done = CliRunner().invoke(app, ["grade", SLUG, *words])
        assert done.exit_code == code, done.output
        return done.stdout.splitlines()

    return run


@pytest.fixture
def kept(room):
    """Load what is kept of the class; `None` if it must be graded."""
    return lambda: KeptClass.load(room.root, SLUG, unsafe=False)


@pytest.fixture
def graded(room, submit, right, grade):
    """A class of three with all scores written: all right, one mistake, nothing started."""
    submit("ann", right)
    submit("bob", right | {"square": "def square(x):\n    return 2 * x"})
    submit("eve", {})
    grade()
    return room


@pytest.fixture
def nothing_is_graded(monkeypatch):
    """Let every command fail that opens a course."""

    def refuse(*_, **__):
        pytest.fail("the course is opened")

    monkeypatch.setattr("autograder.cli.current_course.current_course", refuse)
    monkeypatch.setattr("autograder.cli.commands.grades.current_course", refuse)


def without_times(lines):
    """Leave out the lines that tell how long it took, and what was cached."""
    return [line for line in lines if " graded in " not in line]


def test_the_second_time_shows_what_grading_from_the_journal_shows(graded, grade, monkeypatch):
    again = grade()
    with monkeypatch.context() as patched:
        patched.setattr(unchanged, "show_all", lambda *_, **__: None)
        by_the_journal = grade()
    # The journal's run prints each line when it is done.
    assert sorted(without_times(again)) == sorted(without_times(by_the_journal))
    assert any("ann: " in line and "cached" in line for line in again)
    assert any("2 of them were cached" in line for line in again)


def test_the_second_time_opens_no_course(graded, grade, nothing_is_graded):
    assert any("bob: " in line for line in grade())
    one = grade("--student", "bob")
    assert not any("ann" in line for line in one)
    records = [json.loads(line) for line in grade("--json")]
    assert [record["student"] for record in records] == ["ann", "bob", "eve"]


def test_the_second_time_imports_neither_nbgrader_nor_a_reader_of_notebooks(graded):
    program = (
        "import sys\n"
        "from autograder.cli.app import app\n"
        f"app(['grade', '{SLUG}'], standalone_mode=False)\n"
        f"print('large:', *sorted({LARGE} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=graded.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 graded" in done.stdout, done.stderr
    assert done.stdout.splitlines()[-1] == "large:"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def mark_by_hand(root):
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        book.execute("UPDATE grade SET manual_score = 1")
        book.commit()


def forget(root, student):
    for path in (root / "autograded" / student / SLUG).glob("*.ipynb"):
        path.unlink()


CHANGES = {
    "an answer": lambda root: _append(root / "submitted/ann/squares/squares.ipynb", "\n"),
    "a file beside it": lambda root: write(root / "submitted/ann/squares/mine.py", ""),
    "a time": lambda root: write(root / "submitted/ann/squares/timestamp.txt", "2026-11-28"),
    "a submission": lambda root: write(root / "submitted/new/squares/squares.ipynb", "{}"),
    "a mark by hand": mark_by_hand,
    "a setting": lambda root: _append(root / "nbgrader_config.py", "# more\n"),
    "a plugin": lambda root: write(root / "late.py", ""),
    "the source": lambda root: _append(root / "source/squares/squares.ipynb", "\n"),
    "a graded notebook": lambda root: forget(root, "ann"),
    "the secret": lambda root: (root / ".heldout/secret").write_bytes(b"another"),
    "the journal": lambda root: (root / ".heldout/journal.db").unlink(),
    "what is kept": lambda root: kept_class.path_of(root, SLUG).write_bytes(b"broken"),
}


def _append(path, text):
    path.write_text(path.read_text() + text)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(change, graded, kept):
    assert kept() is not None
    CHANGES[change](graded.root)
    assert kept() is None


def test_another_engine_check_or_machine_is_a_change(graded, kept, tmp_path, monkeypatch):
    state = class_state.ClassState(graded.root, graded.exercise(SLUG), unsafe=False)
    parts = list(state._machine())
    checks = graded.exercise(SLUG).check_files[0]
    assert any(isinstance(part, tuple) and part[0] == str(checks) for part in parts)
    assert any(isinstance(part, tuple) and part[0] == class_state.__file__ for part in parts)
    assert KeptClass.load(graded.root, SLUG, unsafe=True) is None
    monkeypatch.setattr(class_state, "BOOT", tmp_path / "boot")
    assert kept() is None


def test_a_notebook_collected_again_is_no_change(graded, kept):
    path = graded.root / "submitted/ann/squares/squares.ipynb"
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    assert kept() is not None


def test_a_broken_task_is_tried_again(room, submit, right, grade, kept, monkeypatch):
    submit("ann", right)

    def broken(self, job, on_task):
        outcome = job.new_outcome(self.level)
        outcome.tasks = {
            task.name: TaskOutcome.unjudged(task, Verdict.BROKEN, "A fault.")
            for task in job.exercise.tasks
        }
        return outcome

    with monkeypatch.context() as patched:
        patched.setattr(Supervisor, "run", broken)
        grade()
    assert kept() is None
    grade()
    assert kept() is not None


def test_a_folder_that_is_no_students_name_is_told_again(room, submit, right, grade, kept):
    submit("ann", right)
    submit("a b", right)
    first = grade(code=1)
    assert [refused.student for refused in kept().refused] == ["a b"]
    told = [line for line in first if "Not graded" in line]
    assert told == [line for line in grade(code=1) if "Not graded" in line]


def test_a_class_whose_plugin_lies_elsewhere_is_not_kept(graded, grade, kept, monkeypatch):
    read = Ledger.read.__func__
    plugin = json.JSONDecoder()
    monkeypatch.setattr(
        Ledger, "read", classmethod(lambda cls, book, slug, *_: read(cls, book, slug))
    )
    kept_class.path_of(graded.root, SLUG).unlink()
    grade()
    assert kept() is not None
    monkeypatch.setattr(
        Ledger, "read", classmethod(lambda cls, book, slug, *_: read(cls, book, slug, plugin))
    )
    kept_class.path_of(graded.root, SLUG).unlink()
    grade()
    assert kept() is None


def test_a_large_notebook_or_folder_has_no_state(graded, monkeypatch):
    state = class_state.ClassState(graded.root, graded.exercise(SLUG), unsafe=False)
    assert state.inputs()
    for name in ("MOST_ENTRIES", "LARGEST"):
        with monkeypatch.context() as patched:
            patched.setattr(class_state, name, 0)
            with pytest.raises(class_state.NoState):
                state.inputs()
