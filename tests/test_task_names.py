"""Tasks are judged by what their own cells have made; a later cell that binds a name again is told."""

import pytest

from autograder.author import bindings, notebook, sample
from autograder.judge.verdict import Verdict

WRONG = "def square(x):\n    return x + x"


@pytest.mark.parametrize(
    "later",
    [
        "square = 0.5",
        "for square in range(3):\n    pass",
        "for i in range(2):\n    square, total = i, i",
        "import numpy as square",
        "with open('f', 'w') as square:\n    pass",
        "def square(x):\n    return 'an experiment of mine'",
        "class square:\n    pass",
        "del square",
        "np = 3",
        "%%time\nsquare = total = 3",
        "globals()['square'] = 3",
    ],
)
def test_a_later_cell_takes_nothing_from_a_task(hand_in, later):
    tasks = hand_in(later)
    assert {task.verdict for task in tasks.values()} == {Verdict.PASS}, tasks
    assert {task.note for task in tasks.values()} == {""}


def test_a_function_finds_another_that_a_later_cell_has_covered(hand_in):
    by_another = "def total(x):\n    return float(np.sum(square(x)))"
    assert hand_in("square = 0.5", total=by_another)["total"].verdict is Verdict.PASS


def test_what_an_earlier_cell_had_too_is_the_tasks_own(hand_in):
    """The very same object, imported above and in the task's cell; a later loop uses the name."""
    own = "from numpy import square"
    tasks = hand_in("for square in (1, 4):\n    pass", before=[own], square=own)
    assert tasks["square"].verdict is Verdict.PASS, tasks


def test_who_is_not_passed_is_told_which_was_judged(hand_in):
    tasks = hand_in("def square(x):\n    return x * x", square=WRONG)
    assert tasks["square"].verdict is Verdict.WRONG
    said = "A later cell binds `square` again; judged is what the task's own cell made."
    assert tasks["square"].note == said
    assert tasks["total"].note == ""


def test_whose_own_cell_stopped_is_judged_by_the_later_one(hand_in):
    tasks = hand_in("def square(x):\n    return x * x", square="def square(x)\n    return")
    assert tasks["square"].verdict is Verdict.PASS


@pytest.mark.parametrize("left", ["as released", "told apart"])
def test_an_answer_beneath_its_stub_is_judged(hand_in, toy, left):
    stub = sample.fill(toy, {})
    cell = next(c for c in stub.cells if notebook.grade_id(c) == "square")
    text = cell.source if left == "as released" else "def square(x):\n    raise NotImplementedError"
    tasks = hand_in("def square(x):\n    return x * x", square=text)
    assert tasks["square"].verdict is Verdict.PASS


def test_a_draft_above_is_not_the_answer(hand_in):
    tasks = hand_in(before=["def square(x):\n    return x + x"])
    assert tasks["square"].verdict is Verdict.PASS


def test_each_task_has_what_its_own_cell_made(hand_in, right):
    again = f"{WRONG}\n\n{right['total']}"
    assert hand_in(total=again)["square"].verdict is Verdict.PASS


def test_whose_cell_it_is_belongs_to_the_key(cached_grader, toy, right):
    nb = sample.fill(toy, right)
    cells, own = dict(notebook.cells_to_run(nb)), notebook.own_cells(nb, toy)
    assert [one.names for one in own.values() if one.task] == [("square",), ("total",)]
    assert cached_grader.grade(toy, cells, own=own).key != cached_grader.grade(toy, cells).key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a = b, (c, *d) = 1, (2, 3)", {"a", "b", "c", "d"}),
        ("for i, j in x:\n    if i:\n        k = 1", {"i", "j", "k"}),
        ("import a.b, c as d\nfrom e import f as g, h", {"a", "d", "g", "h"}),
        ("def f():\n    inner = 1\nclass C:\n    inside = 2", {"f", "C"}),
        ("[x for x in y]\nlambda z: (w := z)\n(v := 1)", {"v"}),
        ("%matplotlib inline\n!ls\nx: int = 1\nx += 1", {"x"}),
        ("files = !ls\nt = %time 1\nlen?\n?len", {"files", "t"}),
        ("r = (3\n     % 2)", {"r"}),
        ("print(a == b)\na.b = 1\nc[0] = 1", set()),
        ("match x:\n    case [y, *z]:\n        pass", {"y", "z"}),
        ("def f(:", set()),
        ("\0", set()),
        ("x = " + "-" * 19_000 + "1", set()),
        ("a" + ".b" * 9_000, set()),
        ("#" * 20_000 + "\nx = 1", set()),
    ],
)
def test_the_names_that_a_cell_binds(text, names):
    assert bindings.bound(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def f():\n    raise NotImplementedError", {"f"}),
        ("def f():\n    raise NotImplementedError('todo')", {"f"}),
        ("class C:\n    def f(self):\n        raise NotImplementedError", {"C"}),
        ("def f():\n    raise NotImplementedError\ndef f():\n    return 1", set()),
        ("def f():\n    if 0:\n        raise NotImplementedError\n    return 1", set()),
    ],
)
def test_a_stub_is_no_answer(text, names):
    assert bindings.unwritten(text) == names
