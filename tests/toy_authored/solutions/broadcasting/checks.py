"""Hidden checks. There are no thresholds: every expected value is exact up to rounding."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import as_array, close, equal, holds

seeds = integers(0, 2**32 - 1)


def table(seed, n, d):
    """A table whose columns differ in mean and in spread."""
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)) * rng.uniform(2, 5, d) + rng.uniform(-9, 9, d)


@pytest.mark.task("standardise", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Shift and scale each column of a table to mean 0 and standard deviation 1.",
    "The standard deviation is the root of the mean squared difference",
    "a row for each bird; n and d are at least 2",
)
@given(n=integers(3, 7), d=integers(2, 5), seed=seeds)
def test_each_column_has_its_own_mean_and_spread(student, n, d, seed):
    """Each column is shifted by its own mean and divided by its own standard deviation."""
    x = table(seed, n, d)
    centred = x - x.mean(axis=0)
    mistakes = {
        "whole_table": (x - x.mean()) / x.std(),
        "only_centred": centred,
        "variance": centred / x.var(axis=0),
        "n_minus_one": centred / x.std(axis=0, ddof=1),
        "rows_standardised": (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True),
    }
    message = (
        "Each column should have been shifted by its mean and divided by its standard deviation."
    )
    fits = "A table may have more rows than columns, or fewer."
    with student.succeeds(ValueError, message=fits, misconception="axis_that_stays"):
        got = student.standardise(x)
    close(got, centred / x.std(axis=0), message=message, mistakes=mistakes)


@pytest.mark.task("standardise")
@pytest.mark.tries("Returns a new float array of shape (n, d).")
@given(n=integers(3, 5), seed=seeds)
def test_a_square_table_is_no_exception(student, n, seed):
    """In a table with as many rows as columns, it is still the columns that are standardised."""
    x = table(seed, n, n)
    mistakes = {"axis_that_stays": (x - x.mean(axis=1)) / x.std(axis=1)}
    message = "In a square table every mean fits, and only the columns' own are right."
    close(
        student.standardise(x),
        (x - x.mean(axis=0)) / x.std(axis=0),
        message=message,
        mistakes=mistakes,
    )


@pytest.mark.task("standardise")
@pytest.mark.tries("It is not changed.", "x: float array of shape (n, d)")
@pytest.mark.supporting
@pytest.mark.mistake("changed_in_place")
def test_the_table_is_left_alone(student, seed):
    """The table that is handed in is not changed."""
    data = table(seed, 4, 4)  # a square, so that a wrong axis does not fail here as well
    x = student.keep(data)
    as_array(student.standardise(x), shape=(4, 4))
    equal(student.fetch(x), data, message="The table that was handed in is another one now.")


def points(seed, *shape):
    """Points at least 0.01 apart: all first coordinates are different multiples of 0.25."""
    rng = np.random.default_rng(seed)
    a, b = (rng.uniform(-9, 9, (n, shape[-1])) for n in shape[:2])
    first = rng.permutation(np.arange(-8, 8, 0.25))[: len(a) + len(b)]
    a[:, 0], b[:, 0] = first[: len(a)], first[len(a) :]
    return a, b


def straight(a, b):
    """Our own distances, by a loop."""
    return np.array([[np.sqrt(np.sum((p - q) ** 2)) for q in b] for p in a])


@pytest.mark.task("distances", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Give the distance from each point of one set to each point of another.",
    "The distance is the straight line's",
    "b: float array of shape (m, d).",
    "n, m and d are at least 1",
    "coordinates are between -10 and 10",
)
@given(n=integers(1, 5), m=integers(1, 5), d=integers(1, 4), seed=seeds)
def test_each_distance_is_the_straight_line(student, n, m, d, seed):
    """Each distance is the length of the straight line: the root of the sum of the squared differences."""
    a, b = points(seed, n, m, d)
    expected = straight(a, b)
    size_a, size_b = (a**2).sum(axis=1)[:, None], (b**2).sum(axis=1)
    mistakes = {
        "squared": expected**2,
        "along_the_streets": np.abs(a[:, None] - b).sum(axis=2),
        "difference_of_lengths": np.abs(np.sqrt(size_a) - np.sqrt(size_b)),
        "squares_subtracted": np.sqrt(np.abs(size_a - size_b)),
    }
    message = "Each distance should be the root of the sum of squared differences."
    fits = "`a` and `b` may have different numbers of points."
    with student.succeeds(ValueError, message=fits, misconception="row_by_row"):
        got = student.distances(a, b)
    close(got, expected, message=message, mistakes=mistakes)


@pytest.mark.task("distances")
@pytest.mark.tries(
    "in row i and column j, how far a[i] is from b[j].",
    "a: float array of shape (n, d), a point in each row.",
)
@pytest.mark.supporting
def test_a_row_for_each_of_a_and_a_column_for_each_of_b(student, seed):
    """4 points and 3 points give 4 rows and 3 columns."""
    a, b = points(seed, 4, 3, 2)
    message = "4 points in `a` and 3 in `b` have distances of shape (4, 3)."
    with student.succeeds(ValueError, message=message, misconception="row_by_row"):
        got = as_array(student.distances(a, b))
    holds(got.shape != (3, 4), message=message, misconception="transposed")
    holds(got.shape != (4, 2), message=message, misconception="wrong_axis")
    as_array(got, shape=(4, 3))


@pytest.mark.task("distances")
@pytest.mark.tries("Returns a float array of shape (n, m)")
@given(n=integers(2, 5), seed=seeds)
def test_as_many_points_here_as_there(student, n, seed):
    """On a line, with as many points in `a` as in `b`, each of `a` still meets each of `b`."""
    a, b = points(
        seed, n, n, 1
    )  # a line, where the streets are straight: this tells them from the squares
    expected = straight(a, b)
    message = "n points and n points have n × n distances, those of `a[i]` in row i."
    got = as_array(student.distances(a, b))
    holds(got.shape != (n,), message=message, misconception="row_by_row")
    close(got, expected, message=message, mistakes={"transposed": expected.T})
