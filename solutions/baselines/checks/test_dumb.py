"""The hidden checks of `dumb`: whatever is returned is compared with the best constant there is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import as_array, close, holds
from course.promises import (
    Call,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .series import seeds


def constant(student, y, loss):
    """The result of `constant_baseline`, as a float."""
    return float(as_array(student.constant_baseline(y, loss), shape=()))


def skewed(n, seed, whole=False):
    """Numbers with a long tail, in which mean, median and the most frequent value lie apart."""
    rng = np.random.default_rng([seed, n])
    y = rng.choice([-1, 1]) * (rng.exponential(10, n) ** 1.5 - 7)
    return np.rint(y / 8).astype("int64") if whole else y


def others(y, loss):
    """The constants for this y if it is judged by another loss."""
    values, counts = np.unique(y, return_counts=True)
    best = {
        "accuracy": values[counts.argmax()],
        "mae": np.median(y),
        "mse": np.mean(y, dtype="float64"),
    }
    names = {
        "accuracy": "the_most_frequent_for_every_loss",
        "mae": "the_median_for_every_loss",
        "mse": "the_mean_for_every_loss",
    }
    return {names[other]: float(value) for other, value in best.items() if other != loss}


@pytest.mark.task("dumb", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The best forecast that says the same of every row.",
    "loss: how the forecast is judged on y.",
    '"accuracy" is the share of rows that equal it exactly, and the highest is best.',
    "(Where several are equally good, any of them will do.)",
)
@given(n=integers(1, 60), seed=seeds)
def test_no_constant_is_right_more_often(student, n, seed):
    """Judged by accuracy, no constant equals more rows."""
    # An odd multiplier keeps values apart from their places: labels are any numbers.
    y = skewed(n, seed, whole=True) * 37 - 11
    got = constant(student, y, "accuracy")
    _, counts = np.unique(y, return_counts=True)
    names = [name for name, value in others(y, "accuracy").items() if np.isclose(value, got)]
    message = f"A constant equals {counts.max()} of {n} rows. Yours equals so many:"
    equal_rows = int((y == got).sum())
    holds(
        equal_rows == counts.max(),
        message=message,
        measured=equal_rows,
        misconception=names[0] if len(names) == 1 else "",
    )


@pytest.mark.task("dumb", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    '"mae" is the mean absolute error,',
    "No other number does better on y, apart from rounding in the sixth digit.",
)
@given(n=integers(1, 60), seed=seeds, whole=sampled_from([False, True]))
def test_no_constant_has_a_lower_absolute_error(student, n, seed, whole):
    """Judged by mae, no constant has a lower mean absolute error."""
    y = skewed(n, seed, whole)
    got = constant(student, y, "mae")
    ordered = np.sort(y)
    low, high = ordered[(n - 1) // 2], ordered[n // 2]
    # Between the two middle values all are equally good.
    close(
        got,
        np.clip(got, low, high),
        message="Another number has a lower mae.",
        mistakes=_only(others(y, "mae"), low, high),
    )


@pytest.mark.task("dumb")
@pytest.mark.supporting
@pytest.mark.tries('"accuracy" is the share of rows that equal it exactly', "negative ones too")
def test_zeros_are_equal_whatever_their_sign(student):
    """0.0 and -0.0 are the same number."""
    y = np.array([0.0, -0.0, 0.0, -0.0, 5.0, 5.0, 5.0, 7.0])
    for some in (y, -y, y[::-1].copy()):
        got = constant(student, some, "accuracy")
        message = "0.0 and -0.0 are equal, and make four rows of eight."
        holds(got == 0, message=message, got=got)


def _only(mistakes, low, high):
    """The mistakes that are none of the best constants on this draw."""
    return {
        name: value for name, value in mistakes.items() if not low - 1e-6 <= value <= high + 1e-6
    }


@pytest.mark.task("dumb", weight=3)
@pytest.mark.main
@pytest.mark.tries('"mse" the mean squared error; there the lowest is best.')
@given(n=integers(1, 60), seed=seeds, whole=sampled_from([False, True]))
def test_no_constant_has_a_lower_squared_error(student, n, seed, whole):
    """Judged by mse, no constant has a lower mean squared error."""
    y = skewed(n, seed, whole)
    best = float(y.mean())
    mistakes = _only(others(y, "mse"), best, best)
    close(
        constant(student, y, "mse"),
        best,
        message="Another number has a lower mse.",
        mistakes=mistakes,
    )


UNUSUAL = {
    "one row": np.array([-4.5]),
    "one value": np.full(7, -3),
    "zeros": np.zeros(5, "int64"),
    "zeros and others": np.array([0, 0, 0, 6, -9, 6]),
    "zeros in the middle": np.array([-4.0, -3.0, 0.0, 0.0, 8.0]),
    "two rows": np.array([-10.0, 30.0]),
    "large numbers": np.array([2.0e12, 5.0e12, 5.0e12, 8.0e12, 9.0e12]),
    "many large ints of 32 bits": (900_000 + np.arange(10_000) % 90).astype("int32"),
    "small numbers": np.array([1e-7, 2e-7, 2e-7, 9e-7]),
    "negative numbers": np.array([-5, -5, -5, -80, -3]),
    "one far away": np.array([0.0, 0.0, 0.0, 1e9]),
    "near ones": np.array([0.3, 0.1 + 0.2, 0.3, 0.7]),
    "many": np.arange(50_001) % 1000,
    "many of 32 bits": (10_000 + np.arange(200_000) % 7).astype("float32"),
}


@pytest.mark.task("dumb", weight=2)
@pytest.mark.tries(
    "array of shape (n,), n at least 1, of ints or floats, negative ones too.",
    "Returns one number, an int or a float.",
)
def test_unusual_rows_have_a_best_constant_too(student):
    """One row, equal rows, very large and very small numbers have a best constant, too."""
    for words, y in UNUSUAL.items():
        exact = y.astype("float64")
        scale = np.abs(exact).max() or 1.0
        ordered = np.sort(exact)
        low, high = ordered[(len(y) - 1) // 2], ordered[len(y) // 2]
        for loss in ("mae", "mse"):
            with student.succeeds(message=f"Rows that are {words} have a best constant."):
                got = constant(student, y, loss)
            wanted = np.clip(got, low, high) if loss == "mae" else (exact / scale).mean() * scale
            near = abs(got - wanted) <= 1e-5 * abs(wanted) + 1e-6 * scale
            message = f"Rows that are {words}: another number has a lower {loss}."
            holds(bool(near), message=message, got=got, expected=float(wanted))
        with student.succeeds(message=f"Rows that are {words} have a best constant."):
            most = constant(student, y, "accuracy")
        _, counts = np.unique(y, return_counts=True)
        message = f"Rows that are {words}: another number equals more rows."
        holds(int((exact == most).sum()) == counts.max(), message=message)


ALIKE = [
    [1, 2, 2, 2, 6, 8, 9, 9, 9, 12],
    [1, 2, 3, 4, 4, 4, 8, 8, 14, 12],
    [1, 2, 1, 1, 5, 6, 8, 11, 13, 12],
]


@pytest.mark.task("dumb")
@pytest.mark.tries(
    "No other number does better on y",
    "the same arguments give the same result, whatever was called before",
)
def test_rows_that_look_alike_get_their_own_constant(student):
    """Rows of equal length, sum, ends and extremes have constants of their own, one after the other."""
    # Of both kinds in turn: the sum is 60, the first is 1 and the last 12.
    for y in ALIKE + ALIKE[:1]:
        got = constant(student, np.array(y), "mae")
        low, high = sorted(y)[4:6]
        message = f"Asked about {y}, after rows of the same length and sum: another number has a lower mae."
        close(got, np.clip(got, low, high), message=message)
        got = constant(student, np.array(y), "accuracy")
        _, counts = np.unique(y, return_counts=True)
        message = f"Asked about {y}, after rows of the same length and sum: another number equals more rows."
        holds(y.count(int(got)) == counts.max(), message=message)


@pytest.mark.task("dumb")
@pytest.mark.tries("Any other loss raises a ValueError.")
def test_another_loss_is_refused(student):
    """Any other loss raises a ValueError."""
    for loss in ("rmse", "MAE", "Accuracy", "mean", "", "mse ", "acc", None):
        message = f"The loss {loss!r} should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.constant_baseline(np.arange(4.0), loss)


@pytest.mark.task("dumb", weight=2)
@pytest.mark.supporting
@promises(
    LeavesAlone("y", tries="what is handed in is not changed"),
    TakesAnyLayout("y"),
    TakesOtherNumbers("y", ("int32", "int64", "float32", "float64")),
    SameEachTime(tries="the same arguments give the same result, whatever was called before"),
)
def test_constant_baseline_keeps_its_promises(student, promise):
    """The general promises of `constant_baseline`, for each of the three losses."""
    y = np.array([30, -2, 7, 7, 100, 5, -2, 7, 1])
    for loss in ("accuracy", "mae", "mse"):
        call = Call("constant_baseline", y=y, loss=loss)
        promise.keep(student, call.then(lambda got: float(as_array(got, shape=()))))
