"""The hidden checks of `does-it-help`. All of them are exact, to the digits of float32."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, as_parts, close
from course.promises import Call, GivesNewArrays, LeavesAlone, TakesAnyLayout, promises

from .ships import OWNED, UNCHANGED, generator, refuses, seeds


def scores(n, seed, level=0.85, spread=0.03, gain=0.01, error=0.01):
    """Paired scores of n splits: some splits are easy and some hard, for both."""
    rng = generator(seed, n)
    split = rng.normal(level, spread, n)
    return split + rng.normal(gain, error, n), split


def paired(with_it, without_it, errors=2.0, ddof=1):
    """Mean, low and high of the differences."""
    apart = np.subtract(with_it, without_it, dtype="float64")
    error = errors * apart.std(ddof=ddof) / np.sqrt(len(apart))
    return np.array([apart.mean(), apart.mean() - error, apart.mean() + error])


def beliefs(with_it, without_it, got):
    """The results of known mistakes; of an unpaired error, that variant which is nearer to what came."""
    mean = paired(with_it, without_it)[0]
    apart = np.subtract(with_it, without_it)
    wide = [
        2 * np.sqrt((np.var(with_it, ddof=ddof) + np.var(without_it, ddof=ddof)) / len(apart))
        for ddof in (0, 1)
    ]
    wide = min(wide, key=lambda error: abs(mean + error - got[2]))
    spread = 2 * apart.std(ddof=1)
    root_first = 2 * np.sqrt(apart.var() * len(apart)) / (len(apart) - 1) / np.sqrt(len(apart))
    return {
        "root_before_the_division": np.array([mean, mean - root_first, mean + root_first]),
        "unpaired": np.array([mean, mean - wide, mean + wide]),
        "spread_for_error": np.array([mean, mean - spread, mean + spread]),
        "least_and_greatest": np.array([mean, apart.min(), apart.max()]),
        "one_error_either_side": paired(with_it, without_it, errors=1),
        "divided_by_n": paired(with_it, without_it, ddof=0),
        "without_minus_with": paired(without_it, with_it),
        "each_sorted_alone": paired(np.sort(with_it), np.sort(without_it)),
        "distances_without_sign": paired(abs(apart), np.zeros(len(apart))),
        "median_of_differences": paired(with_it, without_it) - mean + np.median(apart),
    }


def three(got):
    """Mean, low and high, as numbers."""
    message = "`gain` should return three floats in a tuple or list, (mean, low, high)."
    parts, message = as_parts(got, 3, message=message), "Each of the three should be a float."
    numbers = [as_array(one, shape=(), message=message) for one in parts]
    if any(one.dtype.kind != "f" for one in numbers):
        raise Mismatch("Each of the three should be a float.", got=got, names_mistake=False)
    return np.array([float(one) for one in numbers])


def gained(student, with_it, without_it, words="", atol=2e-6, *, names=True):
    """Expect mean, low and high of the paired differences."""
    with student.succeeds(message=f"It should not raise.{words}"):
        got = three(student.gain(with_it, without_it))
    wanted = paired(with_it, without_it)
    message = f"Mean, low and high should be those of the paired differences.{words}"
    known = beliefs(with_it, without_it, got)
    mistakes = {k: v for k, v in known.items() if not np.allclose(v, wanted, rtol=1e-4, atol=1e-5)}
    # Of few splits several mistakes give the same: n - 1 is 1 where n is 2.
    mistakes = mistakes if names and len(with_it) > 5 else {}
    close(got, wanted, rtol=1e-5, atol=atol, message=message, mistakes=mistakes)


@pytest.mark.task("does-it-help", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "The gain that a feature brings on average, and how sure that is.",
    "Returns three floats in a tuple or list, (mean, low, high).",
    "The mean is that of the n differences, with minus without.",
    "The standard error is their spread over the root of n.",
    "The spread: divide the sum of their squared distances from their mean by n - 1, and take the root.",
    "`low` lies two standard errors below the mean, and `high` two above.",
    "Entry i of both belongs to split i.",
)
# Of five splits the root before the division gives half of what is right, as one error does.
@given(n=integers(6, 30), seed=seeds)
def test_differences_are_paired(student, n, seed):
    """The mean of the paired differences, and two standard errors on either side of it."""
    gained(student, *scores(n, seed))


@pytest.mark.task("does-it-help", weight=2)
@pytest.mark.tries("scores on the same n splits", "how sure that is")
@given(n=integers(6, 30), seed=seeds)
def test_hard_splits_are_hard_for_both(student, n, seed):
    """A split that is hard for both changes nothing of the gain."""
    with_it, without_it = scores(n, seed, spread=0.0)
    hard = generator(seed).uniform(-0.2, 0.2, n)
    # Where one column does not scatter, an unpaired error over n is like a paired one over n.
    gained(student, with_it, without_it, " (All splits are equally hard.)", names=False)
    wanted = paired(with_it, without_it)
    for level in (0.1 * hard, hard, 0.2):
        got = three(student.gain(with_it + level, without_it + level))
        mistakes = beliefs(with_it + level, without_it + level, got)
        mistakes = {k: v for k, v in mistakes.items() if not np.allclose(v, wanted, atol=1e-5)}
        message = "Both scores of each split moved by the same; the gain should stay."
        close(got, wanted, atol=2e-6, message=message, mistakes=mistakes)


@pytest.mark.task("does-it-help")
@pytest.mark.tries("n at least 2", "how sure that is")
def test_two_splits_or_many_and_no_scatter(student, seed):
    """Two splits are enough; differences may be equal, below 0, large, or none."""
    for n in (2, 3, 4, 5, 500):
        gained(student, *scores(n, seed), f" ({n} splits.)")
        gained(student, *scores(n, seed, gain=-0.05), f" ({n} splits, and it does harm.)")
        gained(
            student,
            *scores(n, seed, level=40, gain=3, error=2),
            f" ({n} splits; large scores.)",
            1e-4,
        )
        with_it, without_it = scores(n, seed)
        without_it[::2] = with_it[::2]
        gained(student, with_it, without_it, f" ({n} splits; in every other one nothing changed.)")
        gained(student, *scores(n, seed, error=0.0), f" ({n} splits, all differences equal.)")
        same = scores(n, seed)[0]
        gained(student, same, same.copy(), f" ({n} splits, no difference.)")
    gained(student, np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    # A variance from a mean of squares may come out below 0 where all differences are equal.
    for n in range(2, 12):
        for apart in (0.1, 0.3, 0.7, 1.1, -0.013):
            gained(
                student, np.full(n, apart), np.zeros(n), f" ({n} splits, all differences {apart}.)"
            )


@pytest.mark.task("does-it-help")
@pytest.mark.tries("in a list or a float array of shape (n,)")
def test_lists_and_arrays(student, seed):
    """Scores may stand in lists or in arrays, of float32 or float64."""
    one, other = scores(8, seed)
    for first in (one, one.tolist(), one.astype("float32")):
        for second in (other, other.tolist(), other.astype("float32")):
            gained(student, first, second, " (Lists or arrays.)", 1e-5)


@pytest.mark.task("does-it-help", weight=2)
@pytest.mark.tries("Different lengths raise a ValueError, and so do fewer than two splits.")
def test_unequal_lengths_and_single_splits_are_refused(student):
    """Different lengths, one split and none raise a ValueError."""

    def arrays(first, second):
        return student.gain(np.linspace(0.8, 0.9, first), np.linspace(0.7, 0.9, second))

    def lists(first, second):
        return student.gain([0.8 + 0.01 * k for k in range(first)], [0.7] * second)

    for call in (arrays, lists):
        refuses(student, call, ((5, 4), (4, 5), (1, 5), (5, 1), (2, 1), (1, 2), (6, 3), (3, 6)))
        refuses(student, call, ((1, 1), (0, 0), (0, 1), (1, 0), (0, 3), (3, 0)))


@pytest.mark.task("does-it-help")
@pytest.mark.supporting
@promises(
    LeavesAlone("with_it", tries=UNCHANGED),
    LeavesAlone("without_it", tries=UNCHANGED),
    TakesAnyLayout("with_it", tries="a float array of shape (n,)"),
    TakesAnyLayout("without_it", tries="a float array of shape (n,)"),
    GivesNewArrays({"with_it": np.linspace(0.6, 0.7, 9)}, tries=OWNED),
)
def test_gain_keeps_its_promises(student, promise, seed):
    """The general promises of `gain`."""
    with_it, without_it = scores(9, seed)
    promise.keep(student, Call("gain", with_it=with_it, without_it=without_it))
