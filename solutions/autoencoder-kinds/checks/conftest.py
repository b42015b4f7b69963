"""One watch for all trainings."""

import pytest

from .watch import PicturesOutOfReach, Watch


@pytest.fixture(scope="module")
def watch(student):
    """Hears what is trained in the student's process."""
    return student.probes(PicturesOutOfReach, Watch).Watch()
