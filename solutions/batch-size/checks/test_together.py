"""The hidden checks of `together`. All are exact, up to one part in a thousand for `largest_rate`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import Mismatch, close, holds
from course.promises import Call, LeavesAlone, Refuses, SameEachTime, TakesAnyLayout, promises

from .rows import ALONE, INTEGERS, NUMBERS, float_type, generator, gradient_of, real, seeds

RATE = "A rate should be a float, of Python or NumPy."
# One part in a thousand is asked for. A little room is for answers that are off by just that.
THOUSANDTH = 1.05e-3


BELIEFS = {
    "divided_by_the_factor": lambda rate, size, new_size: rate * size / new_size,
    "root_of_the_factor": lambda rate, size, new_size: rate * (new_size / size) ** 0.5,
    "rate_left_as_it_is": lambda rate, size, new_size: rate,
    "whole_factors_only": lambda rate, size, new_size: rate * (new_size // size),
}
# Where a rate is cut off, it looks like another belief: here each of them gives something else.
TELLING = ((0.1, 8, 32), (0.1, 32, 8), (0.3, 10, 15), (0.02, 64, 96))


def believed(student):
    """The beliefs that fit all of several calls."""
    with student.aside():
        got = [real(student.scaled_rate(*call), RATE) for call in TELLING]
        return [
            name
            for name, rule in BELIEFS.items()
            if np.allclose(got, [rule(*call) for call in TELLING], rtol=1e-6, atol=0)
        ]


@pytest.mark.task("together", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "So the rate times the number of steps in an epoch stays the same.",
    "Give the rate with which batches of another size lead as far in an epoch.",
    "Short steps that point the same way add up.",
    "(Count the steps for an n that both sizes divide.)",
)
@given(rate=floats(1e-4, 2), size=integers(1, 200), new_size=integers(1, 5000))
def test_the_rate_goes_with_the_size(student, rate, size, new_size):
    """As many times as large a batch, as many times as large a rate."""
    got = real(student.scaled_rate(rate, size, new_size), RATE)
    message = "The rate times the number of steps in an epoch should stay the same."
    right = rate * new_size / size
    if not np.isclose(got, right, rtol=1e-7, atol=0):
        names = believed(student)
        seen = len(TELLING)
        raise Mismatch(message, got=got, expected=right, misconception=names, draws=seen)


@pytest.mark.task("together")
@pytest.mark.tries(
    "rows in a batch before and after, ints.",
    "the rate that goes with `size`, a number above 0",
)
def test_rates_of_every_kind(student):
    """Smaller batches, equal ones, batches of one row, whole numbers and tiny ones as rates."""
    cases = [
        *((0.1, 8, 8), (0.1, 8, 2), (0.1, 8, 1), (0.1, 1, 8), (1, 4, 6), (3, 6, 4), (2, 3, 1)),
        *((1e-9, 3, 7), (1e6, 7, 3), (0.3, 1000, 1), (0.3, 1, 100_000), (5, 1, 1)),
    ]
    for rate, size, new_size in cases:
        message = f"scaled_rate({rate}, {size}, {new_size})"
        with student.succeeds(message=f"{message} should not raise."):
            got = student.scaled_rate(rate, size, new_size)
        float_type(got, f"{message} should be a float.")
        right = rate * new_size / size
        close(
            real(got, RATE),
            right,
            message=f"{message} should give the rate that is expected.",
            rtol=1e-7,
            atol=0,
        )


def curvatures(x):
    """The eigenvalues of the matrix that turns a distance into a gradient."""
    x = np.asarray(x, "float64")
    return np.linalg.svd(x, compute_uv=False) ** 2 * 2 / len(x)


def largest(student, x, message, mistakes=None):
    with student.succeeds(message=f"{message} It should not raise."):
        got = student.largest_rate(x)
    float_type(got, RATE)
    found = real(got, RATE)
    close(
        found, 2 / curvatures(x).max(), message=message, rtol=THOUSANDTH, atol=0, mistakes=mistakes
    )
    return found


def rows_of(n, d, seed):
    """Rows around a centre that is not 0, with columns of several sizes, none of them alone."""
    rng = generator(seed, n, d)
    turned = np.linalg.qr(rng.standard_normal((d, d)))[0]
    return (rng.standard_normal((n, d)) * rng.uniform(0.2, 2, d) + rng.uniform(0.3, 1)) @ turned


@pytest.mark.task("together", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "At rates below the one returned, the steps come to rest, for each y and wherever they begin.",
    "At rates above it they run away, but for some special beginnings.",
    "Give the rate above which steps with all rows run away.",
    "A step takes rate * gradient(w, x, y) away from w, with all rows.",
)
@given(n=integers(6, 40), d=integers(3, 6), seed=seeds)
def test_the_steepest_direction_sets_the_edge(student, n, d, seed):
    """The edge is where the steepest direction neither grows nor shrinks."""
    x = rows_of(n, d, seed)
    steep = curvatures(x)
    mistakes = {
        "mean_curvature": 2 / steep.sum() * d,
        "sum_of_curvatures": 2 / steep.sum(),
        "one_over_the_curvature": 1 / steep.max(),
        "two_of_the_gradient_forgotten": 4 / steep.max(),
        "rows_not_counted": 2 / (steep.max() * n),
        "centred": 2 / curvatures(x - x.mean(axis=0)).max(),
        "columns_one_by_one": 2 / (2 * (x**2).mean(axis=0)).max(),
    }
    message = "The steepest direction should set the largest rate."
    largest(student, x, message, mistakes)


@pytest.mark.task("together")
@pytest.mark.tries("At rates above it they run away, but for some special beginnings.")
def test_columns_that_go_together_are_steeper(student, seed):
    """A direction across several columns counts, where each column has a mean of 0."""
    for n, d in ((30, 3), (50, 5), (12, 2)):
        x = rows_of(n, d, seed)
        x = x - x.mean(axis=0) + generator(seed, n).choice([-1.0, 1.0], (n, 1)) @ np.ones((1, d))
        x = x - x.mean(axis=0)
        largest(student, x, "Columns that go together are a steeper direction than any of them.")


@pytest.mark.task("together", weight=2)
@pytest.mark.tries("At rates below the one returned", "At rates above it they run away")
def test_steps_rest_below_it_and_run_away_above(student, seed):
    """At .97 of it 1500 steps come to rest, at 1.03 of it they run away."""
    rng = generator(seed)
    x = rows_of(30, 4, seed)
    y, begin = rng.standard_normal(30), rng.standard_normal(4)
    rate = real(student.largest_rate(x), RATE)
    holds(np.isfinite(rate) and rate > 0, message="It should be a finite rate above 0.")
    ends = []
    for share in (0.97, 1.03):
        w = begin
        for _ in range(1500):
            w = w - share * rate * gradient_of(w, x, y)
        ends.append(float(np.abs(w).max()))
    # Exact, but for the draw of x: 3.2 at most, and 1e36 at least, in 60 draws.
    holds(ends[0] < 1e3, message="A little below, steps should come to rest.")
    holds(not ends[1] < 1e6, message="A little above, steps should run away.")


@pytest.mark.task("together", weight=2)
@pytest.mark.tries(
    "x: array of shape (n, d). There may be fewer rows than columns, and equal columns.",
    "Numbers that are not 0 are between 1e-6 and 1e6 in size.",
    "which is off by one part in a thousand at most",
    "If all of x is 0, no rate is too large, and it returns infinity.",
)
def test_rows_of_every_kind(student, seed):
    """Few rows, one column, equal columns, zeros, tiny and huge numbers, directions that are alike."""
    rng = generator(seed)
    for n, d in ((1, 1), (1, 5), (5, 1), (3, 7), (4, 4), (2, 40), (600, 3), (40, 30)):
        largest(student, rows_of(n, d, seed), f"{n} rows, {d} columns: is the largest rate right?")
    x = rows_of(12, 3, seed)
    cases = {
        "Equal columns": x[:, [0, 1, 1, 2, 0]],
        "Each row twice": np.repeat(x, 2, axis=0),
        "A column of zeros": np.c_[x, np.zeros(12)],
        "One number that is not 0": np.eye(6, 4) * [0, 3, 0, 0],
        "Directions that are all alike": np.eye(5) * 2,
        "All numbers alike": np.full((7, 3), -2.0),
        "Two directions that are nearly alike": np.eye(9, 3) * [2, 2.001, 0.5],
        "A steep direction at right angles to ones": np.array([[5.0, -5], [-5, 5], [1, 1]]),
        "Tiny numbers": x / np.abs(x).max() * 2e-6,
        "Huge numbers": x / np.abs(x).max() * 1e6,
        "A huge column and a tiny one": np.c_[x[:, 0] * 1e4, x[:, 1] * 1e-4],
        "A single row that adds up to 0": np.array([[3.0, -3.0]]),
        "Signs that cancel": np.r_[x, -x],
    }
    for words, array in cases.items():
        largest(student, array, f"{words}: is the largest rate right?")
    for dtype in ("float32", *INTEGERS):
        numbers = rng.integers(40, 120, (9, 3)).astype(dtype)
        largest(student, numbers, f"Numbers of dtype {dtype}: is the largest rate right?")
    for shape in ((1, 1), (5, 2), (2, 5)):
        with student.succeeds(message="Where all of x is 0 it should not raise."):
            got = student.largest_rate(np.zeros(shape))
        right = real(got, RATE) == np.inf
        holds(right, message="Where all of x is 0, the largest rate should be infinity.")


@pytest.mark.task("together", weight=2)
@pytest.mark.supporting
@promises(
    Refuses(
        "A size below 1",
        (
            ("A size of 0", {"size": 0}),
            ("A size of -4", {"size": -4}),
            ("A new size of 0", {"new_size": 0}),
            ("A new size of -4", {"new_size": -4}),
            ("Sizes of -2 and -4", {"size": -2, "new_size": -4}),
            ("Sizes of 0 and 0", {"size": 0, "new_size": 0}),
        ),
        tries="One below 1 raises a ValueError.",
    ),
    LeavesAlone("x", tries=ALONE),
    TakesAnyLayout("x", tries=NUMBERS),
    SameEachTime(tries="Returns a float, of Python or NumPy"),
)
def test_rates_keep_their_promises(student, promise, seed):
    """The general promises of `scaled_rate` and `largest_rate`."""
    if isinstance(promise, Refuses):
        promise.keep(student, Call("scaled_rate", rate=0.1, size=8, new_size=32))
        return
    for dtype in ("float64", "float32"):
        promise.keep(student, Call("largest_rate", x=rows_of(9, 3, seed).astype(dtype)))
