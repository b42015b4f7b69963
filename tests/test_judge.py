"""The judge: its own faults are `broken`, a lucky pass is confirmed, records are complete."""

import contextlib
import dataclasses
import os
import shutil
import signal
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.author import notebook, sample
from autograder.judge import check_failures
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict
from autograder.sandbox.sandbox import Level
from course.descriptions import first_line

HEAD = "import numpy as np\nimport pytest\nfrom hypothesis import given, strategies as st\nfrom course.expect import close, holds\n"


@pytest.fixture
def judged(toy, right, supervisor, tmp_path):
    """Grade answers by hidden checks of one's own; give the outcome."""

    def run(checks, reveal=False, **answers):
        staff = tmp_path / "squares"
        shutil.copytree(toy.staff_folder, staff, dirs_exist_ok=True)
        (staff / "checks.py").write_text(HEAD + textwrap.dedent(checks), "utf-8")
        exercise = dataclasses.replace(toy, staff_folder=staff, reveal=reveal)
        cells = dict(notebook.cells_to_run(sample.fill(exercise, right | answers)))
        return supervisor.grade(exercise, cells)

    return run


PASSING = """
@pytest.mark.task("total")
def test_passes(student):
    '''It passes.'''
"""


def test_a_check_that_raises_is_broken_and_costs_nothing(judged):
    outcome = judged(PASSING + "@pytest.mark.task('square')\ndef test_a(student): 1 / 0\n")
    assert outcome.tasks["square"].verdict is Verdict.BROKEN
    assert outcome.tasks["square"].score is None
    assert "ZeroDivisionError" in outcome.tasks["square"].records[0].detail
    assert outcome.tasks["total"].verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        ("def broken syntax", "SyntaxError"),
        ("import no_such_module", "No module named 'no_such_module'"),
        ("@pytest.mark.task('square')\ndef test_a(no_such_fixture): pass", ""),
        ("def test_without_a_task(student): pass", 'has no `@pytest.mark.task("…")`'),
        (
            "@pytest.mark.task('square', weight=0)\ndef test_a(student): pass",
            "a weight of 1 or more",
        ),
        ("", ""),
    ],
)
def test_a_file_of_checks_that_cannot_run_judges_nobody(judged, checks, words):
    outcome = judged(checks)
    assert {task.verdict for task in outcome.tasks.values()} == {Verdict.BROKEN}
    assert {task.score for task in outcome.tasks.values()} == {None}
    assert all(words in task.note for task in outcome.tasks.values())


def test_a_task_without_a_check_is_broken(judged):
    assert judged(PASSING).tasks["square"].verdict is Verdict.BROKEN


UNLUCKY = """
@pytest.mark.random
@pytest.mark.task("square")
def test_never_passes(student, seed):
    '''Nobody can pass it.'''
    holds(False, message="bad luck")
"""


def test_a_draw_that_our_own_answer_loses_judges_nobody(judged):
    task = judged(PASSING + UNLUCKY, square="def square(x):\n    return x").tasks["square"]
    assert task.verdict is Verdict.BROKEN
    assert "our own answer fails this draw" in task.records[0].detail


@pytest.mark.parametrize("unfair", [0, 1])
@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("x * x", Verdict.PASS), ("x + 1", Verdict.WRONG)],
    ids=["right", "wrong"],
)
def test_a_draw_that_our_own_answer_loses_is_made_anew(judged, unfair, answer, verdict):
    """Of two draws in a row, one is such that nobody passes it."""
    checks = PASSING + UNLUCKY.replace("False", f"seed % 2 != {unfair} and student.square(3) == 9")
    task = judged(checks, square=f"def square(x):\n    return {answer}").tasks["square"]
    assert task.verdict is verdict
    assert task.score == (4 if verdict is Verdict.PASS else 0)


def test_a_draw_that_our_own_answer_wins_stands(judged):
    checks = PASSING + UNLUCKY.replace("False", "student.square(3) == 9")
    task = judged(checks, square="def square(x):\n    return x").tasks["square"]
    assert task.verdict is Verdict.WRONG


def test_without_the_mark_a_failure_is_not_confirmed(judged):
    task = judged(PASSING + UNLUCKY.replace("@pytest.mark.random\n", "")).tasks["square"]
    assert task.verdict is Verdict.WRONG


def test_a_property_is_shrunk_to_its_simplest_failure(judged):
    checks = """
    @pytest.mark.reveal
    @pytest.mark.task("square")
    @given(n=st.integers(0, 10**6))
    def test_small(student, n):
        '''Numbers above 1000 are squared, too.'''
        close(student.square(n), n * n, message="n * n")
    """
    wrong = "def square(x):\n    return x * x if x <= 1000 else 0"
    task = judged(PASSING + textwrap.dedent(checks), square=wrong).tasks["square"]
    assert task.records[0].called == "square(1001)"


