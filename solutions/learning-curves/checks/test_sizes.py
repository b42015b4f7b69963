"""The hidden checks of `sizes`. All claims are exact."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, equal, holds
from course.promises import Call, GivesNewArrays, promises


def chosen(student, n, k):
    """What `sizes` gives: k whole numbers."""
    with student.succeeds(message=f"sizes({n}, {k}) should not raise."):
        got = student.sizes(n, k)
    array = as_array(got, shape=(k,))
    if array.dtype.kind not in "iu":
        message = "Sizes are numbers of rows: they should be integers."
        raise Mismatch(message, got=got, names_mistake=False)
    return [int(size) for size in array]


def doubles(rows):
    """Whether each size is 1.5 to 2.5 times the one before."""
    return rows[0] > 0 and all(3 * a <= 2 * b and 2 * b <= 5 * a for a, b in pairwise(rows))


@pytest.mark.task("sizes", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Choose k numbers of rows for a learning curve, from few rows to all of them.",
    "Each size is 1.5 to 2.5 times the one before it, both bounds included.",
    "Returns an integer array of shape (k,), rising.",
)
@given(k=integers(2, 9), more=integers(0, 5000))
def test_sizes_double_more_or_less(student, k, more):
    """Each size is 1.5 to 2.5 times the one before it."""
    n = 2**k + more
    rows = chosen(student, n, k)
    steps = {b - a for a, b in pairwise(rows)}
    misconception = "equal_steps" if k > 3 and max(steps) - min(steps) <= 1 else ""
    if rows[::-1] == sorted(rows) and doubles(rows[::-1]):
        misconception = "largest_first"
    message = f"sizes({n}, {k}): each size should be 1.5 to 2.5 times the one before."
    holds(doubles(rows), message=message, misconception=misconception)


def ends_at_half(student):
    """Whether several sizes double up to half of the rows; a single one tells too little."""
    cases = (41, 2), (100, 3), (1000, 4)
    asked = student.attempt(lambda: [(n, chosen(student, n, k)) for n, k in cases])
    return asked is not None and all(rows[-1] == n // 2 and doubles(rows) for n, rows in asked)


@pytest.mark.task("sizes", weight=3)
@pytest.mark.main
@pytest.mark.tries("The last size is n itself.", "the number of rows that there are")
@given(k=integers(1, 9), more=integers(0, 5000))
def test_the_last_size_is_all_rows(student, k, more):
    """The last size is n itself."""
    n = 2**k + more
    rows = chosen(student, n, k)
    halved = rows[-1] == n // 2 and doubles(rows) and ends_at_half(student)
    misconception = "ends_at_half" if halved else ""
    message = f"sizes({n}, {k}): the last size should be {n}."
    holds(rows[-1] == n, message=message, misconception=misconception)


@pytest.mark.task("sizes")
@pytest.mark.tries("Returns an integer array of shape (k,), rising.")
@given(k=integers(2, 9), more=integers(0, 5000))
def test_sizes_rise(student, k, more):
    """Sizes come from few rows to many."""
    rows = chosen(student, 2**k + more, k)
    rising = all(a < b for a, b in pairwise(rows))
    holds(rising, message=f"sizes({2**k + more}, {k}) should rise.")


@pytest.mark.task("sizes")
@pytest.mark.tries("Each size is 1.5 to 2.5 times the one before it, both bounds included.")
@given(k=integers(2, 3), more=integers(0, 5000))
def test_two_or_three_sizes_double(student, k, more):
    """Two or three sizes double more or less, as many do."""
    rows = chosen(student, 2**k + more, k)
    message = f"sizes({2**k + more}, {k}): each size should be 1.5 to 2.5 times the one before."
    holds(doubles(rows), message=message)


@pytest.mark.task("sizes")
@pytest.mark.tries(
    "exactly 2**k rows are enough.",
    "the number of rows that there are, an int up to 10**12",
    "how many sizes are wanted, an int",
)
def test_few_rows_and_very_many_will_do(student, seed):
    """There may be one size, just 2**k rows, or a million million of them."""
    rng = np.random.default_rng([seed, 5])
    asked = [(2**k + more, k) for k in range(1, 13) for more in range(12)]
    asked += [(10**12, k) for k in (1, 2, 7, 20, 39)]
    asked += [(int(n), 8) for n in rng.integers(10**8, 10**12, 30)]
    asked += [(n, k) for k in (2, 3, 5) for n in range(2**k, 90)]
    for n, k in asked:
        rows = chosen(student, n, k)
        good = rows[-1] == n and doubles(rows)
        message = f"sizes({n}, {k}) should rise to {n}, each 1.5 to 2.5 times the one before."
        holds(good, message=message, got=rows)


@pytest.mark.task("sizes", weight=2)
@pytest.mark.tries("A k below 1 raises a ValueError.", "So do fewer than 2**k rows")
def test_too_few_rows_are_refused(student):
    """Fewer than 2**k rows raise a ValueError, and so does a k below 1."""
    taken = []
    for n, k in ((7, 3), (3, 2), (1, 1), (0, 1), (15, 4), (1023, 10), (100, 50), (6, 3)):
        try:
            with student.raises(ValueError, message=f"sizes({n}, {k}) should raise a ValueError."):
                student.sizes(n, k)
        except Mismatch as mismatch:
            taken.append(mismatch)
    if taken:
        # Who raises another error has asked.
        silent = all(mismatch.__cause__ is None for mismatch in taken)
        name = "too_few_rows_taken" if len(taken) == 8 and silent else ""
        raise Mismatch(str(taken[0]), misconception=name, draws=len(taken))
    # 2**64 is more than NumPy's integers hold.
    for n, k in ((8, 0), (8, -1), (1, 0), (0, 0), (100, -3), (100, 63), (10**12, 64), (9, 200)):
        with student.raises(ValueError, message=f"sizes({n}, {k}) should raise a ValueError."):
            student.sizes(n, k)


@pytest.mark.task("sizes")
@pytest.mark.supporting
@promises(GivesNewArrays({"n": 90}, tries="what is returned belongs to the caller"))
def test_sizes_keeps_its_promises(student, promise):
    """The general promises of `sizes`."""
    promise.keep(student, Call("sizes", n=100, k=4))


@pytest.mark.task("sizes")
@pytest.mark.supporting
@pytest.mark.tries("where a contract says *array*, give back a NumPy array or a tensor")
def test_no_call_changes_a_later_one(student):
    """The same call gives the same sizes, or others that are as good, whatever was asked before."""
    for n, k in ((64, 3), (640, 3), (64, 5), (64, 3)):
        rows = chosen(student, n, k)
        equal((len(rows), rows[-1]), (k, n), message="Later calls should be as good as the first.")
        holds(doubles(rows), message="Later calls should be as good as the first.")
