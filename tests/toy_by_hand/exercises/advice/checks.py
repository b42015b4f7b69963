"""What students may see and run themselves."""

import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("square")
def test_three_squared_is_nine(student):
    """3 squared is 9."""
    close(student.square(np.array([3.0])), [9.0], message="3 times 3 is 9.")