def test_a_slow_failure_is_wrong_and_not_a_timeout(judged):
    """Shrinking stops early; it must not use up the student's clock."""
    checks = """
    @pytest.mark.task("square")
    @given(n=st.integers(0, 10**9))
    def test_slow(student, n):
        '''It is slow and wrong.'''
        close(student.square(n), -1, message="minus one")
    """
    slow = "import time\ndef square(x):\n    time.sleep(0.15)\n    return x"
    task = judged(PASSING + textwrap.dedent(checks), square=slow).tasks["square"]
    assert task.verdict is Verdict.WRONG


def test_an_answer_that_changes_its_mind_is_wrong_and_not_broken(judged):
    checks = """
    @pytest.mark.task("square")
    @given(n=st.integers(0, 100))
    def test_steady(student, n):
        '''The same input gives the same answer.'''
        close(student.square(n), n * n, message="n * n")
    """
    fickle = "calls = []\ndef square(x):\n    calls.append(x)\n    return x * x if len(calls) != 3 else -1"
    task = judged(PASSING + textwrap.dedent(checks), square=fickle).tasks["square"]
    assert task.verdict is Verdict.WRONG


def test_a_plain_assert_says_its_claim_and_not_its_source(judged):
    checks = """
    @pytest.mark.task("square")
    def test_plain(student):
        '''Three squared is nine.'''
        secret_local = 9
        assert student.square(3) == secret_local
    """
    task = judged(PASSING + textwrap.dedent(checks), square="def square(x):\n    return x").tasks[
        "square"
    ]
    (record,) = task.records
    assert (record.verdict, record.description, record.message) == (
        Verdict.WRONG,
        "Three squared is nine.",
        "",
    )


def test_a_proxy_is_neither_true_nor_a_number(judged):
    checks = """
    @pytest.mark.task("square")
    def test_truth(student):
        '''An object is no answer.'''
        assert student.square(3)
    """
    answer = "def square(x):\n    return object()"
    task = judged(PASSING + textwrap.dedent(checks), square=answer).tasks["square"]
    assert task.verdict is Verdict.WRONG
    assert "object of class `object`" in task.records[0].message


PROBED = """
class Duck:
    def __init__(self, says):
        self.says = says

    def __mul__(self, other):
        return Answer(self.says)

class Answer(list):
    def __init__(self, says):
        super().__init__([says, __name__])

class Lame:
    def __mul__(self, other):
        raise LookupError("lame")

@pytest.mark.task("square")
def test_ducks(student):
    '''Whatever can be multiplied has a square.'''
    made = student.probes(Duck, Answer, Lame)
    assert student.square(made.Duck("quack")) == ["quack", "probes"]
    with student.raises(LookupError, message="An error inside travels on."):
        student.square(made.Lame())
"""


def test_objects_of_a_checks_own_classes_meet_the_answer_in_its_process(judged):
    task = judged(PASSING + PROBED).tasks["square"]
    assert task.verdict is Verdict.PASS, task.records


REMEMBERED = '''
@pytest.fixture(scope="module")
def made(student):
    return student.square(np.arange(3.0))

@pytest.mark.task("square")
@pytest.mark.reveal
def test_of_a_fixture(made):
    """It looks at the share of large ones."""
    holds(float((made > 9).mean()) == 1, message="All are large.")

@pytest.mark.task("square")
@pytest.mark.reveal
def test_of_several(student, made):
    """The first of three calls is wrong."""
    first, *_ = [student.square(np.array([x, x])) for x in (2.0, 3.0, 4.0)]
    holds(True, message="This passes, and says nothing of the calls.")
    close(first, np.zeros(2), message="The first one.")

@pytest.mark.task("square")
@pytest.mark.reveal
def test_of_another_fixture(made):
    """It looks at the result itself."""
    close(made, np.zeros(3), message="All are zero.")
'''


def test_feedback_shows_the_call_whose_result_is_wrong_and_no_other(judged):
    records = judged(PASSING + REMEMBERED).tasks["square"].records
    assert [record.called for record in records] == [
        "",
        "square(array([2., 2.]))",
        "square(array([0., 1., 2.]))",
    ]
    assert [record.returned for record in records[1:]] == ["array([4., 4.])", "array([0., 1., 4.])"]


def test_a_probe_that_was_not_handed_over_is_a_fault_of_the_check(judged):
    outcome = judged(PASSING + PROBED.replace("made.Lame()", "made.Limp()"))
    assert outcome.tasks["square"].verdict is Verdict.BROKEN
    assert "`probes` got no `Limp`" in outcome.tasks["square"].records[0].detail


