"""A learner alone: cards in the notebook, hints and answers, notes, and the commands that check."""

import io
import json
import re
import subprocess
import sys
import time

import nbformat
import pytest
from conftest import TOY
from learning import heldout, save
from rich.console import Console
from typer.testing import CliRunner

from autograder.author import notebook
from autograder.cli.app import app
from autograder.cli.learner import NOT_ISOLATED, page
from autograder.practice.practice import Practice, changed
from course import open_exercise, progress_file, solution
from course.card import Card
from course.exercise import Exercise, UnknownName
from course.expect import holds
from course.names import Names
from course.progress_table import Progress


@pytest.fixture
def exercise(toy):
    return Exercise(toy.folder)


def cards(monkeypatch):
    """The cards that are shown from now on."""
    shown = []
    monkeypatch.setattr(Card, "show", lambda card: shown.append(card))
    return shown


def ask(exercise, task, cell):
    """Run a cell that defines something, and `check` in the same namespace."""
    names = {"check": exercise.check}
    exec(compile(cell, "<cell>", "exec"), names)
    exec(f"check({task!r})", names)


def test_what_came_back_is_escaped(exercise, monkeypatch):
    shown = cards(monkeypatch)
    ask(exercise, "square", "def square(x): return '<script>alert(1)</script>'")
    page = shown[0]._repr_html_()
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_a_call_is_shown_as_it_was_before_it_changed_anything():
    names = Names({"clear": lambda x: x.clear()})
    names.clear([1, 2])
    assert names.last_call() == [("Called", "<lambda>([1, 2])"), ("Returned", "None")]


def test_an_error_names_the_line_of_the_notebook(exercise, monkeypatch, tmp_path):
    shown = cards(monkeypatch)
    path = tmp_path / "cell.py"
    path.write_text("def square(x):\n    return x * nmae\n")
    names = {"check": exercise.check}
    exec(compile(path.read_text(), str(path), "exec"), names)
    exec("check('square')", names)
    assert ("Your line", "return x * nmae") in shown[0].rows
    assert ("Raised", "NameError: name 'nmae' is not defined") in shown[0].rows


def test_a_kernel_that_starts_again_knows_the_hints_given(toy, monkeypatch):
    shown = cards(monkeypatch)
    Exercise(toy.folder).hint("square")
    Exercise(toy.folder).hint("square")
    first, both = ([words for _, words in card.rows] for card in shown)
    assert first == [f"Hint 1 of 2: {toy.task('square').hints[0]}"]
    assert both[:2] == [*first, f"Hint 2 of 2: {toy.task('square').hints[1]}"]


class Point:
    """Stands for the installed answers."""

    def load(self):
        return lambda slug, task: f"the answer to {slug}, {task}"


def test_our_answer_is_shown_to_who_asks_twice(exercise, monkeypatch, capsys):
    monkeypatch.setattr("course.exercise.entry_points", lambda group: [Point()])
    exercise.solution("square")
    assert "the answer to" not in capsys.readouterr().out
    exercise.solution("square")
    assert "the answer to squares, square" in capsys.readouterr().out
    assert progress_file.read()["squares"]["square"] == {"solution": "seen"}


def test_to_ask_once_counts_for_one_kernel(exercise, toy, monkeypatch, capsys):
    monkeypatch.setattr("course.exercise.entry_points", lambda group: [Point()])
    exercise.solution("square")
    Exercise(toy.folder).solution("square")
    assert "the answer to" not in capsys.readouterr().out


def test_who_has_passed_sees_our_answer_at_once_and_without_a_mark(exercise, monkeypatch, capsys):
    monkeypatch.setattr("course.exercise.entry_points", lambda group: [Point()])
    progress_file.write("squares", "square", outcome=progress_file.PASSED)
    exercise.solution("square")
    assert "the answer to squares, square" in capsys.readouterr().out
    assert "solution" not in progress_file.read()["squares"]["square"]


def test_where_no_answers_are_installed_it_says_who_has_them(exercise, monkeypatch, capsys):
    monkeypatch.setattr("course.exercise.entry_points", lambda group: [])
    exercise.solution("square")
    exercise.solution("square")
    assert "your instructor has it" in capsys.readouterr().out


def test_installed_answers_are_found():
    from importlib.metadata import entry_points

    (point,) = entry_points(group="heldout.answers")
    assert "def dropout" in point.load()("dropout", "mask")


def test_progress_goes_on_with_what_was_begun(toy, monkeypatch):
    first, second = toy.folder, toy.folder.parents[2] / "toy_models" / "exercises" / "line"
    progress_file.write("line", "line", outcome=progress_file.PASSED, hints=2, solution="seen")
    told = Progress([first, second], progress_file.read())
    assert told.next.endswith("(line), task saved.")
    assert "✓ line (2 hints, our answer seen)" in repr(told)
    assert "○ Squares: 0 of 2" in repr(told)
    assert "square" not in repr(told)
    assert "✓ line (2 hints, our answer seen)" in told._repr_html_()


