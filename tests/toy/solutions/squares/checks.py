"""The toy's hidden checks: one of each kind that the engine must handle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats

from course.expect import as_array, close, holds

CANARY = "hidden-canary-5d1f"


@pytest.mark.task("square")
@pytest.mark.tries("Square each number of an array")
@pytest.mark.reveal
@given(number=floats(-100, 100))
def test_each_number_is_squared(student, number):
    """Each number is multiplied by itself."""
    x = np.array([number])
    close(student.square(x), x * x, message="x squared is x times x.", mistakes={"doubled": x + x})


@pytest.mark.task("square")
@pytest.mark.tries("keep its shape")
@pytest.mark.mistake("flattened")
def test_the_shape_is_kept(student):
    """The result has the shape of the input."""
    got = as_array(student.square(np.ones((3, 4))))
    holds(got.shape == (3, 4), message="The result should be an array of shape (3, 4).", got=got)


@pytest.mark.task("square")
@pytest.mark.tries("Square each number")
@pytest.mark.mistake("changed_in_place")
def test_the_input_is_left_alone(student):
    """The array that was handed in is not changed."""
    x = student.keep(np.full(3, 2.0))
    as_array(student.square(x), shape=(3,))
    close(student.fetch(x), np.full(3, 2.0), message="The caller still needs the input as it was.")


@pytest.mark.task("square")
@pytest.mark.tries("each number of an array")
@pytest.mark.mistake("words_accepted")
def test_words_are_refused(student):
    """A word has no square."""
    with student.raises(TypeError, message='square("three") should raise a `TypeError`.'):
        student.square("three")


@pytest.mark.task("total")
@pytest.mark.tries("Add up the squares of an array's numbers.")
@pytest.mark.random
@pytest.mark.mistake("mean")
def test_a_lucky_draw(student, seed):
    """The total of many squares is near its expectation."""
    x = np.random.default_rng(seed).standard_normal(100)
    total = student.total(x)
    holds(isinstance(total, float), message="The total should be a float.", got=total)
    # Above 195 in 1 draw of 20 million: a nearer bound has our own answer fail in some test run.
    holds(abs(total - 100) < 95, message="The total should be near 100.", got=total)
    close(total, (x * x).sum(), message="The total is the sum of the squares.")
