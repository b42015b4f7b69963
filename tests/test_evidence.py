"""A misconception is named on evidence only, and the main claim decides over half of the points."""

import dataclasses
import shutil
import textwrap

import pytest

from autograder.author import notebook, sample, sample_header
from autograder.feedback import feedback
from autograder.judge.outcome import CheckRecord, TaskOutcome
from autograder.judge.verdict import Verdict

HEAD = """
import numpy as np
import pytest
from hypothesis import given, strategies as st
from course.expect import close, holds
from course.promises import Call, LeavesAlone, SameInEveryProcess, promises

@pytest.mark.task("total")
def test_total(student):
    '''It passes.'''
"""
DOUBLED = "def square(x):\n    return x + x"
# Right for 2 alone, where the square and the double are the same.
ODD = "def square(x):\n    return x + x if x < 3 else x - 1"


@pytest.fixture
def judged(toy, right, supervisor, tmp_path):
    """Judge an answer to `square` by one hidden check of one's own."""

    def run(check, answer):
        staff = tmp_path / "squares"
        shutil.copytree(toy.staff_folder, staff, dirs_exist_ok=True)
        (staff / "checks.py").write_text(HEAD + textwrap.dedent(check), "utf-8")
        exercise = dataclasses.replace(toy, staff_folder=staff)
        cells = dict(notebook.cells_to_run(sample.fill(exercise, right | {"square": answer})))
        return supervisor.grade(exercise, cells).tasks["square"]

    return run


BY_HYPOTHESIS = """
@pytest.mark.task("square")
@given(n=st.integers(3, 1000))
def test_square(student, n):
    '''It squares.'''
    close(student.square(n), n * n, message="n * n", mistakes={"doubled": 2 * n})
"""
# Hypothesis tries the simplest draw first, and again when it looks for a simpler one.
BY_THE_SAME_DRAW = BY_HYPOTHESIS.replace("st.integers(3, 1000)", "st.just(4)")
BY_TWO_DRAWS = BY_HYPOTHESIS.replace("st.integers(3, 1000)", "st.sampled_from([3, 4])")
BY_SEED = """
@pytest.mark.task("square")
def test_square(student, seed):
    '''It squares.'''
    n = 3 + seed % 1000
    close(student.square(n), n * n, message="n * n", mistakes={"doubled": 2 * n})
"""
BY_ONE_NUMBER = """
@pytest.mark.task("square")
def test_square(student):
    '''It squares.'''
    close(student.square(4), 16, message="16", mistakes={"doubled": 8})
"""
BY_A_FIXTURE = """
@pytest.fixture
def squared(student):
    holds(student.square(4) == 16, message="16", misconception="doubled")

@pytest.mark.task("square")
def test_square(squared):
    '''It squares.'''
"""
BY_MARK = """
@pytest.mark.task("square")
@pytest.mark.mistake("doubled")
def test_square(student, seed):
    '''It squares.'''
    close(student.square(4), 16, message="16")
"""
BY_TWO = BY_ONE_NUMBER + BY_MARK.replace("test_square", "test_again").replace("It sq", "Still sq")


@pytest.mark.parametrize(
    ("check", "named"),
    [
        (BY_HYPOTHESIS, True),
        (BY_THE_SAME_DRAW, False),
        (BY_TWO_DRAWS, True),
        (BY_SEED, True),
        (BY_TWO, True),
        (BY_ONE_NUMBER, False),
        (BY_A_FIXTURE, False),
        (BY_MARK, False),
    ],
    ids=[
        "draws",
        "one draw",
        "two draws",
        "another seed",
        "two checks",
        "one number",
        "a fixture",
        "a mark",
    ],
)
def test_two_draws_or_two_checks_name_a_mistake(judged, check, named):
    task = judged(check, DOUBLED)
    assert task.verdict is Verdict.WRONG
    assert task.misconception == ("doubled" if named else "")


@pytest.mark.parametrize("check", [BY_HYPOTHESIS, BY_TWO_DRAWS, BY_SEED])
def test_a_mistake_that_does_not_explain_each_draw_is_not_named(judged, check):
    assert judged(check, ODD).misconception == ""


def test_of_two_mistakes_that_explain_a_draw_the_next_draw_decides(judged):
    both = BY_HYPOTHESIS.replace('{"doubled": 2 * n}', '{"n_plus_3": n + 3, "doubled": 2 * n}')
    assert (
        judged(both.replace("st.integers(3", "st.integers(2"), DOUBLED).misconception == "doubled"
    )


def record(check, verdict, **more):
    return CheckRecord(check, "square", verdict, "", **more)


def test_the_main_claim_decides_over_half_of_the_points(toy):
    square = toy.task("square")
    edges = [record(f"test_{number}", Verdict.PASS) for number in range(9)]
    missed = TaskOutcome.of(square, [record("test_main", Verdict.WRONG, main=True), *edges])
    assert missed.score == square.points / 2
    assert feedback.HALVED in [words for _, words in feedback.lines(missed, toy)]
    kept = record("test_main", Verdict.PASS, main=True)
    edge = TaskOutcome.of(square, [kept, record("test_edge", Verdict.WRONG), *edges[1:]])
    assert edge.score == square.points * 9 / 10
    # A hint stands beside a task that is not begun, and beside no failed check.
    assert not any(label == feedback.HINT for label, _ in feedback.lines(missed, toy))
    blank = TaskOutcome.of(square, [record("test_main", Verdict.BLANK, main=True)])
    assert (feedback.HINT, square.hints[0]) in feedback.lines(blank, toy)


