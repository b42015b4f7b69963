"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("standardise")
def test_two_columns(student):
    """The columns 1, 3, 5, 7 and 10, 30, 50, 70 become the same."""
    x = np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 50.0], [7.0, 70.0]])
    z = np.array([-3.0, -1.0, 1.0, 3.0]) / np.sqrt(5.0)
    message = "Both columns are -1.342, -0.447, 0.447, 1.342."
    close(student.standardise(x), np.stack([z, z], axis=1), message=message)


@pytest.mark.task("distances")
def test_one_point_and_two(student):
    """From (0, 0) it is 5 to (3, 4), and 10 to (6, 8)."""
    a, b = np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [6.0, 8.0]])
    close(student.distances(a, b), [[5.0, 10.0]], message="The distances are [[5, 10]].")
