"""One submission through all four processes: what each kind of answer, good and bad, comes to."""

import pytest

from autograder.judge.verdict import Verdict

TOO_MUCH = "np.ones(512 << 20, dtype='uint8')"


def verdicts(outcome):
    return {name: task.verdict for name, task in outcome.tasks.items()}


def test_the_reference_earns_everything(grade):
    outcome = grade()
    assert outcome.score == outcome.points == 6
    assert outcome.workers == 1


def test_the_same_submission_gets_the_same_records(grade):
    def records(outcome):
        return [
            (r.check, r.verdict, r.called, r.returned, r.expected)
            for task in outcome.tasks.values()
            for r in task.records
        ]

    wrong = "def square(x):\n    return x + x"
    assert records(grade(square=wrong)) == records(grade(square=wrong))


def test_a_mistake_is_shown_with_its_call_its_result_and_its_belief(grade):
    task = grade(square="def square(x):\n    return x + x").tasks["square"]
    record = next(r for r in task.records if r.check == "test_each_number_is_squared")
    assert record.verdict is Verdict.WRONG
    assert record.called.startswith("square(array([")
    assert record.returned.startswith("array([")
    assert record.expected.startswith("array([")
    assert task.misconception == "doubled"


def test_inputs_stay_hidden_where_the_check_does_not_reveal_them(grade):
    task = grade(square="def square(x):\n    return np.asarray(x)[..., :1]").tasks["square"]
    record = next(r for r in task.records if r.check == "test_the_shape_is_kept")
    assert record.called == "square(an array of shape (3, 4), dtype float64)"


@pytest.mark.parametrize(
    ("answer", "verdict", "words"),
    [
        ("", Verdict.ERROR, "name 'square' is not defined"),
        ("def sqare(x):\n    return x * x", Verdict.ERROR, "name 'square' is not defined"),
        ("def square():\n    return 1", Verdict.ERROR, "TypeError"),
        ("def square(x):\n    raise KeyError('mine')", Verdict.ERROR, "KeyError"),
        ("def square(x):\n    return x +", Verdict.ERROR, "not defined"),
        ("def square(x):\n    raise NotImplementedError", Verdict.BLANK, "NotImplementedError"),
        ("square = 5", Verdict.ERROR, "int"),
        ("def square(x):\n    return None", Verdict.WRONG, "array"),
        ("def square(x):\n    return object()", Verdict.WRONG, "array"),
        ("def square(x):\n    exit()", Verdict.ERROR, "SystemExit"),
        ("def square(x):\n    import sys\n    sys.exit(0)", Verdict.ERROR, "SystemExit"),
        ("def square(x):\n    import os\n    os._exit(0)", Verdict.ERROR, "process ended"),
        ("def square(x):\n    import os\n    os.abort()", Verdict.ERROR, "signal"),
        ("def square(x):\n    import ctypes\n    ctypes.string_at(0)", Verdict.ERROR, "signal 11"),
        ("def square(x):\n    while True: pass", Verdict.TIMEOUT, "calls together took over"),
        (f"def square(x):\n    return {TOO_MUCH}", Verdict.MEMORY, "Error"),
        ("def square(x):\n    import socket\n    socket.socket()", Verdict.FORBIDDEN, "Permission"),
        (
            "def square(x):\n    import subprocess\n    subprocess.run('id')",
            Verdict.FORBIDDEN,
            "Perm",
        ),
        ("def square(x):\n    return 'y' * (8 << 20)", Verdict.ERROR, "too large"),
    ],
)
def test_a_bad_answer_costs_its_own_task_alone(grade, answer, verdict, words):
    outcome = grade(square=answer)
    task = outcome.tasks["square"]
    assert task.verdict is verdict
    assert any(words in record.message for record in task.records), task.records
    assert outcome.tasks["total"].verdict is Verdict.PASS
    assert outcome.tasks["total"].score == 2


def test_a_misspelt_name_is_pointed_out(grade):
    task = grade(square="def sqare(x):\n    return x * x").tasks["square"]
    assert any("`sqare`" in record.message for record in task.records)


def test_what_a_cell_has_imported_is_no_guess(grade):
    cell = "from builtins import sum as squared"
    task = grade(square=f"{cell}\ndef other(x):\n    return x").tasks["square"]
    assert all("is that it" not in record.message for record in task.records)


