"""Hidden checks. TODO: beside each threshold, the figures that it was chosen from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import close
from course.promises import Call, KeepsTheShape, LeavesAlone, TakesAnyLayout, promises

seeds = integers(0, 2**32 - 1)


@pytest.mark.task("scale", weight=2)
@pytest.mark.main
@pytest.mark.tries("Multiply each number of an array by a factor.", "factor: a float.")
@given(factor=floats(-10, 10), seed=seeds)
def test_each_number_is_multiplied(student, factor, seed):
    """Each number is multiplied by the factor."""
    x = np.random.default_rng(seed).standard_normal((3, 4))
    mistakes = {"factor_added": x + factor}
    message = "Each number should be multiplied by the factor."
    close(student.scale(x, factor), factor * x, message=message, mistakes=mistakes)


@pytest.mark.task("scale")
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="it is not changed"),
    KeepsTheShape("x", tries="a new array of the shape of x"),
    TakesAnyLayout("x", tries="float array of any shape"),
)
def test_scale_keeps_its_promises(student, promise, seed):
    """The general promises of `scale`; feedback shows a sentence for each."""
    x = np.random.default_rng(seed).standard_normal((3, 4))
    promise.keep(student, Call("scale", x=x, factor=2.0))
