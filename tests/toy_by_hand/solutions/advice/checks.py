"""Hidden checks of the one task that has some."""

import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("square")
@pytest.mark.tries("Square each number of an array.")
@pytest.mark.mistake("doubled")
def test_each_number_is_squared(student):
    """Each number is multiplied by itself."""
    x = np.array([3.0, 4.0])
    close(student.square(x), x * x, message="x squared is x times x.", mistakes={"doubled": x + x})


@pytest.mark.task("square")
@pytest.mark.tries("each number")
@pytest.mark.mistake("doubled")
def test_half_is_squared(student):
    """A half becomes a quarter."""
    close(student.square(np.array([0.5])), [0.25], message="A half squared is a quarter.")
