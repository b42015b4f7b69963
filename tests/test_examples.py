"""The examples in docstrings that authors of checks read are true."""

import doctest

import pytest

from course import expect, stub


@pytest.mark.parametrize("module", [expect, stub], ids=lambda module: module.__name__)
def test_examples_hold(module):
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0