def test_notes_that_cannot_be_read_are_kept_aside(own_notes):
    own_notes.parent.mkdir()
    own_notes.write_text("{ not JSON")
    progress_file.write("squares", "square", outcome=progress_file.PASSED)
    assert progress_file.read() == {"squares": {"square": {"outcome": "passed", "passed": True}}}
    assert own_notes.with_suffix(".damaged.json").read_text() == "{ not JSON"


def test_without_a_file_notes_last_as_long_as_the_kernel(monkeypatch):
    monkeypatch.setenv("HELDOUT_PROGRESS", "")
    monkeypatch.setattr(progress_file, "_unwritten", {})
    progress_file.write("squares", "square", hints=1)
    assert progress_file.read() == {"squares": {"square": {"hints": 1}}}


# The commands


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Run `heldout` with a data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return heldout


def test_check_grades_as_a_course_would_and_notes_what_came_of_it(command, toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy, **right | {"total": "def total(x): return 0.0"})
    done = command("check", path)
    assert done.exit_code == 1
    assert "✓ square: passed · 4 of 4 points" in done.output
    assert "✗ total: not yet · 0 of 2 points" in done.output
    assert progress_file.read()["squares"]["square"]["outcome"] == progress_file.PASSED
    assert progress_file.read()["squares"]["total"]["outcome"] == progress_file.NOT_YET
    assert command("check", save(path, toy, **right)).exit_code == 0


def test_check_gives_no_hint_that_nobody_asked_for(command, toy, tmp_path):
    done = command("check", save(tmp_path / "mine.ipynb", toy))
    assert "○ square: not started" in done.output
    assert toy.task("square").hints[0][:20] not in done.output


def test_check_as_json(command, toy, right, tmp_path):
    done = command("check", save(tmp_path / "mine.ipynb", toy, **right), "--json")
    assert json.loads(done.output)["tasks"]["square"]["verdict"] == "pass"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "does not exist"),
        ("x", "is not JSON"),
        (nbformat.writes(nbformat.v4.new_notebook()), "is no notebook of an exercise"),
    ],
)
def test_what_is_no_notebook_of_ours_is_wrong_use(command, tmp_path, content, words):
    path = tmp_path / "other.ipynb"
    if content is not None:
        path.write_text(content)
    done = command("check", path)
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())


def test_learn_leaves_alone_what_is_there(command, tmp_path):
    assert command("learn", tmp_path / "mine").exit_code == 0
    path = tmp_path / "mine" / "1-squares.ipynb"
    path.write_text("my work")
    again = command("learn", tmp_path / "mine")
    assert path.read_text() == "my work"
    assert "Wrote" not in again.output
    assert "Next: " in again.output


