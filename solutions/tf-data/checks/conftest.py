"""The parts of the larder, in the student's process."""

import pytest

from .larder import probes


# Not kept for several checks: what is held in the worker is gone when another task begins.
@pytest.fixture
def made(student):
    """The larder, made again in the worker."""
    return probes(student)
