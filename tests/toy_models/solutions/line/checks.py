"""The hidden checks: facts of a model, rebuilt from what the student's process says it is."""

import numpy as np
import pytest

from course.expect import close, equal

X = np.linspace(-1, 1, 5, dtype="float32").reshape(5, 1)


@pytest.mark.task("line")
@pytest.mark.tries("Give a model")
def test_it_has_a_weight_and_a_bias(student):
    """A line needs two numbers."""
    equal(student.rebuild(student.line()).parameters, 2, message="A line has a slope and a height.")


@pytest.mark.task("line")
@pytest.mark.tries("2 x + 1")
def test_it_computes_a_line(student):
    """The model computes 2 x + 1."""
    close(student.rebuild(student.line()).predict(X), 2 * X + 1, message="It should be 2 x + 1.")


@pytest.mark.task("saved")
@pytest.mark.tries("Save such a model to `path` (it ends in `.keras`) and give the path back.")
def test_the_file_holds_the_line(student):
    """What is read back computes the same."""
    path = student.saved("line.keras")
    close(student.rebuild(path).predict(X), 2 * X + 1, message="The file should hold 2 x + 1.")
