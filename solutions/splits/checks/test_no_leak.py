"""The hidden checks of `no-leak`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import as_array, as_parts, below, close, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    RowByRow,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .parts import OWNED, generator, seeds


def measured(n, columns, seed, *, shift=0.0):
    """Rows with columns of different means and spreads, float32."""
    rng = generator(seed, columns)
    mean, spread = rng.uniform(-20, 20, columns), rng.uniform(0.5, 10, columns)
    noise = generator(seed, n, columns).standard_normal((n, columns))
    return (mean + spread * (noise + shift)).astype("float32")


def standardised(student, *arrays):
    """What `standardise` returned, as one array for each that was handed in."""
    got = student.standardise(*arrays)
    message = f"With {len(arrays)} arrays given, the result should be a tuple of {len(arrays)}."
    parts = as_parts(got, len(arrays), message=message)
    return [as_array(one, shape=np.shape(array)) for one, array in zip(parts, arrays, strict=True)]


def ruled(x, rows, *, ddof=0):
    """x, measured with the mean and spread of `rows`, in float64."""
    rows = rows.astype("float64")
    return (x - rows.mean(axis=0)) / rows.std(axis=0, ddof=ddof)


# Over n - 1 instead of n, at 60 rows, takes 0.63 (0.02) of this, at most 0.66 of 200 draws; the mistakes
# are off by a third of a spread and more.
RULER = {"rtol": 0.012, "atol": 0.005}


@pytest.mark.task("no-leak", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Standardise the columns of several arrays with the training rows' mean and spread.",
    "From each column the mean of the training rows is subtracted.",
)
@given(n=integers(60, 100), columns=integers(2, 6), seed=seeds)
def test_training_rows_get_mean_0_and_spread_1(student, n, columns, seed):
    """Each column of the training rows gets mean 0 and standard deviation 1."""
    train, other = measured(n, columns, seed), measured(40, columns, seed, shift=3.0)
    got, _ = standardised(student, train, other)
    known = {
        "scaled_before_the_split": ruled(train, np.concatenate([train, other])),
        "one_mean_for_all_columns": (train - train.mean()) / train.std(),
    }
    message = "The training rows' own mean should become 0 and their spread 1, column by column."
    close(got, ruled(train, train), message=message, mistakes=known, **RULER)


@pytest.mark.task("no-leak", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "with the training rows' mean and spread",
    "Then it is divided by their standard deviation (over n or n - 1, as you like).",
)
@given(n=integers(60, 100), columns=integers(2, 6), seed=seeds)
def test_others_are_measured_with_the_training_ruler(student, n, columns, seed):
    """The other arrays are measured with the mean and spread of the training rows."""
    train = measured(n, columns, seed)
    others = [measured(rows, columns, seed, shift=shift) for rows, shift in ((40, 3.0), (25, -2.0))]
    got = standardised(student, train, *others)
    everything = np.concatenate([train, *others])
    for part, other in zip(got[1:], others, strict=True):
        known = {
            "each_with_its_own_ruler": ruled(other, other),
            "scaled_before_the_split": ruled(other, everything),
            "one_mean_for_all_columns": (other - train.mean()) / train.std(),
        }
        message = "The other arrays should be measured with the training rows' mean and spread."
        close(part, ruled(other, train), message=message, mistakes=known, **RULER)


def accurate(student, train, *others, message):
    """Expect what float32 gives at least, divided over n or over n - 1 for all arrays alike."""
    got = standardised(student, train, *others)
    off = {
        ddof: max(
            float((np.abs(part - ruled(x, train, ddof=ddof)) / (1 + np.abs(part))).max())
            for part, x in zip(got, (train, *others), strict=True)
        )
        for ddof in (0, 1)
    }
    below(min(off.values()), FLOAT32, message=message)


# By how much 200 draws were off at most: float32 by the formula 3.4e-7, by way of the range 1.1e-6, with
# 1e-8 added to the spread 1.05e-5; rounded to four digits 4.0e-5 at least, with 1e-7 added 5.1e-5.
FLOAT32 = 1.5e-5


@pytest.mark.task("no-leak")
@pytest.mark.tries(
    "Compute in float32 or better, and round nothing.", "(over n or n - 1, as you like)"
)
def test_nothing_is_rounded(student, seed):
    """Results are as good as float32, and divided alike in all arrays."""
    noise = generator(seed).standard_normal((90, 4))
    unit = np.array([1, 1e-3, 30, 1e6])
    for dtype in ("float32", "float64"):
        x = ((noise + np.array([0, 1, -1, 0.5])) * unit).astype(dtype)
        message = f"Numbers of dtype {dtype}: by how much, relative to 1 + size, are the worst off?"
        accurate(student, x[:50], x[50:60], x[60:], message=message)


@pytest.mark.task("no-leak")
@pytest.mark.tries(
    "Then it is divided by their standard deviation",
    "From each column the mean of the training rows is subtracted.",
)
def test_far_rows_are_measured_like_others(student, seed):
    """Rows that are far away are measured like all others, and have their part in the ruler."""
    rng = generator(seed)
    for dtype in ("float32", "float64"):
        # Each column has one training row that is far from all others, so far that it counts.
        train = rng.standard_normal((3000, 3)) + np.array([0, 1, -2])
        train[[5, 1700, 2999], [0, 1, 2]] = [40, -60, 100]
        far = np.outer([3.5, -6, 12, -150, 3e3, -1e5, 1e6], [1, -1, 1]) + rng.random((7, 3))
        x = [array.astype(dtype) for array in (train, far, far[:1], -far)]
        message = "Rows are far away: by how much, relative to 1 + size, is the worst off?"
        accurate(student, *x, message=message)


@pytest.mark.task("no-leak", weight=2)
@pytest.mark.supporting
@promises(
    LeavesAlone("train", tries="The results are new arrays."),
    LeavesAlone("other", tries="what is handed in is not changed"),
    TakesAnyLayout("train", tries="what is handed in is not changed"),
    TakesAnyLayout("other", tries="what is handed in is not changed"),
    TakesOtherNumbers(
        "train",
        ("float32", "float64"),
        tries="train: float array of shape (n, columns), float32 or float64, n at least 2.",
    ),
    TakesOtherNumbers(
        "other",
        ("float32", "float64", "int64", "int32", "int8", "uint8"),
        tries="They may hold whole numbers, too.",
    ),
    GivesNewArrays(tries=OWNED),
    RowByRow(
        "other",
        none=False,
        rtol=1e-4,
        tries="So a row of the others gets the same numbers, whatever rows stand beside it.",
    ),
)
def test_standardise_keeps_its_promises(student, promise, seed):
    """The general promises of `standardise`."""
    rng = generator(seed)
    train, other = (rng.integers(0, 9, (rows, 3)).astype("float32") for rows in (12, 6))
    train[:2] = [[0, 1, 2], [8, 7, 5]]
    call = Call("standardise", train=train, other=other)
    one = isinstance(promise, RowByRow)
    if isinstance(promise, LeavesAlone | GivesNewArrays):
        # Arrays that need no cast, or no standardising, are those that are soonest handed back.
        done = np.array([[-1, 1], [1, -1], [-1, -1], [1, 1]])
        over_n_less_1 = np.array([[-1, 1], [0, 0], [1, -1]])
        for dtype in ("float32", "float64"):
            for rows, more in (
                (train, other),
                (done, done[:3]),
                (over_n_less_1, done),
                (np.zeros((4, 2)), done),
            ):
                given = rows.astype(dtype), more.astype(dtype)
                called = Call("standardise", train=given[0], other=given[1])
                promise.keep(student, called)
                if isinstance(promise, GivesNewArrays):
                    GivesNewArrays({"train": given[0] * 2 + 1}).keep(student, called)
    promise.keep(student, call.then(lambda parts: parts[1]) if one else call)


@pytest.mark.task("no-leak", weight=2)
@pytest.mark.tries(
    "Where a column has the same value in all training rows, any numbers will do that are finite, "
    "small or huge;",
    "the other columns are standardised as usual.",
)
def test_constant_columns_stay_finite(student, seed):
    """A column that has one value in all training rows gives finite numbers, and spoils no other."""
    train, other = measured(60, 3, seed), measured(30, 3, seed, shift=1.0)
    for value in (7.0, 0.0, 0.1, -1e6 / 7):
        train[:, 1], other[:15, 1] = value, value
        parts = standardised(student, train, other)
        bad = [~np.isfinite(part) for part in parts]
        only = bad[0][:, 1].all() and not any(part[:, [0, 2]].any() for part in bad)
        misconception = "constant_columns_are_nan" if only else ""
        message = f"A column that is {value} in all training rows should give no NaN or infinity."
        finite = not any(part.any() for part in bad)
        holds(finite, message=message, misconception=misconception)
        message = "One column has no spread. The other columns should be standardised as usual."
        for part, array in zip(parts, (train, other), strict=True):
            wanted = ruled(array[:, [0, 2]], train[:, [0, 2]])
            close(part[:, [0, 2]], wanted, message=message, **RULER)


@pytest.mark.task("no-leak", weight=2)
@pytest.mark.tries(
    "Columns may be in very different units.",
    "A spread of 0.001 or of a million is a spread like any other, even round a mean of 1000.",
)
def test_tiny_units_are_units_like_others(student, seed):
    """A column in tiny units, or in huge ones, gets mean 0 and spread 1 like any other."""
    # Spreads from 0.0005 to 0.01, where Keras's layer, which divides by 1e-7 at least, is right.
    units = np.array([1, 1e-3, 1e6, 1e-3], "float32")
    train = measured(60, 4, seed) * units
    got = standardised(student, train)[0]
    undivided = ruled(train, train) * np.where(units < 1, train.std(axis=0), 1)
    known = {
        "tiny_spread_taken_for_none": undivided,
        "one_mean_for_all_columns": (train - train.mean()) / train.std(),
    }
    message = "Columns whose spread is a few thousandths should get a spread of 1, too."
    close(got, ruled(train, train), message=message, mistakes=known, **RULER)
    message = (
        "Columns whose spread is a thousandth: by how much, relative to 1 + size, is the worst off?"
    )
    centred = generator(seed).standard_normal((40, 3)) * [1, 1e-3, 1e-3]
    accurate(student, centred, message=message)
    # In float32, numbers round 1000 stand 6e-5 apart: 0.06 of the spread.
    for dtype in ("float64", "float32"):
        far = (1000 + 1e-3 * generator(seed, 2).standard_normal((60, 3))).astype(dtype)
        message = (
            f"A spread of 0.001 round a mean of 1000, in {dtype}, should become a spread of 1, too."
        )
        close(standardised(student, far)[0], ruled(far, far), message=message, atol=0.4, rtol=0.05)


@pytest.mark.task("no-leak")
@pytest.mark.supporting
@pytest.mark.tries("what is handed in is not changed", "The results are new arrays.")
def test_what_was_handed_in_is_left_alone(student, seed):
    """The arrays that are handed in are not changed."""
    for dtype in ("float32", "float64"):
        data = [measured(rows, 3, seed).astype(dtype) for rows in (60, 30)]
        kept = [student.keep(array) for array in data]
        student.standardise(*kept)
        for proxy, array in zip(kept, data, strict=True):
            now = as_array(student.fetch(proxy))
            message = "The results should be new arrays; those handed in belong to the caller."
            written = now.shape == array.shape and np.allclose(now, ruled(array, data[0]), **RULER)
            misconception = "changed_in_place" if written else ""
            holds(np.array_equal(now, array), message=message, misconception=misconception)


@pytest.mark.task("no-leak")
@pytest.mark.tries(
    "any number of arrays with the same columns, or none",
    "Each has one row or more.",
    "Returns a tuple or list of arrays, first train and then the others in their order, each in its "
    "own shape.",
)
def test_any_number_of_arrays_will_do(student, seed):
    """There may be no other array, or four; two rows are enough for a ruler."""
    arrays = [measured(rows, 2, seed) for rows in (60, 1, 2, 3, 3)]
    alone = standardised(student, arrays[0])
    five = standardised(student, *arrays)
    message = "The training rows should come out the same, however many others there are."
    close(alone[0], five[0], message=message)
    message = "The other arrays should come back in their order."
    for got, array in zip(five[1:], arrays[1:], strict=True):
        close(got, ruled(array, arrays[0]), message=message, **RULER)
    two = np.array([[0.0, 1.0], [4.0, 5.0]])
    message = "With training rows 0 and 4, a row at 2 is in the middle: 0."
    close(standardised(student, two, two.mean(axis=0)[None])[1], np.zeros((1, 2)), message=message)