def test_facts_stand_before_the_guess(toy):
    named = {"misconception": "doubled", "draws": 2, "message": "It should be 9."}
    task = TaskOutcome.of(toy.task("square"), [record("test_main", Verdict.WRONG, **named)])
    labels = [words for _, words in feedback.lines(task, toy)]
    diagnosis = sample_header.diagnoses(toy)["doubled"]
    assert labels.index("It should be 9.") < labels.index(diagnosis)


PROMISED = """
@pytest.mark.task("square", weight=3)
@pytest.mark.reveal
@promises(LeavesAlone("x"), SameInEveryProcess())
def test_promises(student, promise):
    '''The promises of `square`.'''
    promise.keep(student, Call("square", x=np.arange(3.0)))
"""


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("def square(x):\n    return x * x", [True, True]),
        ("def square(x):\n    x *= x\n    return x", [False, True]),
        ("def square(x):\n    return x * x + hash('a') % 9973", [True, False]),
        (
            "def square(x):\n    return np.array([len(n) for n in {'a', 'bb', 'ccc', 'dddd'}])",
            [True, False],
        ),
    ],
    ids=["right", "in place", "by hashes", "by a set"],
)
def test_each_promise_is_a_check_of_its_own(judged, answer, kept):
    task = judged(PROMISED, answer)
    # The promise that a call gives the same again comes first.
    every_process, left_alone = task.records
    assert [one.verdict is Verdict.PASS for one in (left_alone, every_process)] == kept
    assert [one.weight for one in task.records] == [1.5, 1.5]
    assert left_alone.description == "`x` is not changed, and the result shares no memory with it."


SEVERAL = """
@pytest.mark.task("square")
@pytest.mark.reveal
def test_square(student):
    '''It squares.'''
    {}
"""


@pytest.mark.parametrize(
    ("body", "called"),
    [
        # The message speaks of 5, and the last call was about 7.
        (
            "got = [student.square(n) for n in (5, 7)]\n"
            '    holds(got[0] == 25, message="The square of 5.")',
            "",
        ),
        # A comparison in between tells nothing about which call is meant.
        (
            "got = [student.square(n) for n in (5, 2)]\n"
            '    holds(len(got) == 2, message="Two squares.")\n'
            '    holds(got[0] == 25, message="The square of 5.")',
            "",
        ),
        # Several comparisons may be about one call.
        (
            "got = student.square(5)\n"
            '    holds(got > 0, message="It is above 0.")\n'
            '    holds(got == 25, message="The square of 5.")',
            "square(5)",
        ),
        # A check's call of a library is no call of the student's code.
        (
            "got = student.square(5)\n"
            '    student.module("math").sqrt(4.0)\n'
            '    holds(got == 25, message="The square of 5.")',
            "square(5)",
        ),
        # This comparison is about what the last call has given.
        (
            "got = [student.square(n) for n in (5, 7)]\n"
            '    close(got[1], 49, message="The square of 7.")',
            "square(7)",
        ),
        # Each call is compared before the next one.
        (
            "for n in (2, 5, 7):\n"
            '        holds(student.square(n) == n * n, message=f"The square of {n}.")',
            "square(5)",
        ),
        (
            "first, again = student.square(5), student.square(5)\n"
            '    holds(first == again == 25, message="The square of 5.")',
            "square(5)",
        ),
    ],
)
def test_a_call_is_named_only_if_the_failure_is_about_it(judged, body, called):
    (record,) = judged(SEVERAL.format(body), DOUBLED).records
    assert (record.verdict, record.called) == (Verdict.WRONG, called)


def test_a_number_that_is_hidden_is_not_shown_as_an_array(judged):
    check = """
    @pytest.mark.task("square")
    def test_square(student):
        '''It squares.'''
        close(as_array(student.square(4), shape=()), 16.0, message="The square of 4.")
    """
    imported = "from course.expect import as_array\n" + textwrap.dedent(check)
    (record,) = judged(imported, DOUBLED).records
    assert (record.message, record.found, record.expected) == ("The square of 4.", "", "")


def test_an_attempt_that_raises_names_nothing_and_is_not_shown(judged):
    check = """
    @pytest.mark.task("square")
    @pytest.mark.reveal
    def test_square(student):
        '''It squares.'''
        got = student.square(4)
        tried = [student.attempt(student.square, 5), student.attempt(lambda: student.square("a") + 1)]
        name = "doubled" if tried == [10, None] else ""
        close(got, 16, message=f"{tried}", mistakes={name: 8})
    """
    (record,) = judged(textwrap.dedent(check), DOUBLED).records
    assert (record.message, record.called) == ("[10, None]", "square(4)")
    assert record.misconception == "doubled"
