"""What students may see and run themselves."""

import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("square")
def test_three_squared_is_nine(student):
    """3 squared is 9."""
    close(student.square(np.array([3.0])), [9.0], message="3 times 3 is 9.")


@pytest.mark.task("total")
def test_the_total_of_three_and_four_is_25(student):
    """3 and 4 give 9 + 16."""
    close(student.total(np.array([3.0, 4.0])), 25.0, message="9 and 16 make 25.")