@pytest.mark.parametrize(
    ("mark", "reveal", "called"),
    [
        ("@pytest.mark.reveal", False, "square(Duck('quack'))"),
        ("", True, "square(Duck('quack'))"),
        ("", False, "square(a Duck)"),
    ],
)
def test_an_object_that_a_check_has_made_is_shown_as_it_was_made(judged, mark, reveal, called):
    checks = PROBED.replace("== [", "!= [").replace("def test_ducks", f"{mark}\ndef test_ducks")
    task = judged(PASSING + checks, reveal).tasks["square"]
    failed = [record for record in task.records if record.verdict is not Verdict.PASS]
    assert [record.called for record in failed] == [called]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("raise KeyError(x)", Verdict.WRONG),
        ("raise ValueError(x)", Verdict.ERROR),
        ("raise NotImplementedError", Verdict.BLANK),
        ("return misspelt", Verdict.ERROR),
    ],
)
def test_only_the_error_that_a_check_rules_out_is_wrong(judged, answer, verdict):
    checks = """
    @pytest.mark.task("square")
    def test_found(student):
        '''Nothing is looked up.'''
        with student.succeeds(LookupError, message="There is nothing to look up."):
            student.square(3)
    """
    task = judged(PASSING + textwrap.dedent(checks), square=f"def square(x):\n    {answer}")
    assert task.tasks["square"].verdict is verdict


SHARED = """
@pytest.fixture
def worked(student, request):
    mark = request.node.get_closest_marker("task")
    return getattr(student, mark.args[0])(np.array([1.0]))

@pytest.mark.task("square")
@pytest.mark.parametrize("n", [1, 2, 3])
def test_square(worked, n):
    '''1 is its own square.'''
    close(worked, np.array([1.0]), message="1 is its own square.")

@pytest.mark.task("total")
@pytest.mark.parametrize("n", [1, 2, 3])
def test_total(worked, n):
    '''1 is its own sum.'''
    close(worked, 1.0, message="1 is its own sum.")
"""


# The order of the tasks is drawn. One of these two is judged first.
@pytest.mark.parametrize("task", ["square", "total"])
def test_a_loop_in_a_fixture_costs_its_task_and_no_other_one(judged, task):
    outcome = judged(SHARED, **{task: f"def {task}(x):\n    while True: pass"})
    other = outcome.tasks["total" if task == "square" else "square"]
    assert other.verdict is Verdict.PASS, other.records
    verdicts = {record.verdict for record in outcome.tasks[task].records}
    assert verdicts == {Verdict.TIMEOUT}, outcome.tasks[task].records


@pytest.mark.parametrize(
    ("file", "verdict"), [("checks.py", Verdict.WRONG), ("../fixtures.py", Verdict.BROKEN)]
)
def test_an_assertion_outside_the_checks_is_a_fault_of_ours(tmp_path, file, verdict):
    code = compile("assert 1 > 2", str((tmp_path / file).resolve()), "exec")
    with pytest.raises(AssertionError) as raised:
        exec(code)
    assert check_failures.verdict_of_error(raised.value, tmp_path) is verdict


def test_a_grader_that_is_lost_each_time_is_broken_and_costs_other_tasks_nothing(judged):
    checks = "@pytest.mark.task('square')\ndef test_a(student):\n    import os\n    os._exit(1)\n"
    outcome = judged(PASSING + checks)
    assert outcome.tasks["square"].verdict is Verdict.BROKEN
    assert "grader was lost" in outcome.tasks["square"].note
    assert outcome.tasks["total"].verdict is Verdict.PASS


@pytest.mark.parametrize("which", ["workers", "graders"])
@pytest.mark.parametrize("when", [0.0, 0.5])
def test_a_zygote_that_is_killed_costs_nobody_anything(toy, right, which, when):
    slow = {-1: "import time; time.sleep(1)"}
    cells = slow | dict(notebook.cells_to_run(sample.fill(toy, right)))
    with Supervisor(b"s") as supervisor:
        supervisor.warm_up(toy)
        place = supervisor.resources_for(toy)
        victim = place.workers if which == "workers" else place.graders
        killer = threading.Timer(when, victim.process.kill)
        killer.start()
        outcome = supervisor.grade(toy, cells)
        killer.join()
    assert {name: task.verdict for name, task in outcome.tasks.items()} == {
        "square": "pass",
        "total": "pass",
    }


