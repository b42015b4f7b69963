"""The seed of a grading, as far as these checks need it."""

import pytest


@pytest.fixture(scope="session")
def seed(seed):
    return seed % 2**31
