"""Hidden checks. TODO: beside each threshold, the figures that it was chosen from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import as_array, close, equal

seeds = integers(0, 2**32 - 1)


@pytest.mark.task("scale", weight=2)
@given(factor=floats(-10, 10), seed=seeds)
def test_each_number_is_multiplied(student, factor, seed):
    """Each number is multiplied by the factor."""
    x = np.random.default_rng(seed).standard_normal((3, 4))
    mistakes = {"factor_added": x + factor}
    message = "Each number should be multiplied by the factor."
    close(student.scale(x, factor), factor * x, message=message, mistakes=mistakes)


@pytest.mark.task("scale")
@pytest.mark.supporting
@pytest.mark.mistake("changed_in_place")
def test_the_array_is_left_alone(student, seed):
    """The array that is handed in is not changed."""
    data = np.random.default_rng(seed).standard_normal(5)
    x = student.keep(data)
    as_array(student.scale(x, 2.0), shape=(5,))
    equal(student.fetch(x), data, message="The array that was handed in is another one now.")
