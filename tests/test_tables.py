"""Tables on terminals of any width: they fit, no word breaks, and ASCII alone is no traceback."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from autograder.author.exercise import Task
from autograder.cli import graded_record, history, report, scores, tables, verify_tables
from autograder.cli.reasons import missing_modules, reason_table
from autograder.cli.reasons import reasons as reasons_of_one
from autograder.gradebook.final_score import Final, Mark
from autograder.gradebook.graded import Graded
from autograder.gradebook.ledger import Ledger
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.report.item_analysis import Item, UnknownFailure
from autograder.verify.margin import Margin

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
WIDTHS = pytest.mark.parametrize("width", [80, 120, 200])
STUDENTS = ("ann", "maximiliane.oberhauser-schmidt@students.example", "bartholomew_fitzgerald-2025")
# As long as names of tasks in real courses are.
TASKS = (
    "playground",
    "callable-layer",
    "memoriser",
    "through-noise",
    "batch-norm",
    "worn-out",
    "eafp",
)
CHECK = "test_the_validation_loss_is_restored_to_its_best_epoch"
SENTENCE = "The value is the sum over the batch, and not the mean."


def outcome(names=TASKS, score=1.11):
    tasks = {}
    for name, verdict in zip(names, [Verdict.WRONG, *Verdict] * 9, strict=False):
        record = CheckRecord(CHECK, name, verdict, "description", message=SENTENCE)
        tasks[name] = TaskOutcome(Task(name, 3, ()), (record,), verdict, score)
    return Outcome("x", tasks, seconds=147.6)


def score_table(title, outcomes, width):
    """The table of outcomes that the gradebook has as they are."""
    graded = {who: Graded(who, {}, {"book": one}) for who, one in outcomes.items()}
    tasks = {name: one.task.points for out in outcomes.values() for name, one in out.tasks.items()}
    cells = {("book", name): points for name, points in tasks.items()}
    empty = Ledger(cells, {}, None, {}, None)
    standing = {who: empty.after(who, each.outcomes, None) for who, each in graded.items()}
    return scores.table(title, graded, Ledger(cells, standing, None, {}, None), width=width)


def shown(renderable, width):
    page = Console(file=io.StringIO(), width=width)
    page.print(renderable)
    lines = page.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    return lines


def whole(words, lines):
    """Tell whether words stand in lines so that none is broken but after its own separators."""
    text = "\n".join(lines)
    pieces = re.findall(r"[^-_.@/\s]+", words)
    return all(re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) for piece in pieces)


@WIDTHS
@pytest.mark.parametrize("tasks", [TASKS[:2], TASKS])
def test_scores_fit_and_no_name_breaks(tasks, width):
    lines = shown(score_table("A title", {n: outcome(tasks) for n in STUDENTS}, width), width)
    for words in (*STUDENTS, *tasks):
        assert whole(words.replace("_", " "), [line.replace("_", " ") for line in lines]), words
    assert sum("1.11 ✗" in line for line in lines) == len(STUDENTS)
    total = f"{1.11 * len(tasks):.2f}".rstrip("0").rstrip(".")
    assert any(f"all /{3 * len(tasks)}" in line for line in lines)
    assert sum(total in line.split() for line in lines) == len(STUDENTS)


@pytest.mark.parametrize("width", range(50, 130))
def test_totals_are_there_whatever_the_width(width):
    names = ("three-way", "stratify", "groups", "no-leak", "selection", "memoriser", "worn-out")
    lines = shown(score_table("T", {"ann": outcome(names, 3.0)}, width), width)
    assert any("all /21" in line for line in lines)
    assert any(line.split()[:1] == ["ann"] and "21" in line.split() for line in lines)


def test_scores_widen_where_there_is_room():
    classes = {name: outcome() for name in STUDENTS}
    lines = shown(score_table("A title", classes, 200), 200)
    assert any(STUDENTS[1] in line for line in lines)
    assert any("through-noise" in line for line in lines)
    narrow = shown(score_table("A title", classes, 80), 80)
    assert "1 playground, 2 callable-layer" in " ".join(narrow)


def test_what_is_too_narrow_for_tasks_shows_sums():
    many = {f"student{n}": outcome(TASKS, 11.25) for n in range(3)}
    lines = shown(score_table("A title", many, 40), 40)
    assert any("78.75" in line for line in lines)


def test_a_name_without_places_to_break_is_cut_and_kept():
    lines = shown(score_table("A title", {"x" * 70: outcome()}, 80), 80)
    assert sum(line.count("x") for line in lines) >= 70


@WIDTHS
def test_reasons_fit_and_no_name_breaks(width):
    lines = shown(reason_table(None, {name: outcome() for name in STUDENTS}), width)
    assert all(
        whole(name.replace("_", " "), [each.replace("_", " ") for each in lines])
        for name in STUDENTS
    )


ITEM = Item(CHECK, "callable-layer", "description", 300, 0.931, 0.5, -0.25)
STRANGER = UnknownFailure("callable-layer", STUDENTS, ((CHECK, SENTENCE), (CHECK, SENTENCE)))
MARGIN = Margin(CHECK, SENTENCE, 100, 1.23456e-5, 3.2e-7, 1.9e-5, 4.4e-5, "sum_wrong.py", True)


@WIDTHS
@pytest.mark.parametrize(
    "made",
    [
        lambda: report.item_table([ITEM, ITEM]),
        lambda: report.unknown_failure_table([STRANGER]),
        lambda: verify_tables.margin_table([MARGIN]),
    ],
)
def test_checks_fit_and_no_name_breaks(made, width):
    lines = [line.replace("_", " ") for line in shown(made(), width)]
    assert whole(CHECK.removeprefix("test_").replace("_", " "), lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one-two-three", 8, ["one-two-", "three"]),
        ("one-two-three", 20, ["one-two-three"]),
        ("one\ntwo-three", 5, ["one", "two-", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab-abcdefgh-x", 4, ["ab-", "abcd", "efgh", "-x"]),
        ("", 3, [""]),
    ],
)
def test_a_name_breaks_after_separators_alone(text, width, lines):
    cut = tables.Name(text).wrap(Console(), width)
    assert [line.plain.rstrip() for line in cut] == lines


def test_history_fits(monkeypatch, capsys, room, submit, right, mark):
    name = "maximiliane.oberhauser@students.example"
    submit(name, right)
    mark(name)
    monkeypatch.setenv("COLUMNS", "80")
    assert history.show_history(room.cached_grader().journal, name, "squares", None, as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("square" in line and "submission" in line for line in lines)
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_our_signs_shows_others(encoding):
    code = (
        "from autograder.cli import ascii_output; ascii_output.streams(); import sys\n"
        "print('✓ → … – 漢 é'); print('\\ud800 ✗', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONIOENCODING": encoding},
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"+ > ")
    assert b"?" in done.stdout


def test_doctor_needs_no_more_than_ascii(tmp_path):
    heldout = str(Path(sys.executable).parent / "heldout")
    done = subprocess.run(
        [heldout, "doctor"],
        env={
            "PYTHONIOENCODING": "ascii",
            "PATH": "/usr/bin",
            "HOME": str(tmp_path),
            "COLUMNS": "80",
        },
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"mount namespace" in done.stdout
    assert max(map(len, done.stdout.split(b"kernel:")[0].splitlines()[3:])) <= 80


def in_cells(**notes):
    """An outcome of tests in cells, by name and what each raised; `None` has passed."""
    tasks = {
        name: TaskOutcome(
            Task(name, 2, ()),
            (),
            Verdict.WRONG if note else Verdict.PASS,
            0.0 if note else 2.0,
            note or "",
        )
        for name, note in notes.items()
    }
    return Outcome("p", tasks)


def reasons(outcome):
    return reasons_of_one(outcome, None, {})


def test_what_a_test_raised_is_told_and_not_what_nbgrader_has_called_it():
    made_up = {
        "cell-308136d4df2f8427": None,
        "cell-08136d4df2f84271": "NameError: x",
        "mine": "it is off",
    }
    assert reasons(in_cells(**made_up)) == ["test 2: NameError: x", "mine: it is off"]
    header = str(score_table("p", {"ann": in_cells(**made_up)}, 80).columns[2].header)
    assert header.startswith("test 2")


def test_tests_that_raised_the_same_are_told_together_by_notebook():
    same = {f"p1/t{n}": "NameError: x" for n in range(6)} | {"p2/t0": "NameError: x", "p2/t1": None}
    assert reasons(in_cells(**same)) == [
        "p1/t0, t1, t2, t3 and 2 more: NameError: x",
        "p2/t0: NameError: x",
    ]


def test_a_module_that_is_missing_is_told_once_for_the_class():
    shown = {
        "output_type": "error",
        "ename": "ModuleNotFoundError",
        "evalue": "No module named 'nose'",
    }
    outcomes = {f"s{n}": in_cells(t="NameError: x") for n in range(3)}
    for outcome in (outcomes["s0"], outcomes["s2"]):
        outcome.outputs = {0: [shown, shown], 4: [shown]}
    (sentence,) = missing_modules(outcomes)
    assert sentence.startswith("2 of 3 submissions stop at `No module named 'nose'`.")


def test_progress_is_one_line_however_many_tests_there_are():
    many = in_cells(**{f"cell-{n:016x}": "NameError: x" if n % 3 else None for n in range(60)})
    final = Final(0, {("p", name): Mark(task.score) for name, task in many.tasks.items()})
    line = graded_record.one_line(Graded("ann", {}, {"p": many}), final, 120)
    assert line == "ann: 40/120 in 0.0 s  wrong 40  pass 20"
    assert "\n" not in line
