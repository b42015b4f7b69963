"""Notes beside the checks: an experiment defines a missing name, or a cell has stopped."""

from dataclasses import replace

import pytest

from autograder.author import notebook, sample
from autograder.author.bindings import used
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict

NEEDY = "def square(x):\n    return helper(x)"
HELPER = "def helper(x):\n    return x * x"
LEFT_OUT = "A cell that begins with `# experiment` was not run; it defines `{}`."


@pytest.mark.parametrize(
    "comment",
    ["# Experimental setup", "# experiments", "# experiment_2", "#experiment", "# An experiment"],
)
def test_a_cell_is_an_experiment_by_its_first_word_alone(hand_in, comment):
    assert hand_in(before=[f"{comment}\n{HELPER}"], square=NEEDY)["square"].verdict is Verdict.PASS


@pytest.mark.parametrize("comment", ["", "# reused"])
def test_a_tag_that_nobody_sees_hides_nothing(hand_in, comment):
    tasks = hand_in(before=[f"{comment}\n{HELPER}"], tags=["experiment"], square=NEEDY)
    assert tasks["square"].verdict is Verdict.PASS


@pytest.mark.parametrize(
    "cell",
    [
        f"# experiment\n{HELPER}",
        "# Experiment: mine\nhelper = lambda x: x * x",
        "\n# EXPERIMENT 2\nfrom math import sqrt as helper",
        "# experiment\nfor helper in [1]:\n    print(helper)",
    ],
)
def test_an_experiment_that_defines_what_is_missed_is_told(hand_in, cell):
    tasks = hand_in(before=[cell], square=NEEDY)
    assert tasks["square"].verdict is Verdict.ERROR
    assert tasks["square"].note.endswith(LEFT_OUT.format("helper"))
    assert tasks["total"].note == ""


def test_an_answer_that_was_retyped_as_an_experiment_is_told(hand_in, toy):
    stub = next(c for c in sample.fill(toy, {}).cells if notebook.grade_id(c) == "square")
    retyped = "# experiment 2\ndef square(x):\n    return x * x"
    task = hand_in(before=[retyped], square=stub.source)["square"]
    assert task.verdict is Verdict.BLANK
    assert task.note == LEFT_OUT.format("square")


def test_what_is_missed_by_a_cell_of_no_task_is_told(hand_in):
    cells = [f"# experiment\n{HELPER}", "later = helper(3)"]
    tasks = hand_in(before=cells, square="def square(x):\n    return later")
    note = tasks["square"].note
    assert "A cell that belongs to no task stopped: NameError: name 'helper' is not defined" in note
    assert note.endswith(LEFT_OUT.format("helper"))


@pytest.mark.parametrize(
    "cell",
    ["# experiment\ndef helper(:", "# experiment\n'helper'", f"# experiment\n{'-' * 30_000}1"],
)
def test_an_experiment_that_defines_nothing_is_not_told(hand_in, cell):
    task = hand_in(before=[cell], square=NEEDY)["square"]
    assert task.verdict is Verdict.ERROR
    assert task.note == ""


def test_an_answer_that_passes_has_no_note(hand_in):
    task = hand_in(before=[f"# experiment\n{HELPER}\nsquare = helper"])["square"]
    assert (task.verdict, task.note) == (Verdict.PASS, "")


DOUBLE = "def square(x):\n    return 2 * x"
BUILT = "def total(x):\n    return square(x).sum()"
BUILDS_ON = "This answer uses `square` of the task `square`, which does not pass so far."


def test_an_answer_that_uses_an_earlier_one_that_fails_is_told(hand_in):
    task = hand_in(square=DOUBLE, total=BUILT)["total"]
    assert task.verdict is Verdict.WRONG
    assert task.note.startswith(BUILDS_ON)
    # Nobody knows whose mistake the checks have seen.
    records = [replace(record, misconception="any", draws=9) for record in task.records]
    assert replace(task, records=tuple(records)).misconception == ""
    assert TaskOutcome.of(task.task, records).misconception == "any"


@pytest.mark.parametrize(
    ("square", "total"),
    [
        # The earlier one passes.
        ("def square(x):\n    return x * x", "def total(x):\n    return -square(x).sum()"),
        # The earlier one is not used: the name is another thing here.
        (DOUBLE, "def total(x):\n    square = 2 * x\n    return square.sum()"),
        (DOUBLE, "def total(x, square=None):\n    return square"),
        (DOUBLE, "def square(x):\n    return x\ndef total(x):\n    return -square(x).sum()"),
        (DOUBLE, "def total(x):\n    return -x.sum()  # square"),
        # An imported module is no answer.
        ("import math\n" + DOUBLE, "def total(x):\n    return math.nan"),
    ],
)
def test_an_answer_that_builds_on_nothing_wrong_is_not_told(hand_in, square, total):
    assert "This answer uses" not in hand_in(square=square, total=total)["total"].note


@pytest.mark.parametrize("text", ["def total(:", "\0", "(" * 9000, "-" * 30_000 + "1"])
def test_a_cell_that_is_no_python_uses_nothing(text):
    assert used(text) == set()
