"""A learner alone with a task that a person marks: it is shown, and neither passed nor failed."""

import io
import json

import pytest
from conftest import TOY
from rich.console import Console
from typer.testing import CliRunner

from autograder.author import notebook, sample
from autograder.cli.app import app
from autograder.cli.learner import page
from autograder.practice.practice import Practice, changed
from course import progress_file
from course.card import Card
from course.exercise import Exercise
from course.progress_table import Progress

ROOT = TOY.with_name("toy_by_hand")
RIGHT = {"square": "def square(x):\n    return x * x"}
HALF = {"square": "def square(x):\n    return x + x"}
WRITTEN = {"argument": "Buy.", "plan": "# First try."}


@pytest.fixture
def save(advice, tmp_path):
    def write(answers):
        path = tmp_path / "advice.ipynb"
        path.write_bytes(notebook.write(sample.fill(advice, answers)))
        return path

    return write


@pytest.fixture
def check(save, tmp_path, monkeypatch):
    """Run `heldout check` with a data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(answers, *words):
        path = str(save(answers))
        return CliRunner().invoke(app, ["check", path, *words, "--catalogue", str(ROOT)])

    return run


@pytest.mark.parametrize(
    ("answers", "status"),
    [(RIGHT, 0), (RIGHT | WRITTEN, 0), (HALF | WRITTEN, 1), (WRITTEN, 1), ({}, 1)],
)
def test_the_exit_status_is_that_of_the_other_tasks(check, answers, status):
    done = check(answers)
    assert done.exit_code == status, done.output
    assert "3 points: A figure of `square` supports it" in done.output
    assert "What would the board lose?" not in done.output
    sign = "◐ argument: waits for a person" if "argument" in answers else "○ argument: not started"
    assert sign in done.output
    assert "of 4 points, and a person gives up to 6" in done.output


def test_it_can_be_looked_at_alone(check):
    done = check(WRITTEN, "argument")
    assert done.exit_code == 0
    assert "A person gives up to 4 points" in done.output
    assert "square" not in done.output.replace("`square`", "")


def test_notes_and_json_take_it_for_neither_passed_nor_failed(check):
    record = json.loads(check(RIGHT | WRITTEN, "--json").output)
    assert record["tasks"]["argument"]["verdict"] == "waiting"
    assert record["tasks"]["argument"]["score"] is None
    assert progress_file.read()["advice"] == {
        "square": {"outcome": progress_file.PASSED, "passed": True}
    }


def test_the_visible_check_shows_how_points_are_earned(advice, monkeypatch):
    shown = []
    monkeypatch.setattr(Card, "show", lambda card: shown.append(repr(card)))
    opened = Exercise(advice.folder)
    opened.check("argument")
    opened.solution("argument")
    opened.hint("argument")
    checked, solved, hinted = shown
    assert "A person reads your answer and gives the points." in checked
    assert "3 points: A figure of `square` supports it" in checked
    assert "no one right answer" in solved
    assert "What would the board lose?" in hinted
    assert "outcome" not in progress_file.read()["advice"]["argument"]


def test_progress_names_it_and_does_not_count_it(advice):
    progress_file.write("advice", "square", outcome=progress_file.PASSED)
    progress = Progress([advice.folder], progress_file.read())
    assert "✓ Advice: 1 of 1 (a person marks argument, plan)" in repr(progress)
    assert progress.next == "Everything here is done."
    assert "◐ argument" in progress._repr_html_()


def test_a_text_that_was_changed_is_looked_at_again(save, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Practice(save(RIGHT | WRITTEN), str(ROOT)) as practice:
        before = practice.read()
        save(RIGHT | WRITTEN | {"argument": "Sell."})
        after = practice.read()
    assert changed(before, after) == ["argument"]
    assert changed(before, before) == []
    assert changed(None, after) == ["square", "argument", "plan"]


def test_watch_counts_the_tasks_with_checks(advice, save, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Practice(save(RIGHT | WRITTEN), str(ROOT)) as practice:
        latest = practice.grade(practice.read()).tasks
    screen = Console(file=io.StringIO(), width=100)
    screen.print(page(advice, latest, ["square"]))
    text = screen.file.getvalue()
    assert "Advice: 1 of 1 tasks" in text
    assert "Every check passes." in text
    assert "◐ argument: waits for a person" in text