def test_only_tasks_whose_cells_changed_are_checked_again(toy, right, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "mine.ipynb"
    with Practice(save(path, toy, **right), str(TOY)) as practice:
        before = practice.read()
        assert changed(None, before) == ["square", "total"]
        assert changed(before, before) == []
        save(path, toy, **right | {"total": "def total(x): return 1.0"})
        assert changed(before, practice.read()) == ["total"]
        text = path.read_text().replace("import numpy as np", "import numpy as np, math")
        path.write_text(text)
        assert changed(before, practice.read()) == ["square", "total"]


def until(stream, words):
    """Read a program's lines up to one that holds these words; the test's timeout ends it."""
    for line in stream:
        if words in line:
            return line
    raise AssertionError(f"It ended before it said {words!r}.")


def test_watch_answers_each_save(toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy)
    program = [
        sys.executable,
        "-m",
        "autograder.cli.app",
        "watch",
        str(path),
        "--catalogue",
        str(TOY),
    ]
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        try:
            assert "○" in until(run.stdout, "square: not started")
            path.write_text("{ half a file")
            until(run.stdout, "Waiting for the next save")
            time.sleep(0.01)
            save(path, toy, **right)
            assert "✓" in until(run.stdout, "square: passed")
            until(run.stdout, "Every check passes")
        finally:
            run.terminate()


def test_a_stub_beside_finished_work_is_not_called_untouched(exercise, monkeypatch):
    """Two visible checks, one of which meets a stub: the other still counts."""
    shown = cards(monkeypatch)
    checks = {"passes": lambda student: None, "stub": lambda student: student.square(1)}
    for name, function in checks.items():
        function.__doc__, function.__name__ = f"It {name}.", name
    monkeypatch.setattr(exercise, "_checks", lambda task: list(checks.values()))
    ask(exercise, "square", "def square(x): raise NotImplementedError")
    told = str(shown[0])
    assert "not yet" in told
    assert "A part of it is not written yet." in told
    assert progress_file.read()["squares"]["square"]["outcome"] == progress_file.NOT_YET


def test_a_restarted_kernel_takes_nothing_back(exercise, monkeypatch):
    shown = cards(monkeypatch)
    progress_file.write("squares", "square", outcome=progress_file.PASSED)
    ask(exercise, "square", "cube = 1")
    assert "run the cell that defines it" in str(shown[0])
    assert progress_file.read()["squares"]["square"]["outcome"] == progress_file.PASSED


def test_a_sentence_shows_code_as_code():
    page = Card("#000000", "square", [("", "Use `x < 1` here."), ("Returned", "`x`")])._repr_html_()
    assert re.search("Use <code[^>]*>x &lt; 1</code> here.", page)
    assert ">`x`</code>" in page


def test_what_a_check_looked_at_is_not_called_returned(exercise, monkeypatch):
    shown = cards(monkeypatch)

    def share(student):
        """A share."""
        got = student.square(2)
        holds(got == 0, message="It should be 0.", got=got / 8)

    monkeypatch.setattr(exercise, "_checks", lambda task: [share])
    ask(exercise, "square", "def square(x): return x * x")
    assert "Returned: 4" in str(shown[0])
    assert "Found: 0.5" in str(shown[0])


def test_a_cell_that_did_not_run_says_why(command, toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy, **right | {"square": "def square(x)\n    return x"})
    told = " ".join(command("check", path).output.split())
    assert "The task's own cell stopped: SyntaxError: expected ':' (line 1)" in told
    path.write_text(path.read_text().replace("import numpy as np", "import no_such_module"))
    told = " ".join(
        command("check", save_as(path, "def square(x): return np.square(x)")).output.split()
    )
    assert "A cell that belongs to no task stopped: ModuleNotFoundError" in told


def save_as(path, square):
    """Replace the answer to `square` in a notebook as it is."""
    book = nbformat.read(path, 4)
    cell = next(cell for cell in book.cells if notebook.grade_id(cell) == "square")
    cell.source = square
    nbformat.write(book, path)
    return path


def test_one_task_is_checked_alone(command, toy, right, tmp_path):
    path = save(tmp_path / "mine.ipynb", toy, **right | {"total": "def total(x): return 0.0"})
    done = command("check", path, "square")
    assert done.exit_code == 0, done.output
    assert "4 of 4 points" in done.output
    assert "total" not in done.output
    wrong = command("check", path, "sqare")
    assert wrong.exit_code == 2
    assert "Did you mean `square`?" in wrong.output


def test_a_task_that_uses_a_changed_one_is_checked_again(toy, right, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "mine.ipynb"
    total = "def total(x): return float(square(x).sum())"
    with Practice(save(path, toy, **right | {"total": total}), str(TOY)) as practice:
        before = practice.read()
        save(path, toy, **right | {"total": total, "square": "def square(x): return x"})
        assert changed(before, practice.read()) == ["square", "total"]


def test_a_timeout_in_practice_is_tried_again(toy, right, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    slow = "import time\ndef total(x):\n    time.sleep(3)"
    path = save(tmp_path / "mine.ipynb", toy, **right | {"total": slow})
    with Practice(path, str(TOY)) as practice:
        again = [practice.grade(practice.read()) for _ in range(2)]
    assert [outcome.known for outcome in again] == [(), ("square",)]


def test_watching_without_a_wall_says_so(toy):
    def shown(**how):
        console = Console(width=80, record=True, file=io.StringIO())
        console.print(page(toy, {}, [], **how))
        return console.export_text()

    assert NOT_ISOLATED not in shown()
    assert NOT_ISOLATED in shown(isolated=False)
    # The bar ends its line.
    assert not [line for line in shown().splitlines() if "━" in line and "square" in line]


def test_a_path_of_ones_own_that_cannot_be_used_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "mine.ipynb").write_text("x")
    monkeypatch.setattr("sys.argv", ["heldout", "learn", "mine.ipynb"])
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["learn", "mine.ipynb"])
    assert done.exit_code == 2
    assert "`mine.ipynb`: File exists." in done.output


def test_a_misspelt_task_shows_a_sentence_and_no_frames(exercise):
    with pytest.raises(LookupError, match="Did you mean `square`") as raised:
        exercise.check("sqare")
    # The method that IPython calls on an exception.
    assert raised.value._render_traceback_() == [str(raised.value)]


@pytest.mark.parametrize("ask_for", ["check", "hint", "solution"])
def test_who_names_no_task_is_told_which_there_are(ask_for, exercise):
    for arguments, words in (
        ((), 'Which task? Name it: check("square"), say. Tasks: square, total.'),
        ((ask_for_total,), 'in quotes: check("total")'),
        ((7,), 'in quotes: check("square")'),
        (("total", 2), f'one task, and nothing else: {ask_for}("total")'),
        (("a", "b"), f'one task, and nothing else: {ask_for}("square")'),
    ):
        with pytest.raises(UnknownName) as refused:
            getattr(exercise, ask_for)(*arguments)
        assert words in refused.value._render_traceback_()[0]


def ask_for_total():
    """An object that has the name of a task."""


ask_for_total.__name__ = "total"


def test_the_installed_solution_explains_itself_too(monkeypatch):
    open_exercise("even-odd")
    for arguments in ((), ("rule", 2)):
        with pytest.raises(UnknownName, match="rule"):
            solution(*arguments)


def test_a_sentence_stands_once_in_a_card(exercise, monkeypatch):
    shown = cards(monkeypatch)
    misses = [lambda student: student.square(1), lambda student: student.square(2)]
    monkeypatch.setattr(exercise, "_checks", lambda task: misses)
    ask(exercise, "square", "cube = 1")
    assert str(shown[0]).count("run the cell that defines it") == 1
