"""The hidden checks of `steps`. All are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch
from course.promises import Call, Refuses, SameEachTime, promises

from .rows import whole


def steps_of(n, size, epochs):
    return -(-n // size) * epochs


BELIEFS = {
    "short_batch_not_counted": lambda n, size, epochs: n // size * epochs,
    "epochs_run_together": lambda n, size, epochs: -(-n * epochs // size),
    "one_more_always": lambda n, size, epochs: (n // size + 1) * epochs,
    "epochs_forgotten": lambda n, size, epochs: -(-n // size),
    "rounded_to_the_nearest": lambda n, size, epochs: round(n / size) * epochs,
}
# Two beliefs often give one number: here each two of them differ somewhere.
TELLING = ((9, 4, 3), (11, 4, 3), (12, 4, 3), (10, 7, 5))


def believed(student):
    """The beliefs that fit all of several calls."""
    with student.aside():
        got = [student.count_steps(*call) for call in TELLING]
        return [
            name for name, count in BELIEFS.items() if [count(*call) for call in TELLING] == got
        ]


def whole_in_floats(student):
    """The mistake of an answer whose every number is right, and a float."""
    with student.aside():
        got = [student.count_steps(*call) for call in TELLING]
    right = got == [steps_of(*call) for call in TELLING]
    return "whole_number_in_a_float" if right and all(isinstance(one, float) for one in got) else ""


def counted(student, n, size, epochs, message):
    """Expect the right number of steps; name what else the number fits."""
    with student.succeeds(message=f"count_steps({n}, {size}, {epochs}) should not raise."):
        got = student.count_steps(n, size, epochs)
    expected = steps_of(n, size, epochs)
    if isinstance(got, float) and got == expected:
        message = (
            f"The number is right, but {got!r} is a float. It should be an int, of Python or NumPy."
        )
        raise Mismatch(message, got=got, misconception=whole_in_floats(student), draws=len(TELLING))
    got = whole(got, "The number of steps should be a whole number, of Python or NumPy.")
    if got != expected:
        names = [name for name in believed(student) if BELIEFS[name](n, size, epochs) == got]
        seen = len(TELLING)
        raise Mismatch(message, got=got, expected=expected, misconception=names, draws=seen)


@pytest.mark.task("steps", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "The last batch of an epoch may be short, and it is a step, too.",
    "The next epoch begins with a new batch.",
    "Each batch is one step.",
    "Count the steps of a training.",
)
@given(n=integers(1, 500), size=integers(1, 60), epochs=integers(1, 9))
def test_each_batch_is_a_step(student, n, size, epochs):
    """Each batch of each epoch is a step, the short last one, too."""
    counted(student, n, size, epochs, "Each batch of each epoch is a step.")


@pytest.mark.task("steps", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "rows in a batch, an int.",
    "It may be larger than n.",
    "number of rows, an int, at least 0.",
    "how often the model goes through all rows, an int, at least 0.",
)
def test_large_batches_and_none(student):
    """Large batches, one row, no rows, no epochs, batches that fit exactly."""
    cases = [
        *((5, 8, 3), (1, 1, 1), (1, 1000, 7), (7, 7, 2), (8, 7, 2), (6, 7, 2), (1000, 1, 1)),
        *((0, 4, 3), (9, 4, 0), (0, 1, 0), (60, 20, 4), (61, 20, 4), (59, 20, 4)),
        *((1000, 999, 1000), (3, 2, 1), (2, 3, 1)),
    ]
    for n, size, epochs in cases:
        message = f"{n} rows, batches of {size}, {epochs} epochs."
        counted(student, n, size, epochs, message)


@pytest.mark.task("steps")
@pytest.mark.tries("It is exact for n and size up to 10**18.", "Returns a whole number")
def test_large_numbers_lose_no_digit(student, seed):
    """Numbers of 18 digits are counted exactly."""
    rng = np.random.default_rng(seed)
    for size in (1, 2, 3, 10, 1000, 10**17):
        n = 10**18 - int(rng.integers(10**6)) * 2 - 1
        for epochs in (1, 3, 1000):
            counted(student, n, size, epochs, "Large numbers should lose no digit.")
    for size in (10**18, 10**18 - 1, 10**9 + 7):
        counted(student, 10**18, size, 2, "Large numbers should lose no digit.")
    counted(student, (10**9 + 7) * 10**8 + 1, 10**9 + 7, 1, "Large numbers should lose no digit.")


@pytest.mark.task("steps")
@pytest.mark.supporting
@promises(
    Refuses(
        "A size below 1",
        (
            ("A size of 0", {"size": 0}),
            ("A size of -1", {"size": -1}),
            ("A size of -10", {"size": -10}),
            ("A size of 0, for no rows", {"size": 0, "n": 0}),
            ("A size of -3, in no epochs", {"size": -3, "epochs": 0}),
            ("A size of 0, in no epochs", {"size": 0, "epochs": 0}),
            ("A size of -3, for no rows", {"size": -3, "n": 0}),
        ),
        tries="Below 1 it raises a ValueError, whatever the others are.",
    ),
    SameEachTime(tries="Returns a whole number"),
)
def test_count_steps_keeps_its_promises(student, promise):
    """The general promises of `count_steps`."""
    promise.keep(student, Call("count_steps", n=10, size=4, epochs=2))
