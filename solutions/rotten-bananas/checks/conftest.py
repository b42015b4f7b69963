"""Trainings that several tasks look at."""

import pytest

from .pictures import drawn, probe


@pytest.fixture(scope="session")
def taught(seed):
    """2000 good bananas: what PCA is fitted on; `train_on_good` gets them through another camera."""
    return drawn(2000, seed, 0)


# One model for all of a property's examples: compiling it takes longest.
@pytest.fixture
def halving(student):
    return probe(student)