def test_who_asks_for_input_is_told_that_nobody_answers(grade):
    task = grade(square="def square(x):\n    return input()").tasks["square"]
    assert any("nobody gives while it is graded" in record.message for record in task.records)


@pytest.mark.parametrize(
    "line",
    ["!pip install -q keras", "%pip install numpy==1.26", "!python3 -m pip install --quiet x y"],
)
def test_a_cell_that_installs_something_first_is_run_all_the_same(line, grade, right):
    assert grade(square=f"{line}\n{right['square']}").score == 6


@pytest.mark.parametrize("line", ["!pip install x; ls", "!pip install $(ls)", "!true"])
def test_other_programs_are_not_started_by_its_name(line, grade, right):
    assert grade(square=f"{line}\n{right['square']}").tasks["square"].score == 0


def test_the_students_own_line_is_shown(grade):
    task = grade(square="def square(x):\n    y = x * x\n    return y[99]").tasks["square"]
    assert "return y[99]" in {record.line for record in task.records}


def test_an_object_that_equals_everything_passes_nothing(grade):
    liar = """
class Always:
    def __eq__(self, other): return True
    def __bool__(self): return True
    def __array__(self, *a, **k): return np.ones(1)
    def __float__(self): return 1.0
    def __len__(self): return 1
    def __getattr__(self, name): return self
def square(x): return Always()
total = square
"""
    outcome = grade(square=liar, total="")
    assert outcome.score == 0


def test_an_array_subclass_arrives_as_plain_data(grade):
    liar = """
class Mine(np.ndarray):
    def __eq__(self, other): return True
def square(x): return np.zeros_like(x).view(Mine)
"""
    assert grade(square=liar).tasks["square"].verdict is Verdict.WRONG


def test_a_shell_that_a_cell_has_broken_is_no_fault_of_ours(grade, printed):
    outcome = grade("type(get_ipython()).run_into = None", "x = 3")
    assert outcome.score is not None
    assert verdicts(outcome)["square"] in (Verdict.WRONG, Verdict.ERROR)
    assert "not callable" in printed(outcome)


STUBBORN = """import time
while True:
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        pass
"""


@pytest.mark.parametrize(("cell", "workers"), [("while True: pass", 1), (STUBBORN, 2)])
def test_a_cell_that_never_ends_does_not_stop_the_cells_after_it(grade, printed, cell, workers):
    outcome = grade(cell)
    assert outcome.score == 6
    assert "still running after" in printed(outcome)
    assert outcome.workers == workers


def test_a_cell_that_kills_its_process_does_not_stop_the_cells_after_it(grade, printed):
    outcome = grade("import os\nos._exit(3)")
    assert outcome.score == 6
    assert "process ended" in printed(outcome)


def test_a_cell_that_raises_does_not_stop_the_cells_after_it(grade, printed):
    outcome = grade("1 / 0")
    assert outcome.score == 6
    assert "division by zero" in printed(outcome)


def test_a_cell_that_prints_a_megabyte_is_cut(grade, printed):
    outcome = grade("print('x' * (1 << 20))")
    assert outcome.score == 6
    text = printed(outcome)
    assert len(text) < 70_000
    assert "output cut here" in text


@pytest.mark.whole
def test_every_cell_that_never_ends_is_bounded_by_the_submission(grade):
    outcome = grade(*["while True: pass"] * 15)
    assert verdicts(outcome) == {"square": Verdict.TIMEOUT, "total": Verdict.TIMEOUT}
    assert outcome.seconds < 60


def test_state_is_seeded_before_the_first_cell(grade, printed):
    code = "import random\nprint(random.random(), np.random.rand())"
    assert printed(grade(code)) == printed(grade(code))


def test_many_cells_that_print_a_lot_are_bounded_together(grade, printed):
    outcome = grade(*["print('x' * (1 << 20))"] * 40)
    assert outcome.score == 6
    assert "all cells together" in printed(outcome)
    assert sum(len(str(outputs)) for outputs in outcome.outputs.values()) < 2_000_000


def test_a_table_is_shown_as_one_and_other_html_is_not(grade):
    cell = (
        "class Shown:\n    def __init__(self, html): self.html = html\n"
        "    def _repr_html_(self): return self.html\n"
        "display(Shown('<table><tr><td>1</td></tr></table>'), Shown('<b>x</b>'))"
    )
    table, other = (output["data"] for output in grade(cell).outputs[-1])
    assert table["text/html"].startswith("<table>")
    assert set(other) == {"text/plain"}
