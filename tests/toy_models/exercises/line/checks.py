"""What students may see and run themselves."""

import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("line")
def test_it_computes_a_line(student):
    """3 becomes 7."""
    close(
        np.asarray(student.line()(np.array([[3.0]]))), [[7.0]], message="2 times 3, plus 1, is 7."
    )


@pytest.mark.task("saved")
def test_a_path_comes_back(student, tmp_path):
    """A file is there."""
    assert student.saved(str(tmp_path / "line.keras"))
