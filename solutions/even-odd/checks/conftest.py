"""One lesson for all checks."""

import pytest

from .lessons import Lesson


@pytest.fixture(scope="session")
def lesson(student, seed):
    """Three models, taught different things."""
    return Lesson(student, seed)