def workers_of(supervisor, toy) -> set[int]:
    """Processes below the workers' zygote, its own second one at the highest level left out."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            fields = dict(line.split(":\t", 1) for line in path.read_text().splitlines())
            found.add((int(path.parent.name), int(fields["PPid"])))
    zygote = {supervisor.resources_for(toy).workers.process.pid}
    if supervisor.level == "L3":
        zygote = {pid for pid, parent in found if parent in zygote}
    return {pid for pid, parent in found if parent in zygote}


# At once: it is killed before it has shut itself in. Later: while it runs the student's cells.
@pytest.mark.parametrize("look_seconds", [0.0, 0.05])
def test_a_worker_that_is_killed_from_outside_costs_its_student_nothing(toy, right, look_seconds):
    slow = {-1: "import time; time.sleep(1)"}
    cells = slow | dict(notebook.cells_to_run(sample.fill(toy, right)))
    with Supervisor(b"s") as supervisor:
        supervisor.warm_up(toy)

        def kill():
            while not (workers := workers_of(supervisor, toy)) and not graded.wait(look_seconds):
                pass
            os.kill(min(workers), signal.SIGKILL)

        graded = threading.Event()
        killer = threading.Thread(target=kill)
        killer.start()
        outcome = supervisor.grade(toy, cells)
        graded.set()
        killer.join()
    assert outcome.score == outcome.points
    assert outcome.workers == 2


def test_a_worker_that_kills_itself_each_time_is_its_students(toy, right):
    suicide = {"square": "def square(x):\n    import os\n    os.kill(os.getpid(), 9)"}
    cells = dict(notebook.cells_to_run(sample.fill(toy, right | suicide)))
    # At the highest level a worker is the first process of its namespace, which cannot be killed so.
    with Supervisor(b"s", Level.FLOOR) as supervisor:
        outcome = supervisor.grade(toy, cells)
    assert outcome.tasks["square"].verdict is Verdict.ERROR
    assert "its process ended (signal 9)" in outcome.tasks["square"].records[0].message
    assert outcome.tasks["total"].verdict is Verdict.PASS


def test_tasks_are_told_as_they_are_judged_and_may_be_picked(toy, right, supervisor):
    cells = dict(notebook.cells_to_run(sample.fill(toy, right)))
    on_task = []
    outcome = supervisor.grade(toy, cells, ["total"], on_task.append)
    assert [task.task.name for task in on_task] == ["total"] == list(outcome.tasks)
    whole = supervisor.grade(toy, cells)
    assert outcome.tasks["total"].score == whole.tasks["total"].score


def test_threads_share_a_supervisor(toy, right, supervisor):
    answers = [right, right | {"square": "def square(x):\n    return 2 * x"}] * 4
    cells = [dict(notebook.cells_to_run(sample.fill(toy, given))) for given in answers]
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda each: supervisor.grade(toy, each), cells))
    assert [outcome.tasks["square"].verdict for outcome in outcomes] == ["pass", "wrong"] * 4


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("first line\nsecond line", "first line"),
        ("in user code:\n\n    File x, line 3\n\n    TypeError: no\n", "TypeError: no"),
        (
            "Exception encountered when calling MyDropout.call().\n\n\x1b[1mthe reason\x1b[0m\n\nmore",
            "the reason",
        ),
    ],
)
def test_of_a_long_message_the_line_that_matters_is_shown(message, told):
    assert first_line(message) == told


def test_a_librarys_not_implemented_is_an_error_and_no_blank(grade):
    answer = "def square(x):\n    return helper(x)\ndef helper(x):\n    raise NotImplementedError('no kernel')"
    assert grade(square=answer).tasks["square"].verdict is Verdict.ERROR


def test_an_interpreter_that_is_gone_is_ours_and_no_traceback(toy, right, monkeypatch):
    cells = dict(notebook.cells_to_run(sample.fill(toy, right)))
    with Supervisor(b"s") as supervisor:
        monkeypatch.setattr("sys.executable", "/no/such/python")
        outcome = supervisor.grade(toy, cells)
    assert {task.verdict for task in outcome.tasks.values()} == {Verdict.BROKEN}
    assert "could not be started" in outcome.tasks["square"].note


def test_a_check_that_is_written_with_old_names_is_judged(judged):
    checks = """
    from course.expect import an_array

    @pytest.mark.luck
    @pytest.mark.task("square")
    def test_found(student):
        '''It squares.'''
        with student.succeeds(LookupError, says="It runs.", belief="none"):
            close(an_array(student.square(3.0)), 9.0, says="It squares.")
    """
    assert judged(PASSING + textwrap.dedent(checks)).tasks["square"].verdict is Verdict.PASS


def test_a_grader_inherits_tables_of_characters_and_lets_pytest_tell_no_failure(judged):
    # Both took most of a grader's time.
    outcome = judged(
        PASSING
        + """
@pytest.mark.task("square")
def test_it_need_not(student, request):
    '''The tables are there, and a failure's source is not read.'''
    from hypothesis.internal import charmap
    if charmap._charmap is None or request.config.option.tbstyle != "native":
        raise RuntimeError(request.config.option.tbstyle)
"""
    )
    assert outcome.tasks["square"].verdict is Verdict.PASS, outcome.tasks["square"].records
