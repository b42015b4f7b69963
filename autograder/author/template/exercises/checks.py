"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("scale")
def test_three_times_one_and_two(student):
    """3 times [1, 2] is [3, 6]."""
    close(student.scale(np.array([1.0, 2.0]), 3.0), [3.0, 6.0], message="3 times [1, 2] is [3, 6].")
