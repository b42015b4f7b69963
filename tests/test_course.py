"""`check` and `hint` in a learner's notebook work without the grader and without TensorFlow."""

import os
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.author import release_files
from course import open_exercise
from course.descriptions import describe, difference, first_line
from course.exercise import Exercise
from course.expect import (
    Mismatch,
    above,
    as_array,
    at_least,
    at_most,
    below,
    between,
    close,
    equal,
    holds,
)

MANY = np.arange(40.0)
# Half of one for the last one of them, and 0 for the others.
LAST = np.where(MANY == 39, 0.5, 0.0)


@pytest.fixture
def exercise(toy):
    return Exercise(toy.folder)


def said(capsys, exercise, task, **names):
    """Return the text that `check` prints in a notebook that defines `names`."""
    exec(f"check({task!r})", {"check": exercise.check, **names})
    return capsys.readouterr().out


def not_written(x):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x: x * x, "the visible checks pass"),
        (lambda x: x + x, "Returned: array([6.])"),
        (not_written, "not started"),
        (lambda: 0, "it raised an error"),
        (lambda x: None, "Returned: None"),
    ],
)
def test_four_outcomes_are_kept_apart(capsys, exercise, answer, words):
    assert words in said(capsys, exercise, "square", square=answer)


def test_a_missing_function_is_named(capsys, exercise):
    assert "`square` is not defined" in said(capsys, exercise, "square")


def test_hints_climb_and_the_last_one_stays(capsys, exercise, toy):
    for number in (1, 2, 2):
        exercise.hint("square")
        said = capsys.readouterr().out
        assert toy.task("square").hints[number - 1] in said
        assert ("It is the last one" in said) == (number == 2)


def test_an_unknown_task_lists_those_there_are(exercise):
    with pytest.raises(LookupError, match="square, total"):
        exercise.hint("cube")


def test_the_name_of_a_function_leads_to_its_task():
    _, hint = open_exercise("serving")
    with pytest.raises(LookupError, match='`answer_all` belongs to the task "many"'):
        hint("answer_all")


def test_an_unknown_exercise_says_where_it_looked():
    with pytest.raises(LookupError, match="Looked in"):
        open_exercise("no-such-exercise")


def test_a_handout_works_alone_and_imports_neither_the_engine_nor_keras(toy, tmp_path):
    release_files.write(toy, tmp_path)
    code = """
import sys
sys.path.insert(0, '.')
from course import open_exercise
import course
assert course.__file__.startswith(sys.argv[1]), course.__file__
check, hint = open_exercise('squares')
def square(x): return x * x
check('square'); hint('square')
loaded = {'tensorflow', 'keras', 'autograder', 'nbgrader'} & set(sys.modules)
assert not loaded, loaded
"""
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        # Without notes no hidden checks are looked for; a student has none installed.
        env=dict(os.environ, HELDOUT_PROGRESS=""),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "the visible checks pass" in run.stdout


def test_nan_equals_nothing():
    with pytest.raises(Mismatch):
        close(np.nan, np.nan, message="a number")


def test_a_wrong_shape_says_both_shapes():
    with pytest.raises(Mismatch, match=r"shape \(2,\)") as error:
        close(np.ones(3), np.ones(2), message="two numbers")
    assert error.value.got.shape == (3,)


def test_equal_tells_true_from_one():
    with pytest.raises(Mismatch):
        equal(1, True, message="a bool")


def test_holds_takes_a_bool_and_nothing_else():
    with pytest.raises(TypeError, match="Received: SimpleNamespace"):
        holds(SimpleNamespace(), message="x")


@pytest.mark.parametrize(
    ("value", "shown", "hidden"),
    [
        (None, "None", "None"),
        (0.5, "0.5", "a float"),
        (np.float32(0.5), "float32(0.5)", "a float"),
        ([1, 2], "[1, 2]", "a list"),
        (3, "3", "an int"),
        (np.arange(3), "array([0, 1, 2])", "an array of shape (3,), dtype int64"),
    ],
)
def test_values_are_described_with_and_without_their_numbers(value, shown, hidden):
    assert describe(value, values=True) == shown
    assert describe(value, values=False) == hidden


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (MANY, MANY + LAST, "at [39], where they differ most, 39.5 instead of 39.0"),
        (MANY.reshape(4, 10), (MANY + LAST).reshape(4, 10), "at [3, 9], where they differ most, 3"),
        (MANY, MANY, ""),
        (MANY, MANY[:3], ""),
        (list(MANY), MANY + LAST, ""),
        (MANY.astype(str), MANY.astype(str)[::-1], ""),
        (
            np.where(LAST, np.nan, MANY),
            MANY,
            "at [39], where they differ most, 39.0 instead of nan",
        ),
        (np.where(LAST, np.nan, MANY), np.where(LAST, np.nan, MANY), ""),
        (MANY > 3, MANY > 4, "at [4], where they differ most, False instead of True"),
        # A short array shows it, unless four digits are too few.
        (MANY[:3], MANY[:3] + 1, ""),
        (np.array(0.5), np.array(0.50001), "0.50001 instead of 0.5"),
    ],
)
def test_where_two_arrays_differ_is_told_if_nobody_could_see_it(got, expected, words):
    assert difference(got, expected).startswith(words)
    assert bool(difference(got, expected)) == bool(words)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0.5, "array([0.5])"),
        (0.49999999999999994, "array([0.49999999999999994])"),
        (1 / 3, "array([0.3333])"),
    ],
)
def test_a_number_beside_a_round_one_is_not_shown_as_that(number, shown):
    assert describe(np.array([number]), values=True) == shown


@pytest.mark.parametrize(
    ("expectation", "limits", "passing", "failing", "words"),
    [
        (at_most, [0.5], 0.5, 0.6, "at most 0.5"),
        (at_least, [12_000], 12_000, 11_999, "at least 12000"),
        (below, [3], 2, 3, "below 3"),
        (above, [3], 4, 3, "above 3"),
        (between, [0.25, 0.75], 0.75, 0.8, "from 0.25 to 0.75"),
        (between, [-1, 1], -1, np.nan, "from -1 to 1"),
    ],
)
def test_a_number_is_told_with_what_is_asked_for(expectation, limits, passing, failing, words):
    expectation(passing, *limits, message="How much?")
    with pytest.raises(Mismatch, match="How much") as error:
        expectation(failing, *limits, message="How much?", misconception="summed")
    assert (error.value.limit, error.value.misconception) == (words, "summed")
    assert error.value.measured == failing or np.isnan(failing)


ODD = [2**13_999, -(2**70), 1j, np.array([1j]), np.complex64(1), "1", None]


# pytest would name them by digits that Python does not write.
@pytest.mark.parametrize("got", ODD, ids=range(len(ODD)))
def test_what_is_no_array_of_real_numbers_is_a_mismatch(got):
    with pytest.raises(Mismatch):
        as_array(got)
    with pytest.raises(Mismatch):
        close(got, 1.0, message="It should be one.")


@pytest.mark.parametrize(
    "value", [10**5000, {1: [16**4000]}, type("", (), {})()], ids=["digits", "deep", "nameless"]
)
def test_a_value_without_words_raises_nothing(value):
    for values in (True, False):
        assert describe(value, values=values)


def test_an_error_that_wraps_errors_is_told_by_the_innermost():
    wrapped = "Exception encountered when calling Dense.call().\n" * 5000
    assert first_line(wrapped + "Found a shape of (3, 4)") == first_line(wrapped)
    assert (
        first_line("Exception encountered when calling a\n\nShape is (3, 4)") == "Shape is (3, 4)"
    )
