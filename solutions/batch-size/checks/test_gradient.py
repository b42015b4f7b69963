"""The hidden checks of `gradient`. All are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import as_array, close, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    Refuses,
    RemembersNothing,
    SameEachTime,
    TakesAnyLayout,
    promises,
)

from .rows import (
    ALONE,
    DIGITS,
    INTEGERS,
    NINE_DIGITS,
    NUMBERS,
    OWNED,
    TakesIntegers,
    generator,
    gradient_of,
    problem,
    pulls,
    seeds,
    size_of,
)


def exact(student, w, x, y, message):
    """Expect nine right digits, of what the gradient adds up."""
    with student.succeeds(message=message):
        got = student.gradient(w, x, y)
    atol = NINE_DIGITS * size_of(w, x, y)
    close(got, gradient_of(w, x, y), message=message, rtol=NINE_DIGITS, atol=atol)


@pytest.mark.task("gradient", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "The error is the mean over the n rows of (x @ w - y) ** 2, without a factor one half.",
    "the derivative of the error by each weight, at w",
    "Compute the gradient of the mean squared error by the weights.",
)
@given(n=integers(3, 40), d=integers(3, 8), dtype=sampled_from(["float64", "float32"]), seed=seeds)
def test_it_is_the_mean_of_what_rows_say(student, n, d, dtype, seed):
    """The gradient is the mean of the gradients of the rows."""
    w, x, y = problem(n, d, seed, dtype)
    each = pulls(w, x, y)
    right = each.mean(axis=0)
    mistakes = {
        "summed": each.sum(axis=0),
        "one_half_put_in": right / 2,
        "the_other_way": -right,
        "mean_over_columns_too": right / d,
        "root_of_the_error": right / (2 * np.sqrt(((x @ w - y) ** 2).mean())),
        "absolute_error": (np.sign(x @ w - y)[:, None] * x).mean(axis=0),
    }
    message = "The gradient should be the mean of what the rows say."
    got = student.gradient(w, x, y)
    close(got, right, message=message, rtol=1e-4, atol=1e-5, mistakes=mistakes)


@pytest.mark.task("gradient", weight=2)
@pytest.mark.tries(
    "A row that stands in x twice counts twice.", "The error is the mean over the n rows"
)
@given(n=integers(2, 20), d=integers(1, 5), seed=seeds)
def test_rows_count_as_often_as_they_stand_there(student, n, d, seed):
    """All rows twice change nothing, one row twice does."""
    w, x, y = problem(n, d, seed)
    exact(student, w, np.tile(x, (2, 1)), np.tile(y, 2), "All rows twice should change nothing.")
    more = np.r_[0, 0, 0, 1:n]
    exact(student, w, x[more], y[more], "A row that stands there three times counts three times.")
    none = np.r_[x, np.zeros((3, d))]
    exact(student, w, none, np.r_[y, 1.0, 2.0, 0.0], "Rows of zeros count as rows.")
    fitting = np.r_[x, x[:1], x[:1]]
    exact(student, w, fitting, np.r_[y, [x[0] @ w] * 2], "Rows that fit already count as rows.")
    order = generator(seed).permutation(n)
    exact(student, w, x[order], y[order], "The order of rows should change nothing.")


@pytest.mark.task("gradient")
@pytest.mark.tries(DIGITS, "float64: the derivative of the error by each weight, at w")
def test_nine_digits_are_right(student, seed):
    """Nine digits are right, for float32 as for float64, and however large numbers are."""
    for dtype in ("float32", "float64"):
        for size in (1.0, 1e-6, 1e4):
            w, x, y = problem(300, 5, seed)
            # Errors that are small beside y: float32 would lose them.
            y = x @ w * size**2 + 1e-3 * size**2 * y
            given = (array.astype(dtype) for array in (w * size, x * size, y))
            message = f"Nine digits should be right: {dtype}, numbers of the size of {size}."
            exact(student, *given, message)


@pytest.mark.task("gradient", weight=2)
@pytest.mark.tries(
    "arrays of shapes (d,), (n, d), (n,)",
    "Returns an array of shape (d,), float64",
    "with at least one row and one column",
)
def test_any_number_of_rows_and_columns(student, seed):
    """One row, one column, fewer rows than columns, as many: the shape is (d,), the dtype float64."""
    for n, d in ((1, 1), (1, 4), (5, 1), (3, 7), (4, 4), (2, 2), (1000, 3), (7, 100)):
        for dtype in ("float64", "float32", "int64", "uint8"):
            w, x, y = (np.abs(a * 10).astype(dtype) for a in problem(n, d, seed))
            message = f"The gradient for n = {n}, d = {d} and the dtype {dtype}."
            exact(student, w, x, y, message)
            got = as_array(student.gradient(w, x, y), shape=(d,))
            holds(got.dtype == np.float64, message=f"{message} The gradient should be float64.")


@pytest.mark.task("gradient")
@pytest.mark.tries("the derivative of the error by each weight, at w")
def test_a_perfect_fit_and_a_huge_error(student, seed):
    """Where the fit is perfect the gradient is 0, and no error is too large to count in full."""
    w, x, y = problem(50, 4, seed)
    exact(student, w, x, x @ w, "With a perfect fit, it should be 0.")
    exact(student, w, x, x @ w + 1e6 * y, "Errors of a million should count in full.")
    outlier = np.where(np.arange(50) == 7, 1e5, y)
    exact(student, w, x, outlier, "A row that is far off should count in full.")
    exact(student, w, x + 1000, y, "Columns far from 0 should be taken as they are.")
    exact(student, np.zeros(4), x, y, "At weights of 0.")
    exact(student, w, x * 0, y, "Where x is 0, it should be 0.")


LENGTHS = (
    ("A y of length 1 for six rows", {"y": np.ones(1)}),
    ("A y of length 5 for six rows", {"y": np.ones(5)}),
    ("A y of length 7 for six rows", {"y": np.ones(7)}),
    ("One row, and a y of length 6", {"x": np.ones((1, 3))}),
    ("A w of length 1 for three columns", {"w": np.ones(1)}),
    ("A w of length 2 for three columns", {"w": np.ones(2)}),
    ("A w of length 6 for three columns", {"w": np.ones(6)}),
    ("A single column, and a w of length 3", {"x": np.ones((6, 1))}),
)


@pytest.mark.task("gradient", weight=3)
@pytest.mark.supporting
@promises(
    LeavesAlone("w", tries=ALONE),
    LeavesAlone("x", tries=ALONE),
    LeavesAlone("y", tries=ALONE),
    TakesAnyLayout("w", tries=NUMBERS),
    TakesAnyLayout("x", tries=NUMBERS),
    TakesAnyLayout("y", tries=NUMBERS),
    TakesIntegers(("w", "x", "y"), tries="Turn them into float64 first"),
    GivesNewArrays({"w": np.array([1.0, 2.0, 5.0])}, tries=OWNED),
    RemembersNothing({"x": np.arange(18.0).reshape(6, 3) ** 2}, tries=OWNED),
    SameEachTime(tries=OWNED),
    Refuses(
        "A wrong length",
        LENGTHS,
        tries="Other lengths raise a ValueError, and so does a y of length 1 for several rows, or a w of length 1 for several columns.",
    ),
)
def test_gradient_keeps_its_promises(student, promise, seed):
    """The general promises of `gradient`."""
    rng = generator(seed)
    w, x, y = rng.integers(1, 5, 3), rng.integers(40, 120, (6, 3)), rng.integers(0, 120, 6)
    arrays = {"w": w.astype("float64"), "x": x.astype("float64"), "y": y.astype("float64")}
    promise.keep(student, Call("gradient", **arrays))
    if isinstance(promise, LeavesAlone):
        for dtype in ("float32", *INTEGERS):
            promise.keep(
                student, Call("gradient", **{k: a.astype(dtype) for k, a in arrays.items()})
            )
